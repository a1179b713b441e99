package import Governance
package import Operations

/// What the drift screens ask of the office's monitors.
package protocol MonitorDesk: Sendable {
  func monitors(of artifact: String?) async throws(Problem) -> [Monitor]
  func fleet(_ frame: DriftFrame) async throws(Problem) -> FleetBoard
  func figureNames(_ watched: Watched, since: Instant) async throws(Problem) -> [FigureName]
  func figureDays(_ watched: Watched, _ name: FigureName, in period: Period) async throws(Problem) -> [FigureDay]
  /// How often a rule would have called in the last 90 days; nil where there is nothing to try it on.
  func preview(_ terms: MonitorTerms, today: Instant) async throws(Problem) -> RulePreview?
  func setMonitor(_ key: String, _ terms: MonitorTerms, reason: String) async throws(Problem) -> Recorded
  func muteMonitor(_ key: String, until: Instant, reason: String) async throws(Problem) -> Recorded
  func openAlarmIncident(_ alarm: Int64, title: String, description: String, trait: IncidentTrait) async throws(Problem)
    -> Recorded
  func calls(behind question: CallsQuestion, at place: PagePlace, limit: Int) async throws(Problem) -> Page<CallRow>
}

extension MonitorDesk {
  /// What others measured of an artifact in production, the figures with most behind them first, 24 at most.
  func outside(of watched: Watched, in period: Period) async throws(Problem) -> [OutsideDays] {
    let names = try await figureNames(watched, since: period.since).filter {
      OutsideName($0.metric) != nil && $0.slice.isEmpty && $0.environment == "production"
    }
    var found: [OutsideDays] = []
    for name in names.sorted(by: { (-$0.n, $0.metric) < (-$1.n, $1.metric) }).prefix(24) {
      let days = try await figureDays(watched, name, in: period)
      if !days.isEmpty { found.append(OutsideDays(metric: name.metric, days: days)) }
    }
    return found
  }
}

extension WorkbenchDesk {
  func monitors(of artifact: String?) async throws(Problem) -> [Monitor] {
    try await workbench.monitors(of: artifact)
  }

  func fleet(_ frame: DriftFrame) async throws(Problem) -> FleetBoard {
    FleetBoard(
      try await workbench.fleet(environment: "production", frame), monitors: try await workbench.monitors(),
      frame: frame)
  }

  func figureNames(_ watched: Watched, since: Instant) async throws(Problem) -> [FigureName] {
    try await workbench.figureNames(watched, since: since)
  }

  func figureDays(_ watched: Watched, _ name: FigureName, in period: Period) async throws(Problem) -> [FigureDay] {
    try await workbench.figureDays(watched, name, in: period)
  }

  func openAlarmIncident(_ alarm: Int64, title: String, description: String, trait: IncidentTrait) async throws(Problem)
    -> Recorded
  {
    try await workbench.openAlarmIncident(
      alarm, title: title, description: description, traits: [trait], channel: .screen
    ).recorded
  }

  func calls(behind question: CallsQuestion, at place: PagePlace, limit: Int) async throws(Problem) -> Page<CallRow> {
    try await workbench.calls(behind: question, at: place, limit: limit)
  }

  func preview(_ terms: MonitorTerms, today: Instant) async throws(Problem) -> RulePreview? {
    try await workbench.preview(terms, today: today)
  }

  func setMonitor(_ key: String, _ terms: MonitorTerms, reason: String) async throws(Problem) -> Recorded {
    try await workbench.setMonitor(key, terms, reason: reason, channel: .screen)
  }

  func muteMonitor(_ key: String, until: Instant, reason: String) async throws(Problem) -> Recorded {
    try await workbench.muteMonitor(key, until: until, reason: reason, channel: .screen)
  }
}
