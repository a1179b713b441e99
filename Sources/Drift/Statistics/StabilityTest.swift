/// Whether a population stability index says anything: with small samples it is large by chance alone.
package struct StabilityTest: Sendable, Equatable {
  /// The index, in nats.
  package let index: Double
  /// How often an index as large comes about without any change.
  package let pValue: Double
  package let binning: Binning
  /// Over the same bins.
  package let histogram: HistogramPair

  /// From here on a change of the index is called one, however sure it is.
  package static let notable = 0.1
  /// Under so many values on a side nothing is said.
  package static let fewest = 200

  /// Over ten bins at the reference's deciles. Nil when the reference makes no bins, or a side is empty.
  ///
  /// Without a change the index divided by (1/n + 1/m) is about chi-square with one degree less than there are bins.
  /// Source: Yurdakul and Naranjo (2020), doi:10.21314/JRMV.2020.227.
  package init?(reference: NumericSample, current: NumericSample) {
    guard
      let (histogram, binning) = SamplePair.numeric(reference: reference, current: current).histogram(
        .referenceQuantiles(10)), let index = DriftStatistic.populationStability(histogram)
    else { return nil }
    let totals = histogram.totals
    let scale = 1 / Double(totals.reference) + 1 / Double(totals.current)
    self.index = index
    self.binning = binning
    self.histogram = histogram
    pValue = chiSquareSurvival(index / scale, degrees: max(1, binning.count - 1))
  }
}
