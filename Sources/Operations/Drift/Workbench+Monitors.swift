internal import Catalog
package import Drift
internal import Evidence
package import Governance

/// What a run of the monitors came to.
package struct MonitorRun: Sendable, Equatable {
  package struct Line: Sendable, Equatable {
    package var key: String
    package var look: MonitorLook
    /// The alarm it raised.
    package var alarm: Int64?
  }
  /// One for each rule; those that had nothing new to look at are not among them.
  package var lines: [Line]
  /// Rules that were looked at together.
  package var fleet: Int
  package var alarms: Int { lines.count { $0.alarm != nil } }
}

/// What a rule would have called in days that are past.
package struct RulePreview: Sendable, Equatable {
  package var period: Period
  package var preview: MonitorPreview
  /// When each of its windows of calls was full; empty where a window is days.
  package var ends: [Instant]
  package init(period: Period, preview: MonitorPreview, ends: [Instant] = []) {
    self.period = period
    self.preview = preview
    self.ends = ends
  }

  /// The day of the first alarm.
  package var firstAlarm: Instant? {
    preview.firstAlarm.map { ends.isEmpty ? period.since.advanced(bySeconds: Int64($0) * 86_400) : ends[$0] }
  }
}

extension Workbench {
  /// The share of false ones among all that are called together, expected.
  package static let falseAlarms = 0.05

  /// Adds what has come to the figures by day, for a minute at most; answers how many facts were added.
  @discardableResult
  package func keepFigures() async throws(Problem) -> Int64 {
    try mayWrite()
    var all: Int64 = 0
    let began = ContinuousClock.now
    while began.duration(to: .now) < .seconds(60) {
      let added = try await connection.one(KeepFigures(most: 20_000))
      all += added
      if added < 10_000 { break }
    }
    return all
  }

  package func monitors(of artifact: String? = nil, retiredToo: Bool = false) async throws(Problem) -> [Monitor] {
    try await connection.rows(ListMonitors(artifact: artifact, retiredToo: retiredToo))
  }

  package func monitor(_ key: String) async throws(Problem) -> Monitor {
    guard let found = try await connection.first(ListMonitors(key: key, retiredToo: true)) else {
      throw Problem(
        .notFound, "monitor.unknown", happened: "There is no monitor called \(key).",
        remedy: "Look at `countersign monitor list`.")
    }
    return found
  }

  /// Newest first.
  package func looks(of key: String, limit: Int = 100) async throws(Problem) -> [MonitorLook] {
    try await connection.rows(ListLooks(key: key, limit: limit))
  }

  package func figureNames(_ watched: Watched, since: Instant) async throws(Problem) -> [FigureName] {
    try await connection.rows(ListFigureNames(watched: watched, since: since))
  }

  package func figureDays(_ watched: Watched, _ name: FigureName, in period: Period) async throws(Problem)
    -> [FigureDay]
  { try await connection.rows(ListFigureDays(watched: watched, name: name, period: period)) }

  package func fleet(environment: String, _ frame: DriftFrame) async throws(Problem) -> [FleetFigure] {
    try await connection.rows(
      ReadFleet(environment: environment, reference: frame.reference, window: frame.window))
  }

  /// Open alarms that no mute hides.
  package func standingAlarms(limit: Int = 50) async throws(Problem) -> [Alarm] {
    try await connection.rows(ListStandingAlarms(limit: limit))
  }

