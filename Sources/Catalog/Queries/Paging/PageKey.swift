package import Governance

/// A value that orders a list. Of several, only the last may be a text, or the first of two beside a number.
package enum KeyValue: Sendable, Equatable {
  case integer(Int64)
  /// Nil is later than every moment.
  case instant(Instant?)
  case text(String)

  var parameter: Parameter {
    switch self {
    case .integer(let value): .integer(value)
    case .instant(let value): .text(value?.rfc3339 ?? "infinity")
    case .text(let value): .text(value)
    }
  }

  var word: String {
    switch self {
    case .integer(let value): String(value)
    case .instant(let value): value.map { String($0.microseconds) } ?? ""
    case .text(let value): value
    }
  }
}

/// An expression that orders a list: our own text, never a person's.
package struct PageKey: Sendable {
  package enum Kind: String, Sendable { case integer = "bigint", instant = "timestamptz", text }
  let expression: String
  let kind: Kind

  init(_ expression: String, _ kind: Kind) {
    self.expression = expression
    self.kind = kind
  }
}

/// A row's place in a list, as text: its key values, those of one line apart by a stop. A text among them may hold stops.
package enum PageCursor {
  package static func text(of values: [KeyValue]) -> String { values.map(\.word).joined(separator: ".") }

  static func values(in text: String, of keys: [PageKey]) throws(Problem) -> [KeyValue] {
    var words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let place = keys.firstIndex(where: { $0.kind == .text }), words.count > keys.count {
      let end = place + 1 + words.count - keys.count
      words.replaceSubrange(place..<end, with: [words[place..<end].joined(separator: ".")])
    }
    guard words.count == keys.count else { throw .badCursor }
    var values: [KeyValue] = []
    for (key, word) in zip(keys, words) {
      switch key.kind {
      case .text: values.append(.text(word))
      case .instant where word.isEmpty: values.append(.instant(nil))
      case .instant:
        guard let moment = Int64(word) else { throw .badCursor }
        values.append(.instant(Instant(microseconds: moment)))
      case .integer:
        guard let number = Int64(word) else { throw .badCursor }
        values.append(.integer(number))
      }
    }
    return values
  }
}

extension Problem {
  package static let badCursor = Problem(
    .usage, "cursor", happened: "This is not a cursor of this list.",
    remedy: "Hand back `next` of the page before, unchanged.")
}
