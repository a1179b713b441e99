/// Numbers as ECMAScript prints them (RFC 8785 §3.2.2.3).
package enum CanonicalNumber {
  /// The text of a double: shortest digits that give it back. Nil for NaN and the infinities, which JSON cannot hold.
  package static func text(of value: Double) -> String? {
    guard value.isFinite else { return nil }
    var output: [UInt8] = []
    append(value, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends a finite double.
  package static func append(_ value: Double, to output: inout [UInt8]) {
    if value == 0 {
      output.append(UInt8(ascii: "0"))
      return
    }
    if value < 0 { output.append(UInt8(ascii: "-")) }
    append(Decimal(shortest: value.magnitude), to: &output)
  }

  /// 0.d₁d₂…dₖ · 10^point, without zeros at either end.
  struct Decimal: Equatable {
    var digits: [UInt8]
    var point: Int

    /// The value of an unsigned JSON number, or of a Swift description of a finite double above zero.
    init(_ text: some Sequence<UInt8>) {
      digits = []
      point = 0
      var sawPoint = false
      var exponent = 0
      var inExponent = false
      var exponentIsNegative = false
      for byte in text {
        switch byte {
        case UInt8(ascii: "."): sawPoint = true
        case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
        case UInt8(ascii: "-"): exponentIsNegative = true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          if inExponent {
            // Far beyond any double; stops an exponent of a thousand digits from overflowing.
            exponent = min(exponent * 10 + Int(byte - UInt8(ascii: "0")), 1 << 40)
          } else if digits.isEmpty && byte == UInt8(ascii: "0") {
            if sawPoint { point -= 1 }
          } else {
            digits.append(byte)
            if !sawPoint { point += 1 }
          }
        default: break
        }
      }
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
      point = digits.isEmpty ? 0 : point + (exponentIsNegative ? -exponent : exponent)
    }

    init(shortest value: Double) {
      self.init(value.description.utf8)
    }
  }

  /// Appends as ECMAScript's Number::toString does: plain from 1e-6 up to below 1e21, else with an exponent.
  static func append(_ number: Decimal, to output: inout [UInt8]) {
    let digits = number.digits
    let zero = UInt8(ascii: "0")
    switch number.point {
    case digits.count...21 where !digits.isEmpty:
      output.append(contentsOf: digits)
      output.append(contentsOf: repeatElement(zero, count: number.point - digits.count))
    case 1...21 where !digits.isEmpty:
      output.append(contentsOf: digits[..<number.point])
      output.append(UInt8(ascii: "."))
      output.append(contentsOf: digits[number.point...])
    case -5...0 where !digits.isEmpty:
      output.append(contentsOf: "0.".utf8)
      output.append(contentsOf: repeatElement(zero, count: -number.point))
      output.append(contentsOf: digits)
    default:
      guard let first = digits.first else {
        output.append(zero)
        return
      }
      output.append(first)
      if digits.count > 1 {
        output.append(UInt8(ascii: "."))
        output.append(contentsOf: digits[1...])
      }
      output.append(UInt8(ascii: "e"))
      output.append(number.point > 0 ? UInt8(ascii: "+") : UInt8(ascii: "-"))
      output.append(contentsOf: String((number.point - 1).magnitude).utf8)
    }
  }
}
