import Governance
import Operations

@testable import Console

extension FakeDesk {
  func shadowRuns(at place: PagePlace, limit: Int) async throws(Problem) -> Page<ShadowRunRow> {
    Page(rows: [shadow.row])
  }
  func shadowRun(_ id: Int64) async throws(Problem) -> ShadowRunDetail { shadow }
  func openShadowPair(_ run: Int64, _ cell: ShadowCell, from prompt: Int?, by step: Int) async throws(Problem)
    -> ShadowCellPair?
  {
    let place = (prompt ?? 1) + step
    guard (1...400).contains(place) else { return nil }
    return ShadowCellPair(
      figures: ShadowPairFigures(prompt: place, place: place, of: 400, candidate: 0, baseline: 1),
      pair: ShadowPair(
        key: "live-\(place)", dataClass: .green,
        conversation: [Turn(role: "user", parts: [.text("Is water damage covered?")])],
        candidate: "Yes, water damage is covered.", baseline: "No, water damage is not covered."))
  }
  func closeAlarm(_ alarm: Int64, reason: String) async throws(Problem) -> Recorded {
    Recorded(activity: 9, at: .pinned, what: "Alarm \(alarm) was closed.")
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

  /// As above, where production serves the candidate, a judge rates, and every night has its run.
  static var alarmed: ShadowRunDetail {
    var run = fixture
    run.arms[0].serving = ["production"]
    run.arms[1].serving = []
    run.arms.append(
      ShadowArm(arm: 3, role: .judge, artifact: "judge", label: "3", metric: "rating", endpoint: nil, serving: []))
    run.agreements = [JudgeAgreement(arm: 3, pairs: 120, alpha: 0.81, low: 0.7, high: 0.9)]
    run.alarm = Alarm(
      id: 4, kind: "shadow", artifact: "claims-triage", label: "15", environment: "production", subject: "7",
      words: "claims-triage@15 answers worse than a version before it", isOpen: true, at: .pinned)
    run.plan = PlannedNight(
      artifact: "claims-triage", candidate: "ENV:production", versions: 3, prompts: 400, days: 1, costLimit: nil,
      begins: "02:00", setBy: "lea", reason: "nightly", lastNight: "2026-11-20", lastRun: 7, lastFault: "")
    return run
  }
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
