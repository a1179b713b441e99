import Governance

/// A form of the console, filled in line by line: the same fields, the same refusals.
struct PlainForm: Sendable {
  let spec: FormSpec

  /// The answer; nil when the officer broke off or is gone.
  func fill(in dialog: LineDialog) async -> FormAnswer? {
    dialog.say(spec.sentence)
    var values: [String: String] = [:]
    for field in spec.fields {
      guard let value = await fill(field, in: dialog) else {
        dialog.say("Nothing is recorded.")
        return nil
      }
      values[field.name] = value
    }
    guard await dialog.askAnew("Type yes to \(spec.verb); anything else stops:") == "yes" else {
      dialog.say("Nothing is recorded.")
      return nil
    }
    return FormAnswer(values: values)
  }

  private func fill(_ field: FormSpec.Field, in dialog: LineDialog) async -> String? {
    let numbered: [String]
    let question: String
    switch field.kind {
    case .words(let ready):
      numbered = ready
      question = "\(field.label), in your words\(ready.isEmpty ? "" : " or by number"), a dot breaks off:"
    case .choice(let choices):
      numbered = choices.map(\.words)
      question = "\(field.label), by number, a dot breaks off:"
    case .exactly(let wanted): (numbered, question) = ([], "Type \(wanted) to go on; a dot breaks off:")
    case .number(let usual, let bounds):
      (numbered, question) = ([], "\(field.label), \(bounds.lowerBound) to \(bounds.upperBound), Enter for \(usual):")
    case .secret:
      dialog.say("\(field.label) cannot be typed here: it would be heard, and stay on the screen.")
      return nil
    case .line(let text), .text(let text):
      (numbered, question) = ([], "\(field.label)\(text.isEmpty ? "" : ", Enter for \(text)"):")
    }
    for (place, words) in numbered.enumerated() { dialog.say("\(place + 1) \(words)") }
    while let answer = await dialog.askAnew(question) {
      if answer == "." { return nil }
      let chosen = Int(answer).flatMap { numbered.indices.contains($0 - 1) ? $0 - 1 : nil }
      switch field.kind {
      case .choice(let choices):
        if let chosen { return choices[chosen].code }
        if answer.isEmpty, !field.isRequired { return "" }
        dialog.say("Choose one of 1 to \(choices.count).")
      case .words:
        if let chosen { return numbered[chosen] }
        if !answer.isEmpty || !field.isRequired { return answer }
        dialog.say("Say why; it is recorded with your name.")
      case .exactly(let wanted):
        if answer == wanted { return answer }
        dialog.say("This is not \(wanted).")
      case .secret: return nil
      case .number(let usual, let bounds):
        if answer.isEmpty { return "\(usual)" }
        if let number = Int(answer), bounds.contains(number) { return answer }
        dialog.say("Type a number from \(bounds.lowerBound) to \(bounds.upperBound).")
      case .line(let text), .text(let text):
        if !answer.isEmpty || !text.isEmpty || !field.isRequired { return answer.isEmpty ? text : answer }
        dialog.say("This cannot be empty.")
      }
    }
    return nil
  }
}
