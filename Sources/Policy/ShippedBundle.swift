package import Governance

extension PolicyBundle {
  /// The bundle that comes with the program; its files are in `Bundle/`.
  package static func shipped() throws(Problem) -> PolicyBundle {
    try PolicyBundle(
      modules: [
        Module(name: "currency.rego", source: EmbeddedPolicy.currency),
        Module(name: "decision.rego", source: EmbeddedPolicy.decision),
        Module(name: "evaluations.rego", source: EmbeddedPolicy.evaluations),
        Module(name: "ownership.rego", source: EmbeddedPolicy.ownership),
        Module(name: "shadow.rego", source: EmbeddedPolicy.shadow),
      ],
      data: EmbeddedPolicy.data)
  }
}
