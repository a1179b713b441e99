import Terminal

/// What a program may write to a terminal: placeable text and sequences of a closed list.
package enum OutputTokens {
  /// Everything among the bytes that is neither, described; empty when the output is clean.
  ///
  /// The list: `CSI … ` with finals `A B C D G H J K L M P S T X @ b d h l m r`, the question for mode 2026, xterm's title stack, charset
  /// shifts, `ESC 7 8 = > M`, and BS, HT, LF, CR, SO, SI. Strings (OSC, DCS, APC, PM, SOS), BEL, DEL and C1 have no
  /// place, but for OSC 104, by which ncurses puts colours back when it leaves; `copies` says how many OSC 52 are expected.
  package static func strangers(in bytes: [UInt8], copies: Int = 0) -> [String] {
    var found: [String] = []
    var copied = 0
    var index = 0
    func sequenceEnd(_ start: Int) -> Int? { (start..<bytes.count).first { bytes[$0] >= 0x40 && bytes[$0] <= 0x7E } }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x1B {
        guard index + 1 < bytes.count else { return found + ["ESC at the end"] }
        let next = bytes[index + 1]
        switch next {
        case UInt8(ascii: "["):
          guard let end = sequenceEnd(index + 2) else { return found + ["an unfinished CSI"] }
          let body = String(decoding: bytes[index + 2...end], as: UTF8.self)
          if !isKnown(body) { found.append("CSI \(body)") }
          index = end + 1
        case UInt8(ascii: "("), UInt8(ascii: ")"):
          index += 3
        case UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "M"):
          index += 2
        case UInt8(ascii: "]") where bytes[index...].starts(with: Array("\u{1B}]52;c;".utf8)):
          copied += 1
          index = (bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "\\")) ?? bytes.count - 1) + 1
        case UInt8(ascii: "]") where bytes[index...].starts(with: Array("\u{1B}]104\u{07}".utf8)):
          index += 6
        default:
          found.append("ESC \(String(decoding: bytes[(index + 1)...].prefix(24), as: UTF8.self).debugDescription)")
          index += 2
        }
        continue
      }
      let (scalar, length) = decode(bytes[index...])
      if let scalar {
        let isShift = [8, 9, 10, 13, 14, 15].contains(scalar.value)
        if !isShift, !isPlaceable(scalar), scalar != "�" { found.append("U+\(String(scalar.value, radix: 16))") }
      } else {
        found.append("byte \(String(byte, radix: 16))")
      }
      index += length
    }
    if copied != copies { found.append("\(copied) copies to the clipboard") }
    return found
  }

  private static func isKnown(_ body: String) -> Bool {
    // The question for synchronized updates, and xterm's title stack around the alternate screen.
    if ["?2026$p", "22;0;0t", "23;0;0t"].contains(body) { return true }
    guard let final = body.last, "ABCDGHJKLMPSTX@bdhlmr".contains(final) else { return false }
    return body.dropLast().allSatisfy { "0123456789;:?".contains($0) }
  }

  private static func decode(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int) {
    guard let first = bytes.first else { return (nil, 1) }
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let text = String(validating: bytes.prefix(length), as: UTF8.self)
    guard let text, let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return (nil, 1) }
    return (scalar, length)
  }
}
