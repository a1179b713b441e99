extension DriftStatistic {
  /// Wasserstein distance of order 1, ∫ |F_ref − F_cur| dx, in the unit of the data: what it would cost to move one
  /// sample's mass onto the other's. Source: Vallender (1974), doi:10.1137/1118101.
  package static let wasserstein = DriftStatistic(
    "wasserstein", label: "Wasserstein distance", unit: "unit of the data", kinds: [.numeric]
  ) { pair in
    guard case .numeric(let reference, let current) = pair else { return nil }
    let value = wasserstein(reference, current)
    return value.isFinite
      ? DriftScore(value: value) : DriftScore(value: nil, notes: ["the values are too far apart for a double"])
  }

  /// The same divided by the reference's population standard deviation, at least 0.001: comparable across columns.
  package static let wassersteinNormalised = DriftStatistic(
    "wasserstein_normed", label: "Wasserstein distance over the reference's deviation", unit: "standard deviations",
    kinds: [.numeric]
  ) { pair in
    guard case .numeric(let reference, let current) = pair else { return nil }
    let deviation = reference.populationDeviation
    let value = wasserstein(reference, current) / max(deviation, 0.001)
    guard value.isFinite else { return DriftScore(value: nil, notes: ["the values are too far apart for a double"]) }
    let notes = reference.sorted.first == reference.sorted.last ? ["constant reference: divided by 0.001"] : []
    return DriftScore(value: value, notes: notes)
  }

  /// Both samples must hold something; else 0.
  package static func wasserstein(_ reference: NumericSample, _ current: NumericSample) -> Double {
    let (a, b) = (reference.sorted, current.sorted)
    let (n, m) = (Double(a.count), Double(b.count))
    guard var here = [a.first, b.first].compactMap({ $0 }).min(), !a.isEmpty, !b.isEmpty else { return 0 }
    var (i, j) = (0, 0)
    var sum = 0.0
    while i < a.count || j < b.count {
      let next = i < a.count ? (j < b.count ? Swift.min(a[i], b[j]) : a[i]) : b[j]
      sum += abs(Double(i) / n - Double(j) / m) * (next - here)
      here = next
      while i < a.count, a[i] == next { i += 1 }
      while j < b.count, b[j] == next { j += 1 }
    }
    return sum
  }
}
