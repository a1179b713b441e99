/// Walks once over JSON text, checks it, and notes where its values stand.
struct JSONScanner {
  static let deepest = 64
  /// Values and keys a text may have: their nodes then take 64 MB.
  static let mostNodes = 1 << 22

  let text: UnsafeBufferPointer<UInt8>
  let policy: JSONPolicy
  let mostNodes: Int
  var position = 0
  var nodes: [JSONDocument.Node] = []
  var findings: JSONFindings = []

  init(_ text: UnsafeBufferPointer<UInt8>, policy: JSONPolicy, mostNodes: Int = JSONScanner.mostNodes) {
    self.text = text
    self.mostNodes = mostNodes
    self.policy = policy
    nodes.reserveCapacity(min(text.count / 16 + 8, 1 << 16))
  }

  mutating func scan() throws(JSONRefusal) {
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { position = 3 }
    skipSpaces()
    try value(depth: 0)
    skipSpaces()
    if position < text.count { throw refusal("something stands after the end of the value") }
  }

  func refusal(_ reason: String) -> JSONRefusal { JSONRefusal(at: position, reason) }

  @inline(__always)
  mutating func skipSpaces() {
    while position < text.count {
      switch text[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func value(depth: Int) throws(JSONRefusal) {
    guard position < text.count else { throw refusal("the text ends before its value does") }
    guard nodes.count < mostNodes else { throw refusal("more values stand in the text than can be read") }
    switch text[position] {
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "{"): try object(depth: depth + 1)
    case UInt8(ascii: "["): try array(depth: depth + 1)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "t"): try word("true", .yes)
    case UInt8(ascii: "f"): try word("false", .no)
    case UInt8(ascii: "n"): try word("null", .null)
    case UInt8(ascii: "N"), UInt8(ascii: "I"): throw refusal("NaN and Infinity are no JSON")
    default: throw refusal("\(JSONRefusal.name(of: text[position])) cannot begin a value")
    }
  }

  private mutating func object(depth: Int) throws(JSONRefusal) {
    let parent = try open(.object, depth: depth)
    var members = 0
    while try !closes(UInt8(ascii: "}"), afterFirst: members > 0) {
      guard position < text.count, text[position] == UInt8(ascii: "\"") else {
        throw refusal(position < text.count ? "a key in double quotes is missing" : "the text ends inside an object")
      }
      try string()
      skipSpaces()
      guard position < text.count, text[position] == UInt8(ascii: ":") else {
        throw refusal("a colon is missing after a key")
      }
      position += 1
      skipSpaces()
      try value(depth: depth)
      members += 1
    }
    close(parent)
    if members > 1 { try refuseDoubleKeys(in: parent, members: members) }
  }

  private mutating func array(depth: Int) throws(JSONRefusal) {
    let parent = try open(.array, depth: depth)
    var elements = 0
    while try !closes(UInt8(ascii: "]"), afterFirst: elements > 0) {
      try value(depth: depth)
      elements += 1
    }
    close(parent)
  }

  private mutating func open(_ kind: JSONDocument.Kind, depth: Int) throws(JSONRefusal) -> Int {
    guard depth <= JSONScanner.deepest else {
      throw refusal("values are nested deeper than \(JSONScanner.deepest) levels")
    }
    nodes.append(.init(kind: kind, escapes: .none, start: Int32(position), end: 0, next: 0))
    position += 1
    return nodes.count - 1
  }

  private mutating func close(_ parent: Int) {
    nodes[parent].end = Int32(position)
    nodes[parent].next = Int32(nodes.count)
  }

  /// Whether the closing bracket stands here, and is passed. Otherwise a comma was passed where one must stand.
  @inline(__always)
  private mutating func closes(_ bracket: UInt8, afterFirst: Bool) throws(JSONRefusal) -> Bool {
    skipSpaces()
    guard position < text.count else { throw refusal("the text ends before its value does") }
    if text[position] == bracket {
      position += 1
      return true
    }
    guard afterFirst else { return false }
    guard text[position] == UInt8(ascii: ",") else {
      throw refusal("a comma or \(JSONRefusal.name(of: bracket)) is missing")
    }
    position += 1
    skipSpaces()
    if position < text.count, text[position] == bracket {
      throw refusal("a comma stands before \(JSONRefusal.name(of: bracket))")
    }
    return false
  }

  private mutating func word(_ word: StaticString, _ kind: JSONDocument.Kind) throws(JSONRefusal) {
    let length = word.utf8CodeUnitCount
    let start = position
    guard position + length <= text.count else { throw refusal("a word is cut off") }
    for index in 0..<length where text[position + index] != word.utf8Start[index] {
      throw refusal("a word is neither true, false nor null")
    }
    position += length
    append(kind, from: start, to: position)
  }

  @inline(__always)
  mutating func append(
    _ kind: JSONDocument.Kind, from start: Int, to end: Int, escapes: JSONDocument.Escapes = .none
  ) {
    nodes.append(
      .init(kind: kind, escapes: escapes, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)))
  }

  private mutating func number() throws(JSONRefusal) {
    let start = position
    if text[position] == UInt8(ascii: "-") { position += 1 }
    if position < text.count, text[position] == UInt8(ascii: "0") {
      position += 1
      if isDigit() { throw refusal("a number begins with a zero too many") }
    } else {
      try digits()
    }
    if position < text.count, text[position] == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
        position += 1
      }
      try digits()
    }
    append(.number, from: start, to: position)
  }

  @inline(__always)
  private func isDigit() -> Bool { position < text.count && text[position] &- UInt8(ascii: "0") < 10 }

  private mutating func digits() throws(JSONRefusal) {
    guard isDigit() else { throw refusal("a digit is missing in a number") }
    while isDigit() { position += 1 }
  }
}
