internal import Glibc

/// A candidate beside a baseline on the same prompts: the difference with a bound to either side, a test, and what so many
/// pairs can show at all.
package struct PairedComparison: Sendable, Equatable {
  package enum Measure: String, Sendable {
    /// 0 or 1 a prompt; where families were averaged, a score.
    case share
    case score
    /// Above zero; the difference is that of the logarithms.
    case ratio
  }

  package let n: Int
  /// Means; of a ratio too, as they are. Nil without pairs.
  package let candidate: Double?
  package let baseline: Double?
  package let difference: Double?
  /// Each holds with `confidence` by itself. Nil without pairs.
  package let low: Double?
  package let high: Double?
  package let confidence: Double
  /// How bounds and test were worked out, with draws and seed.
  package let method: String
  package let wins: Int
  package let ties: Int
  package let losses: Int
  /// Two-sided; nil without pairs.
  package let pValue: Double?
  /// The smallest worsening that so many pairs show four times in five: (z₀.₉₅ + z₀.₈) · sd / √n, or where
  /// no pair differs, the bound. Nil under two pairs.
  package let detectable: Double?

  /// - Takes: finite figures of the same prompts in the same order; those of a ratio above zero.
  package init(
    candidate: [Double], baseline: [Double], measure: Measure, confidence: Double = 0.95, draws: Int = 10_000,
    seed: UInt64
  ) {
    let scale: (Double) -> Double = measure == .ratio ? { log($0) } : { $0 }
    let scores = PairedScores(candidate: candidate.map(scale), baseline: baseline.map(scale))
    n = scores.differences.count
    (wins, ties, losses) = (scores.wins, scores.ties, scores.losses)
    self.confidence = confidence
    guard n > 0 else {
      (self.candidate, self.baseline, difference, low, high, pValue, detectable) = (nil, nil, nil, nil, nil, nil, nil)
      method = "no pairs"
      return
    }
    self.candidate = candidate.reduce(0, +) / Double(n)
    self.baseline = baseline.reduce(0, +) / Double(n)
    let mean = scores.meanDifference
    difference = mean
    let squares = scores.differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = n > 1 ? (squares / Double(n - 1) / Double(n)).squareRoot() : .nan
    let shown = n > 1 ? (normalQuantile(confidence) + normalQuantile(0.8)) * error : nil

    if measure == .share, (candidate + baseline).allSatisfy({ $0 == 0 || $0 == 1 }) {
      let bounds = TangoInterval(pairs: n, onlyOld: losses, onlyNew: wins, confidence: confidence)
      (low, high) = (min(bounds.low, mean), max(bounds.high, mean))
      let test = McNemar(onlyOld: losses, onlyNew: wins)
      let useMid = wins + losses >= 10
      pValue = useMid ? test.mid : test.exact
      detectable = wins + losses == 0 ? high : shown
      method = "Tango's score interval, McNemar's \(useMid ? "mid-p" : "exact p")"
    } else if wins + losses == 0 {
      // Nothing changed in n: with this confidence no more than 3 in n do, and by no more than the spread that is there.
      let all = candidate.map(scale) + baseline.map(scale)
      let spread = (all.max() ?? 0) - (all.min() ?? 0)
      (low, high) = (-3 / Double(n) * spread, 3 / Double(n) * spread)
      pValue = 1
      detectable = high
      method = "rule of three: no pair differs"
    } else {
      let bounds = PairedBootstrap(scores.differences, confidence: 2 * confidence - 1, draws: draws, seed: seed)
      (low, high) = (min(bounds?.low ?? mean, mean), max(bounds?.high ?? mean, mean))
      pValue = scores.wilcoxon?.pValue
      detectable = shown
      method =
        "paired bootstrap\(measure == .ratio ? " of logarithms" : ""), \(draws) draws, seed \(seed); Wilcoxon's signed ranks"
    }
  }
}
