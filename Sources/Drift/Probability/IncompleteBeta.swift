internal import Glibc

enum IncompleteBeta {
  /// I_x(a, b), the regularised incomplete beta function; a, b > 0, x in 0…1.
  ///
  /// By the continued fraction, on the side where it converges fast. Source: DLMF 8.17.22, https://dlmf.nist.gov/8.17.
  static func regularised(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, (0...1).contains(x) else { return .nan }
    if x == 0 || x == 1 { return x }
    if x > (a + 1) / (a + b + 2) { return 1 - regularised(1 - x, b, a) }
    let logFront = a * log(x) + b * log1p(-x) + Gamma.log(a + b) - Gamma.log(a) - Gamma.log(b)
    let fraction = ContinuedFraction.value(first: 1) { step in
      let m = Double(step / 2)
      let numerator =
        step.isMultiple(of: 2)
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      return (numerator, 1)
    }
    return exp(logFront) / a / fraction
  }

  /// The x at which I_x(a, b) is `p`, by halving; absolute precision 1e-16.
  static func inverse(_ p: Double, _ a: Double, _ b: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<1100 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if regularised(middle, a, b) < p { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}