  /// Sets a monitor, or another rule for one that is there.
  package func setMonitor(
    _ key: String, _ terms: MonitorTerms, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      SetMonitor(
        key: key, artifact: terms.watched.name, environment: terms.environment, metric: terms.metric,
        slice: terms.slice, rule: try Self.text(terms.document), reason: reason, channel: channel))
    return try await recorded(activity, "\(key) watches \(terms.metric) of \(terms.watched.name) from now on.")
  }

  package func retireMonitor(_ key: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let standing = try await monitor(key)
    guard !standing.isRetired else {
      throw Problem(
        .conflict, "monitor.retired", happened: "\(key) is looked at no more already.",
        because: "\(standing.changedBy) retired it on \(standing.changedAt.day): “\(standing.reason)”.",
        remedy: "Watch it again: countersign monitor set.")
    }
    let activity = try await connection.one(
      SetMonitor(
        key: key, artifact: nil, environment: nil, metric: nil, slice: nil,
        rule: try Self.text(.object([.init("retired", .bool(true))])), reason: reason, channel: channel))
    return try await recorded(activity, "\(key) is looked at no more.")
  }

  private static func text(_ document: JSONValue) throws(Problem) -> String {
    do throws(JSONRefusal) {
      return String(decoding: try CanonicalJSON.bytes(of: document, policy: .generation), as: UTF8.self)
    } catch {
      throw error.problem(with: "The rule")
    }
  }

  /// Until then what it finds is not shown on the Office. A moment that is past ends the mute.
  package func muteMonitor(
    _ key: String, until: Instant, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      MuteMonitor(key: key, until: until, reason: reason, channel: channel))
    return try await recorded(activity, "\(key) is muted until \(until.rfc3339).")
  }

  package func unmuteMonitor(_ key: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    guard try await monitor(key).mute != nil else {
      throw Problem(
        .conflict, "monitor.unmuted", happened: "\(key) is not muted.", remedy: "There is nothing to end.")
    }
    let over = try await connection.one(ReadServerClock()).advanced(bySeconds: -1)
    let activity = try await connection.one(
      MuteMonitor(key: key, until: over, reason: reason, channel: channel))
    return try await recorded(activity, "\(key) is muted no more.")
  }

  /// What a rule would have called, had it stood `days` days ago: its reference is kept where it lies before them, else the
  /// days before take its place.
  package func preview(_ terms: MonitorTerms, today: Instant, days: Int = 90) async throws(Problem) -> RulePreview? {
    guard let rule = terms.rule(seed: 0), rule.statistic.isTested else { return nil }
    let period = Period(since: today.advanced(bySeconds: -86_400 * Int64(days)), until: today)
    let length = terms.reference.map { $0.until.seconds(since: $0.since) } ?? 28 * 86_400
    var reference = terms.reference ?? Period(since: period.since.advanced(bySeconds: -length), until: period.since)
    if reference.until > period.since {
      reference = Period(since: period.since.advanced(bySeconds: -length), until: period.since)
    }
    if rule.statistic == .mmd { return try await vectorPreview(terms, rule, reference: reference, period) }
    var old = try await figureDays(terms.watched, terms.figure, in: reference).days(of: reference)
    var first = period.since
    if !old.contains(where: { $0.count.trials > 0 }) {
      // Its calls are younger: the first days there are stand for the reference.
      let all = try await figureDays(terms.watched, terms.figure, in: period)
      guard let begin = all.map(\.day).min() else { return nil }
      reference = Period(since: begin, until: min(today, begin.advanced(bySeconds: length)))
      old = all.days(of: reference)
      first = reference.until
    }
    let left = Period(since: first, until: today)
    if let size = terms.windowCalls {
      let windows = try await connection.rows(
        CountWindows(watched: terms.watched, name: terms.figure, size: size, period: left))
      return RulePreview(
        period: left, preview: MonitorPreview(rule, reference: old, days: windows.map(\.day)), ends: windows.map(\.at))
    }
    let new = try await figureDays(terms.watched, terms.figure, in: left).days(of: left)
    return RulePreview(period: left, preview: MonitorPreview(rule, reference: old, days: new))
  }

  /// Looks at everything that is watched: each day that is over once, each window of calls that is full once, burn rates
  /// and caps as they are now. What was missed is made good, one after the other, as if each had been looked at on its own.
  ///
  /// The promise holds for windows of calls as for days: each call is in one window, windows follow each other by the
  /// calls' own order and end by their number, which what the calls say has no part in, and a window is looked at once, when
  /// it is full. So its evidence is taken at stopping times of the same stream, at which an e-process is still an e-value.
  package func runMonitors(only key: String? = nil) async throws(Problem) -> MonitorRun {
    try mayWrite()
    let rules = try await connection.rows(ListMonitorRules())
    var run = MonitorRun(lines: [], fleet: 0)
    var tested: [(rule: StandingRule, readings: [SlotReading])] = []
    for rule in rules {
      guard let own = rule.terms.rule(seed: rule.seed) else { continue }
      if own.statistic.isTested {
        tested.append((rule, try await readings(of: rule, own)))
      } else if key == nil || key == rule.key, let line = try await lookNow(rule, own) {
        run.lines.append(line)
      }
    }
    run.fleet = tested.count
    // One moment after the other, all together: what is called depends on all that was known then.
    let moments = Set(tested.flatMap { $0.readings.map(\.over) }).sorted()
    var next = [Int](repeating: 0, count: tested.count)
    var raised: Set<Int> = []
    for moment in moments {
      let before = next
      for (place, one) in tested.enumerated() {
        while next[place] < one.readings.count, one.readings[next[place]].over <= moment { next[place] += 1 }
      }
      let evidence = tested.indices.map { place in
        Self.evidence(
          tested[place].readings[before[place]..<next[place]],
          or: raised.contains(place) ? tested[place].readings[..<next[place]].last : nil)
      }
      let called = FleetDiscovery.called(evidence, share: Self.falseAlarms)
      raised.formUnion(called)
      for (place, one) in tested.enumerated() where key == nil || key == one.rule.key {
        for now in one.readings[before[place]..<next[place]] where (one.rule.lastSlot ?? "") < now.slot {
          run.lines += try await record(
            one.rule, slot: now.slot, now.reading, fleet: tested.count, isCalled: called.contains(place))
        }
      }
    }
    return run
  }

  /// ln e of a monitor for the weighing of all together: of a reading that calls, or of one that called before; else none.
  ///
  /// A change that is certain and small is no alarm, so it lends nothing to others: what is called is exactly what is
  /// raised. An e-value that is set to 0 at times is one still, and all that are ever raised hold those that were called at
  /// any moment, so that of them too the expected share of false ones is ≤ q while the fleet stays as large.
  private static func evidence(_ now: ArraySlice<SlotReading>, or before: SlotReading?) -> Double {
    (now.last { $0.reading.verdict == .alarm } ?? before)?.reading.logEvidence ?? -.infinity
  }

  /// What was seen of a day or a window of calls, known from `over` on.
  struct SlotReading {
    var over: Instant
    var slot: String
    var reading: MonitorReading
  }

  /// Days that are over, from the first the promise covers, or windows that are full.
  private func readings(of rule: StandingRule, _ own: MonitorRule) async throws(Problem) -> [SlotReading] {
    guard let reference = rule.terms.reference else { return [] }
    if own.statistic == .mmd { return try await vectorReadings(of: rule, own, reference: reference) }
    if rule.terms.windowCalls != nil {
      try await fillWindows(of: rule)
      let windows = try await connection.rows(ListWindows(rule: rule.id))
      guard !windows.isEmpty else { return [] }
      let old = try await figureDays(rule.terms.watched, rule.terms.figure, in: reference).days(of: reference)
      var watch = MonitorWatch(own, reference: old)
      return windows.map { SlotReading(over: $0.at, slot: $0.slot, reading: watch.add($0.day)) }
    }
    guard rule.streamFrom < rule.today else { return [] }
    let stream = Period(since: rule.streamFrom, until: rule.today)
    let old = try await figureDays(rule.terms.watched, rule.terms.figure, in: reference).days(of: reference)
    let new = try await figureDays(rule.terms.watched, rule.terms.figure, in: stream).days(of: stream)
    var watch = MonitorWatch(own, reference: old)
    return new.enumerated().map { place, day in
      let begin = stream.since.advanced(bySeconds: Int64(place) * 86_400)
      return SlotReading(over: begin.advanced(bySeconds: 86_400), slot: begin.day, reading: watch.add(day))
    }
  }

  /// For a minute at most; what is left is added the next time.
  private func fillWindows(of rule: StandingRule) async throws(Problem) {
    let most = 50_000
    let began = ContinuousClock.now
    while began.duration(to: .now) < .seconds(60) {
      if try await connection.one(FillWindows(rule: rule.id, most: most)) < most { break }
    }
  }

  /// A burn rate or a cap: recorded when its verdict is another than before.
  private func lookNow(_ rule: StandingRule, _ own: MonitorRule) async throws(Problem) -> MonitorRun.Line? {
    var reading = MonitorReading(verdict: .noData)
    if own.statistic == .burn {
      let windows = try await connection.rows(ReadBurnWindows(rule: rule.id))
      reading = BurnRate.reading(
        Dictionary(windows.map { ($0.seconds, .init(bad: $0.bad, total: $0.total)) }, uniquingKeysWith: { $1 }),
        objective: rule.terms.objective ?? 0)
    } else {
      let cap = try await connection.one(ReadCapSpent(rule: rule.id))
      reading = Self.capReading(own, spent: cap.spent, calls: cap.calls)
    }
    guard reading.verdict.rawValue != rule.lastVerdict else { return nil }
    let now = try await connection.one(ReadServerClock())
    return try await record(rule, slot: now.rfc3339, reading, fleet: 0, isCalled: true).first
  }

  /// `alarm` and `warning` of a cap are in millionths of the currency; the value is the share of the first that is spent.
  static func capReading(_ rule: MonitorRule, spent: Double, calls: Int) -> MonitorReading {
    guard rule.alarm > 0 else { return MonitorReading(current: calls, verdict: .noData) }
    return MonitorReading(
      value: spent / rule.alarm, current: calls,
      verdict: spent >= rule.alarm ? .alarm : spent >= rule.warning ? .warning : .quiet)
  }

  private func record(
    _ rule: StandingRule, slot: String, _ reading: MonitorReading, fleet: Int, isCalled: Bool
  ) async throws(Problem) -> [MonitorRun.Line] {
    let look = MonitorLook(
      slot: slot, nReference: reading.reference, nWindow: reading.current, value: reading.value,
      logEvidence: reading.logEvidence, verdict: reading.verdict.rawValue, fleet: fleet, isCalled: isCalled,
      words: MonitorWords.line(rule.terms, reading))
    do throws(Problem) {
      return [
        MonitorRun.Line(
          key: rule.key, look: look, alarm: try await connection.one(RecordLook(rule: rule.id, look: look)))
      ]
    } catch  where error.code == "monitor.changed" {
      // Somebody set another rule meanwhile.
      return []
    } catch { throw error }
  }
}
