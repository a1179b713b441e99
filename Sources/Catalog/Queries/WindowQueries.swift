package import Governance

/// Adds calls that have come to the windows of a rule; answers how many.
package struct FillWindows: Query {
  package static let sql = EmbeddedSQL.FillWindows
  package var rule: Int64
  package var most: Int
  package init(rule: Int64, most: Int) {
    self.rule = rule
    self.most = most
  }
  package var parameters: [Parameter] { [.integer(rule), .integer(most)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int { try row.next() }
}

/// Full windows of a rule, in their order.
package struct ListWindows: Query {
  package static let sql = EmbeddedSQL.ListWindows
  package var rule: Int64
  package init(rule: Int64) { self.rule = rule }
  package var parameters: [Parameter] { [.integer(rule)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> CallWindow { try row.window() }
}

/// The windows a rule would have had, of days that are past.
package struct CountWindows: Query {
  package static let sql = EmbeddedSQL.CountWindows
  package var watched: Watched
  package var name: FigureName
  package var size: Int
  package var period: Period
  package init(watched: Watched, name: FigureName, size: Int, period: Period) {
    self.watched = watched
    self.name = name
    self.size = size
    self.period = period
  }
  package var parameters: [Parameter] {
    [
      .text(watched.kind.rawValue), .text(watched.name), .text(name.metric), .text(name.slice),
      .text(name.environment), .integer(size), .text(period.since.day), .text(period.until.day),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> CallWindow { try row.window() }
}

extension RowReader {
  fileprivate mutating func window() throws(Problem) -> CallWindow {
    CallWindow(
      number: try next(), calls: try next(), hits: try next(),
      buckets: (try next() as [String]).compactMap { Int($0) },
      counts: (try next() as [String]).compactMap { Int($0) }, at: try next())
  }
}
