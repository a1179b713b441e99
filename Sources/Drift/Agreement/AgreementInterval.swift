/// An interval for a figure of agreement by drawing whole units again: the percentile bounds of the draws that had one.
/// The seed belongs to the result. Source: Efron (1979), doi:10.1214/aos/1176344552.
package struct AgreementInterval: Sendable, Equatable {
  package let low: Double
  package let high: Double
  package let confidence: Double
  package let draws: Int
  package let seed: UInt64

  /// - Takes: units in an order that does not change, and what a figure of them is. Nil below two units, and when fewer
  ///   than half of the draws have a figure.
  package init?<Unit>(
    _ units: [Unit], confidence: Double = 0.95, draws: Int = 2_000, seed: UInt64, figure: ([Unit]) -> Double?
  ) {
    guard units.count > 1, draws > 1, (0..<1).contains(confidence) else { return nil }
    var random = SeededNumbers(seed: seed)
    let figures = (0..<draws).compactMap { _ in
      figure(units.indices.map { _ in units[random.below(units.count)] })
    }
    guard figures.count * 2 >= draws else { return nil }
    let sample = NumericSample(figures)
    low = sample.quantile((1 - confidence) / 2)
    high = sample.quantile((1 + confidence) / 2)
    (self.confidence, self.draws, self.seed) = (confidence, draws, seed)
  }
}
