package import Drift
package import Governance
internal import Evidence

extension MonitorTerms {
  /// As the statistics know it. Nil for a word this program does not know.
  package func rule(seed: Int64) -> MonitorRule? {
    guard let statistic = MonitorStatistic(rawValue: statistic), let direction = Direction(rawValue: direction) else {
      return nil
    }
    return MonitorRule(
      statistic: statistic, direction: direction, minimal: minimal, warning: warning, alarm: alarm,
      tolerance: tolerance, level: level, window: windowCalls == nil ? windowDays : 1, seed: UInt64(bitPattern: seed))
  }

  package var figure: FigureName { FigureName(metric: metric, slice: slice, environment: environment, n: 0) }

  /// As the catalog takes a rule.
  var document: JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number("\($0)") } ?? .null }
    var members: [(String, JSONValue)] = [
      ("statistic", .string(statistic)), ("direction", .string(direction)), ("minimal", .number("\(minimal)")),
      ("warning", number(warning)), ("alarm", number(alarm)), ("tolerance", number(tolerance)),
      ("level", number(level)), ("window_days", .number("\(windowDays)")), ("objective", number(objective)),
      ("threshold", number(threshold)), ("period", period.map { .string($0) } ?? .null), ("retired", .bool(false)),
      ("window_calls", windowCalls.map { .number("\($0)") } ?? .null),
    ]
    members.append(("reference_from", reference.map { .string($0.since.day) } ?? .null))
    members.append(("reference_until", reference.map { .string($0.until.day) } ?? .null))
    return .object(members.map { JSONValue.Member($0.0, $0.1) })
  }
}

extension CallWindow {
  /// As a watch takes it.
  package var day: MonitorDay {
    MonitorDay(count: .init(hits, of: calls), values: LogHistogram(buckets: buckets, counts: counts))
  }

  /// The slot of its look: later windows sort after earlier ones.
  package var slot: String { "\(at.rfc3339.prefix(19))Z #\(number.padded(7))" }
}

extension [FigureDay] {
  /// Days of all versions together, from the first of `period` to its last, those without calls too.
  package func days(of period: Period) -> [MonitorDay] {
    let count = Int(Swift.max(0, period.until.seconds(since: period.since) / 86_400))
    var hits = [Double](repeating: 0, count: count)
    var trials = [Int](repeating: 0, count: count)
    var buckets = [[Int]](repeating: [], count: count)
    var counts = [[Int]](repeating: [], count: count)
    for one in self where one.day >= period.since && one.day < period.until {
      let place = Int(one.day.seconds(since: period.since) / 86_400)
      guard place < count else { continue }
      hits[place] += one.total
      trials[place] += one.n
      buckets[place] += one.buckets
      counts[place] += one.counts
    }
    return (0..<count).map { place in
      MonitorDay(
        count: .init(Swift.min(Swift.max(0, Int(hits[place].rounded())), trials[place]), of: trials[place]),
        values: LogHistogram(buckets: buckets[place], counts: counts[place]))
    }
  }
}
