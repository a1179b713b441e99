package import Governance

/// Makes an item that waits a gold item; answers its number among them.
package struct KnowAnswer: Query {
  package struct Row: Sendable {
    package var gold: Int64
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.KnowAnswer
  package var item: Int64
  package var decision: Decision
  package var reason: String
  package var harm: String?
  package var channel: Channel
  package init(item: Int64, decision: Decision, reason: String, harm: String?, channel: Channel) {
    self.item = item
    self.decision = decision
    self.reason = reason
    self.harm = harm
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(item), .text(decision.rawValue), .text(reason), .text(harm), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(gold: try row.next(), activity: try row.next())
  }
}

/// The gold items that this person may see.
package struct ListGoldAnswers: Query {
  package static let sql = EmbeddedSQL.ListGoldAnswers
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> GoldAnswer {
    GoldAnswer(
      id: try row.next(), item: try row.next(), decision: try row.word(), reason: try row.next(),
      person: try row.next(), at: try row.next())
  }
}

/// How reviewers did on gold items in a time.
package struct ListGoldErrors: Query {
  package static let sql = EmbeddedSQL.ListGoldErrors
  package var since: Instant
  package var until: Instant
  package init(since: Instant, until: Instant) {
    self.since = since
    self.until = until
  }
  package var parameters: [Parameter] { [.instant(since), .instant(until)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> GoldError {
    GoldError(
      person: try row.next(), decided: try row.next(), wrong: try row.next(), violations: try row.next(),
      missed: try row.next())
  }
}
