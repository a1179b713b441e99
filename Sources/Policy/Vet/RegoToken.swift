/// A piece of Rego v1, as much of it as the vet needs to know.
struct RegoToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// A name, with the names that follow it after dots: `input.subject.owner`, `count`, `time.now_ns`.
    case name([String])
    /// The text between the quotes, escapes as written.
    case string(String)
    case number
    /// An operator or a bracket.
    case sign(String)
    case lineEnd
  }
  var kind: Kind
  var line: Int
  /// A bracket follows without a space: `f(`, `xs[`.
  var touchesNext = false

  func `is`(_ sign: String) -> Bool { kind == .sign(sign) }
  func isWord(_ word: String) -> Bool { kind == .name([word]) }
  var path: [String]? { if case .name(let path) = kind { path } else { nil } }
}

extension RegoToken {
  /// Takes a file apart; comments fall away.
  static func all(in source: String) -> [RegoToken] {
    var reader = RegoReader(bytes: Array(source.utf8))
    return reader.tokens()
  }
}

private struct RegoReader {
  let bytes: [UInt8]
  var position = 0
  var line = 1

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func tokens() -> [RegoToken] {
    var tokens: [RegoToken] = []
    while position < bytes.count {
      let start = line
      switch bytes[position] {
      case UInt8(ascii: "\n"):
        position += 1
        line += 1
        tokens.append(RegoToken(kind: .lineEnd, line: start))
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "#"): while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      case UInt8(ascii: "\""): tokens.append(RegoToken(kind: .string(quoted(escapes: true)), line: start))
      case UInt8(ascii: "`"): tokens.append(RegoToken(kind: .string(quoted(escapes: false)), line: start))
      case let byte where RegoReader.beginsName(byte):
        let path = name()
        var token = RegoToken(kind: .name(path), line: start)
        token.touchesNext = position < bytes.count && [0x28, 0x5B].contains(bytes[position])
        tokens.append(token)
      case 0x30...0x39:
        while position < bytes.count, RegoReader.isInNumber(bytes[position]) { position += 1 }
        tokens.append(RegoToken(kind: .number, line: start))
      default: tokens.append(RegoToken(kind: .sign(sign()), line: start))
      }
    }
    return tokens
  }

  private mutating func name() -> [String] {
    var path = [word()]
    while position + 1 < bytes.count, bytes[position] == UInt8(ascii: "."), RegoReader.beginsName(bytes[position + 1]) {
      position += 1
      path.append(word())
    }
    return path
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, RegoReader.beginsName(bytes[position]) || (0x30...0x39).contains(bytes[position]) {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quoted(escapes: Bool) -> String {
    let quote = bytes[position]
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += escapes && bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(position, bytes.count)
    position = min(end + 1, bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func sign() -> String {
    let two = bytes[position..<min(position + 2, bytes.count)]
    let length = [":=", "==", "!=", "<=", ">="].contains(String(decoding: two, as: UTF8.self)) ? 2 : 1
    let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
    position += length
    return text
  }

  private static func beginsName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_")
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
  }
}
