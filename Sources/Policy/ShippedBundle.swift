package import Governance

extension PolicyBundle {
  /// The bundle that comes with the program; its files are in `Bundle/`.
  package static func shipped() throws(Problem) -> PolicyBundle {
    try PolicyBundle(
      modules: [
        Module(name: "alarms.rego", source: EmbeddedPolicy.alarms),
        Module(name: "card.rego", source: EmbeddedPolicy.card),
        Module(name: "checkers.rego", source: EmbeddedPolicy.checkers),
        Module(name: "checklists.rego", source: EmbeddedPolicy.checklists),
        Module(name: "cost.rego", source: EmbeddedPolicy.cost),
        Module(name: "currency.rego", source: EmbeddedPolicy.currency),
        Module(name: "decision.rego", source: EmbeddedPolicy.decision),
        Module(name: "disclosure.rego", source: EmbeddedPolicy.disclosure),
        Module(name: "evaluations.rego", source: EmbeddedPolicy.evaluations),
        Module(name: "index.rego", source: EmbeddedPolicy.index),
        Module(name: "licence.rego", source: EmbeddedPolicy.licence),
        Module(name: "ownership.rego", source: EmbeddedPolicy.ownership),
        Module(name: "reach.rego", source: EmbeddedPolicy.reach),
        Module(name: "redteam.rego", source: EmbeddedPolicy.redteam),
        Module(name: "shadow.rego", source: EmbeddedPolicy.shadow),
      ],
      data: EmbeddedPolicy.data, cases: EmbeddedPolicy.cases)
  }
}
