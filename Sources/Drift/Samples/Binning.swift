/// How values were put into bins: kept with a result, since a binned score means nothing without it.
package enum Binning: Sendable, Equatable {
  /// Bins between rising edges, each from its edge up to but without the next; the last includes its end.
  /// `rule` says where the edges come from.
  case edges([Double], rule: Rule)
  /// The categories of both sides, in the order of their Unicode scalars.
  case categories([String])

  package enum Rule: Sendable, Equatable {
    /// At the reference's quantiles, equal edges merged, outer bins open to infinity.
    case referenceQuantiles(Int)
    /// Of equal width over both samples.
    case equalWidth(Int)
    /// Given from outside.
    case given

    /// Such as `10 reference quantiles`.
    package var words: String {
      switch self {
      case .referenceQuantiles(let bins): "\(bins) reference quantiles"
      case .equalWidth(let bins): "\(bins) equal widths over both"
      case .given: "given edges"
      }
    }
  }

  package var count: Int {
    switch self {
    case .edges(let edges, _): max(0, edges.count - 1)
    case .categories(let names): names.count
    }
  }

  /// Nil when the quantiles of the reference leave no two bins: it is constant, or empty.
  package static func referenceQuantiles(_ bins: Int, of reference: NumericSample) -> Binning? {
    guard reference.count > 0, bins > 1 else { return nil }
    var edges: [Double] = []
    // Steps are added up as NumPy's linspace does: 3 × 0.1 is a hair over 3 / 10, and on which side of an edge a value of
    // the reference lies hangs on it.
    let width = 1 / Double(bins)
    for step in 0...bins {
      let edge = reference.quantile(step == bins ? 1 : Double(step) * width)
      if edges.last != edge { edges.append(edge) }
    }
    guard edges.count > 2 else { return nil }
    edges[0] = -.infinity
    edges[edges.count - 1] = .infinity
    return .edges(edges, rule: .referenceQuantiles(bins))
  }

  /// One bin only where all values of both sides are the same. Nil when both are empty.
  package static func equalWidth(_ bins: Int, over reference: NumericSample, _ current: NumericSample) -> Binning? {
    let ends = [reference.sorted.first, current.sorted.first, reference.sorted.last, current.sorted.last]
      .compactMap { $0 }
    guard let low = ends.min(), let high = ends.max(), bins > 0 else { return nil }
    guard low < high else { return .edges([low, high], rule: .equalWidth(bins)) }
    // Halves, since the distance of the two ends may be beyond the largest double.
    let step = high / Double(bins) - low / Double(bins)
    let exact = (high - low).isFinite ? (high - low) / Double(bins) : step
    var edges = (0..<bins).map { Double($0) * exact + low }
    edges.append(high)
    return .edges(edges, rule: .equalWidth(bins))
  }

  package static func categories(of reference: CategoricalSample, _ current: CategoricalSample) -> Binning {
    let names = Set(reference.counts.keys).union(current.counts.keys)
    return .categories(names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
  }

  /// How many values fall into each bin; values outside the edges into none.
  package func counts(of sample: NumericSample) -> [Int] {
    guard case .edges(let edges, _) = self, edges.count > 1 else { return [] }
    var ranks = edges.dropLast().map { sample.rank(of: $0) }
    ranks.append(sample.rank(of: edges[edges.count - 1], inclusive: true))
    return (1..<ranks.count).map { ranks[$0] - ranks[$0 - 1] }
  }

  package func counts(of sample: CategoricalSample) -> [Int] {
    guard case .categories(let names) = self else { return [] }
    return names.map { sample.counts[$0] ?? 0 }
  }
}

/// Two samples over the same bins.
package struct HistogramPair: Sendable, Equatable {
  package var reference: [Int]
  package var current: [Int]

  /// - Throws nothing: bins that only one side has count as empty on the other.
  package init(reference: [Int], current: [Int]) {
    let bins = max(reference.count, current.count)
    self.reference = reference + [Int](repeating: 0, count: bins - reference.count)
    self.current = current + [Int](repeating: 0, count: bins - current.count)
  }

  package var totals: (reference: Int, current: Int) { (reference.reduce(0, +), current.reduce(0, +)) }

  /// Shares of each bin on both sides; nil when a side is empty.
  package var shares: [(reference: Double, current: Double)]? {
    let (n, m) = totals
    guard n > 0, m > 0 else { return nil }
    return zip(reference, current).map { (Double($0) / Double(n), Double($1) / Double(m)) }
  }
}
