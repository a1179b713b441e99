extension CanonicalJSON {
  /// The canonical form of a value.
  ///
  /// - Throws: for a number that is none or that `policy` refuses, and a key that stands twice; the offset counts in
  ///   the canonical text.
  package static func bytes(of value: JSONValue, policy: JSONPolicy = .artifact) throws(JSONRefusal) -> [UInt8] {
    var writer = CanonicalJSON(policy: policy)
    try writer.append(value)
    return writer.output
  }

  /// Appends a value.
  package mutating func append(_ value: JSONValue) throws(JSONRefusal) {
    switch value {
    case .null: append(raw: "null")
    case .bool(let bool): bool ? append(raw: "true") : append(raw: "false")
    case .string(let text): append(string: text)
    case .number(let text): try append(number: text)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        try append(element)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      try append(members: members)
    }
  }

  private mutating func append(members: [JSONValue.Member]) throws(JSONRefusal) {
    let named = members.map { (name: Array($0.key.utf8), member: $0) }
    let sorted = named.sorted { CanonicalKeyOrder.isBefore($0.name, $1.name) }
    output.append(UInt8(ascii: "{"))
    for (index, entry) in sorted.enumerated() {
      if index > 0 {
        guard entry.name != sorted[index - 1].name else {
          throw JSONRefusal(at: output.count, "a key stands twice in one object")
        }
        output.append(UInt8(ascii: ","))
      }
      append(string: entry.member.key)
      output.append(UInt8(ascii: ":"))
      try append(entry.member.value)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func append(number text: String) throws(JSONRefusal) {
    let bytes = Array(text.utf8)
    guard let document = try? JSONDocument(bytes, policy: policy), document.kind(of: JSONDocument.root) == .number,
      document.source(of: JSONDocument.root).count == bytes.count
    else { throw JSONRefusal(at: output.count, "a number is none by the rules of JSON") }
    try append(document, JSONDocument.root)
  }
}
