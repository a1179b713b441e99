import Governance

/// An answer that people have had and that was blocked: what an incident about it names, and what could be stopped.
struct HarmDone: Sendable, Equatable {
  var item: Int64
  var generation: String
  /// The registered versions it was made by, the prompt first.
  var versions: [VersionName]
  var title: String

  init(_ detail: ReviewDetail) {
    let made = detail.generation
    item = detail.row.id
    generation = made.id
    versions = []
    if made.promptRegistered, let prompt = made.prompt, let label = made.promptVersion {
      versions.append(VersionName(artifact: prompt, selector: .label(label)))
    }
    if made.modelRegistered {
      versions.append(VersionName(artifact: made.model, selector: .label(made.modelVersion)))
    }
    let reasons = detail.row.reasons.prefix(2).map(\.termWords).joined(separator: ", ")
    title = "\(versions.first.map(\.text) ?? made.model): \(reasons.isEmpty ? "an answer that does harm" : reasons)"
  }
}

/// `I`: an incident about the item that is open, or about the one that was blocked last.
extension ReviewScreen {
  private var incidentSubject: HarmDone? {
    guard let item, focus != .list else { return harmDone }
    return HarmDone(item.detail)
  }

  /// What can be done about it at once.
  func offer(_ harm: HarmDone) -> String {
    "\(sight.key("I")) opens an incident\(harm.versions.isEmpty ? "" : ", \(sight.key("!")) stops its version")."
  }

  var whyNotIncident: String? {
    guard incidentSubject != nil else { return "Open the item it is about first." }
    guard focus != .list, let item else { return nil }
    return item.hasBeenSeen(at: sight.uptime) ? nil : "It has only just come up."
  }

  func askIncident() -> [Effect<Message>] {
    guard let subject = incidentSubject else { return [] }
    let versions = subject.versions.map(\.text).joined(separator: " and ")
    let spec = FormSpec(
      id: "review-\(subject.item)-incident", title: "open an incident · item \(subject.item)",
      sentence:
        "Opens an incident about item \(subject.item)\(versions.isEmpty ? "" : ", \(versions)"); its clocks run from now, when you know of it.",
      fields: [
        FormSpec.Field(name: "title", label: "title", kind: .line(String(subject.title.prefix(200)))),
        FormSpec.Field(name: "trait", label: "what it is", kind: .choice(Self.traits)),
        FormSpec.Field(
          name: "reason", label: "what happened",
          kind: .words(numbered: [
            "an answer that does harm has reached a person", "personal data has reached somebody it is not for",
            "a person has complained about this answer",
          ])),
      ], verb: "open the incident")
    return [.ask(spec) { .answeredIncident(subject, $0) }]
  }

  /// Of a contract somebody has to say how many hours it gives, which no form here asks.
  private static let traits = ([.other] + IncidentTrait.allCases.filter { $0 != .other && $0 != .contract }).map {
    FormSpec.Choice(code: $0.rawValue, words: $0.words)
  }

  func openIncident(_ subject: HarmDone, _ answer: FormAnswer) -> [Effect<Message>] {
    let notice = IncidentNotice(
      title: answer["title"], description: answer["reason"],
      traits: [IncidentTrait(rawValue: answer["trait"]) ?? .other], awareAt: sight.now, versions: subject.versions,
      generations: [subject.generation])
    return [
      .write("the incident") { desk throws(Problem) in
        try await desk.openIncident(notice)
      } then: {
        .incidentOpened($0)
      }
    ]
  }
}
