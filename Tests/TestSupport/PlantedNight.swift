internal import Drift

/// A night's answers to the same prompts of two versions of which the new one is worse by so many points, on average; one
/// in ten prompts changes by chance alone.
package struct PlantedNight: Sendable {
  package enum Verdict: String, Sendable, CaseIterable { case pass, regressed, undecided }

  package let candidate: [Double]
  package let baseline: [Double]
  private let seed: UInt64

  package init(pairs: Int, points: Int, seed: UInt64) {
    self.seed = seed
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(points)
    func chance() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
    }
    var figures: [(Double, Double)] = []
    for _ in 0..<pairs {
      // Five in a hundred get worse and five better by chance; the planted part gets worse on top.
      let lot = chance()
      let worse = 0.05 + Double(points) / 100
      figures.append(lot < worse ? (0, 1) : lot < worse + 0.05 ? (1, 0) : chance() < 0.8 ? (1, 1) : (0, 0))
    }
    candidate = figures.map(\.0)
    baseline = figures.map(\.1)
  }

  /// By the rule of the catalog.
  package func verdict(margin: Double) -> Verdict {
    let found = PairedComparison(candidate: candidate, baseline: baseline, measure: .share, seed: seed)
    guard found.n >= 30, let low = found.low, let high = found.high, let p = found.pValue else { return .undecided }
    return low > -margin ? .pass : high < 0 && p <= 0.05 ? .regressed : .undecided
  }
}
