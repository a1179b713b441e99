/// A YAML document of the few shapes front matter needs, written the same way every time.
indirect enum YAML {
  case text(String)
  case number(Double)
  case list([YAML])
  /// In the order given.
  case map([(String, YAML)])

  /// Block style, two blanks a level, LF at every line's end. Source: YAML 1.2.2, kept within what 1.1 readers
  /// understand the same way.
  var document: String {
    var lines: [String] = []
    write(into: &lines, indent: 0)
    return lines.map { $0 + "\n" }.joined()
  }

  private func write(into lines: inout [String], indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    switch self {
    case .text, .number: lines.append(blanks + scalar)
    case .list(let items):
      for item in items {
        let start = lines.count
        item.write(into: &lines, indent: indent + 2)
        if start < lines.count { lines[start] = blanks + "- " + lines[start].dropFirst(indent + 2) }
      }
    case .map(let members):
      for (key, value) in members {
        let name = yamlString(key)
        switch value {
        case .text, .number: lines.append("\(blanks)\(name): \(value.scalar)")
        case .list(let items) where items.isEmpty: lines.append("\(blanks)\(name): []")
        case .map(let inner) where inner.isEmpty: lines.append("\(blanks)\(name): {}")
        case .list:
          lines.append("\(blanks)\(name):")
          value.write(into: &lines, indent: indent)
        case .map:
          lines.append("\(blanks)\(name):")
          value.write(into: &lines, indent: indent + 2)
        }
      }
    }
  }

  private var scalar: String {
    switch self {
    case .text(let text): yamlString(text)
    case .number(let value): yamlNumber(value)
    case .list: "[]"
    case .map: "{}"
    }
  }
}

/// A number both 1.1 and 1.2 readers take for a number: a power of ten needs a point before it in 1.1.
func yamlNumber(_ value: Double) -> String {
  let text = numberText(value)
  guard value.isFinite else { return yamlString(text) }
  guard let e = text.firstIndex(of: "e"), !text[..<e].contains(".") else { return text }
  return "\(text[..<e]).0\(text[e...])"
}

/// Plain only where no reader could see anything but this text; else in double quotes with escapes.
func yamlString(_ text: String) -> String {
  isSafePlain(text) ? text : quoted(text)
}

/// A letter first, then letters, digits, `_ . / -`; and no word that YAML 1.1 reads as a boolean or null.
private func isSafePlain(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard let first = bytes.first, isLetter(first), bytes.count <= 120 else { return false }
  guard bytes.allSatisfy({ isLetter($0) || (48...57).contains($0) || [95, 46, 47, 45].contains($0) }) else {
    return false
  }
  return !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(text.lowercased())
}

private func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

private func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\t": out += "\\t"
    case "\r": out += "\\r"
    default:
      if !actsInsteadOfShowing(scalar) {
        out.unicodeScalars.append(scalar)
      } else if scalar.value <= 0xFF {
        out += "\\x" + hex(scalar, 2)
      } else if scalar.value <= 0xFFFF {
        out += "\\u" + hex(scalar, 4)
      } else {
        out += "\\U" + hex(scalar, 8)
      }
    }
  }
  return out + "\""
}

private func hex(_ scalar: Unicode.Scalar, _ width: Int) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
