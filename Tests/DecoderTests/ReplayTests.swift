import Decoders
import SeededNumbers
import Testing

/// What libFuzzer does for minutes in `make soak`, done for a moment and the same in every run.
@Suite("Bytes of strangers")
struct ReplayTests {
  @Test("are read or refused by every decoder, whole and mutated", arguments: DecoderIndex.all.map(\.name))
  func mutated(_ name: String) throws {
    let decoder = try #require(DecoderIndex.decoder(named: name))
    #expect(!decoder.seeds.isEmpty)
    try decoder.read([])
    var random = SplitMix(seed: 13)
    for seed in decoder.seeds {
      try decoder.read(seed)
      for _ in 0..<max(4, 400 / decoder.seeds.count) { try decoder.read(mutant(of: seed, &random)) }
    }
  }

  @Test("have decoders of different names")
  func names() { #expect(Set(DecoderIndex.all.map(\.name)).count == DecoderIndex.all.count) }

  private static let pool = Array("\"\\{}[],:0123456789eE+-.tfnu \n\r\t\u{1B}\u{1}".utf8) + [0, 0x7F, 0x80, 0xED, 0xFF]

  private func mutant(of seed: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = seed
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...32, using: &random))
      let byte = Self.pool.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = byte
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.insert(byte, at: place)
      case 3: bytes.removeSubrange(place..<end)
      case 4: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
      default:
        bytes.replaceSubrange(
          place..<end, with: bytes[place..<end].map { _ in UInt8.random(in: 48...57, using: &random) })
      }
    }
    return bytes
  }
}
