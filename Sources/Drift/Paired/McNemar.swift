internal import Glibc

/// Pass or fail of two versions on the same prompts: only prompts on which they disagree tell anything.
/// Source: McNemar (1947), doi:10.1007/BF02295996; mid-p: Fagerland, Lydersen and Laake (2013),
/// doi:10.1186/1471-2288-13-91.
package struct McNemar: Sendable, Equatable {
  /// Two-sided; 1 without disagreement. Fewer than 6 disagreements never reach 0.05.
  package let exact: Double
  /// Less cautious; use from 10 disagreements on. Nil without any.
  package let mid: Double?
  /// χ² with continuity correction and its p, for 25 disagreements and more; nil without any.
  package let corrected: (value: Double, pValue: Double)?

  /// - Takes: prompts that only the old version passed, and that only the new one passed.
  package init(onlyOld: Int, onlyNew: Int) {
    let total = onlyOld + onlyNew
    guard total > 0 else {
      (exact, mid, corrected) = (1, nil, nil)
      return
    }
    var logBinomial = 0.0
    var sum = 0.0
    var last = 0.0
    for k in 0...min(onlyOld, onlyNew) {
      last = exp(logBinomial - Double(total) * log(2))
      sum += last
      logBinomial += log(Double(total - k) / Double(k + 1))
    }
    exact = min(1, 2 * sum)
    mid = min(1, 2 * sum - last)
    let gap = abs(Double(onlyOld - onlyNew)) - 1
    let value = gap * gap / Double(total)
    corrected = (value, chiSquareSurvival(value, degrees: 1))
  }

  package static func == (left: McNemar, right: McNemar) -> Bool {
    left.exact == right.exact && left.mid == right.mid && left.corrected?.value == right.corrected?.value
  }
}
