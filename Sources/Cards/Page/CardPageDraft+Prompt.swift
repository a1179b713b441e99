internal import Governance

/// The parts of a page that only prompts have.
extension CardPageDraft {
  mutating func messages() {
    guard facts.kind == .prompt || !facts.messages.isEmpty else { return }
    if facts.messages.isEmpty { return add(.missing("Messages", gap(for: .messages))) }
    let source = cite(facts.ownRecord)
    let hidden = facts.masked.count { $0.place.hasPrefix("message ") }
    if hidden > 0 {
      add(
        .note(
          "\(hidden) \(hidden == 1 ? "secret is" : "secrets are") masked in these messages. The digests are of the text "
            + "as it was registered."))
    }
    for (place, message) in facts.messages.enumerated() {
      let origin = message.fromText ? " (registered as one text)" : ""
      add(
        .verbatim(
          caption: "Message \(place + 1) of \(facts.messages.count), \(message.role)\(origin)", text: message.content,
          source: source))
    }
  }

  mutating func variables() {
    if facts.variables.isEmpty {
      if !facts.messages.isEmpty { add(.note("The messages have no variables.")) }
      return
    }
    let source = cite(facts.ownRecord)
    let rows = facts.variables.map { variable in
      [
        variable.name, variable.declared ? "yes" : "no", variable.used ? "yes" : "no",
        variable.details.map { "\($0.name): \($0.text)" }.joined(separator: "; "),
      ]
    }
    add(
      .table(
        CardPage.Table(
          heads: ["Variable", "Declared", "Used", "Details"], rows: rows,
          sources: rows.map { _ in source })))
  }

  mutating func unnamed() {
    let source = cite(facts.ownRecord)
    add(.lines(facts.unnamed.map { CardPage.Line(label: $0.name, value: .text($0.text), source: source) }))
  }
}
