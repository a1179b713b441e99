internal import Glibc

/// Two versions' scores on the same prompts, compared pair by pair.
package struct PairedScores: Sendable, Equatable {
  /// Candidate minus baseline, one a prompt.
  package let differences: [Double]
  package let wins: Int
  package let ties: Int
  package let losses: Int
  /// NaN without pairs.
  package let meanDifference: Double
  /// Student's t of the differences; nil under two pairs or when all differ alike. Source: Student (1908),
  /// doi:10.1093/biomet/6.1.1.
  package let paired: Test?
  /// Welch's t of both as if they were not paired; nil under two pairs or without any spread. Source: Welch (1947),
  /// doi:10.1093/biomet/34.1-2.28.
  package let welch: Test?
  /// Wilcoxon's signed ranks: the smaller rank sum, ties at zero dropped, p by the normal law with the correction
  /// for ties and none for continuity; nil when all tie. Source: Wilcoxon (1945), doi:10.2307/3001968.
  package let wilcoxon: Test?

  package struct Test: Sendable, Equatable {
    package var statistic: Double
    /// Two-sided.
    package var pValue: Double
  }

  /// - Takes: finite scores of the same prompts in the same order.
  package init(candidate: [Double], baseline: [Double]) {
    differences = zip(candidate, baseline).map { $0 - $1 }
    wins = differences.count { $0 > 0 }
    ties = differences.count { $0 == 0 }
    losses = differences.count { $0 < 0 }
    let spread = Spread(differences)
    meanDifference = spread.mean
    paired = spread.error > 0 ? Test(t: spread.mean / spread.error, degrees: spread.n - 1) : nil
    welch = PairedScores.welch(Spread(candidate), Spread(baseline))
    wilcoxon = PairedScores.wilcoxon(differences)
  }

  private static func welch(_ candidate: Spread, _ baseline: Spread) -> Test? {
    let (a, b) = (candidate.error * candidate.error, baseline.error * baseline.error)
    guard a + b > 0 else { return nil }
    let degrees = (a + b) * (a + b) / (a * a / (candidate.n - 1) + b * b / (baseline.n - 1))
    return Test(t: (candidate.mean - baseline.mean) / (a + b).squareRoot(), degrees: degrees)
  }

  private static func wilcoxon(_ differences: [Double]) -> Test? {
    let moved = differences.filter { $0 != 0 }
    if moved.isEmpty { return nil }
    let ranks = Ranks(moved.map { abs($0) })
    let n = Double(moved.count)
    let all = n * (n + 1) / 2
    let up = zip(moved, ranks.values).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
    let least = min(up, all - up)
    let deviation = ((n * (n + 1) * (2 * n + 1) - ranks.tieTerm / 2) / 24).squareRoot()
    return Test(statistic: least, pValue: min(1, normalTwoSided((least - all / 2) / deviation)))
  }
}

extension PairedScores.Test {
  fileprivate init(t: Double, degrees: Double) {
    self.init(statistic: t, pValue: studentTwoSided(t, degrees: degrees))
  }
}

/// Mean, and its standard error from the sample deviation (divided by n − 1); the error is NaN under two values.
private struct Spread {
  let n: Double
  let mean: Double
  let error: Double

  init(_ values: [Double]) {
    n = Double(values.count)
    let mean = values.reduce(0, +) / n
    self.mean = mean
    error = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1) / n).squareRoot()
  }
}
