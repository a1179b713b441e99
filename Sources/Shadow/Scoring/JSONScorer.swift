internal import Evidence
package import Governance

/// Whether the whole answer is one JSON document; with an argument, an object that has these members: `json=id,amount`.
package struct JSONScorer: Scorer {
  package static let name = "json"
  package static let kind = ShadowMetric.Kind.share
  package static let better = ShadowMetric.Better.higher
  package static let about = "the answer is one JSON document (json=id,amount: an object with these members)"

  private let members: [String]

  package init(argument: String) {
    members = argument.split(separator: ",").map { String($0) }
  }

  package func score(_ answer: String, delivered: String?) -> Double? {
    guard let document = try? JSONValue(Array(answer.utf8), policy: .generation) else { return 0 }
    return members.allSatisfy { document[$0] != nil } ? 1 : 0
  }
}
