extension CanonicalJSON {
  /// Appends a string of ours, in quotes.
  package mutating func append(string: String) {
    output.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { text in
      var start = 0
      for index in 0..<text.count {
        let byte = text[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        appendEscaped(byte)
        start = index + 1
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Copies what stands between escapes, and writes each escape in its canonical form.
  mutating func appendNormalised(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < text.count {
      let start = index
      while index < text.count, text[index] != UInt8(ascii: "\\") { index += 1 }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      guard index < text.count else { return }
      let (scalar, length) = JSONEscapes.scalar(text, at: index)
      index += length
      if scalar < 0x20 || scalar == 0x22 || scalar == 0x5C {
        appendEscaped(UInt8(scalar))
      } else {
        JSONEscapes.append(scalar, to: &output)
      }
    }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0x22, 0x5C: output.append(byte)
    default:
      output.append(contentsOf: "u00".utf8)
      output.append(contentsOf: Hexadecimal.text(of: [byte]).utf8)
    }
  }
}
