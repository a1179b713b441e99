import Foundation
package import Governance

/// Ids of decisions: UUIDv7 (RFC 9562), so that they sort by time.
package enum DecisionID {
  package static func new(at moment: Instant) -> String {
    let milliseconds = UInt64(max(0, moment.microseconds / 1000))
    var random = SystemRandomNumberGenerator()
    var high = milliseconds << 16
    high |= 0x7000 | (random.next() & 0x0FFF)
    let low = 0x8000_0000_0000_0000 | (random.next() & 0x3FFF_FFFF_FFFF_FFFF)
    let digits = [high, low].map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    let ends = [8, 12, 16, 20, 32]
    var begin = digits.startIndex
    return ends.map { end in
      let stop = digits.index(digits.startIndex, offsetBy: end)
      defer { begin = stop }
      return String(digits[begin..<stop])
    }.joined(separator: "-")
  }
}
