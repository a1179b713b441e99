internal import Catalog
internal import Evidence
package import Governance

extension Workbench {
  /// Works out the comparisons of a run that this session drives, and closes it.
  func closeShadowRun(_ run: Int64, fence: Int64, reason: String, channel: Channel) async throws(Problem) -> (
    verdict: ShadowVerdict, recorded: Recorded
  ) {
    let comparisons = try await reckonShadowRun(run)
    let closed = try await connection.one(
      CloseShadowRun(
        run: run, fence: fence, comparisons: ShadowMetric.text(.array(comparisons.map(\.json))), reason: reason,
        channel: channel))
    return (
      closed.verdict, try await recorded(closed.activity, "Shadow run \(run) is closed: \(closed.verdict.rawValue).")
    )
  }

  /// Works out once more what the kept figures of a run say; `verdict` of the rows is not set.
  package func reckonShadowRun(_ run: Int64) async throws(Problem) -> [ShadowComparison] {
    let detail = try await shadowRun(run)
    return ShadowReckoning(
      arms: detail.arms, metrics: detail.metrics, seed: detail.row.seed,
      pairs: try await connection.rows(ListShadowPairs(run: run))
    ).comparisons
  }
}
