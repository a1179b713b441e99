import Drift
import Governance
import Operations

@testable import Console

extension FakeDesk {
  func monitors(of artifact: String?) async throws(Problem) -> [Monitor] {
    try note("monitors of \(artifact ?? "all")")
    return [Monitor].watching.filter { artifact == nil || $0.terms.watched.name == artifact }
  }

  func fleet(_ frame: DriftFrame) async throws(Problem) -> FleetBoard {
    try note("the fleet")
    return FleetBoard(FleetFigure.hundreds, monitors: .watching, frame: frame)
  }

  func figureNames(_ watched: Watched, since: Instant) async throws(Problem) -> [FigureName] {
    try note("figures of \(watched.name)")
    return ["", "language:de", "language:en", "service:claims"].map {
      FigureName(metric: "calls", slice: $0, environment: "production", n: 900)
    }
  }

  func figureDays(_ watched: Watched, _ name: FigureName, in period: Period) async throws(Problem) -> [FigureDay] {
    try note("\(name.metric) of \(name.slice)")
    return (0..<Int(period.until.seconds(since: period.since) / 86_400)).map { day in
      let isLate = name.slice == "language:de" && day > 28
      return FigureDay(
        day: period.since.advanced(bySeconds: Int64(day) * 86_400), version: "14", n: 100,
        total: isLate ? 9 : 4, squares: isLate ? 9 : 4)
    }
  }

  func preview(_ terms: MonitorTerms, today: Instant) async throws(Problem) -> RulePreview? {
    try note("preview \(terms.metric) \(terms.statistic)")
    let period = Period(since: today.advanced(bySeconds: -90 * 86_400), until: today)
    let days = (0..<90).map { MonitorDay(count: .init($0 > 80 ? 30 : 4, of: 100)) }
    let rule = MonitorRule(statistic: .share, direction: .rise, warning: 0.01, alarm: 0.02)
    return RulePreview(
      period: period,
      preview: MonitorPreview(
        rule, reference: [MonitorDay](repeating: MonitorDay(count: .init(4, of: 100)), count: 28), days: days))
  }

  func setMonitor(_ key: String, _ terms: MonitorTerms, reason: String) async throws(Problem) -> Recorded {
    let window = terms.windowCalls.map { " every \($0) calls" } ?? ""
    try note("set \(key) \(terms.statistic) \(terms.alarm)\(window): \(reason)")
    return Recorded(activity: 95, at: .pinned, what: "\(key) watches \(terms.metric) from now on.")
  }

  func openAlarmIncident(_ alarm: Int64, title: String, description: String, trait: IncidentTrait) async throws(Problem)
    -> Recorded
  {
    try note("incident of alarm \(alarm), \(trait.rawValue), \(title): \(description)")
    return Recorded(activity: 97, at: .pinned, what: "Incident 12 was opened of alarm \(alarm).")
  }

  func calls(behind question: CallsQuestion, at place: PagePlace, limit: Int) async throws(Problem) -> Page<CallRow> {
    try note(
      "calls of \(question.figure) \(question.slice) from \(question.period.since.day) \(question.lowest.map { "\($0)" } ?? "") \(question.highest.map { "\($0)" } ?? "") \(question.version ?? "")"
    )
    return Page(
      rows: (0..<6).map { number in
        CallRow(
          id: "0192f3c4-0000-7000-8000-00000000000\(number)", at: .minutes(-10 * number), version: "14", tier: .high,
          value: nil, service: "claims", language: "de", latencyMicros: 812_000, item: number == 0 ? 41 : nil,
          state: number == 0 ? "open" : nil)
      })
  }

  func muteMonitor(_ key: String, until: Instant, reason: String) async throws(Problem) -> Recorded {
    try note("mute \(key) until \(until.day): \(reason)")
    return Recorded(activity: 96, at: .pinned, what: "\(key) is muted until \(until.rfc3339).")
  }
}

extension [Monitor] {
  static let watching: [Monitor] = [
    Monitor(
      key: "claims-triage-hate", terms: terms("flag.hate_harassment", "share"), isRetired: false,
      changedBy: "ada.lindqvist", reason: "after INC-0114", changedAt: .minutes(-60_000),
      look: MonitorLook(
        slot: "2026-11-20", nReference: 9_800, nWindow: 3_100, value: 0.021, logEvidence: 5.48, verdict: "alarm",
        fleet: 2, isCalled: true, words: "flag.hate_harassment +2.1 pt, e 240 (n 9800, now 3100)"), mute: nil,
      openAlarm: 7),
    Monitor(
      key: "claims-triage-prompt", terms: terms("tokens_in", "psi"), isRetired: false, changedBy: "ada.lindqvist",
      reason: "it matters to the office", changedAt: .minutes(-60_000),
      look: MonitorLook(
        slot: "2026-11-20", nReference: 9_800, nWindow: 3_100, value: 0.03, logEvidence: -0.7, verdict: "quiet",
        fleet: 2, isCalled: false, words: "tokens_in PSI 0.030, e 0.5 (n 9800, now 3100)"),
      mute: Monitor.Mute(until: .minutes(10_000), by: "ada.lindqvist", reason: "planned change"), openAlarm: nil),
  ]

  private static func terms(_ metric: String, _ statistic: String) -> MonitorTerms {
    MonitorTerms(
      watched: Watched(name: "claims-triage", kind: .model), environment: "production", metric: metric,
      statistic: statistic, reference: Period(since: .minutes(-90_000), until: .minutes(-60_000)), warning: 0.01,
      alarm: 0.02)
  }
}

extension FleetFigure {
  /// 240 artifacts, of which a few slide.
  static let hundreds: [FleetFigure] = (0..<240).flatMap { number -> [FleetFigure] in
    let name = number == 3 ? "claims-triage" : ["kyc", "claims", "fraud", "advice"][number % 4] + "-\(100 + number)"
    let watched = Watched(name: name, kind: number % 3 == 0 ? .model : .prompt)
    func marks(_ metric: String, _ before: Double, _ now: Double) -> FleetFigure {
      FleetFigure(
        watched: watched, metric: metric, reference: .init(n: 0, total: before, squares: before),
        window: .init(n: 0, total: now, squares: now))
    }
    func values(_ metric: String, _ before: Double, _ now: Double) -> FleetFigure {
      FleetFigure(
        watched: watched, metric: metric,
        reference: .init(n: 4000, total: 4000 * before, squares: 4000 * before * before * 1.04),
        window: .init(n: 1000, total: 1000 * now, squares: 1000 * now * now * 1.04))
    }
    let few = number % 17 == 5
    return [
      FleetFigure(
        watched: watched, metric: "calls", reference: .init(n: few ? 20 : 4000, total: 0, squares: 0),
        window: .init(n: few ? 5 : 1000 + number, total: 0, squares: 0)),
      marks("flag.hate_harassment", few ? 0 : 40, few ? 0 : number == 3 ? 31 : number == 40 ? 28 : 10),
      marks("refusal", few ? 0 : 80, few ? 0 : number == 77 ? 60 : 20), marks("tier.high", few ? 0 : 160, few ? 0 : 40),
      values("tokens_out", 210, number == 40 ? 260 : 210), values("latency", 1200, number % 60 == 9 ? 1400 : 1201),
      values("cost.eur", 2900, number == 40 ? 3900 : 2901),
      values("score.groundedness", 0.94, number == 12 ? 0.9 : 0.94),
    ]
  }
}
