package import Governance
internal import Operations

/// What the console asks about what is served, stopped and rolled back.
package protocol ServingDesk: Sendable {
  func rollbackTargets(_ artifact: String, in environment: String) async throws(Problem) -> [RollbackTarget]
  func rollBack(_ artifact: String, in environment: String, to label: String, reason: String) async throws(Problem)
    -> Recorded
  func shiftTraffic(_ promotion: Int64, to weight: Int, reason: String) async throws(Problem) -> Recorded
  /// Without a label every version, without an environment everywhere.
  func stopReach(_ artifact: String, label: String?, in environment: String?) async throws(Problem) -> StopReach
  func stop(_ artifact: String, label: String?, in environment: String?, reason: String) async throws(Problem)
    -> Recorded
  func stops(at place: PagePlace, limit: Int) async throws(Problem) -> Page<StopRow>
  func askResume(_ stop: Int64, reason: String) async throws(Problem) -> Recorded
  func confirmations(closedToo: Bool, at place: PagePlace, limit: Int) async throws(Problem) -> Page<ConfirmationRow>
  func confirmAct(_ confirmation: Int64, reason: String) async throws(Problem) -> Recorded
  func refuseAct(_ confirmation: Int64, reason: String) async throws(Problem) -> Recorded
}

extension WorkbenchDesk {
  func rollbackTargets(_ artifact: String, in environment: String) async throws(Problem) -> [RollbackTarget] {
    try await workbench.rollbackTargets(artifact, in: environment)
  }

  func rollBack(_ artifact: String, in environment: String, to label: String, reason: String) async throws(Problem)
    -> Recorded
  {
    try await workbench.rollBack(artifact, in: environment, to: label, reason: reason, channel: .screen).recorded
  }

  func shiftTraffic(_ promotion: Int64, to weight: Int, reason: String) async throws(Problem) -> Recorded {
    try await workbench.shiftTraffic(promotion, to: weight, reason: reason, channel: .screen)
  }

  func stopReach(_ artifact: String, label: String?, in environment: String?) async throws(Problem) -> StopReach {
    try await workbench.stopReach(artifact, selector: label.map { .label($0) }, in: environment)
  }

  func stop(_ artifact: String, label: String?, in environment: String?, reason: String) async throws(Problem)
    -> Recorded
  {
    try await workbench.stop(
      artifact, selector: label.map { .label($0) }, in: environment, reason: reason, channel: .screen
    ).recorded
  }

  func stops(at place: PagePlace, limit: Int) async throws(Problem) -> Page<StopRow> {
    try await workbench.stops(liftedToo: true, at: place, limit: limit)
  }

  func askResume(_ stop: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.askResume(stop, reason: reason, channel: .screen).recorded
  }

  func confirmations(closedToo: Bool, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<ConfirmationRow>
  {
    try await workbench.confirmations(closedToo: closedToo, at: place, limit: limit)
  }

  func confirmAct(_ confirmation: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.confirmAct(confirmation, reason: reason, channel: .screen)
  }

  func refuseAct(_ confirmation: Int64, reason: String) async throws(Problem) -> Recorded {
    try await workbench.refuseAct(confirmation, reason: reason, channel: .screen)
  }
}
