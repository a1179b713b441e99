import Governance

/// What is asked before something is stopped, and before a second person answers.
enum StopForms {
  static func stop(_ subject: StopsScreen.Stopped, _ reach: StopReach) -> FormSpec {
    let name = subject.artifact + (subject.label.map { " " + NameWords.version($0) } ?? "")
    let calls = NumberWords.count(reach.calls)
    var fields = [
      FormSpec.Field(
        name: "environment", label: "where",
        kind: .choice([
          FormSpec.Choice(code: "everywhere", words: "everywhere"),
          FormSpec.Choice(code: "production", words: "production"),
          FormSpec.Choice(code: "staging", words: "staging"),
          FormSpec.Choice(code: "development", words: "development"),
        ]))
    ]
    if subject.label != nil {
      fields.append(
        FormSpec.Field(
          name: "versions", label: "what",
          kind: .choice([
            FormSpec.Choice(code: "one", words: "this version"),
            FormSpec.Choice(code: "all", words: "all versions of \(subject.artifact)"),
          ])))
    }
    fields.append(
      FormSpec.Field(
        name: "reason", label: "reason",
        kind: .words(numbered: ["harmful output", "leaks personal data", "wrong model behind it"])))
    return FormSpec(
      id: "stop-\(subject.artifact)-\(subject.label ?? "")", title: "stop · \(name)",
      sentence: "It is served in \(NumberWords.of(reach.pointers, "place")) and reaches "
        + "\(NumberWords.of(reach.users, "other artifact")), \(NumberWords.of(reach.promotions, "open promotion")), "
        + "\(calls) calls in 7 days. From then on nobody is told to use it; what was there is kept. It takes two to end it.",
      fields: fields, verb: "stop", leadsBack: true)
  }

  static func answer(_ act: StopsScreen.Act, _ row: ServingAct) -> FormSpec {
    let reason = FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: reasons(act)))
    switch row {
    case .confirmation(let row):
      let isBack = row.act == "rollback"
      let sentence =
        act == .sign
        ? "You countersign: \(row.words). \(row.askedBy) \(isBack ? "did it" : "asked for it"): \(row.reason)"
        : "You reject: \(row.words). \(isBack ? "It stays rolled back until somebody acts." : "Nothing changes.")"
      return FormSpec(
        id: "confirmation-\(row.id)-\(act.rawValue)", title: "\(act == .sign ? "sign" : "reject") · \(row.artifact)",
        sentence: sentence, fields: [reason], verb: act == .sign ? "sign" : "reject")
    case .waiver(let row):
      let until = "until \(TimeWords.dated(row.expiresAt))"
      let sentence =
        act == .sign
        ? "You grant that \(row.subject) need not be met \(until). \(row.owner) answers for it: \(row.reason)"
        : "You refuse to waive \(row.subject). It stays unmet."
      return FormSpec(
        id: "waiver-\(row.id)-\(act.rawValue)", title: "\(act == .sign ? "grant" : "refuse") · waiver \(row.id)",
        sentence: sentence, fields: [reason], verb: act == .sign ? "grant" : "refuse")
    case .stop(let row):
      return FormSpec(
        id: "resume-\(row.id)", title: "undo · \(row.subject)",
        sentence:
          "You ask that \(row.subject) may be served again. \(row.stoppedBy) stopped it: \(row.reason). "
          + "It stays stopped until another person signs.",
        fields: [reason], verb: "ask")
    }
  }

  private static func reasons(_ act: StopsScreen.Act) -> [String] {
    switch act {
    case .sign: ["looked at it, it was right", "the cause is removed"]
    case .refuse: ["the reason does not hold", "the cause is not removed"]
    case .resume: ["the cause is removed", "stopped by mistake"]
    }
  }
}
