/// PostgreSQL's text form of one-dimensional arrays: `{a,"b \"c\"",NULL}`.
enum PostgresArray {
  static func write(_ values: [String]) -> String {
    "{" + values.map(quoted).joined(separator: ",") + "}"
  }

  static func write(orNull values: [String?]) -> String {
    "{" + values.map { $0.map(quoted) ?? "NULL" }.joined(separator: ",") + "}"
  }

  /// Of `bytea`.
  static func write(bytes values: [[UInt8]]) -> String {
    var text: [UInt8] = [UInt8(ascii: "{")]
    text.reserveCapacity(values.reduce(2) { $0 + 2 * $1.count + 6 })
    for (place, value) in values.enumerated() {
      text.append(contentsOf: (place == 0 ? "\"\\\\x" : ",\"\\\\x").utf8)
      for byte in value {
        text.append(hexadecimal[Int(byte >> 4)])
        text.append(hexadecimal[Int(byte & 15)])
      }
      text.append(UInt8(ascii: "\""))
    }
    text.append(UInt8(ascii: "}"))
    return String(decoding: text, as: UTF8.self)
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  private static func quoted(_ value: String) -> String {
    "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Nil when the text is not an array. NULL elements become empty texts.
  static func read(_ text: String) -> [String]? {
    var bytes = ArraySlice(text.utf8)
    guard bytes.popFirst() == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return nil }
    bytes.removeLast()
    guard !bytes.isEmpty else { return [] }
    var values: [String] = []
    var value: [UInt8] = []
    var quoted = false
    var wasQuoted = false
    func finished() -> String {
      let text = String(decoding: value, as: UTF8.self)
      return !wasQuoted && text == "NULL" ? "" : text
    }
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"):
        if let escaped = bytes.popFirst() { value.append(escaped) }
      case UInt8(ascii: "\""):
        quoted.toggle()
        wasQuoted = true
      case UInt8(ascii: ",") where !quoted:
        values.append(finished())
        value = []
        wasQuoted = false
      default:
        value.append(byte)
      }
    }
    values.append(finished())
    return values
  }
}
