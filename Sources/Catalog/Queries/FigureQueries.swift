package import Governance

/// Models and prompts by name.
package struct PageWatched: PagedQuery {
  package static let sql = EmbeddedSQL.PageWatched
  package var words: String?
  package var window: PageWindow
  package init(words: String?, limit: Int = 0) {
    self.words = words
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.text(words)] }
  package var keys: [PageKey] { [PageKey("a.name", .text)] }
  package var isDescending: Bool { false }
  package func key(of row: ArtifactRow) -> [KeyValue] { [.text(row.name)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ArtifactRow { try PageArtifacts.decode(&row) }
}

/// Calls by version and day.
package struct CallsByDay: Query {
  package static let sql = EmbeddedSQL.CallsByDay
  package var watched: Watched
  package var period: Period
  package init(watched: Watched, period: Period) {
    self.watched = watched
    self.period = period
  }
  package var parameters: [Parameter] { watched.parameters + period.parameters }
  package static func decode(_ row: inout RowReader) throws(Problem) -> CallDay {
    CallDay(
      version: try row.next(), day: try row.next(), calls: try row.next(), high: try row.next(),
      medium: try row.next(), tokensIn: try row.sum(), tokensOut: try row.sum(), latency: try row.sum(),
      cost: try row.sum(), currency: try row.next())
  }
}

/// Calls with a flag of a category, by version and day.
package struct FlagsByDay: Query {
  package static let sql = EmbeddedSQL.FlagsByDay
  package var watched: Watched
  package var period: Period
  package init(watched: Watched, period: Period) {
    self.watched = watched
    self.period = period
  }
  package var parameters: [Parameter] { watched.parameters + period.parameters }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FlagDay {
    FlagDay(version: try row.next(), day: try row.next(), category: try row.next(), calls: try row.next())
  }
}

/// What judges said, by score, version and day.
package struct ScoresByDay: Query {
  package static let sql = EmbeddedSQL.ScoresByDay
  package var watched: Watched
  package var period: Period
  package init(watched: Watched, period: Period) {
    self.watched = watched
    self.period = period
  }
  package var parameters: [Parameter] { watched.parameters + period.parameters }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ScoreDay {
    ScoreDay(
      version: try row.next(), day: try row.next(), score: try row.next(), judged: try row.next(),
      total: try row.next(), squares: try row.next())
  }
}

/// Calls whose review is over, by version and day.
package struct VerdictsByDay: Query {
  package static let sql = EmbeddedSQL.VerdictsByDay
  package var watched: Watched
  package var period: Period
  package init(watched: Watched, period: Period) {
    self.watched = watched
    self.period = period
  }
  package var parameters: [Parameter] { watched.parameters + period.parameters }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VerdictDay {
    VerdictDay(version: try row.next(), day: try row.next(), decided: try row.next(), blocked: try row.next())
  }
}

/// Values of one figure in a period, ascending.
package struct ValuesBetween: Query {
  package static let sql = EmbeddedSQL.ValuesBetween
  package var watched: Watched
  package var figure: String
  package var period: Period
  package init(watched: Watched, figure: String, period: Period) {
    self.watched = watched
    self.figure = figure
    self.period = period
  }
  package var parameters: [Parameter] { watched.parameters + [.text(figure)] + period.parameters }
  package static func decode(_ row: inout RowReader) throws(Problem) -> CountedValue {
    CountedValue(value: try row.next(), calls: try row.next())
  }
}

extension Watched {
  fileprivate var parameters: [Parameter] { [.text(name), .text(kind.rawValue)] }
}

extension Period {
  fileprivate var parameters: [Parameter] { [.instant(since), .instant(until)] }
}

extension RowReader {
  /// A sum, null for nothing, and how many said the figure.
  fileprivate mutating func sum() throws(Problem) -> CallDay.Sum {
    let total: Double? = try next()
    return CallDay.Sum(total ?? 0, said: try next())
  }
}
