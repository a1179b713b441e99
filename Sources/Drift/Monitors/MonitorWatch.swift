internal import Glibc

/// A monitor at work: the days of a stream one after the other, each once, against a reference.
///
/// An alarm asks two things: that the evidence makes a change all but certain (e ≥ 1 / level, whatever the number of
/// looks), and that the window is as far from the reference as the rule calls too far. A warning asks for e ≥ 5.
package struct MonitorWatch: Sendable {
  /// The chance of a false warning is up to 1 / 5.
  package static let warningEvidence = 5.0

  private let rule: MonitorRule
  private let reference: MonitorDay
  private var share: ShareEvidence
  private var ranks: RankEvidence?
  private var window: [MonitorDay] = []

  package init(_ rule: MonitorRule, reference days: [MonitorDay]) {
    self.rule = rule
    var whole = MonitorDay()
    for day in days {
      whole.count = ShareEvidence.Count(
        whole.count.hits + day.count.hits, of: whole.count.trials + day.count.trials)
    }
    whole.values = LogHistogram(
      buckets: days.flatMap(\.values.buckets), counts: days.flatMap(\.values.counts))
    reference = whole
    share = ShareEvidence(
      reference: days.map(\.count), tolerance: rule.tolerance, direction: rule.direction)
    ranks = rule.statistic.isOfValues ? RankEvidence(reference: whole.values, seed: rule.seed) : nil
  }

  /// The day after those before it, and what it shows.
  package mutating func add(_ day: MonitorDay) -> MonitorReading {
    window.append(day)
    if window.count > max(1, rule.window) { window.removeFirst() }
    if rule.statistic == .share { share.add(day.count) } else { ranks?.add(day.values) }
    return reading
  }

  private var reading: MonitorReading {
    let ofValues = rule.statistic.isOfValues
    let current = window.reduce(into: MonitorDay()) {
      $0.count = ShareEvidence.Count($0.count.hits + $1.count.hits, of: $0.count.trials + $1.count.trials)
      $0.values.merge($1.values)
    }
    let n = ofValues ? reference.values.count : reference.count.trials
    let m = ofValues ? current.values.count : current.count.trials
    var reading = MonitorReading(reference: n, current: m, verdict: .quiet)
    // Evidence stands though today is empty.
    if ofValues { reading.logEvidence = ranks?.log ?? 0 } else { reading.logEvidence = share.log }
    if n == 0 || m == 0 {
      reading.verdict = .noData
      reading.words = n == 0 ? "reference" : "window"
      return reading
    }
    reading.value = value(of: current)
    if min(n, m) < max(1, rule.minimal) || ofValues && n < RankEvidence.fewest {
      reading.verdict = .tooFew
      return reading
    }
    guard let value = reading.value else {
      reading.verdict = .tooFew
      reading.words = "constant"
      return reading
    }
    let size: Double
    switch (rule.statistic, rule.direction) {
    case (.share, .rise), (.mean, .rise): size = value
    case (.share, .fall), (.mean, .fall): size = -value
    default: size = abs(value)
    }
    let evidence = reading.logEvidence ?? 0
    if size >= rule.alarm, evidence >= -log(rule.level) {
      reading.verdict = .alarm
    } else if size >= rule.warning, evidence >= log(Self.warningEvidence) {
      reading.verdict = .warning
    }
    return reading
  }

  private func value(of current: MonitorDay) -> Double? {
    let pair = SketchPair(reference: reference.values, current: current.values)
    switch rule.statistic {
    case .share:
      return Double(current.count.hits) / Double(current.count.trials)
        - Double(reference.count.hits) / Double(reference.count.trials)
    case .mean:
      let deviation = reference.values.populationDeviation
      return deviation > 0 ? (current.values.mean - reference.values.mean) / deviation : nil
    case .psi: return pair.populationStability
    case .ks: return pair.kolmogorovSmirnov
    case .js: return pair.jensenShannon
    case .wasserstein: return pair.wassersteinNormalised
    case .mmd, .burn, .cap: return nil
    }
  }
}

/// What would have been called.
package struct MonitorPreview: Sendable, Equatable {
  package let readings: [MonitorReading]
  package var alarms: Int { readings.count { $0.verdict == .alarm } }
  package var warnings: Int { readings.count { $0.verdict == .warning } }
  package var silent: Int { readings.count { $0.verdict == .noData || $0.verdict == .tooFew } }
  /// The first day with an alarm, from 0.
  package var firstAlarm: Int? { readings.firstIndex { $0.verdict == .alarm } }

  package init(_ readings: [MonitorReading]) { self.readings = readings }

  package init(_ rule: MonitorRule, reference: [MonitorDay], days: [MonitorDay]) {
    var watch = MonitorWatch(rule, reference: reference)
    readings = days.map { watch.add($0) }
  }
}
