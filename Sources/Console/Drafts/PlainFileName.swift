/// Any text as a plain file name.
enum PlainFileName {
  /// Letters, digits and `-` stay, other bytes are written as hexadecimal; 70 bytes of the text count.
  static func of(_ text: String) -> String {
    var name = ""
    for byte in text.utf8.prefix(70) {
      let plain = (48...57).contains(byte) || (97...122).contains(byte) || (65...90).contains(byte) || byte == 45
      name += plain ? String(UnicodeScalar(byte)) : "_" + String(byte, radix: 16)
    }
    return name
  }
}
