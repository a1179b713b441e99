package import Evidence

/// Attributes and JSON values as each other, and what is asked of them.
extension JSONValue {
  static func object(_ attributes: TracePart.Attributes) -> JSONValue {
    .object(attributes.map { Member($0.key, $0.value) })
  }

  /// An object of the members that are there.
  package static func object(present members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }

  /// Members of an object by name; of a name that stands twice, the last.
  var attributes: TracePart.Attributes? {
    guard case .object(let members) = self else { return nil }
    return TracePart.Attributes(members.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
  }

  package var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  var hexadecimal: [UInt8]? { text.flatMap { Hexadecimal.bytes(of: $0) } }

  /// A whole number, whether sent as number or as decimal text.
  package var integer: Int64? {
    switch self {
    case .number(let text): Int64(text) ?? Double(text).flatMap { Int64(exactly: $0) }
    case .string(let text): Int64(text)
    default: nil
    }
  }

  var double: Double? {
    switch self {
    case .number(let text), .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// Text that says something; nil when it is empty or no text.
  package var filledText: String? { text.flatMap { $0.isEmpty ? nil : $0 } }

  var isNull: Bool { self == .null }

  /// The value itself, or what its text holds when that is JSON of an object or a list: SDKs without structured attributes
  /// send them so.
  var unpacked: JSONValue? {
    switch self {
    case .object, .array: return self
    case .string(let text):
      guard let first = text.utf8.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
      else { return nil }
      return try? JSONValue(Array(text.utf8), policy: .generation)
    default: return nil
    }
  }
}

extension TracePart.Attributes {
  /// The first of these names that has a value saying something.
  func first(_ names: String...) -> JSONValue? {
    for name in names {
      guard let value = self[name], !value.isNull, value != .string("") else { continue }
      return value
    }
    return nil
  }

  func text(_ names: String...) -> String? {
    for name in names { if let text = self[name]?.filledText { return text } }
    return nil
  }

  func integer(_ names: String...) -> Int64? {
    for name in names { if let integer = self[name]?.integer, integer >= 0 { return integer } }
    return nil
  }
}
