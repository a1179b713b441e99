import Governance
import Terminal

/// A form on the screen: its fields, where the cursor is, and what was refused.
struct Form: Sendable {
  let spec: FormSpec
  private(set) var inputs: [LineEditor]
  private(set) var focus = 0
  /// What is wrong with a field, by its index; shown when it is left, and on Enter.
  private(set) var faults: [Int: String] = [:]
  private(set) var problem: Problem?
  /// Since when the form has been on the screen: Enter typed ahead of that is not taken.
  private(set) var seenSince: Int64?
  /// The answer is on its way: nothing can be changed until it is back.
  private(set) var isBusy = false
  /// Columns of a field as it is drawn.
  private(set) var room = 60
  /// Names that the field with the cursor may mean.
  var offer = NameOffer()
  /// Earlier words of each field.
  private var recalls: [LineRecall]

  /// - earlier: words given before, by field name, the latest last.
  init(_ spec: FormSpec, draft: [String: String]?, earlier: [String: [String]] = [:]) {
    self.spec = spec
    inputs = spec.fields.map { field in
      LineEditor(draft?[field.name] ?? field.kind.initial, lines: field.kind.hasLines)
    }
    recalls = spec.fields.map { LineRecall(earlier[$0.name] ?? []) }
  }

  enum Outcome: Sendable, Equatable {
    case stays, closes, submits(FormAnswer)
    /// The officer's own editor is called for the field with the cursor.
    case edits(String)
  }

  /// Words worth keeping: anything typed by the officer.
  var draft: [String: String] {
    var kept: [String: String] = [:]
    for (field, input) in zip(spec.fields, inputs) where !input.isEmpty {
      if case .exactly = field.kind { continue }
      if case .secret = field.kind { continue }
      kept[field.name] = input.text
    }
    return kept
  }

  /// Field names and words that may be wanted again in another form of the kind.
  var words: [String: String] {
    var kept: [String: String] = [:]
    for (field, input) in zip(spec.fields, inputs) where field.kind.hasLines { kept[field.name] = input.text }
    return kept
  }

  func hasBeenRead(at uptime: Int64) -> Bool { seenSince.map { uptime - $0 >= Shell.readingTime } ?? false }

  mutating func press(_ key: Key, at uptime: Int64) -> Outcome {
    if isBusy { return .stays }
    switch key {
    case .escape, .control("c"): return .closes
    case .enter: return hasBeenRead(at: uptime) ? submit() : .stays
    case .tab:
      if let ending = completion {
        inputs[focus] = LineEditor(ending)
        faults[focus] = nil
      } else {
        focusNext(1)
      }
    case .backTab: focusNext(-1)
    case .down where !isChoice: step(1)
    case .up where !isChoice: step(-1)
    case .control("x") where kind?.hasLines == true: return .edits(inputs[focus].text)
    case .control("p") where !isChoice: recall { $0.back(from: $1) }
    case .control("n") where !isChoice: recall { recall, _ in recall.forth() }
    default: edit(key)
    }
    return .stays
  }

  mutating func shown(at uptime: Int64) { seenSince = uptime }

  /// Takes pasted text into the field with the cursor; why not, or why not all of it, comes back.
  mutating func paste(_ text: String) -> String? {
    guard !isBusy, inputs.indices.contains(focus) else { return "It is being recorded." }
    guard !isChoice else { return "Pasted text is taken only in a field for words." }
    let left = inputs[focus].insert(text)
    faults[focus] = nil
    guard left > 0 else { return nil }
    faults[focus] =
      "\(NumberWords.grouped(inputs[focus].limit)) characters fit; the last \(NumberWords.grouped(left)) are left out."
    return faults[focus]
  }

  /// The text of the field with the cursor comes back from the officer's editor.
  mutating func edited(_ text: String) {
    guard !isBusy, kind?.hasLines == true else { return }
    // Editors end the last line too.
    let ended = text.hasSuffix("\n") ? String(text.dropLast()) : text
    inputs[focus] = LineEditor("", lines: true)
    _ = paste(ended)
  }

  mutating func refused(_ problem: Problem) {
    isBusy = false
    self.problem = problem
  }

