import Governance

/// From a system's card to the forms it has to file, and back.
extension AuditScreen {
  func turn(_ reading: CardReading) -> [Effect<Message>] {
    let name = reading.name
    return [
      .load("card", "the forms") { desk throws(Problem) in
        try await desk.forms(of: name.artifact)
      } then: {
        .forms($0, name)
      }
    ]
  }

  /// The form after what is read now; after the last the card again.
  mutating func take(_ answer: SystemForms, after shown: CardReading) -> [Effect<Message>] {
    if answer.forms.isEmpty { return [.refuse(answer.reason)] }
    let next = (answer.forms.firstIndex { $0.title == shown.what } ?? -1) + 1
    guard answer.forms.indices.contains(next) else { return load(shown.name, after: 0) }
    let form = answer.forms[next]
    reading = CardReading(shown.name, form.papers, what: form.title, keeping: nil)
    return []
  }
}
