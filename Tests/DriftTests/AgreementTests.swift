import Foundation
import Testing

@testable import Drift

@Suite("Agreement of raters")
struct AgreementTests {
  /// Krippendorff's own example of four observers and twelve units, with the values he gives.
  private static let example: [[Double]] = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
    [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
  ]

  @Test(
    "gives the values of Krippendorff's example",
    arguments: [(KrippendorffAlpha.Level.nominal, 0.743), (.ordinal, 0.815), (.interval, 0.849)])
  func published(level: KrippendorffAlpha.Level, expected: Double) throws {
    let alpha = KrippendorffAlpha(Self.example, level: level)
    #expect(abs(try #require(alpha.value) - expected) < 0.0005)
    #expect(alpha.units == 11 && alpha.ratings == 40)
  }

  @Test(
    "of the 195 answers that three people scored is as known",
    .enabled(if: sharedData != nil, "needs the shared data (COUNTERSIGN_SHARED_DATA)"),
    arguments: [(KrippendorffAlpha.Level.interval, 0.8656), (.ordinal, 0.8647), (.nominal, 0.4897)])
  func threeRaters(level: KrippendorffAlpha.Level, expected: Double) throws {
    let units = try jsonRows(try sharedFile("generations/pyrit_human_scored.jsonl.gz")).map { row in
      (row["flags"] as? [[String: Any]] ?? []).filter { flag in
        (flag["source"] as? String)?.hasPrefix("PyRIT human rater") == true && flag["category"] as? String != "refusal"
      }.compactMap { $0["score"] as? Double }
    }.filter { $0.count == 3 }
    #expect(units.count == 195)
    let alpha = KrippendorffAlpha(units, level: level)
    #expect(abs(try #require(alpha.value) - expected) < 0.00005)
  }

  @Test("is not defined where nobody could disagree")
  func undefined() {
    #expect(KrippendorffAlpha([], level: .nominal).value == nil)
    #expect(KrippendorffAlpha([[1], [2]], level: .nominal).value == nil, "nothing was rated twice")
    #expect(KrippendorffAlpha([[1, 1], [1, 1]], level: .nominal).value == nil, "one value only")
    #expect(CohenKappa([(String, String)]()).value == nil)
    #expect(CohenKappa([("a", "a"), ("a", "a")]).value == nil)
  }

  /// The table of 50 applications, two readers: 20 both yes, 5 and 10 apart, 15 both no.
  @Test("of two raters is Cohen's kappa")
  func kappa() throws {
    let pairs =
      Array(repeating: ("yes", "yes"), count: 20) + Array(repeating: ("yes", "no"), count: 5)
      + Array(repeating: ("no", "yes"), count: 10) + Array(repeating: ("no", "no"), count: 15)
    let kappa = CohenKappa(pairs)
    #expect(kappa.agreement == 0.7)
    #expect(abs(try #require(kappa.value) - 0.4) < 1e-12)
    let interval = try #require(AgreementInterval(pairs, seed: 7) { CohenKappa($0).value })
    #expect(interval.low < 0.4 && interval.high > 0.4 && interval.high - interval.low < 0.6)
    #expect(interval == AgreementInterval(pairs, seed: 7) { CohenKappa($0).value }, "the same seed, the same bounds")
  }

  /// The exact upper bound of a share, as a month's low-tier sample states it.
  @Test("A month's upper bound lies over the true rate in 2,000 simulated months as often as it says")
  func bounds() {
    var random = SeededNumbers(seed: 20_261_122)
    var covered = 0
    for month in 0..<2_000 {
      let rate = [0.0005, 0.002, 0.01, 0.05][month % 4]
      let sampled = [200, 500, 1_000][month % 3]
      let limit = UInt64(rate * Double(1 << 53))
      let found = (0..<sampled).count { _ in random.next() >> 11 < limit }
      if rate <= ShareInterval.upper(found, of: sampled) { covered += 1 }
    }
    // Three standard errors of a share of 0.95 under the line would be a fault; the bound is exact, so it holds above it.
    #expect(covered >= 1_871, "\(covered)")
  }
}
