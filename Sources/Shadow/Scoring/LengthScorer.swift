package import Governance

/// Characters of the answer.
package struct LengthScorer: Scorer {
  package static let name = "length"
  package static let kind = ShadowMetric.Kind.score
  package static let better = ShadowMetric.Better.lower
  package static let about = "characters of the answer"

  package init(argument: String) {}

  package func score(_ answer: String, delivered: String?) -> Double? { Double(answer.unicodeScalars.count) }
}
