import Governance
import Terminal

/// A form on the screen: its fields, where the cursor is, and what was refused.
struct Form: Sendable {
  let spec: FormSpec
  private(set) var inputs: [LineEditor]
  private(set) var focus = 0
  /// What is wrong with a field, by its index; shown after the first try.
  private(set) var faults: [Int: String] = [:]
  private(set) var problem: Problem?
  /// The form has been on the screen: Enter typed ahead of that is not taken.
  private(set) var isSeen = false
  /// The answer is on its way: nothing can be changed until it is back.
  private(set) var isBusy = false

  init(_ spec: FormSpec, draft: [String: String]?) {
    self.spec = spec
    inputs = spec.fields.map { field in
      if let kept = draft?[field.name] { return LineEditor(kept) }
      if case .line(let text) = field.kind { return LineEditor(text) }
      return LineEditor()
    }
  }

  enum Outcome: Sendable, Equatable { case stays, closes, submits(FormAnswer) }

  /// Words worth keeping: anything typed by the officer.
  var draft: [String: String] {
    var kept: [String: String] = [:]
    for (field, input) in zip(spec.fields, inputs) where !input.isEmpty {
      if case .exactly = field.kind { continue }
      kept[field.name] = input.text
    }
    return kept
  }

  mutating func press(_ key: Key) -> Outcome {
    if isBusy { return .stays }
    let isChoice = isChoice
    switch key {
    case .escape, .control("c"): return .closes
    case .enter: return isSeen ? submit() : .stays
    case .tab: focusNext(1)
    case .backTab: focusNext(-1)
    case .down where !isChoice: focusNext(1)
    case .up where !isChoice: focusNext(-1)
    default: edit(key)
    }
    return .stays
  }

  mutating func shown() { isSeen = true }

  mutating func paste(_ text: String) {
    guard !isBusy, inputs.indices.contains(focus), !isChoice else { return }
    inputs[focus].insert(text)
  }

  mutating func refused(_ problem: Problem) {
    isBusy = false
    self.problem = problem
  }

  private mutating func focusNext(_ step: Int) {
    guard !inputs.isEmpty else { return }
    focus = (focus + step + inputs.count) % inputs.count
  }

  private var isChoice: Bool {
    guard spec.fields.indices.contains(focus), case .choice = spec.fields[focus].kind else { return false }
    return true
  }

  private mutating func edit(_ key: Key) {
    guard spec.fields.indices.contains(focus) else { return }
    faults[focus] = nil
    switch spec.fields[focus].kind {
    case .choice(let choices): choose(key, among: choices)
    case .words(let numbered):
      if inputs[focus].isEmpty, let digit = key.typed?.wholeNumberValue, digit >= 1, digit <= numbered.count {
        inputs[focus] = LineEditor(numbered[digit - 1])
      } else {
        _ = inputs[focus].take(key)
      }
    case .exactly, .line: _ = inputs[focus].take(key)
    }
  }

  private mutating func choose(_ key: Key, among choices: [FormSpec.Choice]) {
    let here = choices.firstIndex { $0.code == inputs[focus].text }
    var next = here
    switch key {
    case .down, .right, .space: next = here.map { ($0 + 1) % choices.count } ?? 0
    case .up, .left: next = here.map { ($0 + choices.count - 1) % choices.count } ?? choices.count - 1
    case .character(let letter):
      let order = (here.map { $0 + 1 } ?? 0)..<choices.count
      next =
        (Array(order) + Array(choices.indices)).first {
          choices[$0].words.lowercased().hasPrefix(letter.lowercased())
        } ?? here
    default: return
    }
    if let next, choices.indices.contains(next) { inputs[focus] = LineEditor(choices[next].code) }
  }

  private mutating func submit() -> Outcome {
    faults = [:]
    for (place, field) in spec.fields.enumerated() {
      let text = inputs[place].text
      let isBlank = text.allSatisfy(\.isWhitespace)
      switch field.kind {
      case .exactly(let wanted) where text != wanted: faults[place] = "Type the name exactly: \(wanted)"
      case .choice where text.isEmpty && field.isRequired: faults[place] = "Choose one with the arrow keys."
      case .words where isBlank && field.isRequired: faults[place] = "Say why; it is recorded with your name."
      case .line where isBlank && field.isRequired: faults[place] = "This cannot be empty."
      default: break
      }
    }
    if let first = faults.keys.min() {
      focus = first
      return .stays
    }
    problem = nil
    isBusy = true
    return .submits(
      FormAnswer(values: Dictionary(uniqueKeysWithValues: zip(spec.fields.map(\.name), inputs.map(\.text)))))
  }
}
