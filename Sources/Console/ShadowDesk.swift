package import Governance
internal import Operations

/// What the shadow-eval screen asks of the office.
package protocol ShadowDesk: Sendable {
  func shadowRuns(at place: PagePlace, limit: Int) async throws(Problem) -> Page<ShadowRunRow>
  func shadowRun(_ id: Int64) async throws(Problem) -> ShadowRunDetail
  /// The pair of a cell so many places on, the candidate's worst first, and what both answered; the reading is recorded. Nil past
  /// the ends.
  func openShadowPair(_ run: Int64, _ cell: ShadowCell, from prompt: Int?, by step: Int) async throws(Problem)
    -> ShadowCellPair?
  func closeAlarm(_ alarm: Int64, reason: String) async throws(Problem) -> Recorded
}

extension WorkbenchDesk {
  func shadowRuns(at place: PagePlace, limit: Int) async throws(Problem) -> Page<ShadowRunRow> {
    try await workbench.shadowRuns(at: place, limit: limit)
  }

  func shadowRun(_ id: Int64) async throws(Problem) -> ShadowRunDetail { try await workbench.shadowRun(id) }

  func openShadowPair(_ run: Int64, _ cell: ShadowCell, from prompt: Int?, by step: Int) async throws(Problem)
    -> ShadowCellPair?
  {
    guard
      let figures = try await workbench.stepShadowPair(run, arm: cell.arm, metric: cell.metric, from: prompt, by: step)
    else { return nil }
    return ShadowCellPair(
      figures: figures,
      pair: try await workbench.openShadowPair(run, prompt: figures.prompt, arm: cell.arm, channel: .screen))
  }

  func closeAlarm(_ alarm: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.closeAlarm(alarm, reason: reason, channel: .screen)
  }
}

/// One cell of a run's matrix: a baseline in one metric.
package struct ShadowCell: Sendable, Equatable {
  var arm: Int
  var metric: String
}

/// A pair behind a cell.
package struct ShadowCellPair: Sendable {
  var figures: ShadowPairFigures
  var pair: ShadowPair
}
