extension JSONScanner {
  /// Reads a string from its opening quote to its closing one.
  mutating func string() throws(JSONRefusal) {
    position += 1
    let start = position
    var escapes = JSONDocument.Escapes.none
    while true {
      skipPlainWords()
      guard position < text.count else { throw refusal("the text ends inside a string") }
      let byte = text[position]
      switch byte {
      case UInt8(ascii: "\""):
        append(.string, from: start, to: position, escapes: escapes)
        position += 1
        return
      case UInt8(ascii: "\\"):
        if try escape() {
          if escapes == .none { escapes = .canonical }
        } else {
          escapes = .any
        }
      case 0..<0x20:
        throw refusal("\(JSONRefusal.name(of: byte)), a control, stands in a string and must be escaped")
      case 0x80...:
        try wideScalars()
      default:
        position += 1
      }
    }
  }

  /// Passes eight bytes at a time while none of them is a quote, a backslash, a control or part of a wider scalar.
  @inline(__always)
  private mutating func skipPlainWords() {
    guard let base = text.baseAddress else { return }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    while position + 8 <= text.count {
      let word = UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let slashes = word ^ (ones &* 0x5C)
      // The lowest bit set is always a true hit; a borrow can only disturb bytes after it.
      let controls = (word &- ones &* 0x20) & ~word
      let hits = ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | controls | word) & tops
      guard hits == 0 else {
        position += hits.trailingZeroBitCount >> 3
        return
      }
      position += 8
    }
  }

  /// - Returns: whether canonical JSON writes the escape the same way.
  private mutating func escape() throws(JSONRefusal) -> Bool {
    guard position + 1 < text.count else { throw refusal("the text ends inside an escape") }
    switch text[position + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
      return true
    case UInt8(ascii: "/"):
      position += 2
      return false
    case UInt8(ascii: "u"):
      try unicodeEscape()
      return false
    default:
      throw refusal("a backslash is followed by \(JSONRefusal.name(of: text[position + 1]))")
    }
  }

  private mutating func unicodeEscape() throws(JSONRefusal) {
    guard let unit = JSONEscapes.unit(text[...], at: position) else {
      throw refusal("\\u is not followed by four hexadecimal digits")
    }
    var length = 6
    if unit == 0 {
      if policy.unstorableCharacters == .refuse { throw refusal("\\u0000 stands in a string, which cannot be stored") }
      findings.insert(.nulReplaced)
    } else if JSONEscapes.isHighSurrogate(unit), let low = JSONEscapes.unit(text[...], at: position + 6),
      JSONEscapes.isLowSurrogate(low)
    {
      length = 12
    } else if JSONEscapes.isSurrogate(unit) {
      if policy.unstorableCharacters == .refuse { throw refusal("half of a surrogate pair stands alone in a string") }
      findings.insert(.surrogateReplaced)
    }
    position += length
  }

  /// Passes scalars of two to four bytes, as long as they follow each other; shortest forms only, no surrogates.
  private mutating func wideScalars() throws(JSONRefusal) {
    while position < text.count, text[position] >= 0x80 {
      let lead = text[position]
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      let length: Int
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if lead == 0xE0 { lowest = 0xA0 }
        if lead == 0xED { highest = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if lead == 0xF0 { lowest = 0x90 }
        if lead == 0xF4 { highest = 0x8F }
      default: throw refusal("\(JSONRefusal.name(of: lead)) is not UTF-8")
      }
      guard position + length <= text.count else { throw refusal("the text ends inside a UTF-8 character") }
      guard text[position + 1] >= lowest, text[position + 1] <= highest,
        length < 3 || text[position + 2] & 0xC0 == 0x80, length < 4 || text[position + 3] & 0xC0 == 0x80
      else { throw refusal("\(JSONRefusal.name(of: lead)) begins a character that is not UTF-8") }
      position += length
    }
  }
}
