extension DriftStatistic {
  /// Two-sample Kolmogorov–Smirnov: D = max |F_ref − F_cur| over all values, 0 to 1, taken after all ties at a value.
  ///
  /// p by the one-sample law at n·m/(n + m), rounded: good from about 50 a side. The effect is the value at which D is
  /// reached first. With ties p is too large, never too small. Source: Smirnov (1948), doi:10.1214/aoms/1177730256.
  package static let kolmogorovSmirnov = DriftStatistic(
    "ks", label: "Kolmogorov–Smirnov distance", unit: "share", kinds: [.numeric]
  ) { pair in
    kolmogorovSmirnovScore(pair) { distance, n, m in
      let effective = (Double(n) * Double(m) / (Double(n) + Double(m))).rounded(.toNearestOrEven)
      return (KolmogorovLaw.survival(distance.value, Int(effective)), [])
    }
  }

  /// The same with the exact p of samples without ties; from 10,000 values on either side the one-sample law is
  /// used, and a note says so.
  package static let kolmogorovSmirnovExact = DriftStatistic(
    "ks_exact", label: "Kolmogorov–Smirnov distance, exact p", unit: "share", kinds: [.numeric]
  ) { pair in
    kolmogorovSmirnovScore(pair) { distance, n, m in
      if max(n, m) <= 10_000 { return (exactSurvival(distance, n, m), []) }
      let effective = (Double(n) * Double(m) / (Double(n) + Double(m))).rounded(.toNearestOrEven)
      return (KolmogorovLaw.survival(distance.value, Int(effective)), ["over 10,000 values: p is asymptotic"])
    }
  }

  /// D as a fraction of whole numbers, so that a comparison with it is exact.
  struct Distance {
    /// D · n · m.
    var numerator: Int
    var value: Double
    /// Where it is reached first.
    var location: Double
  }

  static func distance(_ reference: NumericSample, _ current: NumericSample) -> Distance {
    let (a, b) = (reference.sorted, current.sorted)
    let (n, m) = (a.count, b.count)
    var (i, j) = (0, 0)
    var best = 0
    var location = min(a.first ?? .nan, b.first ?? .nan)
    while i < n, j < m {
      let value = min(a[i], b[j])
      while i < n, a[i] == value { i += 1 }
      while j < m, b[j] == value { j += 1 }
      let gap = abs(i * m - j * n)
      if gap > best { (best, location) = (gap, value) }
    }
    return Distance(
      numerator: best, value: n == 0 || m == 0 ? .nan : Double(best) / Double(n) / Double(m), location: location)
  }

  private static func kolmogorovSmirnovScore(
    _ pair: SamplePair, p: (Distance, Int, Int) -> (Double, [String])
  ) -> DriftScore? {
    guard case .numeric(let reference, let current) = pair else { return nil }
    let distance = distance(reference, current)
    let (pValue, notes) = distance.numerator == 0 ? (1, []) : p(distance, reference.count, current.count)
    return DriftScore(
      value: distance.value, pValue: pValue, effect: ("location", distance.location), notes: notes)
  }

  /// P(D ≥ d) when all n + m values differ, by counting lattice paths that leave the band, as probabilities so that
  /// nothing cancels. Time n · m. Source: Hodges (1958), doi:10.1007/BF02589501; the recursion read backwards.
  static func exactSurvival(_ distance: Distance, _ n: Int, _ m: Int) -> Double {
    var outside = [Double](repeating: 0, count: m + 1)
    for i in 0...n {
      for j in 0...m {
        if abs(i * m - j * n) >= distance.numerator {
          outside[j] = 1
        } else if i == 0 {
          outside[j] = j == 0 ? 0 : outside[j - 1]
        } else if j > 0 {
          let (x, y) = (Double(i), Double(j))
          outside[j] = (x * outside[j] + y * outside[j - 1]) / (x + y)
        }
      }
    }
    return outside[m]
  }
}
