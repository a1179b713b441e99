import Foundation
import Glibc
import Governance
import TestSupport
import Testing

@testable import Operations

@Suite("Files that ingest reads")
struct InputTests {
  let office: Office
  let ingest: Workbench
  let folder: Folder

  init() async throws {
    office = try await Office.open()
    ingest = try office.desk(hiring: "ing", "ingest")
    folder = try Folder()
  }

  private func lines(_ count: Int, _ prefix: String = "e") -> [String] {
    (1...count).map { GenerationFiles.line("\(prefix)\($0)", text: "answer \($0 &* 2_654_435_761 % 1_000_003)") }
  }

  private func bytes(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  private func take(_ path: String) async throws -> IngestReport {
    try #require(try await ingest.ingestGenerations(files: [path], producer: "tests").first)
  }

  @Test("as gzip of several members one after the other are one file")
  func members() async throws {
    let packed = gzipped(bytes(lines(20, "a"))) + gzipped(bytes(lines(30, "b")))
    #expect(try await take(try folder.write("two.gz", packed)).taken == 50)
  }

  @Test("as gzip that was cut give the lines before the cut, and say so; the whole file then adds the rest")
  func cut() async throws {
    let packed = gzipped(bytes(lines(3000)))
    let report = try await take(try folder.write("cut.gz", Array(packed.prefix(packed.count * 2 / 3))))
    #expect(report.problem?.code == "gzip.cut")
    #expect(report.taken > 1000 && report.taken < 3000 && report.refused == 0)
    #expect(try office.count("receipt where closed_at is null") == 0)
    let rest = try await take(try folder.write("whole.gz", packed))
    #expect(rest.known == report.taken && rest.taken == 3000 - report.taken && rest.problem == nil)
    #expect(try office.count("quarantine") == 0)
  }

  @Test("as gzip with damage in the middle give the lines before it")
  func damaged() async throws {
    var packed = gzipped(bytes(lines(3000)))
    for index in packed.count / 2..<packed.count / 2 + 40 { packed[index] = ~packed[index] }
    let report = try await take(try folder.write("damaged.gz", packed))
    #expect(report.problem?.code == "gzip.damaged" && report.problem?.kind == .badData)
    #expect(report.taken > 500)
  }

  @Test("as gzip with a wrong checksum give all lines, and say that the file is damaged")
  func checksum() async throws {
    var packed = gzipped(bytes(lines(100)))
    packed[packed.count - 6] ^= 0xFF
    let report = try await take(try folder.write("checksum.gz", packed))
    #expect(report.taken == 100)
    #expect(report.problem?.code == "gzip.damaged")
  }

  @Test("that do not exist, are folders or empty stop no other")
  func missing() async throws {
    let good = try folder.write("good", lines(3))
    let reports = try await ingest.ingestGenerations(
      files: [folder.url.path + "/none", folder.url.path, try folder.write("empty", [UInt8]()), good], producer: "tests"
    )
    #expect(reports.map { $0.problem?.code } == ["file.unreadable", "file.folder", nil, nil])
    #expect(reports.map(\.taken) == [0, 0, 0, 3])
  }

  /// A pipe, written to by a thread of its own, block by block.
  private func pipe(_ blocks: [[UInt8]], _ work: (String) async throws -> Void) async throws {
    let path = folder.url.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let (done, finish) = AsyncStream<Never>.makeStream()
    // A thread, not a task: opening a pipe waits for its other end.
    Thread.detachNewThread {
      let end = open(path, O_WRONLY | O_CLOEXEC)
      for block in blocks {
        var offset = 0
        while offset < block.count {
          let count = block.withUnsafeBytes { write(end, $0.baseAddress.map { $0 + offset }, block.count - offset) }
          guard count > 0 else { break }
          offset += count
        }
        usleep(20_000)
      }
      close(end)
      finish.finish()
    }
    try await work(path)
    for await _ in done {}
  }

  @Test("as a pipe come in whatever pieces, also gzip whose first byte comes alone", arguments: [false, true])
  func pipes(packed: Bool) async throws {
    let whole = packed ? gzipped(bytes(lines(500))) : bytes(lines(500))
    let blocks = [[whole[0]], Array(whole[1..<2]), Array(whole[2..<700]), Array(whole[700...])]
    try await pipe(blocks) { path in
      let report = try await take(path)
      #expect(report.taken == 500 && report.problem == nil && report.refused == 0)
    }
  }

  @Test("come in pieces of a megabyte at most, however small they are packed")
  func bomb() throws {
    let packed = gzipped([UInt8](repeating: UInt8(ascii: "x"), count: 40 << 20))
    #expect(packed.count < 50_000)
    let input = try InputFile(try folder.write("bomb.gz", packed + packed))
    var sizes: [Int] = []
    while let piece = try input.next() { sizes.append(piece.count) }
    #expect(sizes.reduce(0, +) == 80 << 20)
    #expect(sizes.max() == 1 << 20)
  }

  @Test("with lines longer than a batch may be come in one by one")
  func longLines() async throws {
    let text = String(repeating: "long ", count: 600_000)
    let report = try await take(try folder.write("long", (1...8).map { GenerationFiles.line("e\($0)", text: text) }))
    #expect(report.taken == 8 && report.problem == nil)
    #expect(try office.count("generation_content where length(body) > 3000000") == 8)
  }
}
