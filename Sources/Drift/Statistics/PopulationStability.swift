internal import Glibc

extension DriftStatistic {
  /// Population stability index.
  ///
  /// - Bins: ten at the reference's deciles, or the categories; missing values are a bin of their own when there are
  ///   any. Nil for a constant reference.
  /// - Returns: Σ (cᵢ − rᵢ) · ln(cᵢ / rᵢ) over bin shares, in nats, 0 (same) to ∞; symmetric.
  /// - Empty bins: shares are floored at 1e-4 and not scaled again, so the score stays finite.
  /// - Source: the symmetric divergence J of Kullback and Leibler (1951), doi:10.1214/aoms/1177729694.
  package static let populationStability = DriftStatistic(
    "psi", label: "Population stability index", unit: "nats", kinds: [.numeric, .categorical]
  ) { pair in
    guard var (histogram, binning) = pair.histogram(.referenceQuantiles(10)) else {
      return DriftScore(value: nil, notes: ["the reference is constant: its deciles make no bins"])
    }
    var notes: [String] = []
    if pair.missing.reference + pair.missing.current > 0 {
      histogram.reference.append(pair.missing.reference)
      histogram.current.append(pair.missing.current)
      notes.append("missing values are a bin of their own")
    }
    guard let value = populationStability(histogram) else { return nil }
    if min(pair.sizes.reference, pair.sizes.current) < 200 { notes.append("too few values (under 200) to alarm on") }
    return DriftScore(value: value, binning: binning, notes: notes)
  }

  /// The index of counts over the same bins; nil when a side is empty.
  package static func populationStability(_ histogram: HistogramPair, floor: Double = 1e-4) -> Double? {
    histogram.shares?.reduce(0) { sum, share in
      let r = max(share.reference, floor)
      let c = max(share.current, floor)
      return sum + (c - r) * log(c / r)
    }
  }
}

extension SamplePair {
  /// Both sides over the bins of a rule, or over the categories; nil when the rule makes no bins.
  func histogram(_ rule: Binning.Rule) -> (HistogramPair, Binning)? {
    switch self {
    case .categorical(let reference, let current):
      let binning = Binning.categories(of: reference, current)
      return (HistogramPair(reference: binning.counts(of: reference), current: binning.counts(of: current)), binning)
    case .numeric(let reference, let current):
      let made: Binning? =
        switch rule {
        case .referenceQuantiles(let bins): .referenceQuantiles(bins, of: reference)
        case .equalWidth(let bins): .equalWidth(bins, over: reference, current)
        case .given: nil
        }
      guard let binning = made else { return nil }
      return (HistogramPair(reference: binning.counts(of: reference), current: binning.counts(of: current)), binning)
    }
  }
}
