internal import Catalog
package import Drift
package import Governance

extension Workbench {
  /// Days that are read at once: each holds up to `VectorSample.most` vectors.
  private static let daysAtOnce: Int64 = 14

  /// The sample that stands for the calls of some days together.
  package func vectors(_ watched: Watched, _ name: FigureName, in period: Period) async throws(Problem) -> VectorSample
  {
    let rows = try await connection.rows(
      ListEmbeddingSamples(
        watched: watched, slice: name.slice, environment: name.environment, period: period, byDay: false))
    return VectorSample(rows)
  }

  /// The samples of each day of a period, the first first; `take` is told each of them.
  func vectorDays(
    _ watched: Watched, _ name: FigureName, in period: Period, _ take: (Instant, VectorSample) -> Void
  ) async throws(Problem) {
    var since = period.since
    while since < period.until {
      let until = min(period.until, since.advanced(bySeconds: Self.daysAtOnce * 86_400))
      let rows = try await connection.rows(
        ListEmbeddingSamples(
          watched: watched, slice: name.slice, environment: name.environment,
          period: Period(since: since, until: until),
          byDay: true))
      let byDay = Dictionary(grouping: rows, by: \.day)
      while since < until {
        take(since, VectorSample(byDay[since] ?? []))
        since = since.advanced(bySeconds: 86_400)
      }
    }
  }

  /// Days that are over, from the first the promise covers. Those looked at already are as they were seen then: only while
  /// there are others are vectors read at all.
  func vectorReadings(of rule: StandingRule, _ own: MonitorRule, reference: Period) async throws(Problem)
    -> [SlotReading]
  {
    guard rule.streamFrom < rule.today else { return [] }
    let last = rule.lastSlot ?? ""
    var looked: [String: MonitorLook] = [:]
    if !last.isEmpty {
      for look in try await connection.rows(ListRuleLooks(rule: rule.id)) where look.slot >= rule.streamFrom.day {
        looked[look.slot] = look
      }
    }
    let stream = Period(since: rule.streamFrom, until: rule.today)
    var readings: [SlotReading] = []
    func note(_ day: Instant, _ reading: MonitorReading) {
      readings.append(SlotReading(over: day.advanced(bySeconds: 86_400), slot: day.day, reading: reading))
    }
    if last >= rule.today.advanced(bySeconds: -86_400).day {
      var day = stream.since
      while day < stream.until {
        if let look = looked[day.day] { note(day, MonitorReading(look)) }
        day = day.advanced(bySeconds: 86_400)
      }
      return readings
    }
    var watch = VectorWatch(own, reference: try await vectors(rule.terms.watched, rule.terms.figure, in: reference))
    try await vectorDays(rule.terms.watched, rule.terms.figure, in: stream) { day, sample in
      watch.add(sample)
      note(day, looked[day.day].map { MonitorReading($0) } ?? watch.reading())
    }
    return readings
  }

  /// What a rule of vectors would have called in a period; nil without any. Where the reference has none, the first days
  /// there are stand for it.
  func vectorPreview(
    _ terms: MonitorTerms, _ rule: MonitorRule, reference: Period, _ period: Period
  ) async throws(Problem) -> RulePreview? {
    var old = try await vectors(terms.watched, terms.figure, in: reference)
    var left = period
    if old.models.isEmpty {
      let days = try await figureDays(terms.watched, terms.figure, in: period)
      guard let begin = days.map(\.day).min() else { return nil }
      left.since = min(period.until, begin.advanced(bySeconds: reference.until.seconds(since: reference.since)))
      old = try await vectors(terms.watched, terms.figure, in: Period(since: begin, until: left.since))
    }
    var watch = VectorWatch(rule, reference: old)
    var readings: [MonitorReading] = []
    try await vectorDays(terms.watched, terms.figure, in: left) { _, sample in
      watch.add(sample)
      readings.append(watch.reading(permutations: 0))
    }
    return RulePreview(period: left, preview: MonitorPreview(readings))
  }
}

extension VectorSample {
  init(_ rows: [SampledVector]) {
    self.init()
    struct Key: Hashable { var model: String, dimension: Int }
    for (key, points) in Dictionary(grouping: rows, by: { Key(model: $0.model, dimension: $0.dimension) }) {
      add(
        model: "\(key.model) (\(key.dimension))",
        Part(seen: points.first?.seen ?? 0, points: points.map { Point(lot: $0.lot, vector: $0.vector) }))
    }
  }
}

extension MonitorReading {
  /// What was seen, as it is kept.
  fileprivate init(_ look: MonitorLook) {
    self.init(
      value: look.value, reference: look.nReference, current: look.nWindow, logEvidence: look.logEvidence,
      verdict: Verdict(rawValue: look.verdict) ?? .noData)
  }
}
