/// A decision of a gate as the log keeps it.
package struct StoredDecision: Sendable, Equatable, Identifiable {
  package var id: String
  package var at: Instant
  package var artifact: String
  package var kind: ArtifactKind
  package var label: String
  package var environment: String
  /// `office-gates@8`; nil when the environment served no policy, or several.
  package var policy: String?
  package var revision: String
  package var engine: String
  package var engineVersion: String
  /// JSON: the requirements in the order of the list.
  package var requirements: String
  package var allow: Bool
  package var reasons: [String]
  /// JSON: the waivers without which it would be unmet.
  package var exceptions: String
  package var requestedBy: String?
  /// The gatekeeper's login.
  package var actor: String
  package var promotion: Int64?
  package init(
    id: String, at: Instant, artifact: String, kind: ArtifactKind, label: String, environment: String, policy: String?,
    revision: String, engine: String, engineVersion: String, requirements: String, allow: Bool, reasons: [String],
    exceptions: String, requestedBy: String?, actor: String, promotion: Int64?
  ) {
    self.id = id
    self.at = at
    self.artifact = artifact
    self.kind = kind
    self.label = label
    self.environment = environment
    self.policy = policy
    self.revision = revision
    self.engine = engine
    self.engineVersion = engineVersion
    self.requirements = requirements
    self.allow = allow
    self.reasons = reasons
    self.exceptions = exceptions
    self.requestedBy = requestedBy
    self.actor = actor
    self.promotion = promotion
  }

  package var version: String { "\(artifact)@\(label)" }
}

/// A stored decision with all that was told and answered.
package struct DecisionDetail: Sendable, Equatable {
  package var decision: StoredDecision
  /// What an engine was asked for: `countersign/promote/decision`.
  package var path: String
  /// What the engine was told, as JSON, and the SHA-256 of its bytes: 64 hexadecimal digits.
  package var input: String
  package var inputDigest: String
  /// What it answered, as JSON; nil when nothing came.
  package var result: String?
  /// Of the version that was decided: 64 hexadecimal digits.
  package var subjectDigest: String
  /// JSON: how long it took, in nanoseconds, under the names of OPA.
  package var metrics: String
  package init(
    decision: StoredDecision, path: String, input: String, inputDigest: String, result: String?, subjectDigest: String,
    metrics: String
  ) {
    self.decision = decision
    self.path = path
    self.input = input
    self.inputDigest = inputDigest
    self.result = result
    self.subjectDigest = subjectDigest
    self.metrics = metrics
  }
}

/// What a list of decisions shows.
package struct DecisionFilter: Sendable, Equatable {
  /// What the officer typed, in the words of `FilterGrammar.decisions`.
  package var words: Filter
  package var isReversed: Bool
  package init(words: Filter = .none, isReversed: Bool = false) {
    self.words = words
    self.isReversed = isReversed
  }
}

/// A policy that an environment serves.
package struct GatePolicyRow: Sendable, Equatable {
  package var environment: String
  package var artifact: String
  package var label: String
  package var revision: String
  package var since: Instant
  package var movedBy: String
  package var reason: String
  package init(
    environment: String, artifact: String, label: String, revision: String, since: Instant, movedBy: String,
    reason: String
  ) {
    self.environment = environment
    self.artifact = artifact
    self.label = label
    self.revision = revision
    self.since = since
    self.movedBy = movedBy
    self.reason = reason
  }
}

/// A gatekeeper that was seen.
package struct GatekeeperRow: Sendable, Equatable {
  package var holder: String
  package var login: String
  package var engine: String
  package var seenAt: Instant
  package init(holder: String, login: String, engine: String, seenAt: Instant) {
    self.holder = holder
    self.login = login
    self.engine = engine
    self.seenAt = seenAt
  }
}
