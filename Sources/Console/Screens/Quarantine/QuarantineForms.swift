import Governance

/// What is asked for about refused records.
enum QuarantineForms {
  static let alike = "alike"

  static func again(_ row: QuarantineRow) -> FormSpec {
    FormSpec(
      id: "replay-\(row.id)", title: "replay · record \(row.id) of \(row.producer)",
      sentence:
        "Asks a daemon to try it again as it lies here: mend first what refused it. What is refused again stays here, with the reason.",
      fields: [
        FormSpec.Field(
          name: "which", label: "which",
          kind: .choice([
            FormSpec.Choice(code: "one", words: "this record"),
            FormSpec.Choice(code: alike, words: "all of \(row.producer) refused for \(row.code)"),
          ])),
        FormSpec.Field(
          name: "reason", label: "reason",
          kind: .words(numbered: ["What refused it has been registered.", "The rule that refused it has changed."])),
      ], verb: "try again")
  }
}
