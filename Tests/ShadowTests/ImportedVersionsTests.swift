import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("Four real versions, imported", .enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absence)))
struct ImportedVersionsTests {
  let office: Office
  let bea: Workbench

  init() async throws {
    office = try await Office.open()
    bea = try office.desk(hiring: "bea", "builder", team: "claims")
    for version in ["mistral-orpo-mix", "mistral-orpo", "mistral-orpo-capybara", "mistral-orpo-trl"] {
      _ = try await bea.register(
        Registration(
          artifact: "mistral-orpo", kind: .model, team: "claims", owner: "bea", tier: .high, label: version,
          body: #"{"weights":"\#(version)"}"#, message: "a release"), channel: .command)
    }
  }

  private func imported(_ candidate: String? = nil) async throws -> ShadowRunDetail {
    let taken = try await bea.importShadowRun(
      file: try SharedData.path("generations/mtbench_mistral_orpo.jsonl.gz"), artifact: "mistral-orpo",
      candidate: candidate,
      metrics: [ShadowMetric(name: "mt_bench_single", kind: .score, better: .higher, margin: 0.5)], seed: 4711,
      reason: "the published answers", channel: .command)
    return try await bea.shadowRun(taken.run)
  }

  @Test("equal the reference in every pair, and the verdict follows")
  func oracle() async throws {
    for candidate in ["mistral-orpo-trl", "mistral-orpo-capybara", "mistral-orpo"] {
      let run = try await imported(candidate)
      #expect(try Oracle.disagreements(of: run, metric: "mt_bench_single") == [])
    }
    let best = try await imported()
    #expect(best.row.candidate == "mistral-orpo-trl" && best.row.verdict == .pass && best.row.pairs == 160)
    #expect(
      best.arms.map(\.label) == ["mistral-orpo-trl", "mistral-orpo-capybara", "mistral-orpo", "mistral-orpo-mix"])
    // The better versions are not in the past of the worst: judged against them it regresses.
    let worst = try await imported("mistral-orpo")
    #expect(worst.row.verdict == .regressed)
    let against = Dictionary(uniqueKeysWithValues: worst.arms.map { ($0.label, worst.verdict(against: $0.arm)) })
    #expect(against["mistral-orpo-trl"] == .regressed && against["mistral-orpo-mix"] != .regressed)
  }

  @Test("give anybody the same figures again, from what is kept")
  func again() async throws {
    let run = try await imported()
    let vic = try office.desk(hiring: "vic", "viewer")
    let found = try await vic.reckonShadowRun(run.row.id)
    #expect(found.count == run.comparisons.count && !found.isEmpty)
    for row in run.comparisons {
      let other = try #require(found.first { ($0.arm, $0.metric, $0.slice) == (row.arm, row.metric, row.slice) })
      #expect(other.low == row.low && other.high == row.high && other.adjusted == row.adjusted && other.n == row.n)
    }
  }

  @Test("show their answers side by side to who may read them, and record it")
  func pairs() async throws {
    let run = try await imported()
    let rae = try office.desk(hiring: "rae", "reviewer")
    let pair = try await rae.openShadowPair(run.row.id, prompt: 2, arm: 1, channel: .command)
    #expect(pair.conversation.last?.role == "user")
    #expect(pair.candidate?.isEmpty == false && pair.baseline?.isEmpty == false)
    let before = try office.superuser.value(
      "select count(*) from countersign_private.activity where act = 'shadow.read' and person = 'rae'")
    #expect(before == "1")
    let other = try office.desk(hiring: "oto", "builder", team: "office")
    _ = try await other.openShadowPair(run.row.id, prompt: 2, arm: 1, channel: .command)
    let vic = try office.desk(hiring: "vic", "viewer")
    let refused = await #expect(throws: Problem.self) {
      try await vic.openShadowPair(run.row.id, prompt: 2, arm: 1, channel: .command)
    }
    #expect(refused?.code == "right.missing")
  }
}
