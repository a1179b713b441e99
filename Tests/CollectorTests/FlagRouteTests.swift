import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("POST /v1/flags")
struct FlagRouteTests {
  private let path = "/v1/flags"

  private func send(_ lines: [String], _ daemon: RunningDaemon, token: String) async throws -> JSONValue {
    let body = Array(lines.joined(separator: "\n").utf8)
    let answer = await daemon.client.post(path, body, type: "application/x-ndjson", token: token)
    #expect(answer.status == 200, "\(answer.text)")
    return try JSONValue(answer.body)
  }

  private func flag(_ event: String, _ more: String = #""category":"violence","verdict":"flagged""#, id: String? = nil)
    -> String
  {
    let id = id.map { #""flag_id":"\#($0)","# } ?? ""
    return #"{\#(id)"event_id":"\#(event)","source":"guard",\#(more)}"#
  }

  private func events(_ ids: String..., daemon: RunningDaemon, token: String) async {
    let body = Array(ids.map { event($0) }.joined(separator: "\n").utf8)
    let answer = await daemon.client.post("/v1/generations", body, type: "application/x-ndjson", token: token)
    #expect(answer.text.contains(#""taken":\#(ids.count)"#), "\(answer.text)")
  }

  @Test("adds flags to events that are there, once, and their tiers follow")
  func takes() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    await events("a", "b", "c", daemon: daemon, token: token)
    let lines = [
      flag("a", id: "f1"), flag("a", #""category":"ip","score":0.4"#, id: "f2"),
      flag("b", #""category":"violence","verdict":"clear""#),
      #"{"event_id":"c","checker":"azure","answer":{"categoriesAnalysis":[{"category":"Hate","severity":4},{"category":"Sexual","severity":0}]}}"#,
    ]
    let first = try await send(lines, daemon, token: token)
    #expect(first["taken"] == 4 && first["known"] == 0 && first["waiting"] == 0 && first["refused"] == 0, "\(first)")
    let again = try await send(lines, daemon, token: token)
    #expect(again["taken"] == 0 && again["known"] == 4, "\(again)")
    #expect(
      try daemon.office.superuser.run(
        """
        select g.event_id, f.source, f.category, f.verdict from countersign_private.flag f
        join countersign_private.generation g on g.id = f.generation order by g.event_id, f.ordinal
        """) == [
          ["a", "guard", "violence", "flagged"], ["a", "guard", "ip", nil], ["b", "guard", "violence", "clear"],
          ["c", "azure", "Hate", "flagged"], ["c", "azure", "Sexual", "clear"],
        ])
    #expect(try daemon.count("review_item") == 2)
    let changed = try await send([flag("a", #""category":"ip","verdict":"clear""#, id: "f1")], daemon, token: token)
    #expect(changed["refused"] == 1)
    #expect(try daemon.office.superuser.value("select code from countersign_private.quarantine") == "conflict")
  }

  @Test("waits for an event that has not come; a week later it lies in quarantine, and its replay works")
  func waits() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let told = try await send([flag("late", id: "f1"), flag("later", id: "f2")], daemon, token: token)
    #expect(told["waiting"] == 2 && told["taken"] == 0)
    await events("late", daemon: daemon, token: token)
    try daemon.office.superuser.run("update countersign_private.flag_waiting set look_at = now() - interval '1 second'")
    var ran: JobReport?
    for _ in 0..<20 where ran?.job != "join-flags" { ran = try await daemon.desk.runDueJob(holder: "tests") }
    #expect(ran?.detail == "1 reports of flags joined", "\(String(describing: ran))")
    #expect(try daemon.count("flag") == 1)
    try daemon.office.superuser.run(
      "update countersign_private.flag_waiting set recorded_at = now() - interval '8 days', look_at = now() - interval '1 second'"
    )
    try daemon.office.chief.run("select countersign.hasten_job('join-flags', 'a test')")
    ran = nil
    for _ in 0..<20 where ran?.job != "join-flags" { ran = try await daemon.desk.runDueJob(holder: "tests") }
    #expect(ran?.detail == "1 put into quarantine")
    let number = Int64(try #require(try daemon.office.superuser.value("select id from countersign_private.quarantine")))
    await events("later", daemon: daemon, token: token)
    let replayed = try await daemon.desk.replay(try #require(number), channel: .command)
    #expect(replayed.counts.taken == 1 && replayed.outcome == .wentIn)
    #expect(try daemon.count("flag") == 2)
    #expect(try daemon.office.superuser.value("select state from countersign_private.quarantine") == "replayed")
  }

  @Test("keeps in quarantine what it refuses, with the reason")
  func refuses() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    await events("a", daemon: daemon, token: token)
    let refused = [
      ("no json", "line.json"), (#"{"source":"x","category":"y","verdict":"clear"}"#, "field.missing"),
      (#"{"event_id":"a","source":"x","verdict":"clear"}"#, "field.missing"),
      (#"{"event_id":"a","source":"x","category":"y"}"#, "field.missing"),
      (#"{"event_id":"a","source":"x","category":"y","verdict":"bad"}"#, "field.word"),
      (#"{"event_id":"a","checker":"nobody","answer":{}}"#, "field.word"),
      (#"{"event_id":"a","source":"x","category":"y","verdict":"clear","explanation":"he said"}"#, "field.unknown"),
      (#"{"event_id":"a","producer":"other","source":"x","category":"y","verdict":"clear"}"#, "producer.other"),
      (#"{"generation":"nonsense","source":"x","category":"y","verdict":"clear"}"#, "field.uuid"),
    ]
    let told = try await send(refused.map(\.0) + [flag("a")], daemon, token: token)
    #expect(told["taken"] == 1 && told["refused"] == .number(String(refused.count)), "\(told)")
    #expect(
      try daemon.office.superuser.run("select code from countersign_private.quarantine order by line").map { $0[0] }
        == refused.map(\.1))
    #expect(await daemon.client.post(path, Array(flag("a").utf8)).status == 401)
    let writes = try await daemon.token("writes", [.generations])
    #expect(await daemon.client.post(path, Array(flag("a").utf8), token: writes).status == 403)
  }

  @Test(
    "takes the answers of checkers as they gave them", .enabled(if: SharedData.isThere, "\(SharedData.absence)"),
    arguments: [
      ("azure", "azure-four-levels", "azure|Violence|flagged"),
      ("azure", "azure-shield", "azure|attackDetected|flagged"),
      ("openai", "openai-moderation", "openai|violence|flagged"),
      ("presidio", "presidio", "presidio|EMAIL_ADDRESS|flagged"),
    ])
  func checkers(checker: String, file: String, expected: String) async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    await events("a", daemon: daemon, token: token)
    let answer = String(
      decoding: try SharedData.contents(of: "../standards/examples/flags/\(file).json"), as: UTF8.self)
    let body = #"[{"event_id":"a","checker":"\#(checker)","side":"input","answer":\#(answer)}]"#
    let told = await daemon.client.post(path, Array(body.utf8), token: token)
    #expect(told.text.contains(#""taken":1"#), "\(told.text)")
    let kept = try daemon.office.superuser.run(
      "select source || '|' || category || '|' || verdict from countersign_private.flag where side = 'input'"
    ).map { $0[0] }
    #expect(kept.contains(expected), "\(kept)")
  }

  @Test("keeps the words of Llama Guard with whose codes they are, and an answer that is none as an error")
  func guards() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    await events("a", "b", daemon: daemon, token: token)
    _ = try await send(
      [
        #"{"event_id":"a","checker":"llama_guard","taxonomy":"llamaguard-3","answer":"\n\nunsafe\nS1,S10"}"#,
        #"{"event_id":"b","checker":"llama_guard","taxonomy":"llamaguard-3","answer":"I cannot help with that."}"#,
      ], daemon, token: token)
    #expect(
      try daemon.office.superuser.run("select category, verdict, taxonomy from countersign_private.flag order by 2, 1")
        == [
          ["unspecified", "error", "llamaguard-3"], ["S1", "flagged", "llamaguard-3"],
          ["S10", "flagged", "llamaguard-3"],
        ])
    #expect(try daemon.count("review_item") == 2, "silence does not look like safety")
  }
}
