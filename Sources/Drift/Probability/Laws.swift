internal import Glibc

/// P(|Z| ≥ |z|) for the standard normal law.
func normalTwoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

/// The z with P(Z ≤ z) = p for the standard normal law, by halving the tail's probability; 0 < p < 1.
func normalQuantile(_ p: Double) -> Double {
  let tail = min(p, 1 - p)
  var (low, high) = (0.0, 40.0)
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if erfc(middle / 2.0.squareRoot()) / 2 > tail { low = middle } else { high = middle }
  }
  return p < 0.5 ? -low : low
}

/// P(X ≥ x) for the chi-square law; 1 for no degrees of freedom.
func chiSquareSurvival(_ x: Double, degrees: Int) -> Double {
  degrees < 1 ? 1 : Gamma.upperRegularised(Double(degrees) / 2, x / 2)
}

/// P(|T| ≥ |t|) for Student's law with any positive number of degrees of freedom.
func studentTwoSided(_ t: Double, degrees: Double) -> Double {
  IncompleteBeta.regularised(degrees / (degrees + t * t), degrees / 2, 0.5)
}
