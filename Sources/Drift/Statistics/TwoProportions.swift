extension DriftStatistic {
  /// z-test of two shares with the pooled variance, for columns of two categories: how far the share of the second
  /// category (by name) moved, current minus reference, in standard errors. The effect is that difference.
  /// Source: the square root of Pearson's fourfold chi-square, doi:10.1080/14786440009463897.
  package static let twoProportions = DriftStatistic(
    "two_proportions", label: "Difference of two shares", unit: "standard errors", kinds: [.categorical]
  ) { pair in
    guard let (histogram, binning) = pair.histogram(.given) else { return nil }
    guard histogram.reference.count == 2 else {
      return DriftScore(
        value: nil, binning: binning, notes: ["needs two categories, found \(histogram.reference.count)"])
    }
    let totals = histogram.totals
    let test = TwoProportionTest(
      reference: (histogram.reference[1], totals.reference), current: (histogram.current[1], totals.current))
    return DriftScore(value: test.z, pValue: test.pValue, effect: ("difference", test.difference), binning: binning)
  }
}

/// Two shares compared.
package struct TwoProportionTest: Sendable, Equatable {
  /// Current minus reference, −1…1.
  package let difference: Double
  package let z: Double
  /// Two-sided.
  package let pValue: Double

  /// - Takes: hits and trials of each side, at least one trial each.
  package init(reference: (hits: Int, trials: Int), current: (hits: Int, trials: Int)) {
    let (n, m) = (Double(reference.trials), Double(current.trials))
    difference = Double(current.hits) / m - Double(reference.hits) / n
    let pooled = Double(reference.hits + current.hits) / (n + m)
    let error = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
    z = difference == 0 ? 0 : difference / error
    pValue = normalTwoSided(z)
  }
}