  /// What is to be asked of the catalog for the field with the cursor as it stands.
  var question: NameQuestion? {
    guard !isBusy, spec.fields.indices.contains(focus), let kind = spec.fields[focus].names,
      !inputs[focus].isEmpty
    else { return nil }
    return NameQuestion(kind: kind, letters: inputs[focus].text)
  }

  /// What Tab makes of the name being typed; nil where it goes to the next field.
  var completion: String? {
    question == nil || question != offer.asked ? nil : offer.ending(of: inputs[focus].text)
  }

  mutating func fit(columns: Int) { room = max(1, fieldColumns(in: columns)) }

  private var kind: FormSpec.Kind? { spec.fields.indices.contains(focus) ? spec.fields[focus].kind : nil }

  private var isChoice: Bool {
    if case .choice? = kind { return true }
    return false
  }

  private mutating func step(_ count: Int) {
    if kind?.hasLines == true, inputs[focus].step(by: count, columns: room) { return }
    focusNext(count)
  }

  /// What is wrong with the field that is left is said at once, unless it is still empty.
  private mutating func focusNext(_ step: Int) {
    guard !inputs.isEmpty else { return }
    if !inputs[focus].isEmpty { faults[focus] = fault(in: focus) }
    focus = (focus + step + inputs.count) % inputs.count
  }

  private mutating func recall(_ step: (inout LineRecall, String) -> String?) {
    guard let kind, inputs.indices.contains(focus), let text = step(&recalls[focus], inputs[focus].text) else { return }
    inputs[focus] = LineEditor(text, lines: kind.hasLines)
    faults[focus] = nil
  }

  /// Whether there are earlier words for the field with the cursor.
  var canRecall: Bool { recalls.indices.contains(focus) && !recalls[focus].isEmpty }

  private mutating func edit(_ key: Key) {
    guard let kind else { return }
    faults[focus] = nil
    switch kind {
    case .choice(let choices): choose(key, among: choices)
    case .words(let numbered):
      if inputs[focus].isEmpty, let digit = key.typed?.wholeNumberValue, digit >= 1, digit <= numbered.count {
        inputs[focus] = LineEditor(numbered[digit - 1], lines: true)
      } else {
        _ = inputs[focus].take(key)
      }
    case .exactly, .line, .text, .number, .secret: _ = inputs[focus].take(key)
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

  /// Why a field cannot be taken as it is.
  private func fault(in place: Int) -> String? {
    let field = spec.fields[place]
    let text = inputs[place].text
    let isBlank = text.allSatisfy(\.isWhitespace)
    switch field.kind {
    case .exactly(let wanted): return text == wanted ? nil : "Type the name exactly: \(wanted)"
    case .choice: return text.isEmpty && field.isRequired ? "Choose one with the arrow keys." : nil
    case .words: return isBlank && field.isRequired ? "Say why; it is recorded with your name." : nil
    case .line, .text: return isBlank && field.isRequired ? "This cannot be empty." : nil
    case .secret: return text.isEmpty && field.isRequired ? "Type it; it is not shown, and not kept." : nil
    case .number(_, let bounds):
      let number = Int(text.filter { !$0.isWhitespace })
      return number.map(bounds.contains) == true
        ? nil : "Write a whole number from \(bounds.lowerBound) to \(bounds.upperBound)."
    }
  }

  /// What is wrong already while it is being typed.
  func standingFault(in place: Int) -> String? {
    if let fault = faults[place] { return fault }
    guard !inputs[place].isEmpty else { return nil }
    switch spec.fields[place].kind {
    case .exactly(let wanted):
      let text = inputs[place].text
      if wanted.hasPrefix(text) { return nil }
      let same = zip(text.unicodeScalars, wanted.unicodeScalars).prefix { $0 == $1 }.count
      return "Not the name from letter \(same + 1) on: \(wanted)"
    case .number: return fault(in: place)
    case .words, .choice, .line, .text, .secret: return nil
    }
  }

  private mutating func submit() -> Outcome {
    faults = [:]
    for place in spec.fields.indices { faults[place] = fault(in: place) }
    if let first = faults.keys.min() {
      focus = first
      return .stays
    }
    problem = nil
    isBusy = true
    return .submits(
      FormAnswer(values: Dictionary(zip(spec.fields.map(\.name), inputs.map(\.text))) { first, _ in first }))
  }
}
