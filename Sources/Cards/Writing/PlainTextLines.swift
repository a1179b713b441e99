/// Lines wrapped to a width, at blanks where there are any.
struct PlainTextLines {
  let columns: Int
  private(set) var lines: [String] = []

  init(columns: Int) { self.columns = columns }

  mutating func blank() { lines.append("") }

  mutating func rule(_ mark: Character, columns: Int? = nil) {
    lines.append(String(repeating: mark, count: min(columns ?? self.columns, self.columns)))
  }

  /// One paragraph; `first` stands before its first line, `rest` before the others.
  mutating func wrap(_ text: String, first: String = "", rest: String = "") {
    wrapVisible(visible(text, oneLine: true), first: first, rest: rest)
  }

  /// Text whose own line ends are kept.
  mutating func paragraphs(_ text: String, indent: String = "") {
    for line in visible(text).split(separator: "\n", omittingEmptySubsequences: false) {
      wrapVisible(line.replacing("\t", with: "    "), first: indent, rest: indent)
    }
  }

  private mutating func wrapVisible(_ text: some StringProtocol, first: String, rest: String) {
    var line = first
    var used = first.count
    var isBare = true
    for (place, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let width = textColumns(word)
      if place > 0, used + 1 + width <= columns {
        line += " "
        used += 1
      } else if place > 0, !isBare {
        lines.append(line)
        (line, used) = (rest, rest.count)
      }
      if used + width <= columns {
        line += word
        used += width
        isBare = false
        continue
      }
      for character in word {
        let step = textColumns(String(character))
        if used + step > columns {
          lines.append(line)
          (line, used) = (rest, rest.count)
        }
        line.append(character)
        used += step
      }
      isBare = false
    }
    lines.append(line)
  }
}

/// How many columns a terminal gives to a text, for wrapping: 2 for wide East Asian glyphs and emoji, 1 for the rest,
/// 0 for marks that combine. Source: Unicode 16 EastAsianWidth, by blocks.
func textColumns(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { sum, character in
    guard let first = character.unicodeScalars.first else { return sum }
    switch first.value {
    case ..<0x1100: return sum + 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      return sum + 2
    default: return sum + 1
    }
  }
}
