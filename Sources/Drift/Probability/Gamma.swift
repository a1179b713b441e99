internal import Glibc

/// The gamma function's logarithm and its regularised incomplete form.
enum Gamma {
  /// ln Γ(x) for x > 0, relative precision about 1e-15.
  ///
  /// Stirling's series from 10 on, reached by Γ(x + 1) = x Γ(x). Source: DLMF 5.11.1, https://dlmf.nist.gov/5.11.
  static func log(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var shifted = x
    var product = 1.0
    while shifted < 10 {
      product *= shifted
      shifted += 1
    }
    let inverse = 1 / (shifted * shifted)
    // B₂ₖ / (2k (2k − 1)) for k = 1 … 7.
    let coefficients = [
      1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
    ]
    let series = coefficients.reversed().reduce(0) { $0 * inverse + $1 } / shifted
    return (shifted - 0.5) * Glibc.log(shifted) - shifted + 0.5 * Glibc.log(2 * Double.pi) + series
      - Glibc.log(product)
  }

  /// Q(a, x) = Γ(a, x) / Γ(a), the upper regularised incomplete gamma function; a > 0, x ≥ 0.
  ///
  /// The series for P below x = a + 1, the continued fraction above, so that small tails keep their precision.
  /// Source: DLMF 8.7.1 and 8.9.2, https://dlmf.nist.gov/8.
  static func upperRegularised(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 1 }
    if x.isInfinite { return 0 }
    let front = exp(a * Glibc.log(x) - x - log(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      while term > sum * 1e-17 {
        n += 1
        term *= x / n
        sum += term
      }
      return max(0, 1 - front * sum)
    }
    let fraction = ContinuedFraction.value(first: x + 1 - a) { step in
      (-Double(step) * (Double(step) - a), x + 2 * Double(step) + 1 - a)
    }
    return front / fraction
  }
}

/// b₀ + a₁ / (b₁ + a₂ / (b₂ + …)).
enum ContinuedFraction {
  /// By the modified Lentz method. Source: Thompson and Barnett (1986), doi:10.1016/0021-9991(86)90046-X.
  static func value(first: Double, terms: (Int) -> (a: Double, b: Double)) -> Double {
    let tiny = 1e-300
    var value = first == 0 ? tiny : first
    var c = value
    var d = 0.0
    for step in 1...10_000 {
      let (a, b) = terms(step)
      d = b + a * d
      if d == 0 { d = tiny }
      c = b + a / c
      if c == 0 { c = tiny }
      d = 1 / d
      value *= c * d
      if abs(c * d - 1) < 1e-15 { break }
    }
    return value
  }
}
