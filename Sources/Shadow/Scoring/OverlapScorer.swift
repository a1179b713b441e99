package import Governance

/// How much the answer shares with the one that was delivered, word by word: the harmonic mean of the shared parts of both
/// (F1). Source: Rajpurkar et al. (2016), doi:10.18653/v1/D16-1264.
package struct OverlapScorer: Scorer {
  package static let name = "overlap"
  package static let kind = ShadowMetric.Kind.score
  package static let better = ShadowMetric.Better.higher
  package static let about = "words shared with the answer that was delivered, 0 to 1"

  package init(argument: String) {}

  package func score(_ answer: String, delivered: String?) -> Double? {
    guard let delivered else { return nil }
    let (ours, theirs) = (words(answer), words(delivered))
    guard !ours.isEmpty, !theirs.isEmpty else { return ours.isEmpty && theirs.isEmpty ? 1 : 0 }
    var left: [Substring: Int] = [:]
    for word in theirs { left[word, default: 0] += 1 }
    var shared = 0
    for word in ours {
      if let count = left[word], count > 0 {
        left[word] = count - 1
        shared += 1
      }
    }
    return 2 * Double(shared) / Double(ours.count + theirs.count)
  }

  private func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
  }
}
