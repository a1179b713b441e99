internal import Glibc

extension DriftStatistic {
  /// Jensen–Shannon distance in base 2: 0 (same) to 1 (nothing in common). Ten equal bins over both samples, or the
  /// categories; no floor is needed. Source: Lin (1991), doi:10.1109/18.61115; its root is a metric: Endres and
  /// Schindelin (2003), doi:10.1109/TIT.2003.813506.
  package static let jensenShannon = DriftStatistic(
    "js", label: "Jensen–Shannon distance (base 2)", unit: "distance, 0 to 1", kinds: [.numeric, .categorical]
  ) { jensenShannonScore($0, base: 2) }

  /// The same with the natural logarithm: 0 to √ln 2 = 0.8326.
  package static let jensenShannonNatural = DriftStatistic(
    "js_natural", label: "Jensen–Shannon distance (natural)", unit: "distance, 0 to 0.8326",
    kinds: [.numeric, .categorical]
  ) { jensenShannonScore($0, base: M_E) }

  private static func jensenShannonScore(_ pair: SamplePair, base: Double) -> DriftScore? {
    guard let (histogram, binning) = pair.histogram(.equalWidth(10)),
      let divergence = jensenShannonDivergence(histogram)
    else { return nil }
    return DriftScore(value: (divergence / log(base)).squareRoot(), binning: binning)
  }

  /// The divergence (not its root) in nats, 0 to ln 2; nil when a side is empty.
  package static func jensenShannonDivergence(_ histogram: HistogramPair) -> Double? {
    histogram.shares.map { shares in
      let sum = shares.reduce(0) { sum, share in
        let middle = (share.reference + share.current) / 2
        return sum + part(share.reference, middle) + part(share.current, middle)
      }
      return max(0, sum / 2)
    }
  }

  /// p · ln(p / m), and 0 for p = 0.
  private static func part(_ p: Double, _ m: Double) -> Double { p > 0 ? p * log(p / m) : 0 }
}
