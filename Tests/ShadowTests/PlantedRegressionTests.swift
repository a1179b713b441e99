import Drift
import TestSupport
import Testing

@Suite("A planted regression of a pass rate")
struct PlantedRegressionTests {
  /// Of 200 nights with 400 prompts each, at a margin of 5 points.
  static func verdicts(worseBy points: Int) -> [PlantedNight.Verdict: Int] {
    var counts: [PlantedNight.Verdict: Int] = [:]
    for night in 0..<200 {
      counts[PlantedNight(pairs: 400, points: points, seed: UInt64(night)).verdict(margin: 0.05), default: 0] += 1
    }
    return counts
  }

  @Test("of 0 points passes nearly always and is hardly ever called one")
  func none() {
    let counts = Self.verdicts(worseBy: 0)
    #expect(counts[.pass, default: 0] >= 160 && counts[.regressed, default: 0] <= 6, "\(counts)")
  }

  @Test("of 2 points, within the margin, passes sometimes and is mostly undecided")
  func within() {
    let counts = Self.verdicts(worseBy: 2)
    #expect(counts[.pass, default: 0] >= 40 && counts[.regressed, default: 0] <= 70, "\(counts)")
  }

  @Test("as large as the margin is let through in no more than the promised 5 %, give or take chance")
  func margin() {
    let counts = Self.verdicts(worseBy: 5)
    #expect(counts[.pass, default: 0] <= 20 && counts[.regressed, default: 0] >= 120, "\(counts)")
  }

  @Test("of 10 points is always found")
  func large() {
    let counts = Self.verdicts(worseBy: 10)
    #expect(counts[.pass, default: 0] == 0 && counts[.regressed, default: 0] >= 195, "\(counts)")
  }
}
