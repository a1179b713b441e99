import Evidence
import Governance

/// Longest name, label or id, in bytes of UTF-8; what is longer is content, and stands elsewhere.
let longestName = 1000
/// Of a row of data, its dataset and the namespace of that: as long as places in lineage may be called.
let longestPlaceName = 16_000

/// Values of a document as a record's fields, refused by the field's name when they are something else.
extension JSONDocument {
  /// Text of at most so many bytes.
  func name(_ node: Int, _ field: @autoclosure () -> String, atMost longest: Int = longestName) throws(Refusal)
    -> String
  {
    guard kind(of: node) == .string else { throw .type(field(), "text", found: kind(of: node)) }
    guard source(of: node).count <= longest * 6, case let text = text(of: node), text.utf8.count <= longest
    else { throw Refusal("field.long", "The field \(field()) is longer than \(longest) bytes.") }
    return text
  }

  func optionalName(
    _ node: Int?, _ field: @autoclosure () -> String, atMost longest: Int = longestName
  ) throws(Refusal) -> String? {
    guard let node else { return nil }
    return try name(node, field(), atMost: longest)
  }

  /// A name that says something: nil when it is missing or empty.
  func filledName(_ node: Int?, _ field: @autoclosure () -> String) throws(Refusal) -> String? {
    guard let node, case let text = try name(node, field()), !text.isEmpty else { return nil }
    return text
  }

  /// The name of a program that hands events in: at most 200 characters, no controls. Nil when it is missing or empty.
  func producer(_ node: Int?) throws(Refusal) -> String? {
    guard let text = try filledName(node, "producer") else { return nil }
    guard text.unicodeScalars.count <= 200,
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw Refusal("field.producer", "The field producer is longer than 200 characters or has control characters.")
    }
    return text
  }

  /// Whether a value is there, and no empty list or object.
  func isFilled(_ node: Int?) -> Bool {
    guard let node else { return false }
    let isContainer = kind(of: node) == .array || kind(of: node) == .object
    return !isContainer || next(after: node) > node + 1
  }

  /// A whole number, exact up to 64 bits; no fraction, no exponent.
  func integer(_ node: Int, _ field: @autoclosure () -> String) throws(Refusal) -> Int64 {
    guard kind(of: node) == .number else { throw .type(field(), "a number", found: kind(of: node)) }
    guard let value = Int64(String(decoding: source(of: node), as: UTF8.self)) else {
      throw Refusal("field.integer", "The field \(field()) is not a whole number of at most 64 bits.")
    }
    return value
  }

  /// A whole number that counts something: zero or more.
  func count(_ node: Int?, _ field: @autoclosure () -> String) throws(Refusal) -> Int64? {
    guard let node else { return nil }
    let value = try integer(node, field())
    guard value >= 0 else { throw Refusal("field.negative", "The field \(field()) is below zero.") }
    return value
  }

  func double(_ node: Int, _ field: @autoclosure () -> String) throws(Refusal) -> Double {
    guard kind(of: node) == .number else { throw .type(field(), "a number", found: kind(of: node)) }
    guard let value = Double(String(decoding: source(of: node), as: UTF8.self)), value.isFinite else {
      throw Refusal("field.number", "The field \(field()) is a number too large for a double.")
    }
    return value
  }

  func bool(_ node: Int, _ field: @autoclosure () -> String) throws(Refusal) -> Bool {
    switch kind(of: node) {
    case .yes: true
    case .no: false
    case let other: throw .type(field(), "true or false", found: other)
    }
  }

  /// One of a few words, as an enum of text.
  func word<Word: RawRepresentable<String> & CaseIterable>(
    _ node: Int, _ field: @autoclosure () -> String
  ) throws(Refusal) -> Word {
    let text = try name(node, field())
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
    throw Refusal("field.word", "The field \(field()) is none of \(known).")
  }

  func require(_ kind: Kind, _ node: Int, _ field: @autoclosure () -> String) throws(Refusal) {
    guard self.kind(of: node) == kind else { throw .type(field(), kind.words, found: self.kind(of: node)) }
  }
}

extension Refusal {
  static func type(_ field: String, _ expected: String, found: JSONDocument.Kind) -> Refusal {
    Refusal("field.type", "The field \(field) must be \(expected) but is \(found.words).")
  }

  static func missing(_ field: String) -> Refusal {
    Refusal("field.missing", "The field \(field) is missing.")
  }
}

extension JSONDocument.Kind {
  var words: String {
    switch self {
    case .object: "an object"
    case .array: "a list"
    case .string: "text"
    case .number: "a number"
    case .yes, .no: "true or false"
    case .null: "null"
    }
  }
}
