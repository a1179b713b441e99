/// Confidence intervals of a share.
package enum ShareInterval {
  /// Wilson's interval, for display. - Takes: `hits` of `trials` > 0; `confidence` such as 0.95.
  /// Source: Wilson (1927), doi:10.1080/01621459.1927.10502953.
  package static func wilson(_ hits: Int, of trials: Int, confidence: Double = 0.95) -> (Double, Double) {
    let z = normalQuantile(0.5 + confidence / 2)
    let n = Double(trials)
    let share = Double(hits) / n
    let middle = share + z * z / (2 * n)
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return (hits == 0 ? 0 : (middle - half) / scale, hits == trials ? 1 : (middle + half) / scale)
  }

  /// The interval of Clopper and Pearson, for gates: it holds at least its confidence.
  /// Source: Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404.
  package static func clopperPearson(_ hits: Int, of trials: Int, confidence: Double = 0.95) -> (Double, Double) {
    let tail = (1 - confidence) / 2
    let (k, n) = (Double(hits), Double(trials))
    let low = hits == 0 ? 0 : IncompleteBeta.inverse(tail, k, n - k + 1)
    let high = hits == trials ? 1 : 1 - IncompleteBeta.inverse(tail, n - k, k + 1)
    return (low, high)
  }

  /// The upper bound alone, at this confidence: after Clopper and Pearson, so it holds at least its confidence.
  ///
  /// - Takes: `hits` of `trials`; 1 without trials.
  package static func upper(_ hits: Int, of trials: Int, confidence: Double = 0.95) -> Double {
    guard hits < trials else { return 1 }
    return 1 - IncompleteBeta.inverse(1 - confidence, Double(trials - hits), Double(hits) + 1)
  }
}
