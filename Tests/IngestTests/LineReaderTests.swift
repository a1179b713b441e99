import Testing

@testable import Ingest

@Suite("The line reader")
struct LineReaderTests {
  /// Number, offset and text of every line, or `too long`.
  private func lines(of text: String, blocks size: Int, limit: Int = 100) -> [String] {
    let bytes = Array(text.utf8)
    var reader = LineReader(limit: limit)
    var found: [LineReader.Line] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      found += reader.take(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    if let last = reader.finish() { found.append(last) }
    return found.map { line in
      switch line.content {
      case .bytes(let bytes): "\(line.number) \(line.offset) \(String(decoding: bytes, as: UTF8.self))"
      case .tooLong: "\(line.number) \(line.offset) too long"
      }
    }
  }

  @Test("gives the same lines whatever the size of the blocks", arguments: [1, 2, 3, 7, 1000])
  func blocks(size: Int) {
    let text = "one\r\ntwo\n\n  \t\nfive\n\r\nlast"
    #expect(lines(of: text, blocks: size) == ["1 0 one", "2 5 two", "5 14 five", "7 21 last"])
  }

  @Test("ends with the stream when no line end stands there")
  func noLineEnd() {
    #expect(lines(of: "a\n", blocks: 10) == ["1 0 a"])
    #expect(lines(of: "a", blocks: 10) == ["1 0 a"])
    #expect(lines(of: "", blocks: 10) == [])
  }

  @Test("refuses a line over the limit and reads on", arguments: [1, 4, 1000])
  func limit(size: Int) {
    let text = "12345678\n123456789\n12345678\r\nafter"
    #expect(
      lines(of: text, blocks: size, limit: 8) == ["1 0 12345678", "2 9 too long", "3 19 12345678", "4 29 after"])
  }

  @Test("keeps nothing of a line over the limit")
  func memory() throws {
    var reader = LineReader(limit: 1000)
    for _ in 0..<10_000 { #expect(reader.take([UInt8](repeating: 65, count: 1000)).isEmpty) }
    let line = try #require(reader.take(Array("\nnext\n".utf8)).first)
    guard case .tooLong(let refusal) = line.content else {
      Issue.record("the line was kept")
      return
    }
    #expect(refusal == Refusal("line.too_long", "The line is longer than 1000 bytes."))
  }
}
