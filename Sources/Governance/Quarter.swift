/// A quarter of the office, with its newest snapshot.
package struct QuarterRow: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable, CaseIterable {
    /// No snapshot was opened.
    case none
    case open
    /// One person has signed what it holds.
    case asked
    case frozen
  }
  package var id: String { quarter }
  /// `2026Q4`
  package var quarter: String
  package var starts: Instant
  /// The first moment after it.
  package var ends: Instant
  package var isOver: Bool
  package var snapshot: Int64?
  package var state: State
  package var askedBy: String?
  package var frozenBy: String?
  package var frozenAt: Instant?
  package var facts: Int?
  /// 64 hexadecimal digits.
  package var digest: String?
  /// The snapshot that this one puts right.
  package var corrects: Int64?
  /// Packs handed out.
  package var packs: Int
  /// Its borders are midnights there: the snapshot's, else the office's.
  package var zone: String
  package init(
    quarter: String, starts: Instant, ends: Instant, isOver: Bool, snapshot: Int64?, state: State, askedBy: String?,
    frozenBy: String?, frozenAt: Instant?, facts: Int?, digest: String?, corrects: Int64?, packs: Int, zone: String
  ) {
    self.quarter = quarter
    self.starts = starts
    self.ends = ends
    self.isOver = isOver
    self.snapshot = snapshot
    self.state = state
    self.askedBy = askedBy
    self.frozenBy = frozenBy
    self.frozenAt = frozenAt
    self.facts = facts
    self.digest = digest
    self.corrects = corrects
    self.packs = packs
    self.zone = zone
  }
}

/// Something that is missing in a quarter.
package struct QuarterGap: Sendable, Equatable {
  /// It keeps the quarter from being frozen; others are frozen with it.
  package var stops: Bool
  /// Who owes it; nil is the office.
  package var owner: String?
  /// The artifact it is about; empty for the office as a whole.
  package var scope: String
  package var what: String
  package var remedy: String
  /// The fact that is owed, such as `limitations`; nil where it is none.
  package var key: String?
  package var askedAt: Instant?
  package var due: Instant?
  package var answeredAt: Instant?
  package init(
    stops: Bool, owner: String?, scope: String, what: String, remedy: String, key: String? = nil,
    askedAt: Instant? = nil, due: Instant? = nil, answeredAt: Instant? = nil
  ) {
    self.stops = stops
    self.owner = owner
    self.scope = scope
    self.what = what
    self.remedy = remedy
    self.key = key
    self.askedAt = askedAt
    self.due = due
    self.answeredAt = answeredAt
  }
}

/// A pack that was handed out.
package struct PackRow: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var snapshot: Int64
  /// The system it was cut to; empty for all.
  package var scope: String
  /// 64 hexadecimal digits.
  package var digest: String
  package var bytes: Int64
  /// Fingerprint of the key.
  package var signer: String
  package var issuedBy: String
  package var at: Instant
  package var clearance: String?
  package var recipient: String?
  package init(
    id: Int64, snapshot: Int64, scope: String, digest: String, bytes: Int64, signer: String, issuedBy: String,
    at: Instant, clearance: String?, recipient: String?
  ) {
    self.id = id
    self.snapshot = snapshot
    self.scope = scope
    self.digest = digest
    self.bytes = bytes
    self.signer = signer
    self.issuedBy = issuedBy
    self.at = at
    self.clearance = clearance
    self.recipient = recipient
  }
}

/// How a quarter stands: what it holds by kind, and what is missing.
package struct QuarterStanding: Sendable, Equatable {
  package struct Kind: Sendable, Equatable {
    package var name: String
    package var facts: Int
    /// Recorded after the quarter's end.
    package var late: Int
    /// So before the quarter began.
    package var carried: Int
    package init(name: String, facts: Int, late: Int, carried: Int) {
      self.name = name
      self.facts = facts
      self.late = late
      self.carried = carried
    }
  }
  package var row: QuarterRow
  /// What stops the freeze first.
  package var gaps: [QuarterGap]
  /// By name.
  package var kinds: [Kind]
  /// Newest first.
  package var packs: [PackRow]
  package init(row: QuarterRow, gaps: [QuarterGap], kinds: [Kind], packs: [PackRow] = []) {
    self.row = row
    self.gaps = gaps
    self.kinds = kinds
    self.packs = packs
  }
}

/// What one quarter has that another has not, or has otherwise.
package struct QuarterChange: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable { case added, removed, changed }
  package var change: Kind
  package var scope: String
  /// `version`, `approval` …
  package var kind: String
  package var subject: String
  /// Canonical JSON.
  package var before: String?
  package var after: String?
  package init(change: Kind, scope: String, kind: String, subject: String, before: String?, after: String?) {
    self.change = change
    self.scope = scope
    self.kind = kind
    self.subject = subject
    self.before = before
    self.after = after
  }
}

/// One fact of a frozen snapshot, as it is kept.
package struct FrozenFact: Sendable {
  package var ordinal: Int
  /// The artifact it is about; empty for the office as a whole.
  package var scope: String
  package var kind: String
  package var subject: String
  /// Canonical JSON with both times in it.
  package var body: String
  /// 16 bytes.
  package var salt: [UInt8]
  /// SHA-256(salt, SHA-256(body)).
  package var digest: [UInt8]
  package init(
    ordinal: Int, scope: String, kind: String, subject: String, body: String, salt: [UInt8], digest: [UInt8]
  ) {
    self.ordinal = ordinal
    self.scope = scope
    self.kind = kind
    self.subject = subject
    self.body = body
    self.salt = salt
    self.digest = digest
  }
}
