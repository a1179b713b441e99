extension CanonicalNumber {
  /// Appends a JSON number by its text; `offset` is where it stands, for the refusal.
  ///
  /// - Returns: what could not be kept as a double, empty as a rule.
  /// - Throws: when `policy` refuses it, and always when it is too large for a double and has a fraction or exponent.
  static func append(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, policy: JSONPolicy.Number, to output: inout [UInt8]
  ) throws(JSONRefusal) -> JSONFindings {
    if isCanonicalAsItStands(text) {
      output.append(contentsOf: text)
      return []
    }
    let isNegative = text.first == UInt8(ascii: "-")
    let given = Decimal(text[(isNegative ? 1 : 0)...])
    if given.digits.isEmpty {
      output.append(UInt8(ascii: "0"))
      return []
    }
    let isInteger = text.allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
    if isInteger, policy == .keepIntegers, given.point >= 16, isBeyondExactIntegers(given) {
      output.append(contentsOf: text)
      return .exactInteger
    }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
      throw JSONRefusal(at: offset, "a number is too large for a double")
    }
    let kept = value == 0 ? nil : Decimal(shortest: value.magnitude)
    // Up to 17 digits may have been printed from a double that fewer digits name as well.
    let isExact = kept == given || (kept != nil && !isInteger && given.digits.count <= 17)
    if !isExact, policy == .refuseInexact {
      throw JSONRefusal(
        at: offset,
        isInteger ? "an integer is too large to be exact" : "a number has more digits than a double can keep")
    }
    if let kept {
      if isNegative { output.append(UInt8(ascii: "-")) }
      append(kept, to: &output)
    } else {
      output.append(UInt8(ascii: "0"))
    }
    return isExact ? [] : .numberRounded
  }

  /// At most 15 digits, no exponent, no zeros to drop: then the text is what ECMAScript would print, since every
  /// decimal of 15 digits comes back from a double unchanged.
  private static func isCanonicalAsItStands(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 16, let last = text.last else { return false }
    var digits = 0
    var hasPoint = false
    var leadingZeros = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if digits == 0 && byte == UInt8(ascii: "0") { leadingZeros += 1 } else { digits += 1 }
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "-"): break
      default: return false
      }
    }
    if digits == 0 { return text.count == 1 }
    // 0.0000012 is plain, 0.0000001 has an exponent.
    return digits <= 15 && leadingZeros <= 6 && !(hasPoint && last == UInt8(ascii: "0"))
  }

  /// Whether an integer is above 2^53.
  private static func isBeyondExactIntegers(_ number: Decimal) -> Bool {
    if number.point != 16 { return number.point > 16 }
    return "9007199254740992".utf8.lexicographicallyPrecedes(number.digits)
  }
}
