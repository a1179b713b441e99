package import Evidence
package import Governance

/// A bundle that decides tiers, and the one rule it is asked for.
package struct TierPolicy: Sendable {
  package let bundle: PolicyBundle

  /// The rule that is asked: `data.countersign.tier.decision`.
  package static let entrypoint = "countersign/tier/decision"

  package init(bundle: PolicyBundle) { self.bundle = bundle }

  /// Of the body of a version: `{"decides": "tiers", "files": {name: text}}`.
  ///
  /// - Throws: `policy.body` when it is not such a body; what `PolicyBundle` throws.
  package init(body: String) throws(Problem) {
    let refusal = Problem(
      .badData, "policy.body", happened: "The tier policy that is served is no bundle that decides tiers.",
      because: "Its body is {\"decides\": \"tiers\", \"files\": {name: text}}.",
      remedy: "Promote a version that is one: countersign review tiers --bundle prints the shipped one.")
    guard let document = try? JSONValue(Array(body.utf8)), document["decides"] == .string("tiers"),
      case .object(let files)? = document["files"]
    else { throw refusal }
    var modules: [PolicyBundle.Module] = []
    var data = "{}"
    for file in files {
      guard case .string(let text) = file.value else { throw refusal }
      if file.key == "data.json" {
        data = text
      } else if file.key.hasSuffix(".rego") {
        modules.append(PolicyBundle.Module(name: file.key, source: text))
      }
    }
    self.init(bundle: try PolicyBundle(modules: modules, data: data))
  }

  /// The policy that comes with the program, as the body of a version.
  package static var shippedBody: JSONValue {
    [
      "decides": "tiers",
      "files": ["data.json": .string(EmbeddedPolicy.tierdata), "tiering.rego": .string(EmbeddedPolicy.tiering)],
    ]
  }

  /// Asks about one set of facts, as the catalog tells them.
  package func decide(_ facts: JSONValue, by engine: any PolicyEngine) async throws(Problem) -> PolicyAnswer {
    try await engine.evaluate(bundle, entrypoint: Self.entrypoint, input: facts)
  }
}
