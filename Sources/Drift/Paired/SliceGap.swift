/// How far slices of prompts lie apart, candidate against baseline: the largest mean of a slice less the smallest.
package struct SliceGap: Sendable, Equatable {
  package let n: Int
  package let candidate: Double
  package let baseline: Double
  /// By drawing pairs again within each slice. Each holds with `confidence` by itself.
  package let low: Double
  package let high: Double
  /// Two-sided: twice the smaller part of the draws beyond zero.
  package let pValue: Double

  /// - Takes: the pairs of each slice, none empty; two slices at least, else nil.
  package init?(
    _ slices: [[(candidate: Double, baseline: Double)]], confidence: Double = 0.95, draws: Int = 2000, seed: UInt64
  ) {
    guard slices.count > 1, slices.allSatisfy({ !$0.isEmpty }) else { return nil }
    n = slices.reduce(0) { $0 + $1.count }
    candidate = Self.gap(slices.map { $0.reduce(0) { $0 + $1.candidate } / Double($0.count) })
    baseline = Self.gap(slices.map { $0.reduce(0) { $0 + $1.baseline } / Double($0.count) })
    var random = SeededNumbers(seed: seed)
    var differences: [Double] = []
    for _ in 0..<draws {
      var ours: [Double] = []
      var theirs: [Double] = []
      for slice in slices {
        var sum = (0.0, 0.0)
        for _ in slice.indices {
          let pair = slice[random.below(slice.count)]
          sum = (sum.0 + pair.candidate, sum.1 + pair.baseline)
        }
        ours.append(sum.0 / Double(slice.count))
        theirs.append(sum.1 / Double(slice.count))
      }
      differences.append(Self.gap(ours) - Self.gap(theirs))
    }
    let sample = NumericSample(differences)
    low = min(sample.quantile(1 - confidence), candidate - baseline)
    high = max(sample.quantile(confidence), candidate - baseline)
    let above = Double(differences.count { $0 >= 0 } + 1) / Double(draws + 1)
    let below = Double(differences.count { $0 <= 0 } + 1) / Double(draws + 1)
    pValue = min(1, 2 * min(above, below))
  }

  private static func gap(_ means: [Double]) -> Double { (means.max() ?? 0) - (means.min() ?? 0) }
}
