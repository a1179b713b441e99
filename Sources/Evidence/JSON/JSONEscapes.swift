/// The escapes of JSON strings that a scanner has found well-formed.
enum JSONEscapes {
  static func isSurrogate(_ unit: UInt32) -> Bool { unit & 0xF800 == 0xD800 }
  static func isHighSurrogate(_ unit: UInt32) -> Bool { unit & 0xFC00 == 0xD800 }
  static func isLowSurrogate(_ unit: UInt32) -> Bool { unit & 0xFC00 == 0xDC00 }

  /// The code unit of `\uXXXX` that begins at `index`, nil when none stands there.
  static func unit<Text: RandomAccessCollection>(_ text: Text, at index: Int) -> UInt32?
  where Text.Element == UInt8, Text.Index == Int {
    guard index + 6 <= text.endIndex, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt32 = 0
    for byte in text[index + 2..<index + 6] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return unit
  }

  /// The escape at `index`, and how many bytes it takes. U+0000 is read as U+2400, half a surrogate pair as U+FFFD.
  static func scalar<Text: RandomAccessCollection>(_ text: Text, at index: Int) -> (scalar: UInt32, length: Int)
  where Text.Element == UInt8, Text.Index == Int {
    guard let unit = unit(text, at: index) else { return (simple(text[index + 1]), 2) }
    if unit == 0 { return (0x2400, 6) }
    guard isSurrogate(unit) else { return (unit, 6) }
    if isHighSurrogate(unit), let low = self.unit(text, at: index + 6), isLowSurrogate(low) {
      return (0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), 12)
    }
    return (0xFFFD, 6)
  }

  private static func simple(_ letter: UInt8) -> UInt32 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: UInt32(letter)
    }
  }

  /// UTF-8 with all escapes resolved.
  static func resolved<Text: RandomAccessCollection>(_ text: Text) -> [UInt8]
  where Text.Element == UInt8, Text.Index == Int {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      let run = text[index...].firstIndex(of: UInt8(ascii: "\\")) ?? text.endIndex
      output.append(contentsOf: text[index..<run])
      guard run < text.endIndex else { break }
      let (scalar, length) = scalar(text, at: run)
      append(scalar, to: &output)
      index = run + length
    }
    return output
  }

  /// Appends a scalar, that is no surrogate, as UTF-8.
  static func append(_ scalar: UInt32, to output: inout [UInt8]) {
    switch scalar {
    case 0..<0x80:
      output.append(UInt8(scalar))
    case 0x80..<0x800:
      output.append(UInt8(0xC0 | scalar >> 6))
      output.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      output.append(UInt8(0xE0 | scalar >> 12))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
    default:
      output.append(UInt8(0xF0 | scalar >> 18 & 0x07))
      output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
