extension EventPen {
  mutating func raw(_ text: StaticString) {
    out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func number(_ value: Int) { DecimalDigits.write(value, into: &out) }

  /// A share between 0 and 1 given in thousandths: `0.94`, `0.007`.
  mutating func thousandths(_ value: Int) {
    if value >= 1000 { return raw("1") }
    raw("0.")
    out.append(48 + UInt8(value / 100))
    if value % 100 != 0 { out.append(48 + UInt8(value / 10 % 10)) }
    if value % 10 != 0 { out.append(48 + UInt8(value % 10)) }
  }

  mutating func hexadecimal(_ value: UInt64) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15
      out.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }

  mutating func say(_ phrases: [Lexicon.Phrase], _ place: Int) {
    if phrases.indices.contains(place) { say(phrases[place]) }
  }

  /// A phrase of a choice, by any number.
  mutating func say(_ choice: Lexicon.Choice, _ place: Int) {
    say(library.lexicon.phrase(choice.phrase(place)))
  }

  mutating func say(_ phrase: Lexicon.Phrase) {
    for place in phrase.first..<phrase.end {
      let piece = library.lexicon.pieces[place]
      out.append(contentsOf: library.lexicon.bytes[piece.start..<piece.end])
      scalars += piece.scalars
      if let slot = piece.slot {
        let start = scalars
        fill(slot)
        if findsDetails, let entity = slot.entity { details.append(Span(start: start, end: scalars, entity: entity)) }
      }
    }
  }

  /// Plain ASCII that counts as text.
  mutating func text(_ ascii: StaticString) {
    raw(ascii)
    scalars += ascii.utf8CodeUnitCount
  }

  /// ASCII digits that count as text, with zeros in front up to `width`.
  mutating func digits(_ value: Int, width: Int = 1) {
    let start = out.count
    var limit = 10
    for _ in 1..<max(width, 1) {
      limit *= 10
    }
    while limit > 10, value < limit / 10 {
      out.append(48)
      limit /= 10
    }
    DecimalDigits.write(value, into: &out)
    scalars += out.count - start
  }
}

enum DecimalDigits {
  static func write(_ value: Int, into bytes: inout [UInt8]) {
    var rest = value.magnitude
    if value < 0 { bytes.append(45) }
    let start = bytes.count
    repeat {
      bytes.append(48 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
