extension Filter {
  /// Reads what was typed. Nothing typed is no filter.
  ///
  ///     filter = { ["-"] field relation value | ["-"] value }      terms apart by blanks, all must hold
  ///     relation = ":" | "=" | "<" | ">" | "<=" | ">="
  ///     value = word { "," word } | '"' anything '"'               one of the words
  ///
  /// - Throws: a fault with the column it is at.
  package init(reading text: String, _ grammar: FilterGrammar) throws(FilterFault) {
    var reader = FilterReader(text)
    var terms: [FilterTerm] = []
    while let token = try reader.next() { terms.append(try token.term(in: grammar)) }
    self.init(terms: terms, text: text)
  }
}

/// A term as it stands in the text: names and values with their columns.
struct FilterToken: Equatable {
  struct Word: Equatable {
    var text: String
    var column: Int
    var isQuoted: Bool
  }
  var isNot: Bool
  var column: Int
  /// Nil for a value alone.
  var field: Word?
  /// `:` and the comparisons, as typed; empty for a value alone.
  var relation: String
  var values: [Word]

  func term(in grammar: FilterGrammar) throws(FilterFault) -> FilterTerm {
    guard let word = field else {
      if let joining = values.first(where: { !$0.isQuoted && ["AND", "OR", "NOT"].contains($0.text) }) {
        throw FilterFault(
          at: joining.column, "all terms must hold; one of several is written tier:high,low and none of them -tier:high"
        )
      }
      return FilterTerm(field: grammar.plain, isNot: isNot, value: .words(values.map(\.text)))
    }
    guard let field = grammar.field(word.text.lowercased()) else {
      throw FilterFault(at: word.column, FilterWords.unknown(word.text, among: grammar.fields.map(\.name), as: "field"))
    }
    guard let first = values.first else {
      throw FilterFault(at: column + width, "\(field.name)\(relation) needs a value: \(field.example)")
    }
    let exact = [":", "="].contains(relation)
    let asked = exact ? FilterTerm.Relation.equal : FilterTerm.Relation(rawValue: relation) ?? .equal
    func made(_ relation: FilterTerm.Relation, _ value: FilterTerm.Value) -> FilterTerm {
      FilterTerm(field: field.name, isNot: isNot, relation: relation, value: value)
    }
    switch field.kind {
    case .choice, .name, .text:
      guard exact else {
        throw FilterFault(at: word.column + word.text.count, "\(field.name) has no order: write \(field.example)")
      }
      if case .choice(let known) = field.kind {
        for value in values where !known.contains(value.text.lowercased()) {
          throw FilterFault(at: value.column, FilterWords.unknown(value.text, among: known, as: field.name))
        }
        return made(.equal, .words(values.map { $0.text.lowercased() }))
      }
      return made(.equal, .words(values.map(\.text)))
    case .past, .ahead, .number, .truth:
      guard values.count == 1 else {
        throw FilterFault(at: values[1].column, "\(field.name) takes one value: \(field.example)")
      }
    }
    switch field.kind {
    case .past, .ahead:
      guard let seconds = FilterWords.seconds(first.text) else {
        throw FilterFault(at: first.column, "a length of time such as 90m, 4h, 3d or 2w is needed here")
      }
      return made(exact ? (field.kind == .past ? .atLeast : .atMost) : asked, .span(seconds))
    case .number:
      guard let number = FilterWords.number(first.text) else {
        throw FilterFault(at: first.column, "a number is needed here")
      }
      return made(asked, .number(number))
    default:
      guard exact, let truth = FilterWords.truth(first.text) else {
        throw FilterFault(at: first.column, "write \(field.name):yes or \(field.name):no")
      }
      return made(.equal, .truth(truth))
    }
  }

  /// Characters up to the value.
  var width: Int { (isNot ? 1 : 0) + (field?.text.count ?? 0) + relation.count }
}

/// Takes a filter's text apart; columns count characters.
struct FilterReader {
  private let text: [Character]
  private var place = 0

  init(_ text: String) { self.text = Array(text) }

  mutating func next() throws(FilterFault) -> FilterToken? {
    while place < text.count, text[place].isWhitespace { place += 1 }
    guard place < text.count else { return nil }
    let column = place
    var isNot = false
    if text[place] == "-", place + 1 < text.count, !text[place + 1].isWhitespace {
      isNot = true
      place += 1
    }
    let start = place
    while place < text.count, text[place].isLetter { place += 1 }
    if place > start, let relation = relation() {
      let field = FilterToken.Word(text: String(text[start..<place]), column: start, isQuoted: false)
      place += relation.count
      return FilterToken(
        isNot: isNot, column: column, field: field, relation: relation, values: try values(orNone: true))
    }
    place = start
    return FilterToken(isNot: isNot, column: column, field: nil, relation: "", values: try values(orNone: false))
  }

  private func relation() -> String? {
    guard place < text.count else { return nil }
    switch text[place] {
    case ":", "=": return String(text[place])
    case "<", ">": return String(text[place]) + (place + 1 < text.count && text[place + 1] == "=" ? "=" : "")
    default: return nil
    }
  }

  private mutating func values(orNone: Bool) throws(FilterFault) -> [FilterToken.Word] {
    var values: [FilterToken.Word] = []
    while true {
      let column = place
      if place < text.count, text[place] == "\"" {
        place += 1
        while place < text.count, text[place] != "\"" { place += 1 }
        guard place < text.count else { throw FilterFault(at: column, "this quotation mark is not closed") }
        values.append(FilterToken.Word(text: String(text[(column + 1)..<place]), column: column, isQuoted: true))
        place += 1
      } else {
        while place < text.count, !text[place].isWhitespace, text[place] != ",", text[place] != "\"" { place += 1 }
        if place > column {
          values.append(FilterToken.Word(text: String(text[column..<place]), column: column, isQuoted: false))
        } else if !(orNone && values.isEmpty) || place < text.count && text[place] == "," {
          throw FilterFault(at: column, "a value is missing here")
        }
      }
      guard place < text.count, text[place] == "," else { return values }
      place += 1
    }
  }
}

/// Values that are no plain words.
enum FilterWords {
  /// `90m`, `4h`, `3d`, `2w`, `30s` in seconds.
  static func seconds(_ text: String) -> Double? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let last = text.last, let unit = units[Character(last.lowercased())], let number = number(text.dropLast()),
      number >= 0
    else { return nil }
    let seconds = number * unit
    // A thousand years: more than the catalog's clock can be moved by is a slip of the finger.
    return seconds <= 3.2e10 ? seconds : nil
  }

  static func number(_ text: some StringProtocol) -> Double? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }) else { return nil }
    return Double(text)
  }

  static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "true": true
    case "no", "false": false
    default: nil
    }
  }

  /// Says what is not known, and the nearest that is.
  static func unknown(_ word: String, among known: [String], as what: String) -> String {
    let hint = Nearest.word(to: word.lowercased(), among: known).map { "did you mean \($0)? " } ?? ""
    return "no such \(what); \(hint)known: \(known.joined(separator: ", "))"
  }
}
