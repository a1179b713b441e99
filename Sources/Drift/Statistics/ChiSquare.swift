extension DriftStatistic {
  /// Pearson's chi-square of homogeneity of two rows of counts, (B − 1) degrees of freedom over B categories; with
  /// Yates' correction where there are two. The effect is Cramér's V of the uncorrected value, √(χ² / (n + m)).
  ///
  /// One category on both sides gives 0 with p = 1. A note says when expected counts are too small to trust p: under
  /// 5 in more than a fifth of the cells, or under 1 in any.
  /// Source: Pearson (1900), doi:10.1080/14786440009463897; Yates (1934), doi:10.2307/2983604.
  package static let chiSquare = DriftStatistic(
    "chi2", label: "Chi-square of homogeneity", unit: "χ²", kinds: [.categorical]
  ) { pair in
    guard let (histogram, binning) = pair.histogram(.given), let test = ChiSquareTest(histogram) else { return nil }
    var notes: [String] = []
    if test.isThin { notes.append("expected counts are too small to trust p: merge rare categories") }
    return DriftScore(
      value: test.corrected, pValue: test.pCorrected, degreesOfFreedom: test.degrees,
      effect: ("cramers_v", test.cramersV), binning: binning, notes: notes)
  }
}

/// Chi-square of homogeneity of two rows of counts over the same bins.
package struct ChiSquareTest: Sendable, Equatable {
  /// Without correction.
  package let value: Double
  package let pValue: Double
  /// With Yates' correction for one degree of freedom; else the same.
  package let corrected: Double
  package let pCorrected: Double
  package let degrees: Int
  package let cramersV: Double
  /// Expected counts under 5 in more than a fifth of the cells, or under 1 in any.
  package let isThin: Bool

  /// Bins that are empty on both sides do not count. Nil when a side is empty.
  package init?(_ histogram: HistogramPair) {
    let cells = zip(histogram.reference, histogram.current).filter { $0 + $1 > 0 }
    let (n, m) = histogram.totals
    guard n > 0, m > 0 else { return nil }
    let total = Double(n) + Double(m)
    degrees = cells.count - 1
    let isFourfold = degrees == 1
    var (sum, shrunk) = (0.0, 0.0)
    var (under5, under1) = (0, 0)
    for (r, c) in cells {
      let column = Double(r) + Double(c)
      for (observed, row) in [(r, n), (c, m)] {
        let expected = column * Double(row) / total
        let gap = abs(Double(observed) - expected)
        sum += gap * gap / expected
        let smaller = isFourfold ? gap - min(0.5, gap) : gap
        shrunk += smaller * smaller / expected
        if expected < 5 { under5 += 1 }
        if expected < 1 { under1 += 1 }
      }
    }
    value = degrees == 0 ? 0 : sum
    corrected = degrees == 0 ? 0 : shrunk
    pValue = chiSquareSurvival(value, degrees: degrees)
    pCorrected = chiSquareSurvival(corrected, degrees: degrees)
    cramersV = (value / total).squareRoot()
    isThin = under1 > 0 || under5 * 5 > cells.count * 2
  }
}
