import Governance
@testable import Operations
import TestSupport
import Testing

@Suite("A line that only the catalog refuses")
struct RefusedByCatalogTests {
  let office: Office
  let ingest: Workbench
  let folder: Folder

  init() async throws {
    office = try await Office.open()
    ingest = try office.desk(hiring: "ing", "ingest")
    folder = try Folder()
    try office.superuser.run(
      "alter table countersign_private.generation add constraint no_poison check (event_id not like 'poison%')")
  }

  private func take(_ lines: [String]) async throws -> IngestReport {
    let path = try folder.write("file", lines)
    return try #require(try await ingest.ingestGenerations(files: [path], producer: "tests").first)
  }

  @Test("is found among its neighbours, which go in, and can be replayed once the reason has gone")
  func bisected() async throws {
    var lines = (1...500).map { GenerationFiles.line("e\($0)") }
    lines[123] = GenerationFiles.line("poison-1", verdict: "flagged")
    lines[400] = GenerationFiles.line("poison-2")
    lines[401] = "no json"
    let report = try await take(lines)
    #expect(report.taken == 497 && report.refused == 3 && report.problem == nil)
    let rows = try await ingest.quarantine(at: .first, limit: 10).rows
    #expect(
      Set(rows.map { "\($0.line ?? 0) \($0.code)" }) == ["124 catalog.refused", "401 catalog.refused", "402 line.json"])
    #expect(rows.contains { $0.reason.contains("23514") && $0.reason.contains("no_poison") })
    #expect(
      try office.superuser.run("select taken, known, refused from countersign_private.receipt") == [["497", "0", "3"]])

    let first = try #require(rows.first { $0.line == 124 })
    let still = try await ingest.replay(first.id, channel: .command)
    #expect(still.outcome == .refused && still.why.contains("no_poison"))
    #expect(still.counts.taken == 0 && still.counts.refused == 1)
    let again = try #require(try await ingest.quarantine(at: .first, limit: 10).rows.first { $0.id == first.id })
    #expect(again.standing == "refused again" && again.tried == still.why)
    #expect(
      try office.superuser.value("select count(*) from countersign_private.quarantine") == "3", "it lies there once")
    try office.superuser.run("alter table countersign_private.generation drop constraint no_poison")
    let replayed = try await ingest.replay(first.id, channel: .command)
    #expect(replayed.outcome == .wentIn && replayed.why.isEmpty)
    #expect(replayed.counts.taken == 1 && replayed.counts.queued == 1 && replayed.counts.refused == 0)
    #expect(try await ingest.quarantine(at: .first, limit: 10).rows.count == 2)
    #expect(try await ingest.quarantine(QuarantineFilter(replayedToo: true), at: .first, limit: 10).rows.count == 3)
    #expect(
      try office.superuser.value("select producer from countersign_private.generation where event_id = 'poison-1'")
        == "tests")
    #expect(try await ingest.replay(first.id, channel: .command).outcome == .goneIn, "once more changes nothing")
  }

  @Test("is tried again by a daemon when it is asked for, and one that breaks does not hold up those behind it")
  func askedFor() async throws {
    _ = try await take([GenerationFiles.line("poison-1"), "no json", GenerationFiles.line("poison-2")])
    let kept = try await ingest.quarantine(at: .first, limit: 10).rows
    let poison = try #require(kept.first { $0.code == "catalog.refused" })
    let unread = try #require(kept.first { $0.code == "line.json" })
    let chief = try office.desk("chief")
    try office.superuser.run("alter table countersign_private.generation drop constraint no_poison")
    let recorded = try await chief.askReplay(
      poison.id, alike: true, reason: "The constraint is gone.", channel: .command)
    #expect(recorded.what == "A daemon tries 2 records again that were refused alike.")
    _ = try await chief.askReplay(unread.id, alike: false, reason: "Perhaps now.", channel: .command)
    let (wentIn, refused) = try await ingest.replayAsked(most: 10)
    #expect(wentIn == 2 && refused == 1)
    #expect(try await ingest.replayAsked(most: 10) == (0, 0))
    let rows = try await chief.quarantine(QuarantineFilter(replayedToo: true), at: .first, limit: 10).rows
    #expect(rows.map(\.standing).sorted() == ["refused again", "went in", "went in"])
  }

  @Test("is refused again when there is nothing in it")
  func blank() async throws {
    let receipt = try await ingest.openReceipt(producer: "gateway", origin: "POST /v1/generations")
    try office.session("ing").run(
      "select countersign.quarantine(\(receipt), 1, 'body.json', 'empty', convert_to('  ', 'UTF8'))")
    try await ingest.closeReceipt(receipt)
    let report = try await ingest.replay(1, channel: .command)
    #expect(report.outcome == .refused && report.why == "There is nothing in it.")
    #expect(try office.superuser.value("select state from countersign_private.quarantine") == "kept")
  }

  @Test("does not go in as another producer's, because an officer wishes it")
  func othersRecord() async throws {
    let receipt = try await ingest.openReceipt(producer: "gateway", origin: "POST /v1/generations")
    let line = GenerationFiles.line("e1").replacing(#"{"#, with: #"{"producer":"bank","#, maxReplacements: 1)
    try office.session("ing").run(
      "select countersign.quarantine(\(receipt), 1, 'token.unknown', 'spooled', convert_to($1, 'UTF8'))", line)
    try await ingest.closeReceipt(receipt)
    let report = try await ingest.replay(1, channel: .command)
    #expect(report.outcome == .refused && report.why.contains("another producer"))
    #expect(try office.superuser.value("select count(*) from countersign_private.generation") == "0")
  }

  @Test("may be all of a file")
  func nothingElse() async throws {
    let report = try await take([GenerationFiles.line("poison-1"), GenerationFiles.line("poison-2")])
    #expect(report.taken == 0 && report.refused == 2)
  }

  @Test("is one whose names no index can hold")
  func longName() async throws {
    // Nothing that repeats: Postgres would pack it.
    var random = SystemRandomNumberGenerator()
    let name = (1...600).map { _ in String(random.next(), radix: 36) }.joined()
    let report = try await take([
      GenerationFiles.line("e1"), GenerationFiles.line("e2", model: name), GenerationFiles.line("e3"),
    ])
    #expect(report.taken == 2 && report.refused == 1)
    #expect(try await ingest.quarantine(at: .first, limit: 10).rows.map(\.line) == [2])
  }

  @Test("of quarantine is not read without the right, and its reading is recorded")
  func reading() async throws {
    _ = try await take(["no json"])
    let id = try #require(try await ingest.quarantine(at: .first, limit: 1).rows.first).id
    let vic = try office.desk(hiring: "vic", "viewer")
    let refused = await #expect(throws: Problem.self) { try await vic.openQuarantine(id, channel: .command) }
    #expect(refused?.kind == .notPermitted && refused?.code == "right.missing")
    let kept = try await ingest.openQuarantine(id, channel: .command)
    #expect(String(decoding: kept.raw, as: UTF8.self) == "no json")
    #expect(
      try office.superuser.run("select person, act, channel from countersign_private.activity order by id desc limit 1")
        == [["ing", "quarantine.read", "command"]])
  }

  @Test("is not even tried by who has no right to ingest")
  func noRight() async throws {
    let vic = try office.desk(hiring: "vic", "viewer")
    let path = try folder.write("file", [GenerationFiles.line("e1")])
    let refused = await #expect(throws: Problem.self) { try await vic.ingestGenerations(files: [path], producer: "x") }
    #expect(refused?.exitStatus == 77)
  }
}
