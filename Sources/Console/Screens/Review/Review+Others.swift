import Governance

/// What a reviewer and a lead do about others: ask them, and take an item from them.
extension ReviewScreen {
  var whyNotComment: String? {
    guard let item, focus != .list else { return "Open an item first: what is written is about one." }
    return item.hasBeenSeen(at: sight.uptime) ? nil : "It has only just come up."
  }

  var whyNotTakeOver: String? {
    guard let item, focus != .list else { return "Open an item that somebody holds first." }
    guard sight.officer?.roles.contains("lead") == true else { return "Only a lead takes an item from its holder." }
    guard item.detail.row.state == .open, !item.detail.row.claimedBy.isEmpty else { return "Nobody holds this item." }
    guard item.detail.claim == nil else { return "You hold it yourself." }
    return item.hasBeenSeen(at: sight.uptime) ? nil : "It has only just come up."
  }

  func comment() -> [Effect<Message>] {
    guard let row = item?.detail.row else { return [] }
    let spec = FormSpec(
      id: "review-\(row.id)-comment", title: "comment · item \(row.id)",
      sentence:
        "Whoever is asked by name answers, and can no longer decide this item. Who has still to decide it reads only what asks them.",
      fields: [
        FormSpec.Field(name: "ask", label: "ask", kind: .line(""), isRequired: false, names: .person),
        FormSpec.Field(name: "words", label: "words", kind: .words(numbered: [])),
      ], verb: "write")
    return [.ask(spec) { .answeredAbout(item: row.id, isTakeOver: false, $0) }]
  }

  var whyNotReveal: String? {
    guard let item, focus != .list else { return "Open an item first." }
    guard item.detail.generation.whyMasked != nil else { return "Nothing of it is masked for you." }
    return item.hasBeenSeen(at: sight.uptime) ? nil : "It has only just come up."
  }

  func reveal() -> [Effect<Message>] {
    guard let item, let why = item.detail.generation.whyMasked else { return [] }
    let id = item.detail.row.id
    let spec = FormSpec(
      id: "review-\(id)-reveal", title: "reveal · item \(id)",
      sentence:
        "\(why) Its texts are shown to you for an hour; that you saw them is recorded first.",
      fields: [
        FormSpec.Field(
          name: "words", label: "reason",
          kind: .words(numbered: [
            "the verdict needs the words", "a person has asked about it", "an incident is looked into",
          ]))
      ], verb: "reveal")
    return [.ask(spec) { .answeredReveal(item: id, $0) }]
  }

  func revealed(_ id: Int64, _ answer: FormAnswer) -> [Effect<Message>] {
    let words = answer["words"]
    return [
      .write("what is masked, revealed") { desk throws(Problem) in
        try await desk.reveal(id, reason: words)
      } then: {
        .revealed($0, item: id)
      }
    ]
  }

  /// How the item with this number was read, where the office keeps it.
  func attention(to id: Int64) -> Attention? {
    item?.detail.row.id == id ? item?.attention(at: sight.uptime) : nil
  }

  func takeOver() -> [Effect<Message>] {
    guard let row = item?.detail.row else { return [] }
    let spec = FormSpec(
      id: "review-\(row.id)-takeover", title: "take over · item \(row.id)",
      sentence: "You take item \(row.id) from \(row.claimedBy.joined(separator: ", ")); their claim is void at once.",
      fields: [
        FormSpec.Field(
          name: "words", label: "reason",
          kind: .words(numbered: ["its holder is away", "it is due now", "it needs another language"]))
      ], verb: "take over")
    return [.ask(spec) { .answeredAbout(item: row.id, isTakeOver: true, $0) }]
  }

  func answered(_ id: Int64, _ isTakeOver: Bool, _ answer: FormAnswer) -> [Effect<Message>] {
    let words = answer["words"]
    if isTakeOver {
      return [
        .write("the item taken over") { desk throws(Problem) in
          try await desk.takeOver(id, reason: words)
        } then: {
          .takenOver($0, item: id)
        }
      ]
    }
    let asked = answer["ask"].split(whereSeparator: { $0 == " " || $0 == "," }).map { $0.drop { $0 == "@" } }
    return [
      .write("the comment") { desk throws(Problem) in
        try await desk.comment(on: id, words, mentions: asked.map(String.init))
      } then: {
        .commented($0, item: id)
      }
    ]
  }
}
