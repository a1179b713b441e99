extension Instant {
  /// What a time text turned out to be.
  package struct Reading: Sendable, Equatable {
    package var instant: Instant
    /// No `Z` and no offset stood there; UTC was assumed.
    package var assumedUTC: Bool
    /// A leap second (`:60`), kept as the first moment of the next minute.
    package var wasLeapSecond: Bool
  }

  /// Reads an RFC 3339 date-time (`2026-11-21T17:24:00.25+01:00`, also with a space for `T`), or nil.
  ///
  /// Digits after the sixth of a fraction are dropped. Years 0000 to 9999.
  package static func reading(of text: some StringProtocol) -> Reading? {
    var bytes = Cursor(Array(text.utf8))
    guard let year = bytes.number(4), bytes.eat("-"), let month = bytes.number(2), bytes.eat("-"),
      let day = bytes.number(2), bytes.eat("T") || bytes.eat("t") || bytes.eat(" "),
      let hour = bytes.number(2), bytes.eat(":"), let minute = bytes.number(2), bytes.eat(":"),
      let second = bytes.number(2), (1...12).contains(month), (1...days(inMonth: month, year: year)).contains(day),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var micro = 0
    if bytes.eat(".") {
      guard let fraction = bytes.fraction() else { return nil }
      micro = fraction
    }
    var offset = 0
    var assumed = false
    if bytes.eat("Z") || bytes.eat("z") {
    } else if let sign = bytes.sign() {
      guard let hours = bytes.number(2), bytes.eat(":") || true, let minutes = bytes.number(2), hours < 24, minutes < 60
      else { return nil }
      offset = sign * (hours * 60 + minutes)
    } else {
      assumed = true
    }
    guard bytes.atEnd else { return nil }
    let leap = second == 60
    let local = Instant(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: leap ? 0 : micro)
    return Reading(
      instant: local.advanced(bySeconds: Int64(-offset * 60)), assumedUTC: assumed, wasLeapSecond: leap)
  }

  /// RFC 3339 in UTC, with the fraction only as far as it is not zero: `2026-11-21T17:24:00Z`.
  package var rfc3339: String {
    let at = fields
    var text = "\(at.year.padded(4))-\(at.month.padded(2))-\(at.day.padded(2))"
    text += "T\(at.hour.padded(2)):\(at.minute.padded(2)):\(at.second.padded(2))"
    if at.microsecond != 0 {
      var digits = at.microsecond.padded(6)
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }

  /// `2026-11-21`.
  package var day: String { "\(fields.year.padded(4))-\(fields.month.padded(2))-\(fields.day.padded(2))" }

  /// `17:24`.
  package var clock: String { "\(fields.hour.padded(2)):\(fields.minute.padded(2))" }
}

extension Int {
  /// Decimal digits, with zeros in front up to `width`.
  package func padded(_ width: Int) -> String {
    let digits = String(magnitude)
    return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}

/// Walks over ASCII bytes of a time.
private struct Cursor {
  var bytes: [UInt8]
  var position = 0
  init(_ bytes: [UInt8]) { self.bytes = bytes }
  var atEnd: Bool { position == bytes.count }

  mutating func eat(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    guard position + width <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + width] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    position += width
    return value
  }

  mutating func sign() -> Int? {
    if eat("+") { return 1 }
    if eat("-") { return -1 }
    return nil
  }

  mutating func fraction() -> Int? {
    let start = position
    var value = 0
    while position < bytes.count, (48...57).contains(bytes[position]) {
      if position - start < 6 { value = value * 10 + Int(bytes[position] - 48) }
      position += 1
    }
    guard position > start else { return nil }
    for _ in min(position - start, 6)..<6 { value *= 10 }
    return value
  }
}
