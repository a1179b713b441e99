internal import Foundation
package import Governance

/// Whether a regular expression matches somewhere in the answer: `matches=^\d{4}$`. Of a long answer, its first 100,000
/// characters are looked at.
package struct PatternScorer: Scorer {
  package static let name = "matches"
  package static let kind = ShadowMetric.Kind.share
  package static let better = ShadowMetric.Better.higher
  package static let about = "a regular expression matches the answer (matches=^[A-Z]{2}\\d+$)"

  private let pattern: String

  package init(argument: String) throws(Problem) {
    pattern = argument
    guard !argument.isEmpty, (try? NSRegularExpression(pattern: argument)) != nil else {
      throw Problem(
        .usage, "shadow.scorer", happened: "What should match is no regular expression.",
        remedy: "Write it after matches= by the rules of ICU.")
    }
  }

  package func score(_ answer: String, delivered: String?) -> Double? {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return nil }
    let text = String(answer.prefix(100_000))
    return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) == nil ? 0 : 1
  }
}
