/// A small generator of numbers that look random and are the same everywhere for the same seed.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, the finaliser with
/// constants by David Stafford (variant 13). Period 2⁶⁴. For stories and sizes only, never for secrets.
struct SplitMix64: Sendable {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A generator for one named corner of the world, so that a change in one corner leaves the others as they were.
  init(_ seed: UInt64, _ corner: some StringProtocol) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in corner.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = SplitMix64.mixed(seed ^ hash)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return SplitMix64.mixed(state)
  }

  /// A whole number from 0 up to, not including, `bound`; 0 when `bound` is not positive.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in about `share` of 1,000 cases.
  mutating func happens(perMille share: Int) -> Bool { below(1000) < share }

  /// The place of a weight, chosen in proportion to it; the last one when all are 0.
  mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (place, weight) in weights.enumerated() {
      if rest < weight { return place }
      rest -= weight
    }
    return max(0, weights.count - 1)
  }

  mutating func one<Item>(of items: [Item], else other: Item) -> Item {
    items.isEmpty ? other : items[below(items.count)]
  }

  /// A one-to-one scrambling of 64 bits.
  static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
