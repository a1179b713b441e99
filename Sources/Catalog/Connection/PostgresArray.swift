/// PostgreSQL's text form of one-dimensional arrays: `{a,"b \"c\"",NULL}`.
enum PostgresArray {
  static func write(_ values: [String]) -> String {
    let quoted = values.map { value in
      "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    return "{" + quoted.joined(separator: ",") + "}"
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
