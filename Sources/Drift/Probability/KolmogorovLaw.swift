internal import Glibc

/// The law of the one-sample Kolmogorov statistic D of n values.
///
/// Which way is used where follows Simard and L'Ecuyer (2011), doi:10.18637/jss.v039.i11: exact near both ends, by
/// Durbin's matrix for small n · d², by twice the one-sided law in the tail, else by the expansion of Pelz and Good.
enum KolmogorovLaw {
  /// P(D ≥ d) for `n` values, relative precision 1e-6 or better; NaN for n < 1.
  static func survival(_ d: Double, _ n: Int) -> Double {
    guard n > 0, !d.isNaN else { return .nan }
    let size = Double(n)
    let t = size * d
    if t <= 0.5 { return 1 }
    if d >= 1 { return 0 }
    if t <= 1 { return 1 - smallest(t, n) }
    if t >= size - 1 { return 2 * pow(1 - d, size) }
    if d >= 0.5 { return 2 * oneSided(d, n) }
    let square = t * d
    if n <= 140 { return square <= 4 ? 1 - durbin(d, n) : 2 * oneSided(d, n) }
    if square >= 370 { return 0 }
    if square >= 2.2 { return 2 * oneSided(d, n) }
    if n <= 100_000, size * pow(d, 1.5) <= 1.4 { return 1 - durbin(d, n) }
    return min(1, max(0, 1 - pelzGood(d, n)))
  }

  /// n! ((2t − 1) / n)ⁿ for 1/2 ≤ t ≤ 1. Source: Ruben and Gambino (1982), doi:10.1007/BF02481026.
  private static func smallest(_ t: Double, _ n: Int) -> Double {
    var log = 0.0
    for k in 1...n { log += Glibc.log(Double(k) / Double(n) * (2 * t - 1)) }
    return exp(log)
  }

  /// P(D⁺ ≥ d): d · Σⱼ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j), all terms positive. Source: Birnbaum and Tingey
  /// (1951), doi:10.1214/aoms/1177729550.
  private static func oneSided(_ d: Double, _ n: Int) -> Double {
    let size = Double(n)
    var logBinomial = 0.0
    var sum = 0.0
    for j in 0...n {
      let left = 1 - d - Double(j) / size
      if left <= 0 { break }
      sum += exp(logBinomial + Double(j - 1) * log(d + Double(j) / size) + Double(n - j) * log(left))
      logBinomial += log(Double(n - j) / Double(j + 1))
    }
    return min(1, d * sum)
  }

  /// P(D ≤ d) exactly, by a power of a matrix of side 2⌈n d⌉ − 1. Source: Durbin (1973),
  /// doi:10.1137/1.9781611970586; the layout of Marsaglia, Tsang and Wang (2003), doi:10.18637/jss.v008.i18.
  private static func durbin(_ d: Double, _ n: Int) -> Double {
    let k = Int(Double(n) * d) + 1
    let h = Double(k) - Double(n) * d
    let side = 2 * k - 1
    var matrix = SquareMatrix(side: side)
    var factorial = 1.0
    var power = 1.0
    for step in 0..<side {
      // Down the first column and along the last row stand (1 − h^(s)) / s!.
      factorial *= Double(step + 1)
      power *= h
      matrix[step, 0] = (1 - power) / factorial
      matrix[side - 1, side - 1 - step] = (1 - power) / factorial
    }
    let corner = 2 * h - 1
    matrix[side - 1, 0] = (1 - 2 * power + (corner > 0 ? pow(corner, Double(side)) : 0)) / factorial
    for row in 0..<side {
      var factor = 1.0
      for column in stride(from: row + 1, through: 0, by: -1) {
        let distance = row - column + 1
        if distance > 0 { factor *= Double(distance) }
        if column > 0, row < side - 1, column < side { matrix[row, column] = 1 / factor }
      }
    }
    var (value, exponent) = matrix.power(n)
    for step in 1...n {
      value *= Double(step) / Double(n)
      if value < 1e-140 {
        value *= 1e140
        exponent -= 140
      }
    }
    return value * pow(10, Double(exponent))
  }

  /// P(D ≤ d) by three correction terms to Kolmogorov's limit. Source: Pelz and Good (1976),
  /// doi:10.1111/j.2517-6161.1976.tb01579.x.
  private static func pelzGood(_ d: Double, _ n: Int) -> Double {
    let z = Double(n).squareRoot() * d
    let (z2, z4, z6, z8) = (z * z, pow(z, 4), pow(z, 6), pow(z, 8))
    let pi2 = Double.pi * Double.pi
    if pi2 / (8 * z2) > 700 { return 0 }
    var sums = (0.0, 0.0, 0.0, 0.0)
    for k in stride(from: Int((16 * z / Double.pi).rounded(.up)) + 1, through: 1, by: -1) {
      // Both halves of the sums over k + ½ of all whole k are the same.
      let a = pi2 * pow(Double(k) - 0.5, 2)
      let weight = exp(-a / (2 * z2))
      sums.0 += weight
      sums.1 += weight * (a - z2)
      sums.2 += weight * (6 * z6 + 2 * z4 + a * (2 * z4 - 5 * z2) + a * a * (1 - 2 * z2))
      sums.3 +=
        weight
        * (a * a * a * (5 - 30 * z2) + a * a * (212 * z4 - 60 * z2) + a * (135 * z4 - 96 * z6) - 30 * z6 - 90 * z8)
      let b = pi2 * Double(k) * Double(k)
      let whole = exp(-b / (2 * z2))
      sums.2 -= whole * b * 2 * z4
      sums.3 += whole * (3 * b * z2 - b * b) * 30 * z4
    }
    let root = (2 * Double.pi).squareRoot()
    let size = Double(n)
    return root
      * (sums.0 / z + sums.1 / (6 * z4) / size.squareRoot() + sums.2 / (72 * pow(z, 7)) / size
        + sums.3 / (6480 * pow(z, 10)) / pow(size, 1.5))
  }
}

/// A square matrix, row after row.
private struct SquareMatrix {
  let side: Int
  var cells: [Double]

  init(side: Int) {
    self.side = side
    cells = [Double](repeating: 0, count: side * side)
  }

  subscript(row: Int, column: Int) -> Double {
    get { cells[row * side + column] }
    set { cells[row * side + column] = newValue }
  }

  func times(_ other: SquareMatrix) -> SquareMatrix {
    var product = SquareMatrix(side: side)
    for row in 0..<side {
      for inner in 0..<side {
        let factor = self[row, inner]
        if factor == 0 { continue }
        for column in 0..<side { product.cells[row * side + column] += factor * other.cells[inner * side + column] }
      }
    }
    return product
  }

  /// The middle cell of the n-th power, as a number and a power of ten to multiply it by.
  func power(_ n: Int) -> (value: Double, exponent: Int) {
    let middle = side / 2
    var result: (SquareMatrix, Int)?
    var square = (self, 0)
    var rest = n
    while rest > 0 {
      if rest & 1 == 1 {
        result = result.map { ($0.0.times(square.0), $0.1 + square.1) } ?? square
        result = result.map { $0.0.scaled($0.1) }
      }
      rest >>= 1
      if rest > 0 { square = square.0.times(square.0).scaled(square.1 * 2) }
    }
    return (result?.0[middle, middle] ?? 1, result?.1 ?? 0)
  }

  private func scaled(_ exponent: Int) -> (SquareMatrix, Int) {
    guard self[side / 2, side / 2] > 1e140 else { return (self, exponent) }
    var smaller = self
    for place in cells.indices { smaller.cells[place] *= 1e-140 }
    return (smaller, exponent + 140)
  }
}
