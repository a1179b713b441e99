import Governance

/// What is asked before an act about an incident is recorded.
enum IncidentForms {
  static func spec(_ act: IncidentsScreen.Act, _ detail: IncidentDetail) -> FormSpec {
    let row = detail.row
    switch act {
    case .report:
      return FormSpec(
        id: "incident-\(row.id)-report", title: "record a report · incident \(row.id)",
        sentence: "You record that a duty of incident \(row.id) was answered. The report itself is sent elsewhere.",
        fields: [
          FormSpec.Field(
            name: "duty", label: "duty",
            kind: .choice(detail.clocks.map { FormSpec.Choice(code: $0.duty, words: "\($0.duty): \($0.title)") })),
          FormSpec.Field(
            name: "stage", label: "stage",
            kind: .choice([
              FormSpec.Choice(code: "initial", words: "initial, more will follow"),
              FormSpec.Choice(code: "complete", words: "complete"),
              FormSpec.Choice(code: "not_needed", words: "not needed, for the reason below"),
            ])),
          FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: [])),
        ], verb: "record")
    case .close:
      let held = row.serious && !detail.links.isEmpty ? " What it holds can be promoted again from then on." : ""
      return FormSpec(
        id: "incident-\(row.id)-close", title: "close · incident \(row.id)",
        sentence: "You close incident \(row.id), which \(row.openedBy) opened.\(held)",
        fields: [
          FormSpec.Field(
            name: "reason", label: "reason",
            kind: .words(numbered: ["cause removed, people told", "turned out to be none"]))
        ], verb: "close")
    }
  }
}
