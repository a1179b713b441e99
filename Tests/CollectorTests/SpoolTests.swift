import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("The spool")
struct SpoolTests {
  /// A folder that goes with the test.
  final class Folder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var files: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0 != "lock" }.sorted()
    }
  }

  private func record(_ text: String) -> SpoolRecord {
    SpoolRecord(
      route: "/v1/generations", label: BodyLabel(type: "application/x-ndjson", query: "for=a%404&kind"),
      sender: .token(Array(repeating: 7, count: 32), producer: "app"),
      at: Instant(microseconds: 1_780_000_000_000_001), body: Array(text.utf8))
  }

  private func settings(_ folder: Folder, size: Int = 1 << 20, segment: Int = 1 << 20) -> SpoolSettings {
    var settings = SpoolSettings(folder: folder.path)
    settings.size = size
    settings.free = 0
    settings.segment = segment
    return settings
  }

  /// All that waits, as it is drained.
  private func drained(_ spool: Spool) throws -> [String] {
    var found: [String] = []
    while let (record, mark) = try spool.next() {
      found.append(String(decoding: record.body, as: UTF8.self))
      spool.drop(mark)
    }
    return found
  }

  /// Opens a folder whose spool has just gone: its writer's queue may hold it for a moment longer.
  private func again(_ settings: SpoolSettings) async throws -> Spool {
    for _ in 0..<200 {
      if let spool = try? Spool(settings) { return spool }
      try await Task.sleep(for: .milliseconds(10))
    }
    return try Spool(settings)
  }

  @Test("gives back what it was given, in order, over many files and after its process is gone")
  func order() async throws {
    let folder = Folder()
    let words = (0..<200).map { "request \($0)" }
    do {
      let spool = try Spool(settings(folder, segment: 4096))
      for word in words { try await spool.keep(record(word)) }
      let first = try #require(try spool.next())
      #expect(first.record == record("request 0"))
      spool.drop(first.mark)
      #expect(spool.standing.records == 199)
      #expect(throws: Problem.self, "it is another's") { try Spool(settings(folder)) }
    }
    #expect(folder.files.count > 5)
    let spool = try await again(settings(folder, segment: 4096))
    // What was dropped in a file that still holds others comes once more.
    #expect(try drained(spool) == words)
    #expect(folder.files.isEmpty)
    #expect(spool.standing == Spool.Standing())
    try await spool.keep(record("more"))
    #expect(try drained(spool) == ["more"])
  }

  @Test("loses nothing to a last record that was torn, and sets a damaged one aside", arguments: [1, 43, 44, 100])
  func torn(bytes: Int) async throws {
    let folder = Folder()
    do {
      let spool = try Spool(settings(folder))
      for word in ["one", "two", "three"] { try await spool.keep(record(word)) }
    }
    let path = folder.path + "/" + (try #require(folder.files.first))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let third = try record("three").written
    var torn = whole
    torn.removeLast(third.count - bytes)
    // And a byte of the first is another.
    let place = try record("one").written.count - 1
    torn[place] ^= 1
    try torn.write(to: URL(fileURLWithPath: path))
    let spool = try await again(settings(folder))
    try await spool.keep(record("four"))
    #expect(try drained(spool) == ["two", "four"])
    #expect(spool.standing.damaged == 2)
    #expect(folder.files.count == 2, "both lie there for whoever looks: \(folder.files)")
  }

  @Test("takes no more than it may, of its own and of the disk")
  func full() async throws {
    let folder = Folder()
    let one = try record("x").written.count
    let spool = try Spool(settings(folder, size: one * 2))
    try await spool.keep(record("a"))
    try await spool.keep(record("b"))
    await #expect(throws: RequestProblem.self) { try await spool.keep(record("c")) }
    #expect(spool.standing.isFull)
    let first = try #require(try spool.next())
    spool.drop(first.mark)
    try await spool.keep(record("d"))
    #expect(try drained(spool) == ["b", "d"])
    var greedy = settings(Folder())
    greedy.free = Int.max / 2
    let none = try Spool(greedy)
    await #expect(throws: RequestProblem.self) { try await none.keep(record("a")) }
  }

  @Test("carries a daemon over an outage: 202 while the catalog is away, and afterwards each record once")
  func outage() async throws {
    let folder = Folder()
    let daemon = try await RunningDaemon { $0.spool = settings(folder) }
    let token = try await daemon.token()
    func post(_ path: String, _ body: String, type: String = "application/json") async -> PlainClient.Answer {
      await daemon.client.post(path, Array(body.utf8), type: type, token: token)
    }
    #expect(await post("/v1/generations", event("before")).status == 200)
    #expect(
      await post("/v1/flags", #"{"event_id":"before","source":"s","category":"c","verdict":"clear"}"#).status == 200)
    let span =
      #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","startTimeUnixNano":"1780000000000000000","endTimeUnixNano":"1780000001000000000","attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"}}]}]}]}]}"#
    #expect(await post("/v1/traces", span.replacing("eee19b7ec3c1b174", with: "eee19b7ec3c1b175")).status == 200)
    try daemon.loseCatalog()
    for number in 0..<20 {
      let answer = await post("/v1/generations", event("e\(number % 15)"))
      #expect(answer.status == 202, "\(answer.text)")
      #expect(answer.text == #"{"spooled":true}"#)
    }
    let flag = await post("/v1/flags", #"{"event_id":"e1","source":"s","category":"violence","verdict":"flagged"}"#)
    #expect(flag.status == 202)
    #expect(await post("/v1/traces", span).status == 202)
    #expect(await post("/v1/generations", "no json").status == 400, "what is wrong is told while the sender listens")
    #expect(await daemon.client.post("/v1/generations", Array(event("x").utf8), token: "csp_guess").status == 503)
    let ready = await daemon.client.get("/health/ready")
    #expect(ready.status == 200 && ready.text.contains(#""status":"spooling""#) && ready.text.contains(#""spooled":"#))
    #expect(await daemon.client.get("/metrics").text.contains("countersign_spool_requests 22\n"))
    try daemon.findCatalog()
    for _ in 0..<200 where try daemon.count("generation") < 16 || !folder.files.isEmpty {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(folder.files.isEmpty)
    #expect(try daemon.count("generation") == 16)
    #expect(try daemon.count("flag") == 2)
    #expect(try daemon.count("trace_part") == 2)
    #expect(try daemon.count("quarantine") == 0)
    #expect(await daemon.client.get("/health/ready").text == #"{"status":"ready"}"#)
    #expect(await post("/v1/generations", event("after")).status == 200)
    #expect(
      try daemon.office.superuser.value(
        "select count(*) from countersign_private.receipt where origin like 'POST /v1/generations, spooled %'") == "20")
  }

  @Test("tells the catalog what waits in it as long as something does, and 0 once it is drained")
  func tells() async throws {
    let folder = Folder()
    let office = try await Office.open()
    try office.hire("daemon", "ingest", "sealer")
    let chief = Workbench(office.settings("chief"))
    let token = try await chief.addProducer(
      "app", scopes: [.generations], team: nil, reason: "a test", channel: .command
    ).token
    // What an earlier daemon kept and could not hand on.
    do {
      let spool = try Spool(self.settings(folder))
      for word in ["one", "two", "three"] {
        var kept = record(event(word))
        kept.sender = .token(token.digest, producer: "app")
        try await spool.keep(kept)
      }
    }
    let settings = self.settings(folder)
    let held = office.superuser
    try held.run("begin")
    // The first record waits for this lock, so that what is told meanwhile can be read.
    try held.run("lock table countersign_private.receipt in exclusive mode")
    let daemon = try await RunningDaemon(office: office) { $0.spool = settings }
    func told() async throws -> Int? { try await chief.spools().first.map { Int($0.requests) } }
    for _ in 0..<400 where try await told() == nil { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try await told() == 3)
    try held.run("commit")
    for _ in 0..<400 where try await told() != 0 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try await told() == 0)
    #expect(try await chief.spools().count == 1)
    #expect(folder.files.isEmpty)
    #expect(try daemon.count("generation") == 3)
    await daemon.stop()
  }

  /// A figure of the version that the query names.
  private func figure(_ metric: String) -> String {
    #"{"suite":"qa","metric":"\#(metric)","value":0.9,"at":"2026-03-01T00:00:00Z"}"#
  }

  private let about = "/v1/evaluations?for=triage%404&supplier=Acme%20Labs"

  @Test("keeps what the query says of figures, and takes them in the order they came")
  func figures() async throws {
    let folder = Folder()
    let daemon = try await RunningDaemon { $0.spool = settings(folder) }
    try daemon.office.hire("bea", "builder", team: "claims").register("triage", label: "4", kind: "model", tier: "high")
    let token = try await daemon.token("acme", [.evaluations])
    func post(_ path: String, _ body: String) async -> PlainClient.Answer {
      await daemon.client.post(path, Array(body.utf8), type: "application/x-ndjson", token: token)
    }
    #expect(await post(about, figure("before")).status == 200)
    try daemon.loseCatalog()
    for metric in ["f1", "accuracy", "f1"] {
      let answer = await post(about, figure(metric))
      #expect(answer.status == 202 && answer.text == #"{"spooled":true}"#, "\(answer.status) \(answer.text)")
    }
    #expect(await post("/v1/evaluations?for=no%20version", figure("x")).status == 400, "told while the sender listens")
    #expect(await post("/v1/evaluations?of=triage", figure("x")).status == 400)
    try daemon.findCatalog()
    for _ in 0..<200 where !folder.files.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
    #expect(folder.files.isEmpty)
    #expect(try daemon.count("quarantine") == 0)
    #expect(
      try daemon.office.superuser.run(
        "select metric, supplier, producer from countersign_private.outside_figure o join countersign_private.receipt r on r.id = o.receipt order by o.id"
      ) == [["before", "Acme Labs", "acme"], ["f1", "Acme Labs", "acme"], ["accuracy", "Acme Labs", "acme"]])
  }

  @Test("keeps figures of a revoked token in quarantine so that each says what its query said")
  func revokedFigures() async throws {
    let folder = Folder()
    let daemon = try await RunningDaemon { $0.spool = settings(folder) }
    try daemon.office.hire("bea", "builder", team: "claims").register("triage", label: "4", kind: "model", tier: "high")
    let token = try await daemon.token("acme", [.evaluations])
    #expect(await daemon.client.post(about, Array(figure("before").utf8), token: token).status == 200)
    try daemon.loseCatalog()
    try daemon.office.chief.run("select countersign.revoke_producer('acme', 'it leaked')")
    let body = Array([figure("f1"), figure("f2")].joined(separator: "\n").utf8)
    #expect(await daemon.client.post(about, body, type: "application/x-ndjson", token: token).status == 202)
    try daemon.findCatalog()
    for _ in 0..<200 where try daemon.count("quarantine") < 2 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(
      try daemon.office.superuser.run("select format, line, code from countersign_private.quarantine order by id")
        == [["evaluations", "1", "token.unknown"], ["evaluations", "2", "token.unknown"]])
    let id = Int64(try daemon.office.superuser.value("select min(id) from countersign_private.quarantine") ?? "") ?? 0
    #expect(try await daemon.desk.replay(id, channel: .command).counts.taken == 1)
    #expect(
      try daemon.office.superuser.value("select supplier from countersign_private.outside_figure where metric = 'f1'")
        == "Acme Labs")
  }

  @Test("keeps what a revoked token sent meanwhile in quarantine, with the reason")
  func revoked() async throws {
    let folder = Folder()
    let daemon = try await RunningDaemon { $0.spool = settings(folder) }
    let token = try await daemon.token()
    #expect(await daemon.client.post("/v1/generations", Array(event("a").utf8), token: token).status == 200)
    try daemon.loseCatalog()
    try daemon.office.chief.run("select countersign.revoke_producer('gateway', 'it leaked')")
    let body = Array([event("b"), event("c")].joined(separator: "\n").utf8)
    let answer = await daemon.client.post("/v1/generations", body, type: "application/x-ndjson", token: token)
    #expect(answer.status == 202)
    try daemon.findCatalog()
    for _ in 0..<200 where try daemon.count("quarantine") < 2 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(
      try daemon.office.superuser.run("select format, line, code from countersign_private.quarantine order by id")
        == [["generations", "1", "token.unknown"], ["generations", "2", "token.unknown"]])
    #expect(try daemon.count("generation") == 1)
    let id = Int64(try daemon.office.superuser.value("select min(id) from countersign_private.quarantine") ?? "") ?? 0
    #expect(try await daemon.desk.replay(id, channel: .command).counts.taken == 1)
  }
}
