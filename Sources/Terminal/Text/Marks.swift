/// How what may not be placed is shown instead.
package enum Marks: Sendable {
  /// One cell, `�`: where columns are short, as in a table.
  case single
  /// The number and, where it has one, the short name: `‹U+202E RLO›`, as in a viewer. A tab is four blanks there.
  case named
}

enum MarkText {
  /// What stands for one scalar in one cell.
  static let single: UInt32 = 0xFFFD
  /// What stands for a joiner, a skin tone or a keycap between pictures.
  static let joint: UInt32 = 0xB7

  /// `‹U+202E RLO›`; every scalar of it is placeable and one column wide.
  static func named(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    guard let name = name(of: scalar) else { return "‹U+\(number)›" }
    return "‹U+\(number) \(name)›"
  }

  private static let c0 = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
  ]

  private static func name(of scalar: UInt32) -> String? {
    if scalar < 0x20 { return c0[Int(scalar)] }
    switch scalar {
    case 0x7F: return "DEL"
    case 0x85: return "NEL"
    case 0x90: return "DCS"
    case 0x98: return "SOS"
    case 0x9B: return "CSI"
    case 0x9C: return "ST"
    case 0x9D: return "OSC"
    case 0x9E: return "PM"
    case 0x9F: return "APC"
    case 0xAD: return "SHY"
    case 0x34F: return "CGJ"
    case 0x61C: return "ALM"
    case 0x200B: return "ZWSP"
    case 0x200C: return "ZWNJ"
    case 0x200D: return "ZWJ"
    case 0x200E: return "LRM"
    case 0x200F: return "RLM"
    case 0x2028: return "LSEP"
    case 0x2029: return "PSEP"
    case 0x202A: return "LRE"
    case 0x202B: return "RLE"
    case 0x202C: return "PDF"
    case 0x202D: return "LRO"
    case 0x202E: return "RLO"
    case 0x2060: return "WJ"
    case 0x2066: return "LRI"
    case 0x2067: return "RLI"
    case 0x2068: return "FSI"
    case 0x2069: return "PDI"
    case 0x3164: return "HF"
    case 0xFEFF: return "BOM"
    case 0xFFFD: return "?"
    case 0xE0020...0xE007E: return "TAG"
    case 0xFE00...0xFE0F: return "VS\(scalar - 0xFE00 + 1)"
    case 0xE0100...0xE01EF: return "VS\(scalar - 0xE0100 + 17)"
    default: return nil
    }
  }
}
