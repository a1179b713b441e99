import Evidence

/// Writes the erasable part of an event as canonical JSON. Members must come in canonical order.
struct ContentWriter {
  var json: CanonicalJSON
  private let document: JSONDocument
  /// Whether a member stands already, for each object that is open.
  private var isLater: [Bool] = []

  init(_ document: JSONDocument) {
    self.document = document
    json = CanonicalJSON(policy: .generation, capacity: document.bytes.count)
  }

  mutating func open() {
    json.append(raw: "{")
    isLater.append(false)
  }

  mutating func close() {
    json.append(raw: "}")
    isLater.removeLast()
  }

  mutating func key(_ name: StaticString) {
    json.append(raw: isLater.last == true ? ",\"" : "\"")
    json.append(raw: name)
    json.append(raw: "\":")
    if !isLater.isEmpty { isLater[isLater.count - 1] = true }
  }

  /// A member as it came, unless it is missing.
  mutating func member(_ name: StaticString, _ node: Int?) throws(Refusal) {
    guard let node else { return }
    key(name)
    try value(node)
  }

  /// A member as it came, unless it is missing or an empty list or object.
  mutating func filledMember(_ name: StaticString, _ node: Int?) throws(Refusal) {
    if document.isFilled(node) { try member(name, node) }
  }

  /// A member that is an object of the members with these key nodes, unless there are none.
  mutating func object(_ name: StaticString, _ keys: [Int]) throws(Refusal) {
    guard !keys.isEmpty else { return }
    key(name)
    try refusing { [document] (json) throws(JSONRefusal) in try json.append(document, keys: keys) }
  }

  mutating func value(_ node: Int) throws(Refusal) {
    try refusing { [document] (json) throws(JSONRefusal) in try json.append(document, node) }
  }

  mutating func value(_ value: JSONValue) throws(Refusal) {
    try refusing { (json) throws(JSONRefusal) in try json.append(value) }
  }

  /// One message of a single text part; `text` is a string's node.
  mutating func message(role: StaticString, text: Int) {
    messageHead(text)
    json.append(raw: ",\"role\":\"")
    json.append(raw: role)
    json.append(raw: "\"}")
  }

  /// The same with the role as it came.
  mutating func message(role: Int, text: Int) {
    messageHead(text)
    json.append(raw: ",\"role\":")
    json.appendString(of: document, role)
    json.append(raw: "}")
  }

  private mutating func messageHead(_ text: Int) {
    json.append(raw: "{\"parts\":[{\"content\":")
    json.appendString(of: document, text)
    json.append(raw: ",\"type\":\"text\"}]")
  }

  private mutating func refusing(_ write: (inout CanonicalJSON) throws(JSONRefusal) -> Void) throws(Refusal) {
    do throws(JSONRefusal) {
      try write(&json)
    } catch {
      throw Refusal("line.number", error.sentence)
    }
  }
}
