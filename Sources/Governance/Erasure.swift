/// A place an erasure looks at, or cannot.
package struct ErasureReach: Sendable, Equatable {
  /// Nothing here can be removed by the catalog.
  package var isUnreached: Bool
  package var place: String
  /// Rows found, of those that are reached.
  package var found: Int?
  /// Of these, what a hold keeps.
  package var held: Int?
  /// The day it ages out, as far as is known.
  package var until: String?
  package var words: String

  package init(isUnreached: Bool, place: String, found: Int?, held: Int?, until: String?, words: String) {
    self.isUnreached = isUnreached
    self.place = place
    self.found = found
    self.held = held
    self.until = until
    self.words = words
  }
}

/// A request for erasure. Whose text it is about is not kept beyond its end.
package struct ErasureRow: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable { case asked, done, refused }
  package var id: Int64
  package var subjects: Int
  package var state: State
  package var askedBy: String
  package var reason: String
  package var askedAt: Instant
  package var endedBy: String?
  package var endedAt: Instant?
  /// Rows that went.
  package var removed: Int

  package init(
    id: Int64, subjects: Int, state: State, askedBy: String, reason: String, askedAt: Instant, endedBy: String?,
    endedAt: Instant?, removed: Int
  ) {
    self.id = id
    self.subjects = subjects
    self.state = state
    self.askedBy = askedBy
    self.reason = reason
    self.askedAt = askedAt
    self.endedBy = endedBy
    self.endedAt = endedAt
    self.removed = removed
  }
}

/// What must stay, whoever asks for its erasure.
package struct HoldRow: Sendable, Equatable, Identifiable {
  package enum Kind: String, Sendable, CaseIterable { case subject, generation, artifact }
  package var id: Int64
  package var kind: Kind
  package var key: String
  package var reason: String
  package var placedBy: String
  package var at: Instant
  /// Who wants it released; another person does.
  package var releaseAskedBy: String?
  package var endedAt: Instant?

  package init(
    id: Int64, kind: Kind, key: String, reason: String, placedBy: String, at: Instant, releaseAskedBy: String?,
    endedAt: Instant?
  ) {
    self.id = id
    self.kind = kind
    self.key = key
    self.reason = reason
    self.placedBy = placedBy
    self.at = at
    self.releaseAskedBy = releaseAskedBy
    self.endedAt = endedAt
  }
}

/// How long content of a class is kept.
package struct RetentionRule: Sendable, Equatable, Identifiable {
  package var id: Int64
  /// A data class, or `unknown`.
  package var dataClass: String
  package var days: Int
  package var reason: String
  package var askedBy: String
  package var at: Instant
  package var confirmedBy: String?
  /// It is the one that counts for its class.
  package var holds: Bool

  package init(
    id: Int64, dataClass: String, days: Int, reason: String, askedBy: String, at: Instant, confirmedBy: String?,
    holds: Bool
  ) {
    self.id = id
    self.dataClass = dataClass
    self.days = days
    self.reason = reason
    self.askedBy = askedBy
    self.at = at
    self.confirmedBy = confirmedBy
    self.holds = holds
  }
}

/// Content of a class and month that has outlived its rule.
package struct RetentionReach: Sendable, Equatable {
  package var dataClass: String
  /// `2026-03`
  package var month: String
  package var goes: Int
  package var held: Int
  /// Kept for 183 days, since it was part of a system with a point of Annex III.
  package var floored: Int

  package init(dataClass: String, month: String, goes: Int, held: Int, floored: Int) {
    self.dataClass = dataClass
    self.month = month
    self.goes = goes
    self.held = held
    self.floored = floored
  }
}
