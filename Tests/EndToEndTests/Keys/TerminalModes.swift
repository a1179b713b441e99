/// What a program switched on at the terminal, read from the bytes it wrote.
enum TerminalModes {
  /// Private modes whose last word was "on", but for wrapping (7) and the cursor's visibility (25), whose last word
  /// should be on.
  ///
  /// 1049 is the alternate screen, 1 and `ESC =` the keypad, 1000–1006 the mouse, 1004 the focus, 2004 pasting, 2026
  /// an unfinished frame.
  static func leftOn(in bytes: [UInt8]) -> [String] {
    var state: [String: Bool] = [:]
    let text = String(decoding: bytes, as: UTF8.self)
    for piece in text.split(separator: "\u{1B}[?").dropFirst() {
      let numbers = piece.prefix { "0123456789;".contains($0) }
      guard let final = piece.dropFirst(numbers.count).first, final == "h" || final == "l" else { continue }
      for number in numbers.split(separator: ";") { state[String(number)] = final == "h" }
    }
    var left = state.filter { $0.value && $0.key != "25" && $0.key != "7" }.map(\.key)
    if state["25"] == false { left.append("hidden cursor") }
    if state["7"] == false { left.append("no wrapping") }
    if let keypad = text.split(separator: "\u{1B}").last(where: { $0.first == "=" || $0.first == ">" }),
      keypad.first == "="
    {
      left.append("keypad")
    }
    return left.sorted()
  }

  /// Whether any colour was asked for.
  static func usesColour(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(separator: "\u{1B}[").dropFirst().contains { piece in
      let body = piece.prefix { "0123456789;:".contains($0) }
      guard piece.dropFirst(body.count).first == "m" else { return false }
      return body.split(whereSeparator: { $0 == ";" || $0 == ":" }).contains { part in
        guard let number = Int(part) else { return false }
        return (30...38).contains(number) || (40...48).contains(number) || (90...107).contains(number)
      }
    }
  }
}
