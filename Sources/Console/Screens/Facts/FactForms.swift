import Cards
import Governance

/// What is asked before a fact is asked for, stated or confirmed.
enum FactForms {
  static func ask(_ debts: [Debt]) -> FormSpec {
    let owners = Set(debts.map(\.owner)).sorted()
    let what = debts.count == 1 ? "\(debts[0].label) of \(debts[0].artifact)" : "\(debts.count) facts"
    return FormSpec(
      id: "fact-ask-\(debts.map(\.id).joined(separator: "+").prefix(120))", title: "ask · \(what)",
      sentence:
        "\(owners.joined(separator: ", ")) will owe \(debts.count == 1 ? "it" : "them") from then on; what was answered before is in doubt until it is answered again.",
      fields: [
        FormSpec.Field(
          name: "question", label: "question",
          kind: .words(numbered: [
            "for the quarter's pack", "for the registration", "production has moved on: does it still hold?",
          ])),
        FormSpec.Field(name: "due", label: "due in days", kind: .number(14, within: 1...3650)),
      ], verb: "ask")
  }

  static func state(_ debt: Debt) -> FormSpec {
    FormSpec(
      id: "fact-state-\(debt.id)", title: "state · \(debt.label) of \(debt.artifact)",
      sentence: "You state it for \(debt.paper). \(debt.asks ?? "") Another person has to confirm it.",
      fields: [
        FormSpec.Field(name: "value", label: "fact", kind: .text(debt.proposal ?? debt.fact?.answer?.value ?? "")),
        FormSpec.Field(
          name: "reason", label: "where from", kind: .words(numbered: ["the registry", "the owner's own record"])),
      ], verb: "state it")
  }

  static func confirm(_ debt: Debt, _ fact: FactRow) -> FormSpec {
    FormSpec(
      id: "fact-confirm-\(fact.id)-\(fact.answer?.id ?? 0)", title: "confirm · \(debt.label) of \(debt.artifact)",
      sentence:
        "You confirm what \(fact.answer?.by ?? "somebody") stated for version \(fact.answer?.givenFor ?? ""). It then counts.",
      fields: [
        FormSpec.Field(
          name: "reason", label: "compared with",
          kind: .words(numbered: ["the record it names", "the system as it runs"]))
      ], verb: "confirm")
  }
}
