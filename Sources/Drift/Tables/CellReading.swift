/// What one cell of a table holds.
enum CellReading: Equatable {
  case missing
  /// Any double but NaN, which is missing; infinities are numbers here.
  case number(Double)
  case text

  /// Reads a decimal number with blanks around it, a word for infinity, or a word for nothing: an empty cell, `NA`,
  /// `N/A`, `#N/A`, `<NA>`, `NaN`, `null`, `None` in any case.
  init(_ cell: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var end = cell.count
    while start < end, CellReading.isBlank(cell[start]) { start += 1 }
    while end > start, CellReading.isBlank(cell[end - 1]) { end -= 1 }
    if start == end {
      self = .missing
    } else if let number = CellReading.decimal(cell, start, end) {
      self = .number(number)
    } else if end - start <= 9, CellReading.mayBeginWord(cell[start]) {
      self = CellReading.word(String(decoding: cell[start..<end], as: UTF8.self))
    } else {
      self = .text
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a word for nothing or for infinity begins so; it saves most texts the comparison.
  private static func mayBeginWord(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "n"), UInt8(ascii: "i"): true
    default: "#<+-".utf8.contains(byte)
    }
  }

  private static func word(_ text: String) -> CellReading {
    switch text.lowercased() {
    case "na", "n/a", "#n/a", "<na>", "nan", "-nan", "null", "none": .missing
    case "inf", "+inf", "infinity", "+infinity": .number(.infinity)
    case "-inf", "-infinity": .number(-.infinity)
    default: .text
    }
  }

  /// Digits with at most one point and an exponent. Up to 15 digits and 10^22 one multiplication or division is exact
  /// (Clinger 1990, doi:10.1145/93548.93557); the rest goes through the standard library.
  private static func decimal(_ cell: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Double? {
    var place = start
    let isNegative = cell[place] == UInt8(ascii: "-")
    if isNegative || cell[place] == UInt8(ascii: "+") { place += 1 }
    var mantissa: UInt64 = 0
    var (digits, significant, scale) = (0, 0, 0)
    var sawPoint = false
    while place < end {
      let byte = cell[place]
      if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else if byte >= 48, byte <= 57 {
        digits += 1
        if significant > 0 || byte != 48 { significant += 1 }
        if significant <= 15 { mantissa = mantissa * 10 + UInt64(byte - 48) }
        if sawPoint { scale -= 1 }
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { return nil }
    if place < end {
      guard cell[place] | 0x20 == UInt8(ascii: "e"), let exponent = exponent(cell, place + 1, end) else { return nil }
      scale += exponent
    }
    if significant <= 15, (-22...22).contains(scale) {
      let exact = Double(mantissa)
      let value = scale < 0 ? exact / powersOfTen[-scale] : exact * powersOfTen[scale]
      return isNegative ? -value : value
    }
    return Double(String(decoding: cell[start..<end], as: UTF8.self))
  }

  private static func exponent(_ cell: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var place = start
    guard place < end else { return nil }
    let isNegative = cell[place] == UInt8(ascii: "-")
    if isNegative || cell[place] == UInt8(ascii: "+") { place += 1 }
    guard place < end else { return nil }
    var value = 0
    while place < end {
      guard cell[place] >= 48, cell[place] <= 57 else { return nil }
      value = min(100_000, value * 10 + Int(cell[place] - 48))
      place += 1
    }
    return isNegative ? -value : value
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]
}
