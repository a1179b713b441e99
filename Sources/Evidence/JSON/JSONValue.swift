/// A JSON value taken apart into Swift values. Members keep their order; numbers keep their text.
package enum JSONValue: Sendable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  /// As written, by the grammar of RFC 8259.
  case number(String)
  case bool(Bool)
  case null

  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue
    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }

    package static func == (left: Member, right: Member) -> Bool {
      left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
    }
  }

  /// Reads a text; what is refused is said at `JSONDocument`.
  package init(_ text: [UInt8], policy: JSONPolicy = .artifact) throws(JSONRefusal) {
    self.init(try JSONDocument(text, policy: policy), JSONDocument.root)
  }

  /// A copy of one value of a document.
  package init(_ document: JSONDocument, _ node: Int) {
    switch document.kind(of: node) {
    case .object:
      self = .object(document.keys(of: node).map { Member(document.text(of: $0), JSONValue(document, $0 + 1)) })
    case .array: self = .array(document.elements(of: node).map { JSONValue(document, $0) })
    case .string: self = .string(document.text(of: node))
    case .number: self = .number(document.text(of: node))
    case .yes: self = .bool(true)
    case .no: self = .bool(false)
    case .null: self = .null
    }
  }

  /// The value of a member; nil when there is none, or this is no object.
  package subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The text of a string, nil for anything else.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}

/// Byte by byte and in order: texts that only look alike differ, and so do `1` and `1.0`.
extension JSONValue: Equatable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.object(let left), .object(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.string(let left), .string(let right)), (.number(let left), .number(let right)):
      left.utf8.elementsEqual(right.utf8)
    case (.bool(let left), .bool(let right)): left == right
    case (.null, .null): true
    default: false
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(String(value)) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
