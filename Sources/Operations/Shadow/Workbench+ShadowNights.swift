internal import Catalog
package import Governance
package import Shadow

/// A night's run that was driven just now.
package struct NightReport: Sendable, Equatable {
  package var run: Int64
  /// Nil: it ended without one.
  package var verdict: ShadowVerdict?
  package var words: String
}

extension Workbench {
  /// Plans a shadow-eval for every night, in the place of what was planned; what a lead may.
  ///
  /// - begins: `HH:MM` in the office's time zone.
  package func planShadowNights(_ plan: ShadowPlan, begins: String, channel: Channel) async throws(Problem) -> Recorded
  {
    try mayWrite()
    let (metrics, judges) = try await measured(plan)
    let activity = try await connection.one(
      SetShadowPlan(
        artifact: plan.artifact, candidate: plan.candidate, versions: plan.versions, prompts: plan.prompts,
        days: plan.days, metrics: metrics, judges: judges, costLimit: plan.costLimit, begins: begins,
        reason: plan.reason, channel: channel))
    return try await recorded(activity, "A shadow-eval of \(plan.artifact) begins every night at \(begins).")
  }

  package func endShadowNights(of artifact: String, reason: String, channel: Channel) async throws(Problem) -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(EndShadowPlan(artifact: artifact, reason: reason, channel: channel))
    return try await recorded(activity, "No shadow-eval of \(artifact) is planned any more.")
  }

  package func plannedNights(artifact: String? = nil) async throws(Problem) -> [PlannedNight] {
    try await connection.rows(ListShadowPlans(artifact: artifact))
  }

  /// Begins what is due, each plan once a night. Says what was begun; nothing when nothing was due.
  func beginShadowNights() async throws(Problem) -> String {
    try await connection.rows(BeginShadowNights()).map { night in
      night.run.map { "shadow run \($0) of \(night.artifact)" } ?? "none of \(night.artifact): \(night.fault)"
    }.joined(separator: "; ")
  }

  /// Drives the oldest run of a night that nobody drives, to its verdict; nil when there is none.
  ///
  /// - resting: runs that this process leaves alone for now.
  /// - taken: told which run it is, before anything is asked.
  /// - Throws: what `driveShadowRun` throws; the run stays open then and can be taken up again, but for one whose cost limit
  ///   is reached: it ends without a verdict.
  package func driveShadowNight(
    service: any ModelService, resting: [Int64] = [], taken: @Sendable (Int64) -> Void = { _ in }
  ) async throws(Problem) -> NightReport? {
    guard let run = try await connection.first(FindNightToDrive(resting: resting)) else { return nil }
    taken(run)
    do throws(Problem) {
      let closed = try await driveShadowRun(run, service: service, channel: .command)
      return NightReport(run: run, verdict: closed.verdict, words: closed.recorded.what)
    } catch  where error.code == "shadow.cost-limit" {
      let ended = try await abandonShadowRun(run, reason: "its cost limit was reached", channel: .command)
      return NightReport(run: run, verdict: nil, words: ended.what)
    } catch  where error.code == "shadow.driven" {
      return nil
    }
  }
}
