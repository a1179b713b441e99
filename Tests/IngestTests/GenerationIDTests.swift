import Evidence
import Governance
import Testing

@testable import Ingest

@Suite("A generation's id")
struct GenerationIDTests {
  @Test("is the time, version 7, and 74 bits of the hash of producer and event id")
  func layout() {
    let at = Instant(microseconds: 0x0123_4567_89AB * 1000 + 999)
    let (id, key) = GenerationID.make(producer: "import", eventID: "hostile-x", at: at)
    let hash = ContentDigest(of: Array("import\0hostile-x".utf8)).bytes
    let bits = { (bytes: [UInt8]) in bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } } }
    #expect(id.count == 16)
    #expect(Array(id[..<6]) == [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB])
    #expect(id[6] >> 4 == 7 && id[8] >> 6 == 2)
    let taken = Array(bits(id)[52..<64] + bits(id)[66...])
    #expect(taken == Array(bits(hash)[..<74]))
    #expect(UInt64(bitPattern: key) == hash[..<8].reduce(0) { $0 << 8 | UInt64($1) })
  }

  @Test("keeps producer and event id apart")
  func separates() {
    let at = Instant(microseconds: 0)
    #expect(
      GenerationID.make(producer: "a", eventID: "bc", at: at).id
        != GenerationID.make(producer: "ab", eventID: "c", at: at).id)
  }

  @Test("is printed as PostgreSQL prints a uuid")
  func text() {
    #expect(GenerationID.text(of: Array(0..<16)) == "00010203-0405-0607-0809-0a0b0c0d0e0f")
  }
}
