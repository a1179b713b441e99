/// What a person states who signs a set of promotions as one: the decision of each, as it would be stated alone, and the text of
/// all.
package struct BatchStatement: SignedStatement, Equatable {
  package static let predicateType = "urn:countersign:promotion-decisions:v1"

  package var catalog: String
  package var signer: String
  /// In the order of their promotions.
  package var decisions: [PromotionStatement]
  /// SHA-256 of the text of the set, 64 hexadecimal digits.
  package var textDigest: String

  package init(catalog: String, signer: String, decisions: [PromotionStatement], textDigest: String) {
    self.catalog = catalog
    self.signer = signer
    self.decisions = decisions
    self.textDigest = textDigest
  }

  package var json: JSONValue {
    [
      "_type": .string(SignedStatementForm.type), "predicateType": .string(BatchStatement.predicateType),
      "subject": .array(decisions.map(\.subject)),
      "predicate": [
        "catalog": .string(catalog), "decision": "approve", "signer": .string(signer),
        "decisions": .array(decisions.map(\.predicate)),
        "decision_text": SignedStatementForm.sha256(textDigest),
      ],
    ]
  }

  /// Whether a statement that was read is over a set, states this decision among the others with its version, and names this
  /// text of the set.
  package static func states(_ decision: PromotionStatement, textDigest: String, in stated: JSONValue) -> Bool {
    guard case .array(let decisions)? = stated["predicate"]?["decisions"],
      case .array(let subjects)? = stated["subject"],
      stated["predicateType"]?.text == predicateType, stated["_type"]?.text == SignedStatementForm.type,
      decisions.count == subjects.count
    else { return false }
    func same(_ one: JSONValue?, _ other: JSONValue) -> Bool {
      guard let one, let bytes = try? CanonicalJSON.bytes(of: one, policy: .generation) else { return false }
      return bytes == (try? CanonicalJSON.bytes(of: other, policy: .generation))
    }
    let place = decisions.firstIndex { same($0, decision.predicate) }
    let around: JSONValue = [
      "catalog": .string(decision.catalog), "decision": "approve", "signer": .string(decision.signer),
      "decisions": .array(decisions), "decision_text": SignedStatementForm.sha256(textDigest),
    ]
    return place.map { same(subjects[$0], decision.subject) } == true && same(stated["predicate"], around)
  }
}
