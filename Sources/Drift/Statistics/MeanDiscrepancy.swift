internal import Glibc

/// Maximum mean discrepancy of two sets of vectors with a Gaussian kernel, for embeddings.
///
/// k(x, y) = exp(−|x − y|² / 2σ²) with σ the median distance of all pairs of the pooled points. Time and memory grow
/// with the square of the number of points: sample 500 to 1,000.
/// Source: Gretton et al. (2012), https://jmlr.org/papers/v13/gretton12a.html, equations 3 and 5.
package struct MeanDiscrepancy: Sendable, Equatable {
  /// How many ways to part the pooled points are tried at least.
  package static let permutations = 500

  package let sigma: Double
  /// May be a little below 0 when nothing differs.
  package let unbiased: Double
  package let biased: Double
  /// How often points that are parted at random lie as far from each other, 0…1: (1 + how many) / (1 + permutations).
  /// Nil when none were tried.
  package let pValue: Double?

  /// - Takes: at least two points a side, all of one dimension; nil otherwise, and when all points are the same.
  ///   The same seed gives the same p.
  package init?(_ reference: [[Double]], _ current: [[Double]], permutations: Int = 0, seed: UInt64 = 0) {
    let (n, m) = (reference.count, current.count)
    let points = reference + current
    guard n > 1, m > 1, let dimension = points.first?.count, points.allSatisfy({ $0.count == dimension }) else {
      return nil
    }
    var kernel = KernelMatrix(squaredDistances: points)
    guard let median = kernel.medianDistance, median > 0 else { return nil }
    kernel.becomeGaussian(median)
    let parted = PartedKernel(kernel, first: n)
    let sums = parted.sums(of: Array(0..<n))
    let (a, b) = (Double(n), Double(m))
    sigma = median
    unbiased = parted.unbiased(sums)
    biased =
      (2 * sums.within + a) / (a * a) + (2 * sums.other + b) / (b * b) - 2 * sums.across / (a * b)
    pValue = permutations > 0 ? parted.pValue(of: unbiased, permutations: permutations, seed: seed) : nil
  }
}

/// A value for each pair of points, both ways; the diagonal is 0.
private struct KernelMatrix {
  let count: Int
  var values: [Double]

  init(squaredDistances points: [[Double]]) {
    let count = points.count
    let dimension = points.first?.count ?? 0
    let flat = points.flatMap { $0 }
    self.count = count
    values = [Double](unsafeUninitializedCapacity: count * count) { buffer, filled in
      flat.withUnsafeBufferPointer { flat in
        for i in 0..<count {
          buffer[i * count + i] = 0
          for j in 0..<i {
            let square = Self.squaredDistance(flat, i * dimension, j * dimension, dimension)
            buffer[i * count + j] = square
            buffer[j * count + i] = square
          }
        }
      }
      filled = count * count
    }
  }

  /// In four sums, which need not wait for each other.
  private static func squaredDistance(_ flat: UnsafeBufferPointer<Double>, _ i: Int, _ j: Int, _ dimension: Int)
    -> Double
  {
    var sums = SIMD4<Double>.zero
    var place = 0
    while place + 4 <= dimension {
      let left = SIMD4(flat[i + place], flat[i + place + 1], flat[i + place + 2], flat[i + place + 3])
      let right = SIMD4(flat[j + place], flat[j + place + 1], flat[j + place + 2], flat[j + place + 3])
      let gap = left - right
      sums += gap * gap
      place += 4
    }
    var sum = sums.sum()
    while place < dimension {
      let gap = flat[i + place] - flat[j + place]
      sum += gap * gap
      place += 1
    }
    return sum
  }

  /// Of all pairs, while the values are squared distances.
  var medianDistance: Double? {
    var distances: [Double] = []
    distances.reserveCapacity(count * (count - 1) / 2)
    for i in 0..<count { for j in 0..<i { distances.append(values[i * count + j].squareRoot()) } }
    return distances.isEmpty ? nil : NumericSample(distances).quantile(0.5)
  }

  mutating func becomeGaussian(_ sigma: Double) {
    let scale = -1 / (2 * sigma * sigma)
    for i in 0..<count {
      for j in 0..<i {
        let value = exp(values[i * count + j] * scale)
        values[i * count + j] = value
        values[j * count + i] = value
      }
    }
  }
}

/// A kernel's sums when its points are parted in two.
private struct PartedKernel {
  typealias Sums = (within: Double, other: Double, across: Double)

  private let kernel: KernelMatrix
  /// Points on the first side.
  private let first: Int
  /// Over all other points.
  private let rows: [Double]
  private let total: Double

  init(_ kernel: KernelMatrix, first: Int) {
    self.kernel = kernel
    self.first = first
    let count = kernel.count
    rows = (0..<count).map { row in kernel.values[(row * count)..<((row + 1) * count)].reduce(0, +) }
    total = rows.reduce(0, +) / 2
  }

  /// Over pairs of the first side, of the second, and across. Only pairs of the first are gone through: the rest follows
  /// from the sums of rows.
  func sums(of side: [Int]) -> Sums {
    let count = kernel.count
    var within = 0.0
    kernel.values.withUnsafeBufferPointer { values in
      side.withUnsafeBufferPointer { side in
        for i in 0..<side.count {
          let row = side[i] * count
          for j in 0..<i { within += values[row + side[j]] }
        }
      }
    }
    let touched = side.reduce(0) { $0 + rows[$1] }
    return (within, total - touched + within, touched - 2 * within)
  }

  func unbiased(_ sums: Sums) -> Double {
    let (a, b) = (Double(first), Double(kernel.count - first))
    return 2 * sums.within / (a * (a - 1)) + 2 * sums.other / (b * (b - 1)) - 2 * sums.across / (a * b)
  }

  func pValue(of observed: Double, permutations: Int, seed: UInt64) -> Double {
    var draw = SplitNumbers(seed: seed)
    var order = Array(0..<kernel.count)
    // Sums in another order differ in their last digits.
    let least = observed - 1e-12
    var beyond = 0
    for _ in 0..<permutations {
      for place in 0..<first {
        let other = place + Int(draw.next() * Double(order.count - place))
        order.swapAt(place, other)
      }
      if unbiased(sums(of: order[..<first].sorted())) >= least { beyond += 1 }
    }
    return Double(1 + beyond) / Double(1 + permutations)
  }
}
