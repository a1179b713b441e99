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
  package init(
    quarter: String, starts: Instant, ends: Instant, isOver: Bool, snapshot: Int64?, state: State, askedBy: String?,
    frozenBy: String?, frozenAt: Instant?, facts: Int?, digest: String?, corrects: Int64?, packs: Int
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
  package init(stops: Bool, owner: String?, scope: String, what: String, remedy: String) {
    self.stops = stops
    self.owner = owner
    self.scope = scope
    self.what = what
    self.remedy = remedy
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
  package init(row: QuarterRow, gaps: [QuarterGap], kinds: [Kind]) {
    self.row = row
    self.gaps = gaps
    self.kinds = kinds
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
