package import Governance

/// Quarters since the first fact, newest first.
package struct ListQuarters: Query {
  package static let sql = EmbeddedSQL.ListQuarters
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> QuarterRow {
    QuarterRow(
      quarter: try row.next(), starts: try row.next(), ends: try row.next(), isOver: try row.next(),
      snapshot: try row.next(), state: try row.word(), askedBy: try row.next(), frozenBy: try row.next(),
      frozenAt: try row.next(), facts: try row.next(), digest: try row.next(), corrects: try row.next(),
      packs: try row.next(), zone: try row.next())
  }
}

/// What is missing in a quarter, what stops the freeze first.
package struct ListQuarterGaps: Query {
  package static let sql = EmbeddedSQL.ListQuarterGaps
  package var quarter: String
  package init(quarter: String) { self.quarter = quarter }
  package var parameters: [Parameter] { [.text(quarter)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> QuarterGap {
    QuarterGap(
      stops: try row.next(), owner: try row.next(), scope: try row.next(), what: try row.next(), remedy: try row.next(),
      key: try row.next(), askedAt: try row.next(), due: try row.next(), answeredAt: try row.next())
  }
}

/// What a quarter holds, by kind.
package struct CountQuarterFacts: Query {
  package static let sql = EmbeddedSQL.CountQuarterFacts
  package var quarter: String
  package init(quarter: String) { self.quarter = quarter }
  package var parameters: [Parameter] { [.text(quarter)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> QuarterStanding.Kind {
    QuarterStanding.Kind(name: try row.next(), facts: try row.next(), late: try row.next(), carried: try row.next())
  }
}

/// What differs between two quarters.
package struct CompareQuarters: Query {
  package static let sql = EmbeddedSQL.CompareQuarters
  package var earlier: String
  package var later: String
  package init(earlier: String, later: String) {
    self.earlier = earlier
    self.later = later
  }
  package var parameters: [Parameter] { [.text(earlier), .text(later)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> QuarterChange {
    QuarterChange(
      change: try row.word(), scope: try row.next(), kind: try row.next(), subject: try row.next(),
      before: try row.next(), after: try row.next())
  }
}

/// Opens a snapshot.
package struct OpenSnapshot: Query {
  package static let sql = EmbeddedSQL.OpenSnapshot
  package var quarter: String
  package var reason: String
  package var channel: Channel
  package init(quarter: String, reason: String, channel: Channel) {
    self.quarter = quarter
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(quarter), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    snapshot: Int64, corrects: Int64?, activity: Int64
  ) {
    (try row.next(), try row.next(), try row.next())
  }
}

/// Opens the quarter that has ended, once; nil when there is nothing to open.
package struct OpenEndedQuarter: Query {
  package static let sql = EmbeddedSQL.OpenEndedQuarter
  package init() {}
  package var parameters: [Parameter] { [] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String? { try row.next() }
}

/// Signs what a quarter holds.
package struct FreezeSnapshot: Query {
  package static let sql = EmbeddedSQL.FreezeSnapshot
  package var quarter: String
  package var reason: String
  package var channel: Channel
  package init(quarter: String, reason: String, channel: Channel) {
    self.quarter = quarter
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(quarter), .text(reason), .text(channel.rawValue)] }
  /// What came of a signature. The digest has 32 bytes: of the snapshot when it is frozen, else of the content alone.
  package struct Answer: Sendable {
    package var snapshot: Int64
    package var isFrozen: Bool
    package var facts: Int
    package var digest: [UInt8]
    package var askedBy: String
    package var activity: Int64
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Answer {
    Answer(
      snapshot: try row.next(), isFrozen: try row.next(), facts: try row.next(), digest: try row.next() ?? [],
      askedBy: try row.next(), activity: try row.next())
  }
}

/// Facts of a frozen snapshot in order.
package struct ReadFrozenFacts: Query {
  package static let sql = EmbeddedSQL.ReadFrozenFacts
  package var snapshot: Int64
  package var first: Int
  package var limit: Int
  package init(snapshot: Int64, first: Int, limit: Int) {
    self.snapshot = snapshot
    self.first = first
    self.limit = limit
  }
  package var parameters: [Parameter] { [.integer(snapshot), .integer(first), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FrozenFact {
    FrozenFact(
      ordinal: try row.next(), scope: try row.next(), kind: try row.next(), subject: try row.next(),
      body: try row.next(), salt: try row.next() ?? [], digest: try row.next() ?? [])
  }
}
