package import Governance
package import Operations

/// What the screens about what comes in ask: who reports, what was refused, what comes round.
package protocol InflowDesk: Sendable {
  func dataSources() async throws(Problem) -> SourceSummary
  /// What a team that is brought in has done and what comes next, in order.
  func onboarding(of team: String) async throws(Problem) -> [OnboardingStep]

  func quarantine(_ filter: QuarantineFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    QuarantineRow
  >
  /// A refused record with its bytes; the reading is recorded.
  func refusedRecord(_ id: Int64) async throws(Problem) -> QuarantineDetail
  /// Asks a daemon to try it again, or with `alike` all of its producer that were refused likewise.
  func askReplay(_ id: Int64, alike: Bool, reason: String) async throws(Problem) -> Recorded

  func schedule() async throws(Problem) -> [ScheduledJob]
  func pauseJob(_ name: String, paused: Bool, reason: String) async throws(Problem) -> Recorded
  /// Makes it due now.
  func hastenJob(_ name: String, reason: String) async throws(Problem) -> Recorded
}

/// Where the data come from, and where they have holes.
package struct SourceSummary: Sendable, Equatable {
  package var sources: [DataSource]
  package var completeness: [Completeness]
  /// Registries and repositories that are followed; each is a producer of its name.
  package var syncs: [SyncSource]
  package var spools: [SpoolStanding]
  package var flags: [WaitingFlags]

  package init(
    sources: [DataSource], completeness: [Completeness], syncs: [SyncSource] = [], spools: [SpoolStanding] = [],
    flags: [WaitingFlags] = []
  ) {
    self.sources = sources
    self.completeness = completeness
    self.syncs = syncs
    self.spools = spools
    self.flags = flags
  }
}

extension WorkbenchDesk {
  func dataSources() async throws(Problem) -> SourceSummary {
    SourceSummary(
      sources: try await workbench.dataSources(), completeness: try await workbench.completeness(),
      syncs: try await workbench.syncSources(), spools: try await workbench.spools(),
      flags: try await workbench.waitingFlags())
  }

  func onboarding(of team: String) async throws(Problem) -> [OnboardingStep] {
    try await workbench.onboarding(of: team)
  }

  func quarantine(_ filter: QuarantineFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    QuarantineRow
  > {
    try await workbench.quarantine(filter, at: place, limit: limit)
  }

  func refusedRecord(_ id: Int64) async throws(Problem) -> QuarantineDetail {
    try await workbench.openQuarantine(id, channel: .screen)
  }

  func askReplay(_ id: Int64, alike: Bool, reason: String) async throws(Problem) -> Recorded {
    try await workbench.askReplay(id, alike: alike, reason: reason, channel: .screen)
  }

  func schedule() async throws(Problem) -> [ScheduledJob] { try await workbench.schedule() }

  func pauseJob(_ name: String, paused: Bool, reason: String) async throws(Problem) -> Recorded {
    try await workbench.pauseJob(name, paused: paused, reason: reason, channel: .screen)
  }

  func hastenJob(_ name: String, reason: String) async throws(Problem) -> Recorded {
    try await workbench.hastenJob(name, reason: reason, channel: .screen)
  }
}
