/// What a serving system is to use, or why there is nothing.
package struct Resolution: Sendable, Equatable {
  package enum State: String, Sendable { case served, nothing, stopped, weights }
  package var state: State
  package var label: String?
  /// 64 hexadecimal digits.
  package var digest: String?
  package var colour: String?
  /// The share of traffic of its colour, in percent.
  package var weight: Int?
  package var because: String
  package var alternative: String
  package init(
    state: State, label: String?, digest: String?, colour: String?, weight: Int?, because: String, alternative: String
  ) {
    self.state = state
    self.label = label
    self.digest = digest
    self.colour = colour
    self.weight = weight
    self.because = because
    self.alternative = alternative
  }
}

/// A version an environment served before.
package struct RollbackTarget: Sendable, Equatable {
  package var label: String
  package var digest: String
  /// The promotion that once brought it there.
  package var promotion: Int64
  /// Nil while it still serves a part.
  package var servedUntil: Instant?
  /// Why it cannot be rolled back to, nil when it can.
  package var refusal: String?
  package init(label: String, digest: String, promotion: Int64, servedUntil: Instant?, refusal: String?) {
    self.label = label
    self.digest = digest
    self.promotion = promotion
    self.servedUntil = servedUntil
    self.refusal = refusal
  }
}

/// What a promotion covers, and what it serves now.
package struct Rollout: Sendable, Equatable {
  package var environment: String
  package var colour: String
  /// Percent of the traffic it begins with.
  package var weight: Int
  /// Percent it may grow to without another signature.
  package var limit: Int
  package var shiftUntil: Instant?
  package var expiresAt: Instant?
  /// Percent now; nil when it serves nothing.
  package var serves: Int?
  package init(
    environment: String, colour: String, weight: Int, limit: Int, shiftUntil: Instant?, expiresAt: Instant?,
    serves: Int?
  ) {
    self.environment = environment
    self.colour = colour
    self.weight = weight
    self.limit = limit
    self.shiftUntil = shiftUntil
    self.expiresAt = expiresAt
    self.serves = serves
  }
}

/// One colour of an environment.
package struct ServingShare: Sendable, Equatable {
  package var colour: String
  package var label: String
  package var weight: Int
  package init(colour: String, label: String, weight: Int) {
    self.colour = colour
    self.label = label
    self.weight = weight
  }
}

/// What a request asks for beside version and environment; nil takes the catalog's own choice.
package struct RolloutWish: Sendable, Equatable {
  package var colour: String?
  package var weight: Int?
  package var limit: Int?
  package var shiftUntil: Instant?
  package init(colour: String? = nil, weight: Int? = nil, limit: Int? = nil, shiftUntil: Instant? = nil) {
    self.colour = colour
    self.weight = weight
    self.limit = limit
    self.shiftUntil = shiftUntil
  }
}

/// What a stop reaches, counted.
package struct StopReach: Sendable, Equatable {
  package var versions: Int
  /// Places that serve something of it.
  package var pointers: Int
  /// Other artifacts that pin it.
  package var users: Int
  /// Open ones.
  package var promotions: Int
  /// Generations of the last seven days.
  package var calls: Count
  package init(versions: Int, pointers: Int, users: Int, promotions: Int, calls: Count) {
    self.versions = versions
    self.pointers = pointers
    self.users = users
    self.promotions = promotions
    self.calls = calls
  }
}

/// A stop, in force or lifted.
package struct StopRow: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var artifact: String
  /// Nil: every version.
  package var label: String?
  /// Nil: everywhere.
  package var environment: String?
  package var stoppedBy: String
  package var reason: String
  package var isLifted: Bool
  /// As it stood when it was stopped; versions are not told again.
  package var reached: StopReach
  package var at: Instant
  package var changedBy: String
  package var answer: String
  package init(
    id: Int64, artifact: String, label: String?, environment: String?, stoppedBy: String, reason: String,
    isLifted: Bool, reached: StopReach, at: Instant, changedBy: String, answer: String
  ) {
    self.id = id
    self.artifact = artifact
    self.label = label
    self.environment = environment
    self.stoppedBy = stoppedBy
    self.reason = reason
    self.isLifted = isLifted
    self.reached = reached
    self.at = at
    self.changedBy = changedBy
    self.answer = answer
  }

  /// `kyc-summary@22 in production`.
  package var subject: String {
    artifact + (label.map { "@" + $0 } ?? "") + (environment.map { " in " + $0 } ?? "")
  }
}

/// An act that a second person confirms: before it takes hold, or, for a roll back, afterwards.
package struct ConfirmationRow: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable { case open, confirmed, refused, withdrawn }
  package var id: Int64
  /// `tier.lower`, `stop.lift`, `rollback`.
  package var act: String
  package var artifact: String
  package var environment: String?
  package var subject: String
  /// One sentence without its full stop.
  package var words: String
  package var askedBy: String
  package var reason: String
  package var due: Instant
  package var state: State
  package var changedBy: String
  package var answer: String
  package var at: Instant
  package var changedAt: Instant
  /// Why this person cannot confirm it; nil when they can, or it is closed.
  package var refusal: String?
  package init(
    id: Int64, act: String, artifact: String, environment: String?, subject: String, words: String, askedBy: String,
    reason: String, due: Instant, state: State, changedBy: String, answer: String, at: Instant, changedAt: Instant,
    refusal: String?
  ) {
    self.id = id
    self.act = act
    self.artifact = artifact
    self.environment = environment
    self.subject = subject
    self.words = words
    self.askedBy = askedBy
    self.reason = reason
    self.due = due
    self.state = state
    self.changedBy = changedBy
    self.answer = answer
    self.at = at
    self.changedAt = changedAt
    self.refusal = refusal
  }

  /// Nobody has countersigned in time.
  package func isEscalated(at now: Instant) -> Bool { state == .open && due < now }
}

/// A version that production ran and no pointer named.
package struct ObservedFault: Sendable, Equatable {
  package enum Why: String, Sendable { case unregistered, unapproved, stopped, retired }
  package var kind: ArtifactKind
  package var name: String
  /// Empty when the event named none.
  package var label: String
  package var why: Why
  package var firstAt: Instant
  package var lastAt: Instant
  /// Of the last seven days.
  package var calls: Count
  package init(
    kind: ArtifactKind, name: String, label: String, why: Why, firstAt: Instant, lastAt: Instant, calls: Count
  ) {
    self.kind = kind
    self.name = name
    self.label = label
    self.why = why
    self.firstAt = firstAt
    self.lastAt = lastAt
    self.calls = calls
  }

  /// `gpt-x@2026-11-preview`; without a version the name alone.
  package var subject: String { ["", "unknown"].contains(label) ? name : "\(name)@\(label)" }
}
