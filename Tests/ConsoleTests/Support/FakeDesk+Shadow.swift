import Governance
import Operations

@testable import Console

extension FakeDesk {
  func shadowRuns(at place: PagePlace, limit: Int) async throws(Problem) -> Page<ShadowRunRow> {
    Page(rows: [ShadowRunDetail.fixture.row])
  }
  func shadowRun(_ id: Int64) async throws(Problem) -> ShadowRunDetail { .fixture }
  func openShadowPair(_ run: Int64, prompt: Int, arm: Int) async throws(Problem) -> ShadowPair {
    ShadowPair(
      key: "live-\(prompt)", dataClass: .green,
      conversation: [Turn(role: "user", parts: [.text("Is water damage covered?")])],
      candidate: "Yes, water damage is covered.", baseline: "No, water damage is not covered.")
  }
}

extension ShadowRunDetail {
  /// Version 15 beside 14, which production serves, and 12.
  static let fixture = ShadowRunDetail(
    row: ShadowRunRow(
      id: 7, artifact: "claims-triage", candidate: "15", origin: .replay, state: .closed, verdict: .undecided,
      pairs: 400, seed: 4711, drawn: 400, population: 9120, withheld: 310, runBy: "bea", reason: "nightly",
      recordedAt: .pinned, changedAt: .pinned),
    arms: [
      ShadowArm(
        arm: 0, role: .candidate, artifact: "claims-triage", label: "15", metric: nil, endpoint: nil, serving: []),
      ShadowArm(
        arm: 1, role: .baseline, artifact: "claims-triage", label: "14", metric: nil, endpoint: nil,
        serving: ["production"]),
      ShadowArm(
        arm: 2, role: .baseline, artifact: "claims-triage", label: "12", metric: nil, endpoint: nil, serving: []),
    ],
    metrics: [
      ShadowMetric(name: "grounded", kind: .share, better: .higher, margin: 0.02),
      ShadowMetric(name: "cost", kind: .ratio, better: .lower, margin: 0.2),
    ],
    comparisons: [
      .fixture(1, "grounded", 0.938, 0.003, .pass), .fixture(1, "cost", 2900, 0.0677, .pass),
      .fixture(2, "grounded", 0.941, 0, .undecided), .fixture(2, "cost", 3000, 0.0328, .pass),
    ],
    standing: ShadowStanding(
      tasks: 1200, answered: 1199, open: 0, pending: 0, inDoubt: 1, missing: 0, spent: 3_512_000, reserved: 4000,
      limit: nil, currency: "EUR"))
}

extension ShadowComparison {
  fileprivate static func fixture(
    _ arm: Int, _ metric: String, _ baseline: Double, _ difference: Double, _ verdict: Verdict
  ) -> ShadowComparison {
    ShadowComparison(
      arm: arm, metric: metric, slice: "", n: 400, candidate: metric == "cost" ? 3100 : 0.941, baseline: baseline,
      difference: difference, low: difference - 0.021, high: difference + 0.021, confidence: 0.95, method: "by hand",
      wins: 12, ties: 378, losses: 10, pValue: 0.4, adjusted: 0.5, detectable: 0.021, verdict: verdict)
  }
}
