internal import Glibc

/// How well a score tells two groups apart: U of Mann and Whitney, and the area under the curve, U / (n₁ n₀).
/// Source: Mann and Whitney (1947), doi:10.1214/aoms/1177730491.
package struct RankTest: Sendable, Equatable {
  /// Of the first group.
  package let u: Double
  /// 0.5 when the score tells nothing.
  package let areaUnderCurve: Double
  /// Two-sided, by the normal law with corrections for ties and continuity.
  package let pValue: Double

  /// - Takes: two groups of finite scores, none empty; nil otherwise.
  package init?(_ first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let (n, m) = (Double(first.count), Double(second.count))
    let ranks = Ranks(first + second)
    let sum = ranks.values.prefix(first.count).reduce(0, +)
    u = sum - n * (n + 1) / 2
    areaUnderCurve = u / (n * m)
    let all = n + m
    let deviation = (n * m / 12 * (all + 1 - ranks.tieTerm / (all * (all - 1)))).squareRoot()
    let distance = max(u, n * m - u) - n * m / 2 - 0.5
    pValue = deviation > 0 ? min(1, erfc(distance / deviation / 2.0.squareRoot())) : 1
  }
}

/// Ranks from 1, the mean rank where values are equal.
struct Ranks: Sendable, Equatable {
  let values: [Double]
  /// Σ (t³ − t) over runs of t equal values.
  let tieTerm: Double

  init(_ numbers: [Double]) {
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    var ranks = [Double](repeating: 0, count: numbers.count)
    var ties = 0.0
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, numbers[order[end + 1]] == numbers[order[start]] { end += 1 }
      let run = Double(end - start + 1)
      for place in start...end { ranks[order[place]] = Double(start + end) / 2 + 1 }
      ties += run * run * run - run
      start = end + 1
    }
    values = ranks
    tieTerm = ties
  }
}
