import Evidence

/// Conversations in the message shape of OpenTelemetry: `[{"parts":[…],"role":…}]`.
extension ContentWriter {
  /// A list of messages as it came, where a `content` of text becomes the one text part.
  ///
  /// - Throws: when it is no list of objects with a role, or a message has neither `parts` nor text.
  mutating func messages(_ list: Int, of document: JSONDocument, _ field: String) throws(Refusal) {
    try document.require(.array, list, field)
    json.append(raw: "[")
    for (index, node) in document.elements(of: list).enumerated() {
      if index > 0 { json.append(raw: ",") }
      try message(node, of: document, "\(field)[\(index)]")
    }
    json.append(raw: "]")
  }

  /// Instructions of the system: text, a list of messages, or a list of bare parts, each then a message of its own.
  mutating func system(_ node: Int, of document: JSONDocument) throws(Refusal) {
    let field = "system_instructions"
    json.append(raw: "[")
    if document.kind(of: node) == .string {
      message(role: "system", text: node)
    } else {
      try document.require(.array, node, field)
      for (index, element) in document.elements(of: node).enumerated() {
        if index > 0 { json.append(raw: ",") }
        try document.require(.object, element, "\(field)[\(index)]")
        if document.member("role", of: element) == nil, document.member("type", of: element) != nil {
          json.append(raw: "{\"parts\":[")
          try value(element)
          json.append(raw: "],\"role\":\"system\"}")
        } else {
          try message(element, of: document, "\(field)[\(index)]")
        }
      }
    }
    json.append(raw: "]")
  }

  private mutating func message(
    _ node: Int, of document: JSONDocument, _ field: @autoclosure () -> String
  ) throws(Refusal) {
    try document.require(.object, node, field())
    let members = Members<MessageName>(of: node, in: document)
    guard let role = members[.role] else { throw .missing(field() + ".role") }
    try document.require(.string, role, field() + ".role")
    if let parts = members[.parts] {
      try document.require(.array, parts, field() + ".parts")
      for (index, part) in document.elements(of: parts).enumerated() {
        try document.require(.object, part, "\(field()).parts[\(index)]")
      }
      try value(node)
      return
    }
    guard let text = members[.content] else { throw .missing(field() + ".parts") }
    try document.require(.string, text, field() + ".content")
    if members.unknown.isEmpty {
      message(role: role, text: text)
      return
    }
    let part: JSONValue = ["content": .string(document.text(of: text)), "type": "text"]
    let others = members.unknown.map { JSONValue.Member(document.text(of: $0), JSONValue(document, $0 + 1)) }
    let known = [
      JSONValue.Member("role", .string(document.text(of: role))), JSONValue.Member("parts", [part]),
    ]
    try value(.object(others + known))
  }
}

private enum MessageName: UInt8, MemberName {
  case role, parts, content
  static let names = allNames()
}

extension JSONDocument {
  /// The value node of a member that is not null.
  func presentMember(_ name: String, of object: Int) -> Int? {
    guard let node = member(name, of: object), kind(of: node) != .null else { return nil }
    return node
  }
}
