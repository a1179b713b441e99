/// Bounds of the difference of two shares on the same prompts, by the score of the restricted likelihood; holds where few
/// prompts or none change, and where the usual standard error is zero.
/// Source: Tango (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B.
package struct TangoInterval: Sendable, Equatable {
  /// New − old.
  package let low: Double
  package let high: Double

  /// - Takes: pairs > 0, those that only the old and only the new version passed; `confidence` of each bound by itself.
  package init(pairs: Int, onlyOld: Int, onlyNew: Int, confidence: Double = 0.95) {
    let z = normalQuantile(confidence)
    let (n, b, c) = (Double(pairs), Double(onlyOld), Double(onlyNew))
    let middle = (c - b) / n

    func score(_ difference: Double) -> Double {
      let rest = difference * (1 - difference)
      let linear = (2 * n - c + b) * difference - b - c
      let root = max(0, linear * linear + 8 * n * b * rest).squareRoot()
      let variance = n * (2 * max(0, (root - linear) / (4 * n)) + rest)
      let gap = c - b - n * difference
      return variance > 0 ? gap / variance.squareRoot() : gap == 0 ? 0 : gap > 0 ? .infinity : -.infinity
    }
    /// The score falls as the difference grows: halved until it is met.
    func bound(from inner: Double, to outer: Double, _ target: Double) -> Double {
      var (near, far) = (inner, outer)
      for _ in 0..<100 {
        let half = (near + far) / 2
        if abs(score(half)) > target { far = half } else { near = half }
      }
      return (near + far) / 2
    }
    low = middle <= -1 ? -1 : bound(from: middle, to: -1, z)
    high = middle >= 1 ? 1 : bound(from: middle, to: 1, z)
  }
}
