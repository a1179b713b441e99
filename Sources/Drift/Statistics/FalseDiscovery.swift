/// Many tests looked at together.
package enum FalseDiscovery {
  /// Adjusted p-values by Benjamini and Hochberg, in the order of the input: p₍ᵢ₎ becomes the least (K / j) p₍ⱼ₎ over
  /// j ≥ i, at most 1. Rejecting those ≤ q keeps the expected share of false alarms ≤ q for independent tests.
  /// Source: Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
  package static func benjaminiHochberg(_ p: [Double]) -> [Double] { adjusted(p, factor: 1) }

  /// The same times Σ 1/i, valid under any dependence.
  /// Source: Benjamini and Yekutieli (2001), doi:10.1214/aos/1013699998.
  package static func benjaminiYekutieli(_ p: [Double]) -> [Double] {
    adjusted(p, factor: (0..<p.count).reduce(0) { $0 + 1 / Double($1 + 1) })
  }

  private static func adjusted(_ p: [Double], factor: Double) -> [Double] {
    var result = p
    var least = 1.0
    let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    for (rank, place) in order.enumerated().reversed() {
      least = min(least, p[place] * factor * Double(p.count) / Double(rank + 1))
      result[place] = least
    }
    return result
  }
}
