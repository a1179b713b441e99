internal import Glibc

/// Maximum mean discrepancy of two sets of vectors with a Gaussian kernel, for embeddings.
///
/// k(x, y) = exp(−|x − y|² / 2σ²) with σ the median distance of all pairs of the pooled points. Time and memory grow
/// with the square of the number of points: sample 500 to 1,000.
/// Source: Gretton et al. (2012), https://jmlr.org/papers/v13/gretton12a.html, equations 3 and 5.
package struct MeanDiscrepancy: Sendable, Equatable {
  package let sigma: Double
  /// May be a little below 0 when nothing differs.
  package let unbiased: Double
  package let biased: Double

  /// - Takes: at least two points a side, all of one dimension; nil otherwise, and when all points are the same.
  package init?(_ reference: [[Double]], _ current: [[Double]]) {
    let (n, m) = (reference.count, current.count)
    let points = reference + current
    guard n > 1, m > 1, let dimension = points.first?.count, points.allSatisfy({ $0.count == dimension }) else {
      return nil
    }
    var squares = [[Double]](repeating: [Double](repeating: 0, count: points.count), count: points.count)
    var distances: [Double] = []
    for i in points.indices {
      for j in 0..<i {
        let square = zip(points[i], points[j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        squares[i][j] = square
        squares[j][i] = square
        distances.append(square.squareRoot())
      }
    }
    let median = NumericSample(distances).quantile(0.5)
    guard median > 0 else { return nil }
    var (within, across, other) = (0.0, 0.0, 0.0)
    for i in points.indices {
      for j in 0..<i {
        let kernel = exp(-squares[i][j] / (2 * median * median))
        if i < n { within += 2 * kernel } else if j >= n { other += 2 * kernel } else { across += kernel }
      }
    }
    let (a, b) = (Double(n), Double(m))
    sigma = median
    unbiased = within / (a * (a - 1)) + other / (b * (b - 1)) - 2 * across / (a * b)
    biased = (within + a) / (a * a) + (other + b) / (b * b) - 2 * across / (a * b)
  }
}
