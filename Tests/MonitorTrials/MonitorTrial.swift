package import Drift
import Foundation
import SeededNumbers

/// Streams that are made up and looked at every day, by the very code that a monitor runs.
package struct MonitorTrial: Sendable {
  package enum Kind: Sendable, Equatable {
    /// Calls with a mark, at this rate.
    case share(Double)
    /// Lengths, spread as a log-normal's: the middle is 300, the spread half of that. Whole numbers, so that many tie.
    case lengths
    /// A judge's scores: one of eleven values.
    case scores
  }

  package var kind: Kind
  package var callsADay = 50
  package var referenceDays = 28
  package var days = 90
  /// In standard deviations of a single call, from `changeDay` on.
  package var shift = 0.0
  package var changeDay = 0

  package init(
    _ kind: Kind, callsADay: Int = 50, referenceDays: Int = 28, days: Int = 90, shift: Double = 0, changeDay: Int = 0
  ) {
    self.kind = kind
    self.callsADay = callsADay
    self.referenceDays = referenceDays
    self.days = days
    self.shift = shift
    self.changeDay = changeDay
  }

  /// Any change counts: the promise is then the evidence's alone.
  package func rule(seed: UInt64) -> MonitorRule {
    switch kind {
    case .share: MonitorRule(statistic: .share, warning: 0, alarm: 0, seed: seed)
    case .lengths, .scores: MonitorRule(statistic: .ks, warning: 0, alarm: 0, seed: seed)
    }
  }

  /// What one stream showed, day by day.
  package func run(seed: UInt64) -> [MonitorReading] {
    var numbers = SplitMix(seed: seed &* 0x9E37_79B9 &+ 17)
    let reference = (0..<referenceDays).map { _ in day(shift: 0, &numbers) }
    var watch = MonitorWatch(rule(seed: seed), reference: reference)
    return (0..<days).map { watch.add(day(shift: $0 >= changeDay ? shift : 0, &numbers)) }
  }

  private func day(shift: Double, _ numbers: inout SplitMix) -> MonitorDay {
    switch kind {
    case .share(let rate):
      let moved = min(1, rate + shift * (rate * (1 - rate)).squareRoot())
      var hits = 0
      for _ in 0..<callsADay where Double.random(in: 0..<1, using: &numbers) < moved { hits += 1 }
      return MonitorDay(count: .init(hits, of: callsADay))
    case .lengths:
      return values(&numbers) { (300 * exp(0.5 * ($0 + shift))).rounded() }
    case .scores:
      return values(&numbers) { (min(max(0.8 + 0.1 * ($0 + shift), 0), 1) * 10).rounded() / 10 }
    }
  }

  private func values(_ numbers: inout SplitMix, _ form: (Double) -> Double) -> MonitorDay {
    MonitorDay(
      count: .init(0, of: callsADay),
      values: LogHistogram((0..<callsADay).map { _ in form(MonitorTrial.normal(&numbers)) }))
  }

  /// By Box and Muller.
  private static func normal(_ numbers: inout SplitMix) -> Double {
    let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &numbers))).squareRoot()
    return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &numbers))
  }

  /// The share of `streams` that ever called, and the middle day on which those did.
  package func alarms(streams: Int, firstSeed: UInt64 = 1) async -> (share: Double, day: Int?) {
    let days = await withTaskGroup(of: [Int].self) { group in
      let parts = 8
      for part in 0..<parts {
        group.addTask {
          stride(from: part, to: streams, by: parts).compactMap { stream in
            run(seed: firstSeed &+ UInt64(stream)).firstIndex { $0.verdict == .alarm }
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    return (Double(days.count) / Double(streams), days.isEmpty ? nil : days.sorted()[days.count / 2] + 1)
  }
}

/// A fleet of monitors of which some see a true change, looked at together every day.
package struct FleetTrial: Sendable {
  package var monitors = 100
  package var shifted = 10
  package var shift = 0.5
  package var share = 0.05
  package var callsADay = 50
  package init(monitors: Int = 100, shifted: Int = 10, shift: Double = 0.5, share: Double = 0.05) {
    self.monitors = monitors
    self.shifted = shifted
    self.shift = shift
    self.share = share
  }

  /// What was called of a fleet in 90 days.
  package struct Outcome: Sendable {
    /// Of all that was ever called. Nothing is promised of this: an alarm stays while the days go on.
    package var `false` = 0
    package var found = 0
    /// The share of false ones among those called on the first day that anything was, and on the last day: at a day one
    /// stops to look its expectation is promised to be at most q.
    package var shareAtFirst = 0.0
    package var shareAtLast = 0.0
    /// Of all that was ever called.
    package var shareEver: Double { Double(self.false) / Double(max(1, self.false + found)) }
  }

  package func run(seed: UInt64) -> Outcome {
    var logs: [[Double]] = []
    for monitor in 0..<monitors {
      let trial = MonitorTrial(
        .share(0.1), callsADay: callsADay, shift: monitor < shifted ? shift : 0, changeDay: 10 + monitor % 30)
      logs.append(trial.run(seed: seed &* 1_000 &+ UInt64(monitor)).map { $0.logEvidence ?? 0 })
    }
    var called: Set<Int> = []
    var outcome = Outcome()
    for day in logs[0].indices {
      let today = FleetDiscovery.called(logs.map { $0[day] }, share: share)
      let wrong = Double(today.count { $0 >= shifted }) / Double(max(1, today.count))
      if called.isEmpty { outcome.shareAtFirst = wrong }
      outcome.shareAtLast = wrong
      called.formUnion(today)
    }
    outcome.false = called.count { $0 >= shifted }
    outcome.found = called.count { $0 < shifted }
    return outcome
  }
}
