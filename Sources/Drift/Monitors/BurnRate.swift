/// How fast an objective's budget of bad calls is used up, over a long and a short window together: both must burn, so
/// that the call ends soon after the trouble does.
///
/// Burn is the share of bad calls over the share that the objective leaves; 1 uses up a budget of 30 days in 30 days.
/// Source: Beyer et al. (2018), The Site Reliability Workbook, ch. 5, "Multiwindow, Multi-Burn-Rate Alerts".
package enum BurnRate {
  /// A pair of windows and what they call for.
  package struct Pair: Sendable, Equatable {
    package let burn: Double
    /// Seconds.
    package let long: Int
    package let short: Int
    package let isAlarm: Bool
  }

  package static let pairs = [
    Pair(burn: 14.4, long: 3600, short: 300, isAlarm: true),
    Pair(burn: 6, long: 6 * 3600, short: 1800, isAlarm: true),
    Pair(burn: 3, long: 86_400, short: 7200, isAlarm: false),
    Pair(burn: 1, long: 3 * 86_400, short: 6 * 3600, isAlarm: false),
  ]
  /// Under so many in the long window a single bad call would burn.
  package static let fewestBad = 5
  package static let fewestCalls = 100

  package struct Window: Sendable, Equatable {
    package var bad: Int
    package var total: Int
    package init(bad: Int, total: Int) {
      self.bad = bad
      self.total = total
    }
    package func burn(_ objective: Double) -> Double? {
      total > 0 && objective < 1 ? Double(bad) / Double(total) / (1 - objective) : nil
    }
  }

  /// - Parameters:
  ///   - windows: by their length in seconds.
  ///   - objective: the share of good calls that is promised, under 1.
  /// - Returns: the burn of the pair that decides, and what it calls for.
  package static func reading(_ windows: [Int: Window], objective: Double) -> MonitorReading {
    let day = windows[86_400] ?? Window(bad: 0, total: 0)
    let widest = windows[3 * 86_400] ?? day
    guard widest.total > 0 else { return MonitorReading(verdict: .noData) }
    var reading = MonitorReading(
      value: day.burn(objective) ?? widest.burn(objective), reference: 1, current: day.total, verdict: .quiet)
    var isJudged = false
    for pair in pairs {
      guard let long = windows[pair.long], let short = windows[pair.short], long.total >= fewestCalls else { continue }
      isJudged = true
      guard long.bad >= fewestBad, let over = long.burn(objective), let lately = short.burn(objective),
        over >= pair.burn, lately >= pair.burn
      else { continue }
      reading.value = over
      reading.current = long.total
      reading.verdict = pair.isAlarm ? .alarm : .warning
      reading.words = "\(pair.long / 3600) h"
      return reading
    }
    if !isJudged { reading.verdict = .tooFew }
    return reading
  }
}
