internal import Catalog
package import Governance
package import Shadow

extension Workbench {
  /// Drives an open run to its end and closes it: asks what is still to be asked, never again what was answered, and never
  /// what may have been paid unless the endpoint answers a repeated key once. To be called again after any interruption.
  ///
  /// - newLimit: another cost limit in millionths; nil leaves it.
  /// - progress: called about once a second.
  /// - Throws: `shadow.cost-limit`, `shadow.endpoint`, `shadow.patience`, `shadow.stopped`: the run stays open and can be
  ///   resumed; `shadow.driven` when another drives it.
  package func driveShadowRun(
    _ run: Int64, service: any ModelService, newLimit: Int64? = nil, channel: Channel,
    progress: @escaping @Sendable (ShadowStanding) -> Void = { _ in }
  ) async throws(Problem) -> (verdict: ShadowVerdict, recorded: Recorded) {
    try mayWrite()
    let fence = try await connection.one(LeadShadowRun(run: run, newLimit: newLimit))
    let detail = try await shadowRun(run)
    var judges: [Int: ShadowJudge] = [:]
    for arm in detail.arms where arm.role == .judge {
      let name = VersionName(artifact: arm.artifact, selector: .label(arm.label))
      judges[arm.arm] = try ShadowJudge(body: Array(try await version(name).body.utf8))
    }
    let connection = connection
    let drive = try ShadowDrive(
      connection, run: run, fence: fence, arms: detail.arms, metrics: detail.metrics, judges: judges, service: service
    ) {
      if let standing = try? await connection.one(ReadShadowStanding(run: run)) { progress(standing) }
    }
    if let problem = await drive.toTheEnd() { throw problem }
    if Task.isCancelled {
      throw Problem(
        .cancelled, "shadow.stopped", happened: "Stopped; what was answered is kept.",
        remedy: "Go on with: countersign shadow run --resume \(run)")
    }
    return try await closeShadowRun(run, fence: fence, reason: detail.row.reason, channel: channel)
  }
}
