package import Governance
internal import Operations

/// What the shadow-eval screen asks of the office.
package protocol ShadowDesk: Sendable {
  func shadowRuns(at place: PagePlace, limit: Int) async throws(Problem) -> Page<ShadowRunRow>
  func shadowRun(_ id: Int64) async throws(Problem) -> ShadowRunDetail
  /// What the candidate and a baseline answered to one prompt, from 1; the reading is recorded.
  func openShadowPair(_ run: Int64, prompt: Int, arm: Int) async throws(Problem) -> ShadowPair
}

extension WorkbenchDesk {
  func shadowRuns(at place: PagePlace, limit: Int) async throws(Problem) -> Page<ShadowRunRow> {
    try await workbench.shadowRuns(at: place, limit: limit)
  }

  func shadowRun(_ id: Int64) async throws(Problem) -> ShadowRunDetail { try await workbench.shadowRun(id) }

  func openShadowPair(_ run: Int64, prompt: Int, arm: Int) async throws(Problem) -> ShadowPair {
    try await workbench.openShadowPair(run, prompt: prompt, arm: arm, channel: .screen)
  }
}
