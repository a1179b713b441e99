/// Two means compared by their sums alone.
package struct MeanDifferenceTest: Sendable, Equatable {
  /// One side: how many values, their sum and the sum of their squares.
  package struct Side: Sendable, Equatable {
    package var count: Int
    package var sum: Double
    package var squares: Double
    package init(count: Int, sum: Double, squares: Double) {
      self.count = count
      self.sum = sum
      self.squares = squares
    }

    package var mean: Double { sum / Double(count) }
    /// Of the sample (divided by n − 1), never below zero.
    package var variance: Double {
      max(0, (squares - sum * sum / Double(count)) / Double(count - 1))
    }
  }

  /// Current minus reference.
  package let difference: Double
  package let t: Double
  /// Two-sided.
  package let pValue: Double

  /// Welch's test. Nil with fewer than two values on a side, or when neither side varies.
  /// Source: Welch (1947), doi:10.1093/biomet/34.1-2.28.
  package init?(reference: Side, current: Side) {
    guard reference.count > 1, current.count > 1 else { return nil }
    let a = reference.variance / Double(reference.count)
    let b = current.variance / Double(current.count)
    guard a + b > 0 else { return nil }
    difference = current.mean - reference.mean
    t = difference / (a + b).squareRoot()
    let degrees = (a + b) * (a + b) / (a * a / Double(reference.count - 1) + b * b / Double(current.count - 1))
    pValue = studentTwoSided(t, degrees: degrees)
  }
}
