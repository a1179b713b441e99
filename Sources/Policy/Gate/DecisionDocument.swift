package import Evidence
package import Governance

/// The document a gate's rule answers with, checked: only one with all its members, of this bundle, can allow anything.
struct DecisionDocument {
  var allow: Bool
  var deny: [JSONValue]
  var requirements: [JSONValue]

  /// - Throws: `policy.document` and says which member is missing or off.
  init(_ value: JSONValue, revision: String) throws(Problem) {
    guard case .object = value else { throw Self.off("it is no object") }
    guard case .bool(let allow)? = value["allow"] else { throw Self.off("allow is missing or neither true nor false") }
    guard case .array(let deny)? = value["deny"] else { throw Self.off("deny is missing or no list") }
    guard case .array? = value["warn"] else { throw Self.off("warn is missing or no list") }
    guard let said = value["policy_revision"]?.text else { throw Self.off("policy_revision is missing") }
    guard said == revision else { throw Self.off("policy_revision is not that of the active bundle") }
    guard case .array(let requirements)? = value["requirements"] else {
      throw Self.off("requirements is missing or no list")
    }
    self.allow = allow
    self.deny = deny
    self.requirements = requirements
  }

  private static func off(_ what: String) -> Problem {
    Problem(
      .unmet, "policy.document", happened: "The policy answered with a document that decides nothing.",
      because: "In it \(what).", remedy: "Mend the policy bundle.")
  }
}

extension Requirement {
  /// Reads one entry of a decision document; nil unless it has all eight members as strings and a known state.
  package init?(_ value: JSONValue) {
    guard case .object = value, let id = value["id"]?.text, let title = value["title"]?.text,
      let state = value["state"]?.text.flatMap(State.init(rawValue:)), let figure = value["value"]?.text,
      let limit = value["limit"]?.text, let evidence = value["evidence"]?.text, let remedy = value["remedy"]?.text,
      let principle = value["principle"]?.text
    else { return nil }
    self.init(
      id: id, title: title, state: state, value: figure, limit: limit, evidence: evidence, remedy: remedy,
      principle: principle)
  }
}
