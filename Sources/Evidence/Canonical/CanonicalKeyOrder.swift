/// The order of members in canonical JSON: by UTF-16 code units (RFC 8785 §3.2.3), worked out on UTF-8.
enum CanonicalKeyOrder {
  /// Whether `left` stands before `right`; both are UTF-8 without escapes.
  static func isBefore<Left: RandomAccessCollection, Right: RandomAccessCollection>(_ left: Left, _ right: Right)
    -> Bool
  where Left.Element == UInt8, Left.Index == Int, Right.Element == UInt8, Right.Index == Int {
    let common = min(left.count, right.count)
    for offset in 0..<common {
      let first = left[left.startIndex + offset]
      let second = right[right.startIndex + offset]
      if first != second { return weight(first) < weight(second) }
    }
    return left.count < right.count
  }

  /// UTF-16 and UTF-8 differ in one place only: surrogates (lead bytes F0…F4) stand before U+E000…U+FFFF (EE, EF).
  private static func weight(_ byte: UInt8) -> UInt16 {
    byte == 0xEE || byte == 0xEF ? UInt16(byte) + 0x10 : UInt16(byte)
  }
}
