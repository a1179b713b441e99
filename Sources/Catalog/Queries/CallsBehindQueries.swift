package import Governance

/// Calls behind a figure, newest first; towards newer ones in the order of time.
package struct ListCallsBehind: Query {
  package static let sql = EmbeddedSQL.ListCallsBehind
  package var question: CallsQuestion
  package var place: String?
  package var isBackwards: Bool
  package var limit: Int
  package init(question: CallsQuestion, place: String?, isBackwards: Bool, limit: Int) {
    self.question = question
    self.place = place
    self.isBackwards = isBackwards
    self.limit = limit
  }
  package var parameters: [Parameter] {
    [
      .text(question.watched.kind.rawValue), .text(question.watched.name), .text(question.figure),
      .text(question.slice), .instant(question.period.since), .instant(question.period.until),
      .text(question.version), .double(question.lowest), .double(question.highest), .text(place), .bool(isBackwards),
      .integer(limit),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> CallRow {
    CallRow(
      id: try row.next(), at: try row.next(), version: try row.next(), tier: try row.word(), value: try row.next(),
      service: try row.next(), language: try row.next(), latencyMicros: try row.next(), item: try row.next(),
      state: try row.next())
  }
}
