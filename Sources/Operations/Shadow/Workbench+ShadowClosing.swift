internal import Catalog
internal import Drift
internal import Evidence
package import Governance

extension Workbench {
  /// Works out the comparisons of a run that this session drives, and closes it.
  func closeShadowRun(_ run: Int64, fence: Int64, reason: String, channel: Channel) async throws(Problem) -> (
    verdict: ShadowVerdict, recorded: Recorded
  ) {
    let comparisons = try await reckonShadowRun(run)
    try await noteAgreement(run, fence: fence)
    let closed = try await connection.one(
      CloseShadowRun(
        run: run, fence: fence, comparisons: ShadowMetric.text(.array(comparisons.map(\.json))), reason: reason,
        channel: channel))
    return (
      closed.verdict, try await recorded(closed.activity, "Shadow run \(run) is closed: \(closed.verdict.rawValue).")
    )
  }

  /// Keeps how far each judge of the run rates as people do.
  private func noteAgreement(_ run: Int64, fence: Int64) async throws(Problem) {
    let detail = try await shadowRun(run)
    let seed = UInt64(bitPattern: detail.row.seed)
    for arm in detail.arms where arm.role == .judge {
      let pairs = try await connection.rows(
        ListJudgePairs(judge: "\(arm.artifact)@\(arm.label)", metric: arm.metric ?? "")
      ).map { [$0.judged, $0.said] }
      let interval = AgreementInterval(pairs, seed: seed) { KrippendorffAlpha($0, level: .interval).value }
      let agreement = JudgeAgreement(
        arm: arm.arm, pairs: pairs.count, alpha: KrippendorffAlpha(pairs, level: .interval).value, low: interval?.low,
        high: interval?.high)
      _ = try await connection.rows(
        NoteShadowAgreement(
          run: run, fence: fence, agreement: agreement,
          method: "Krippendorff's alpha, interval; bootstrap of 2000 draws, seed \(seed)"))
    }
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
