internal import Glibc

/// Many monitors looked at together.
package enum FleetDiscovery {
  /// Which of them to call: with e sorted from the largest, the first k, where k is the largest with k·e₍ₖ₎ ≥ K / q.
  ///
  /// The expected share of false ones among those called is ≤ q, under any dependence between monitors and at any day
  /// one stops to look. Sources: Wang and Ramdas (2022), e-BH, doi:10.1111/rssb.12489; for days: the same with e-processes,
  /// which at any stopping time are e-values.
  /// - Parameters:
  ///   - logs: ln e of every monitor that was run, those without data too: their e is 1.
  ///   - share: q, such as 0.05.
  package static func called(_ logs: [Double], share: Double) -> Set<Int> {
    let order = logs.indices.sorted { (-logs[$0], $0) < (-logs[$1], $1) }
    let needed = log(Double(logs.count) / share)
    let last = order.indices.last { log(Double($0 + 1)) + logs[order[$0]] >= needed }
    return Set(order.prefix(last.map { $0 + 1 } ?? 0))
  }
}
