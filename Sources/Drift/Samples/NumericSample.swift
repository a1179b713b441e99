/// The numbers of one side of a comparison, sorted, with what was left out.
///
/// NaN counts as missing; infinities are left out and counted, since no distance to them is finite.
package struct NumericSample: Sendable, Equatable {
  /// Finite, ascending, with repeats.
  package let sorted: [Double]
  /// Empty cells and NaN.
  package let missing: Int
  package let infinite: Int
  /// Cells that held something and no number.
  package let unreadable: Int

  package var count: Int { sorted.count }

  package init(_ values: [Double], missing: Int = 0, unreadable: Int = 0) {
    var finite = values
    var nan = 0
    var infinite = 0
    if values.contains(where: { !$0.isFinite }) {
      finite.removeAll {
        if $0.isNaN { nan += 1 } else if $0.isInfinite { infinite += 1 }
        return !$0.isFinite
      }
    }
    finite.sortNumbers()
    self.sorted = finite
    self.missing = missing + nan
    self.infinite = infinite
    self.unreadable = unreadable
  }

  /// Quantile of type 7 (linear between order statistics at (n − 1)p), as R and NumPy have it by default.
  /// - Takes: `p` in 0…1. Returns NaN for an empty sample. Source: Hyndman and Fan (1996), doi:10.2307/2684934.
  package func quantile(_ p: Double) -> Double {
    guard let last = sorted.indices.last else { return .nan }
    let place = p * Double(last)
    let below = min(Int(place), last)
    let above = min(below + 1, last)
    let part = place - Double(below)
    let step = sorted[above] - sorted[below]
    // From the nearer end, so that both ends are met exactly.
    return part < 0.5 ? sorted[below] + step * part : sorted[above] - step * (1 - part)
  }

  package var mean: Double { count == 0 ? .nan : sorted.reduce(0, +) / Double(count) }

  /// Standard deviation of the sample as a population (divided by n).
  package var populationDeviation: Double {
    let mean = mean
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count)).squareRoot()
  }

  /// How many values lie below `limit`, or at it too.
  func rank(of limit: Double, inclusive: Bool = false) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = low + (high - low) / 2
      if sorted[middle] < limit || (inclusive && sorted[middle] == limit) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
