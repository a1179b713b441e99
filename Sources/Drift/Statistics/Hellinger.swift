extension DriftStatistic {
  /// Hellinger distance √(½ Σ (√rᵢ − √cᵢ)²), 0 (same) to 1 (nothing in common). Ten equal bins over both samples, or
  /// the categories. Source: Hellinger (1909), doi:10.1515/crll.1909.136.210.
  package static let hellinger = DriftStatistic(
    "hellinger", label: "Hellinger distance", unit: "distance, 0 to 1", kinds: [.numeric, .categorical]
  ) { pair in
    guard let (histogram, binning) = pair.histogram(.equalWidth(10)), let value = hellinger(histogram) else {
      return nil
    }
    return DriftScore(value: value, binning: binning)
  }

  /// The distance of counts over the same bins; nil when a side is empty.
  package static func hellinger(_ histogram: HistogramPair) -> Double? {
    histogram.shares.map { shares in
      let sum = shares.reduce(0) { sum, share in
        let gap = share.reference.squareRoot() - share.current.squareRoot()
        return sum + gap * gap
      }
      return (sum / 2).squareRoot()
    }
  }
}
