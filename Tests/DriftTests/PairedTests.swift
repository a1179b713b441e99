import Foundation
import Testing

@testable import Drift

@Suite("Two versions on the same prompts")
struct PairedTests {
  @Test(
    "equal what SciPy worked out on four real versions", .enabled(if: sharedData != nil, "needs the shared data folder")
  )
  func realVersions() throws {
    let scores = try meanScores()
    var pairs = 0
    for row in try jsonRows(sharedFile("evals/oracle_shadow_mistral_orpo.jsonl")) where row["kind"] as? String == "pair"
    {
      pairs += 1
      let candidate = try #require(scores[row["candidate"] as? String ?? ""])
      let baseline = try #require(scores[row["baseline"] as? String ?? ""])
      let common = Set(candidate.keys).intersection(baseline.keys).sorted()
      let found = PairedScores(
        candidate: common.compactMap { candidate[$0] }, baseline: common.compactMap { baseline[$0] })
      #expect(found.differences.count == row["n_common"] as? Int)
      #expect([found.wins, found.ties, found.losses] == ["wins", "ties", "losses"].compactMap { row[$0] as? Int })
      func check(_ value: Double?, _ key: String, _ tolerance: Double) {
        #expect(agrees(value, row[key] as? Double, within: tolerance), "\(key)")
      }
      check(found.meanDifference, "mean_delta", 1e-9)
      check(found.paired?.statistic, "paired_t", 1e-9)
      check(found.paired?.pValue, "paired_p", 1e-6)
      check(found.welch?.statistic, "welch_t", 1e-9)
      check(found.welch?.pValue, "welch_p", 1e-6)
      check(found.wilcoxon?.statistic, "wilcoxon_w", 1e-9)
      check(found.wilcoxon?.pValue, "wilcoxon_p", 1e-6)
    }
    #expect(pairs == 6)
  }

  /// Version → prompt → mean of its scores; the −1 of a judge that gave none is left out.
  private func meanScores() throws -> [String: [String: Double]] {
    var all: [String: [String: [Double]]] = [:]
    for row in try jsonRows(sharedFile("generations/mtbench_mistral_orpo.jsonl.gz")) {
      let version = try #require(row["model_version"] as? String)
      let prompt = try #require(row["prompt_id"] as? String)
      for evaluation in row["evals"] as? [[String: Any]] ?? [] {
        guard let score = evaluation["score"] as? Double, score >= 0 else { continue }
        all[version, default: [:]][prompt, default: []].append(score)
      }
    }
    return all.mapValues { $0.mapValues { $0.reduce(0, +) / Double($0.count) } }
  }

  @Test("that pass or fail equal the reference", .enabled(if: driftVectors != nil, "needs the shared vectors"))
  func mcNemar() throws {
    let file = try #require(driftVectors)
    let vectors = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    for row in try #require(vectors?["mcnemar"] as? [[String: Any]]) {
      let old = try #require(row["b_only_old_right"] as? Int)
      let new = try #require(row["c_only_new_right"] as? Int)
      let test = McNemar(onlyOld: old, onlyNew: new)
      #expect(agrees(test.exact, row["p_exact"] as? Double, within: 1e-6), "\(row)")
      #expect(agrees(test.mid, row["p_mid"] as? Double, within: 1e-6), "\(row)")
      #expect(agrees(test.corrected?.value, row["chi2_cc"] as? Double, within: 1e-9), "\(row)")
      #expect(agrees(test.corrected?.pValue, row["p_cc"] as? Double, within: 1e-6), "\(row)")
    }
  }

  @Test("without pairs, with one, or all alike give no test and no trap")
  func degenerate() {
    for values in [[], [1.0], [2, 2, 2]] {
      let same = PairedScores(candidate: values, baseline: values)
      #expect(same.paired == nil && same.welch == nil && same.wilcoxon == nil)
      #expect(same.ties == values.count)
    }
    #expect(PairedBootstrap([], seed: 1) == nil)
  }

  @Test("have the same interval for the same seed, another for another, and cover the mean")
  func bootstrap() throws {
    let differences = (0..<200).map { Double($0 % 7) - 2.5 }
    let first = try #require(PairedBootstrap(differences, seed: 7))
    #expect(first == PairedBootstrap(differences, seed: 7))
    #expect(first.low != PairedBootstrap(differences, seed: 8)?.low)
    let mean = differences.reduce(0, +) / 200
    #expect(first.low < mean && mean < first.high)
    // Normal theory: 1.96 · sd / √n to either side.
    #expect(abs((first.high - first.low) - 2 * 1.96 * 2.0 / 200.0.squareRoot()) < 0.05)
  }
}
