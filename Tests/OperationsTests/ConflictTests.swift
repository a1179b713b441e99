import Governance
import Operations
import TestSupport
import Testing

@Suite("One id with two contents")
struct ConflictTests {
  let office: Office
  let ingest: Workbench
  let folder: Folder

  init() async throws {
    office = try await Office.open()
    ingest = try office.desk(hiring: "ing", "ingest")
    folder = try Folder()
  }

  private func take(_ lines: [String], _ name: String = "file") async throws -> IngestReport {
    let path = try folder.write(name, lines)
    return try #require(try await ingest.ingestGenerations(files: [path], producer: "tests").first)
  }

  /// The one line in quarantine, and the id of the event that is there.
  private func conflict() async throws -> (row: QuarantineRow, first: String) {
    let rows = try await ingest.quarantine(at: .first, limit: 10).rows
    #expect(rows.count == 1)
    let first = try office.superuser.value("select id from countersign_private.generation where event_id = 'e1'")
    return (try #require(rows.first), try #require(first))
  }

  private func check(line: Int) async throws {
    let (row, first) = try await conflict()
    #expect(row.code == "conflict" && row.line == line)
    #expect(row.reason.contains(first) && row.reason.contains("Event e1"), "names both: \(row.reason)")
    let kept = try await ingest.openQuarantine(row.id, channel: .command)
    #expect(String(decoding: kept.raw, as: UTF8.self).contains(#""id":"e1""#), "and holds the second")
    let body = try office.superuser.value(
      "select convert_from(body, 'UTF8') from countersign_private.generation_content c join countersign_private.generation g on g.id = c.id where g.event_id = 'e1'"
    )
    #expect(body?.contains("first") == true && body?.contains("second") == false, "nothing was overwritten")
  }

  private let first = GenerationFiles.line("e1", text: "first")

  @Test("in one batch: the later line goes to quarantine, naming both")
  func sameBatch() async throws {
    let report = try await take([first, GenerationFiles.line("e2"), GenerationFiles.line("e1", text: "second")])
    #expect(report.taken == 2 && report.refused == 1)
    try await check(line: 3)
  }

  @Test("in two runs, at the same time as they say")
  func otherRun() async throws {
    _ = try await take([first])
    let report = try await take([GenerationFiles.line("e1", text: "second")], "later")
    #expect(report.taken == 0 && report.known == 0 && report.refused == 1)
    try await check(line: 1)
  }

  @Test("in two runs and at two times, in two months")
  func otherTime() async throws {
    _ = try await take([first])
    let report = try await take([GenerationFiles.line("e1", text: "second", ts: "2025-01-01T00:00:00Z")], "later")
    #expect(report.taken == 0 && report.refused == 1)
    try await check(line: 1)
  }

  @Test("when only a flag differs")
  func otherFlag() async throws {
    _ = try await take([first])
    let report = try await take([GenerationFiles.line("e1", text: "first", verdict: "flagged")], "later")
    #expect(report.refused == 1)
    let (row, _) = try await conflict()
    #expect(row.code == "conflict")
  }

  @Test("of another producer is another event")
  func otherProducer() async throws {
    _ = try await take([first])
    let path = try folder.write("other", [GenerationFiles.line("e1", text: "second")])
    let report = try #require(try await ingest.ingestGenerations(files: [path], producer: "others").first)
    #expect(report.taken == 1 && report.refused == 0)
  }

  @Test("is the same event when only the spelling of the line differs")
  func spelling() async throws {
    _ = try await take([first])
    let spaced = first.replacing(#"":"#, with: #"" : "#)
    let report = try await take([spaced, first], "later")
    #expect(report.taken == 0 && report.known == 2 && report.refused == 0)
  }
}
