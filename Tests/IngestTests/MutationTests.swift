import Evidence
import Governance
import SeededNumbers
import Testing

@testable import Ingest

@Suite("Any bytes at all")
struct MutationTests {
  private static let seeds = [
    Reading.dataset(
      #""messages":[{"role":"user","content":"h\u00e9 \ud83d\ude00"}],"response_text":"r","tokens":{"prompt":1}"#,
      #""flags":[{"source":"s","category":"c","score":0.5,"spans":[{"start":1,"end":2}]}],"meta":{"n":1e5}"#,
      #""evals":[{"name":"n","score":7,"scale":[1,10],"ts":"2026-01-02T03:04:05Z"}]"#),
    Reading.normalised(
      #""input_messages":[{"role":"user","parts":[{"type":"text","content":"x"}]}],"ended_at":1767323046123456789"#,
      #""retrieved":[{"rank":1,"index":"i","row_key":"r"}],"prompt_variables":{"a":"b"},"x":[1,-0.5,1e-9]"#),
  ].map { Array($0.utf8) }

  private static let pool = Array("\"\\{}[],:0123456789eE+-.tfnulr \n\r\t\u{1}u00d8é".utf8) + [0xFF, 0x80, 0xED, 0xF4]

  @Test("give an event that is whole, or a reason that is clean")
  func mutations() throws {
    var generator = SplitMix(seed: 2026)
    var taken = 0
    var refused = 0
    for round in 0..<20_000 {
      var line = MutationTests.seeds[round % 2]
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<line.count, using: &generator)
        let byte = MutationTests.pool.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: line[place] = byte
        case 1: line.insert(byte, at: place)
        case 2: line.remove(at: place)
        default: line.removeSubrange(place..<min(line.count, place + Int(byte)))
        }
        if line.isEmpty { line = [byte] }
      }
      switch Reading.format.read(line) {
      case .event(let event):
        taken += 1
        #expect(event.id.count == 16 && event.contentDigest.count == 32 && event.metadataDigest.count == 32)
        #expect((try? JSONDocument(event.content, policy: .artifact)) != nil)
        #expect((try? JSONDocument(event.metadata, policy: .artifact)) != nil)
      case .refused(let refusal):
        refused += 1
        #expect(refusal.reason.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        #expect(refusal.reason.utf8.count < 200)
      case .lineage, .flags, .figure:
        Issue.record("a generation was read as something else")
      case .blank:
        #expect(line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) })
      }
    }
    #expect(taken > 1000 && refused > 1000)
  }

  @Test("are cut into lines that together hold every byte that is no line end")
  func lines() {
    var generator = SplitMix(seed: 12)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        ([0x0A, 0x0D, 0x20, 0x41, 0xFF] as [UInt8]).randomElement(using: &generator) ?? 0
      }
      var reader = LineReader(limit: 1000)
      var found: [LineReader.Line] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1...40, using: &generator)
        found += reader.take(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      if let last = reader.finish() { found.append(last) }
      for line in found {
        #expect(Array(bytes[line.offset...].prefix(line.bytes.count)) == line.bytes)
        #expect(bytes[..<line.offset].count { $0 == 0x0A } == line.number - 1)
      }
      let kept = found.map { $0.bytes.count { $0 == 0x41 || $0 == 0xFF } }.reduce(0, +)
      #expect(kept == bytes.count { $0 == 0x41 || $0 == 0xFF })
    }
  }
}
