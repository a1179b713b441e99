/// JSON as it stands, members in their order, numbers as they are written. For showing only: the catalog has checked it.
indirect enum JSONTree: Sendable, Equatable {
  struct Member: Sendable, Equatable {
    var name: String
    var value: JSONTree
  }
  case text(String)
  /// A number, `true`, `false` or `null`.
  case word(String)
  case array([JSONTree])
  case object([Member])

  /// Nil for what is not JSON, or nests deeper than 64.
  init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.atEnd else { return nil }
    self = value
  }

  private struct Reader {
    var bytes: [UInt8]
    var position = 0
    var atEnd: Bool { position == bytes.count }

    mutating func value(depth: Int) -> JSONTree? {
      skipBlanks()
      defer { skipBlanks() }
      guard depth < 64, position < bytes.count else { return nil }
      switch bytes[position] {
      case UInt8(ascii: "{"): return members(depth)
      case UInt8(ascii: "["): return items(depth)
      case UInt8(ascii: "\""): return string().map { .text($0) }
      default: return word().map { .word($0) }
      }
    }

    private mutating func members(_ depth: Int) -> JSONTree? {
      position += 1
      var found: [Member] = []
      skipBlanks()
      if eat("}") { return .object(found) }
      while true {
        skipBlanks()
        guard let name = string() else { return nil }
        skipBlanks()
        guard eat(":"), let value = value(depth: depth + 1) else { return nil }
        found.append(Member(name: name, value: value))
        if eat(",") { continue }
        return eat("}") ? .object(found) : nil
      }
    }

    private mutating func items(_ depth: Int) -> JSONTree? {
      position += 1
      var found: [JSONTree] = []
      skipBlanks()
      if eat("]") { return .array(found) }
      while true {
        guard let value = value(depth: depth + 1) else { return nil }
        found.append(value)
        if eat(",") { continue }
        return eat("]") ? .array(found) : nil
      }
    }

    private mutating func skipBlanks() {
      while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
    }

    private mutating func eat(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    private mutating func word() -> String? {
      let start = position
      while position < bytes.count, !",]} \n\t\r".utf8.contains(bytes[position]) { position += 1 }
      return start == position ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func string() -> String? {
      guard eat("\"") else { return nil }
      var text: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
        guard byte == UInt8(ascii: "\\") else {
          text.append(byte)
          continue
        }
        guard position < bytes.count else { return nil }
        let escape = bytes[position]
        position += 1
        switch escape {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "u"):
          guard let scalar = scalar() else { return nil }
          text += Array(String(Character(scalar)).utf8)
        default: text.append(escape)
        }
      }
      return nil
    }

    private mutating func scalar() -> Unicode.Scalar? {
      guard let first = hex4() else { return nil }
      if (0xD800..<0xDC00).contains(first), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        guard let second = hex4(), (0xDC00..<0xE000).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
      }
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private mutating func hex4() -> UInt32? {
      guard position + 4 <= bytes.count else { return nil }
      let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
      position += 4
      return UInt32(digits, radix: 16)
    }
  }
}
