internal import Glibc

/// Evidence that vectors no longer lie as in the reference, which may be looked at as often as one likes.
///
/// One half of the reference fixes four figures of a vector: how like that half it is, as a kernel sees it, and where it
/// lies along the three directions in which that half is widest. Given that half, the figures of the other half and of the
/// stream are exchangeable while nothing changes, so that `RankEvidence` holds for each of them. What is told is the
/// largest over how many there are: by Boole's inequality it reaches 1/α with chance ≤ α, however they depend on each other.
package struct VectorEvidence: Sendable {
  /// Under so many vectors a reference has no two halves.
  package static let fewest = 2 * RankEvidence.fewest
  private static let widest = 3
  private static let rounds = 30

  private let basis: [[Double]]
  private let sigma: Double
  private var figures: [Figure]

  private struct Figure: Sendable {
    /// Nil: likeness to all of the basis.
    let direction: [Double]?
    let mean: Double
    let deviation: Double
    var ranks: RankEvidence
  }

  /// Nil when the reference has fewer than `fewest` vectors, or they are all the same.
  package init?(reference: [[Double]], seed: UInt64) {
    guard reference.count >= Self.fewest else { return nil }
    let half = reference.count / 2
    basis = Array(reference[..<half])
    var distances: [Double] = []
    for i in basis.indices { for j in 0..<i { distances.append(Self.square(basis[i], basis[j]).squareRoot()) } }
    sigma = NumericSample(distances).quantile(0.5)
    guard sigma > 0 else { return nil }
    figures = []
    for (number, direction) in ([nil] + Self.directions(of: basis)).enumerated() {
      // Of the basis alone: the scale has no part in what is compared.
      let own = basis.indices.map { raw(direction, basis[$0], but: $0) }
      let mean = own.reduce(0, +) / Double(own.count)
      let deviation = (own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)).squareRoot()
      guard deviation > 1e-12 else { continue }
      let held = reference[half...].map { (raw(direction, $0) - mean) / deviation }
      guard
        let ranks = RankEvidence(reference: LogHistogram(held), seed: seed &+ UInt64(number) &* 0xBF58_476D_1CE4_E5B9)
      else { continue }
      figures.append(Figure(direction: direction, mean: mean, deviation: deviation, ranks: ranks))
    }
    guard !figures.isEmpty else { return nil }
  }

  /// A day's vectors, once the day is over; each once.
  package mutating func add(_ vectors: [[Double]]) {
    for place in figures.indices {
      let figure = figures[place]
      let values = vectors.map { (raw(figure.direction, $0) - figure.mean) / figure.deviation }
      figures[place].ranks.add(LogHistogram(values))
    }
  }

  /// ln e.
  package var log: Double {
    (figures.map(\.ranks.log).max() ?? 0) - Glibc.log(Double(figures.count))
  }

  private func raw(_ direction: [Double]?, _ vector: [Double], but left: Int? = nil) -> Double {
    if let direction { return Self.product(direction, vector) }
    let scale = -1 / (2 * sigma * sigma)
    var sum = 0.0
    for place in basis.indices where place != left { sum += exp(Self.square(basis[place], vector) * scale) }
    return sum / Double(basis.count - (left == nil ? 0 : 1))
  }

  /// The first principal axes, by power iteration: how exact they are only matters to how soon a change is seen.
  private static func directions(of vectors: [[Double]]) -> [[Double]] {
    let dimension = vectors[0].count
    var middle = [Double](repeating: 0, count: dimension)
    for vector in vectors { add(vector, times: 1 / Double(vectors.count), to: &middle) }
    var centred = vectors
    for place in centred.indices { add(middle, times: -1, to: &centred[place]) }
    var found: [[Double]] = []
    while found.count < widest, let start = centred.max(by: { product($0, $0) < product($1, $1) }),
      var axis = unit(start)
    {
      for _ in 0..<rounds {
        var next = [Double](repeating: 0, count: dimension)
        for vector in centred { add(vector, times: product(axis, vector), to: &next) }
        guard let turned = unit(next) else { break }
        axis = turned
      }
      found.append(axis)
      // What is left lies across it.
      for place in centred.indices { add(axis, times: -product(axis, centred[place]), to: &centred[place]) }
    }
    return found
  }

  /// Nil for what is as good as nothing.
  private static func unit(_ vector: [Double]) -> [Double]? {
    let length = product(vector, vector).squareRoot()
    return length > 1e-9 ? vector.map { $0 / length } : nil
  }

  private static func add(_ vector: [Double], times factor: Double, to sum: inout [Double]) {
    for place in sum.indices { sum[place] += factor * vector[place] }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for place in a.indices { sum += a[place] * b[place] }
    return sum
  }

  private static func square(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var sum = 0.0
        for place in 0..<min(a.count, b.count) {
          let gap = a[place] - b[place]
          sum += gap * gap
        }
        return sum
      }
    }
  }
}
