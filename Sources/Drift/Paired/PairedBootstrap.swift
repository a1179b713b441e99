/// An interval for a mean difference by drawing pairs again: the percentile bounds. The seed belongs to the result.
///
/// Below 100 pairs the interval is too narrow (90 % at 20 where it says 95 %): call it indicative; below 30 give no
/// verdict. Source: Efron (1979), doi:10.1214/aos/1176344552.
package struct PairedBootstrap: Sendable, Equatable {
  package let low: Double
  package let high: Double
  package let confidence: Double
  package let draws: Int
  package let seed: UInt64

  /// - Takes: one difference a pair, at least one (else nil); rows that belong together must be averaged before.
  package init?(_ differences: [Double], confidence: Double = 0.95, draws: Int = 10_000, seed: UInt64) {
    guard !differences.isEmpty, draws > 0, (0..<1).contains(confidence) else { return nil }
    var random = SeededNumbers(seed: seed)
    let means = (0..<draws).map { _ in
      var sum = 0.0
      for _ in differences.indices { sum += differences[random.below(differences.count)] }
      return sum / Double(differences.count)
    }
    let sample = NumericSample(means)
    low = sample.quantile((1 - confidence) / 2)
    high = sample.quantile((1 + confidence) / 2)
    (self.confidence, self.draws, self.seed) = (confidence, draws, seed)
  }
}

/// The same numbers for the same seed, on any machine and in any release. Source: SplitMix64, Steele, Lea and Flood
/// (2014), doi:10.1145/2660193.2660195.
struct SeededNumbers: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to but without `limit` > 0, by the high half of a product; what would bias it is drawn again.
  mutating func below(_ limit: Int) -> Int {
    let range = UInt64(limit)
    let rest = (0 &- range) % range
    while true {
      let product = next().multipliedFullWidth(by: range)
      if product.low >= rest { return Int(product.high) }
    }
  }
}
