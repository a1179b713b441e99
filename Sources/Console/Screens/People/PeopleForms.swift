import Governance

/// What is asked before rights, delegations and keys change.
enum PeopleForms {
  static func spec(_ act: PeopleScreen.Act, _ line: PeopleLine, now: Instant) -> FormSpec? {
    switch (act, line) {
    case (.delegate, .person(let row)): delegate(to: row)
    case (.end, .person(let row)): end(row)
    case (.give, .person(let row)): give(row)
    case (.take, .person(let row)): take(row)
    case (.sign, .request(let row)): answer(row)
    case (.reject, .request(let row)): refuse(row)
    case (.sign, .key(let row)): trust(row)
    case (.reject, .key(let row)): revoke(row)
    default: nil
    }
  }

  /// What is being written, while it is.
  static func what(_ act: PeopleScreen.Act) -> String {
    switch act {
    case .delegate: "the delegation"
    case .end: "the end of the delegation"
    case .give: "the right"
    case .take: "the end of the right"
    case .sign, .reject: "the answer"
    }
  }

  private static func delegate(to row: PersonRow) -> FormSpec {
    FormSpec(
      id: "delegate-\(row.person)", title: "let \(row.name) sign for you",
      sentence:
        "\(row.name) may sign promotions for you, shown as theirs for yours. It adds no vote: what you may not sign they may "
        + "not either.",
      fields: [
        FormSpec.Field(name: "days", label: "days", kind: .number(7, within: 1...90)),
        reason("on leave", "ill", "at another task"),
      ], verb: "delegate")
  }

  private static func end(_ row: PersonRow) -> FormSpec {
    let words =
      row.signsFor.map { "\(row.name) signs for \($0) no more." }
      ?? "\(row.deputy ?? "") signs for \(row.name) no more."
    return FormSpec(
      id: "delegation-\(row.delegation ?? 0)", title: "end the delegation", sentence: words,
      fields: [reason("back again", "no longer needed")], verb: "end")
  }

  private static func give(_ row: PersonRow) -> FormSpec {
    let rights = ["viewer", "builder", "reviewer", "approver", "lead", "auditor", "admin"]
    return FormSpec(
      id: "right-\(row.person)", title: "give \(row.name) a right",
      sentence:
        "A right to build or to look is given at once. One that decides, and another login of theirs, waits for a second "
        + "person.",
      fields: [
        FormSpec.Field(
          name: "right", label: "right",
          kind: .choice(rights.filter { !row.roles.contains($0) }.map { FormSpec.Choice(code: $0, words: $0) })),
        FormSpec.Field(name: "login", label: "login", kind: .line(row.logins.first ?? row.person)),
        reason("it is their task now", "stands in for somebody"),
      ], verb: "give")
  }

  private static func take(_ row: PersonRow) -> FormSpec {
    FormSpec(
      id: "rights-\(row.person)", title: "take a right back from \(row.name)",
      sentence:
        "The login loses it at once. What an approver has signed counts no more for requests that are still open.",
      fields: [
        FormSpec.Field(
          name: "right", label: "right",
          kind: .choice(row.roles.map { FormSpec.Choice(code: $0, words: $0) })),
        FormSpec.Field(name: "login", label: "login", kind: .line(row.logins.first ?? row.person)),
        reason("at another task", "has left"),
      ], verb: "take back")
  }

  private static func answer(_ row: RightRequestRow) -> FormSpec {
    FormSpec(
      id: "request-\(row.id)-sign", title: "sign · \(row.subject)",
      sentence:
        "You give \(row.name)\(row.isNewPerson ? ", who is new here," : "") the right of \(row.role), which \(row.askedBy) "
        + "asked for. Make sure that the login \(row.login) is theirs.",
      fields: [reason("I know them, it is their login", "agreed with their lead")], verb: "give")
  }

  private static func refuse(_ row: RightRequestRow) -> FormSpec {
    FormSpec(
      id: "request-\(row.id)-reject", title: "reject · \(row.subject)",
      sentence: "The right is not given; it can be asked for again.",
      fields: [reason("not their task", "I do not know whose login it is")], verb: "reject")
  }

  private static func trust(_ row: KeyRow) -> FormSpec {
    FormSpec(
      id: "key-\(row.fingerprint)-sign", title: "sign · the key \(row.name) of \(row.person)",
      sentence:
        "What this key signs counts as \(row.person)'s until then. Let them read the fingerprint to you first: "
        + row.fingerprint,
      fields: [
        FormSpec.Field(name: "days", label: "days", kind: .number(365, within: 1...1095)),
        reason("read to me face to face", "read to me on the telephone"),
      ], verb: "trust")
  }

  private static func revoke(_ row: KeyRow) -> FormSpec {
    FormSpec(
      id: "key-\(row.fingerprint)-reject", title: "revoke the key \(row.name) of \(row.person)",
      sentence:
        "It never comes back. What it signed for requests that are still open counts no more; what went through stays.",
      fields: [reason("lost", "replaced by another", "they have left")], verb: "revoke")
  }

  private static func reason(_ ready: String...) -> FormSpec.Field {
    FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: ready))
  }
}
