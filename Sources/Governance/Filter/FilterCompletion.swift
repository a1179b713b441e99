/// How the word at the end of a filter can go on.
package struct FilterCompletion: Sendable, Equatable {
  /// The text up to what is completed.
  package var kept: String
  /// What may stand there, whole: `tier:`, `high`.
  package var endings: [String]

  /// The field whose value is being typed, and what of it stands there; nil and nothing in the name of a field.
  package private(set) var field: String?
  package private(set) var typed = ""

  /// - Parameter names: values that have been seen, by field.
  package init(of text: String, _ grammar: FilterGrammar, names: [String: [String]] = [:]) {
    var start = text.startIndex
    var isQuoted = false
    for place in text.indices {
      if text[place] == "\"" { isQuoted.toggle() }
      if text[place].isWhitespace, !isQuoted { start = text.index(after: place) }
    }
    if text[start...].hasPrefix("-") { start = text.index(after: start) }
    let word = text[start...]
    guard let relation = word.firstIndex(where: { ":=<>".contains($0) }),
      let field = grammar.field(word[..<relation].lowercased())
    else {
      kept = String(text[..<start])
      endings = grammar.fields.map { $0.name + ":" }.filter { $0.hasPrefix(word.lowercased()) }
      return
    }
    let first = text.index(after: relation)
    let from = text[first...].lastIndex(of: ",").map { text.index(after: $0) } ?? first
    let typed = text[from...].lowercased()
    self.field = field.name
    self.typed = typed
    kept = String(text[..<from])
    let known: [String] =
      switch field.kind {
      case .choice(let words): words
      case .truth: ["yes", "no"]
      case .past: ["1h", "1d", "3d", "30d"]
      case .ahead: ["1h", "4h", "1d", "7d"]
      case .name, .text, .number:
        (names[field.name] ?? []).map { $0.contains { $0.isWhitespace || $0 == "," } ? "\"\($0)\"" : $0 }
      }
    var seen: Set<String> = []
    endings = known.filter { $0.lowercased().hasPrefix(typed) && seen.insert($0).inserted }
  }

  /// The text as far as all endings agree.
  package var common: String {
    guard let first = endings.first else { return kept }
    var shared = first
    for ending in endings.dropFirst() { shared = String(zip(shared, ending).prefix { $0 == $1 }.map { $0.0 }) }
    return kept + shared
  }
}
