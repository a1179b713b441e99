import Governance

/// What is asked before a requirement is waived.
enum WaiverForm {
  static func spec(_ detail: PromotionDetail) -> FormSpec {
    let row = detail.row
    let unmet = detail.requirements.filter { $0.state == .unmet }
    return FormSpec(
      id: "waiver-\(row.id)", title: "waive · \(row.artifact) \(NameWords.version(row.label)) → \(row.environment)",
      sentence:
        "You ask that a requirement need not be met for a while. Another person grants it; until then it stays unmet.",
      fields: [
        FormSpec.Field(
          name: "requirement", label: "waives",
          kind: .choice(unmet.map { FormSpec.Choice(code: $0.id, words: "\($0.id): \($0.value)") })),
        FormSpec.Field(name: "owner", label: "owner", kind: .line(row.requestedBy), names: .person),
        FormSpec.Field(name: "days", label: "days", kind: .line("14")),
        FormSpec.Field(
          name: "reason", label: "reason",
          kind: .words(numbered: ["the check itself is broken", "it is being mended, the risk is known"])),
      ], verb: "ask")
  }
}
