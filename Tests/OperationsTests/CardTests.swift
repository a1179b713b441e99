import Cards
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("The card of a version in the catalog")
struct CardTests {
  let office: Office
  let bea: Workbench, amy: Workbench

  init() async throws {
    office = try await Office.open()
    bea = try office.desk(hiring: "bea", "builder", team: "claims")
    amy = try office.desk(hiring: "amy", "approver")
  }

  @discardableResult
  private func register(_ name: String, _ label: String, _ kind: ArtifactKind, body: String, tier: Tier = .low)
    async throws -> VersionName
  {
    try await bea.register(
      Registration(
        artifact: name, kind: kind, team: "claims", owner: "bea", tier: tier, purpose: "to be tried", label: label,
        body: body, message: "a change"), channel: .command
    ).version
  }

  private func promote(_ name: VersionName) async throws {
    let asked = try await bea.requestPromotion(name, to: "production", reason: "better", channel: .command).promotion
    let revision = try await amy.promotion(asked).row.revision
    _ = try await amy.sign(asked, revision: revision, reason: "read", channel: .command)
  }

  @Test("tells what became of that version, and of no other: calls of the last whole month, incidents, alarms")
  func life() async throws {
    try await register("answers", "1", .model, body: "{}")
    try await register("answers", "2", .model, body: #"{"task":"answering"}"#)
    let ingest = try office.desk(hiring: "ing", "ingest")
    let day = try #require(
      try office.superuser.value(
        "select to_char(date_trunc('month', now() at time zone 'UTC') - interval '3 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
      ))
    let today = try #require(
      try office.superuser.value("select to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"))
    let folder = try Folder()
    let file = try folder.write(
      "calls",
      [
        GenerationFiles.line("a", ts: day, model: "answers", verdict: "flagged"),
        GenerationFiles.line("b", ts: day, model: "answers"), GenerationFiles.line("c", ts: today, model: "answers"),
        GenerationFiles.line("d", ts: day, model: "another"),
      ])
    try #require(try await ingest.ingestGenerations(files: [file], producer: "tests").first?.taken == 4)
    let officer = try office.desk(hiring: "olga", "reviewer")
    let name = VersionName(artifact: "answers", selector: .label("1"))
    let opened = try await officer.openIncident(
      IncidentNotice(
        title: "A name got out", description: "", traits: [.personal_data],
        awareAt: try await officer.nowOnServer(), versions: [name]), channel: .command)
    try office.superuser.run(
      """
      insert into countersign_private.alarm (kind, version, environment, subject, words)
      select 'shadow', id, 'production', 'run 1', 'worse by 4 points' from countersign_private.version where label = '1';
      insert into countersign_private.alarm_state (alarm, state, changed_by, reason, valid_from)
      select id, 'open', 'bea', '', clock_timestamp() from countersign_private.alarm
      """)

    let card = try await bea.card(name)
    #expect(card.usage?.calls == 2 && card.usage?.flagged == 1)
    #expect(card.incidents.map(\.id) == [opened.incident] && card.incidents.first?.closed == nil)
    #expect(card.alarms.map(\.words) == ["worse by 4 points"])
    // As one line: the page breaks its lines at 80 columns.
    let text = String(decoding: try CardFormat.named("text").write(card), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Incident \(opened.incident): personal_data") && text.contains("worse by 4 points"))
    let other = try await bea.card(VersionName(artifact: "answers", selector: .label("2")))
    #expect(other.usage?.calls == 0 && other.incidents.isEmpty && other.alarms.isEmpty)
  }

  @Test("a prompt keeps its digest under another name, and loses it with one character")
  func promptDigest() async throws {
    let body = #"{"messages":[{"role":"user","content":"Say {{x}}.\r\n"}],"purpose":"NAME"}"#
    let first = try await register("one", "1", .prompt, body: body.replacing("NAME", with: "first"))
    let second = try await register(
      "two", "1", .prompt, body: body.replacing("NAME", with: "second").replacing("\\r\\n", with: "\\n"))
    let third = try await register("three", "1", .prompt, body: body.replacing("Say", with: "say"))
    let digests = [try await bea.card(first), try await bea.card(second), try await bea.card(third)].map {
      $0.statements[.prompt_digest]?.value
    }
    #expect(digests[0] != nil && digests[0] == digests[1] && digests[0] != digests[2])
  }

  @Test("does not say that production serves what was stopped, and says why")
  func stopped() async throws {
    let name = try await register("answers", "1", .dataset, body: "{}")
    try await promote(name)
    #expect(try await bea.card(name).serving.map(\.isStopped) == [false])
    _ = try await amy.stop("answers", selector: nil, in: "production", reason: "It names people", channel: .command)
    let card = try await bea.card(name)
    #expect(card.serving.map(\.isStopped) == [true] && card.stops.map(\.reason) == ["It names people"])
    let html = String(decoding: CardFormat.html.write(card), as: UTF8.self)
    #expect(!html.contains("Serves production") && html.contains(">Stopped<") && html.contains("It names people"))
  }

  @Test("masks a secret that was kept, and a body that holds one is refused unless it is to be kept")
  func secrets() async throws {
    let token = "ghp_" + "a8Kd02mNzq7Lr5Vw1XcY6Tb3Hs9Ju4Pe0Gfi"
    var registration = Registration(
      artifact: "reader", kind: .prompt, team: "claims", owner: "bea", tier: .low, purpose: "reads", label: "1",
      body: #"{"messages":[{"role":"user","content":"Log in with \#(token)."}]}"#, message: "first")
    let refused = await #expect(throws: Problem.self) { try await bea.register(registration, channel: .command) }
    #expect(refused?.code == "version.secret" && refused?.exitStatus == 65)
    #expect(refused?.happened.contains("GitHub token") == true && refused?.happened.contains(token) == false)
    let history = await #expect(throws: Problem.self) {
      try await bea.registerHistory(
        Array((#"{"version":"a","template":"x"}"# + "\n" + #"{"version":"b","template":"\#(token)"}"#).utf8),
        as: registration, only: nil, channel: .command)
    }
    #expect(history?.code == "version.secret")
    #expect(try await bea.artifacts(ArtifactFilter(), at: .first, limit: 10).rows.isEmpty, "nothing was registered")
    registration.keepsSecrets = true
    let name = try await bea.register(registration, channel: .command).version
    let card = try await bea.card(name)
    for format in CardFormat.all {
      let text = String(decoding: format.write(card), as: UTF8.self)
      #expect(!text.contains(token) && text.contains("[masked: GitHub token"), "\(format.name)")
    }
  }

  @Test("says how far it is from its parent, and which requirements were waived for it, by whom and until when")
  func parentAndWaivers() async throws {
    try await register("reader", "1", .prompt, body: #"{"messages":[{"role":"user","content":"Read this slowly."}]}"#)
    let name = try await register(
      "reader", "2", .prompt, body: #"{"messages":[{"role":"user","content":"Read all this."}],"limitations":"none"}"#,
      tier: .high)
    #expect(try await bea.card(VersionName(artifact: "reader", selector: .label("1"))).difference == nil)
    let asked = try await bea.requestPromotion(name, to: "production", reason: "better", channel: .command).promotion
    let unmet = try #require(
      try await bea.promotion(asked).requirements.first { $0.state != .met && $0.id != "tier.set" }?.id)
    let until = try await bea.nowOnServer().advanced(bySeconds: 86_400)
    let waiver = try await bea.askWaiver(
      WaiverWish(promotion: asked, requirement: unmet, owner: "bea", expiresAt: until), reason: "back on Monday",
      channel: .command
    ).waiver
    var card = try await bea.card(name)
    #expect(card.difference?.from == "1" && card.difference?.wordsAdded == 2 && card.difference?.wordsRemoved == 2)
    #expect(card.difference?.members == ["limitations"])
    #expect(card.waivers.map(\.state) == [.asked])
    _ = try await amy.answerWaiver(waiver, .granted, reason: "low traffic", channel: .command)
    card = try await bea.card(name)
    #expect(card.waivers.map(\.id) == [waiver] && card.waivers.first?.state == .granted)
    #expect(card.waivers.first?.owner == "bea" && card.waivers.first?.expiresAt == until)
    let html = String(decoding: CardFormat.html.write(card), as: UTF8.self)
    #expect(html.contains("back on Monday") && html.contains(until.day) && html.contains("1 requirement waived"))
  }

  @Test("is published by the daemon that has a folder for it, after a promotion, where it changed, as a commit")
  func publishing() async throws {
    let folder = try Folder()
    try git(["init", "--quiet"], in: folder)
    try git(["config", "user.email", "office@example.org"], in: folder)
    try git(["config", "user.name", "office"], in: folder)
    try office.hire("daemon", "ingest", "viewer")
    let daemon = office.desk("daemon")
    try office.superuser.run("update countersign_private.schedule_job set paused = name <> 'publish-cards'")
    let place = PublishedFolder(path: folder.url.path, commits: true)
    #expect(try await daemon.runDueJob(holder: "without") == nil, "it has nowhere to publish")
    #expect(try await daemon.runDueJob(holder: "d", cards: place)?.outcome == "nothing")
    #expect(try await daemon.runDueJob(holder: "d", cards: place) == nil, "it is not due again")

    try await promote(try await register("index", "1", .dataset, body: "{}"))
    let report = try await daemon.runDueJob(holder: "d", cards: place)
    #expect(report?.outcome == "done" && report?.detail.hasPrefix("3 cards published, commit ") == true)
    try await promote(try await register("index", "2", .dataset, body: #"{"rows":2}"#))
    _ = try await daemon.runDueJob(holder: "d", cards: place)
    #expect(try git(["rev-list", "--count", "HEAD"], in: folder) == "2")
    let card = try String(contentsOf: folder.url.appending(path: "dataset/index/card.md"), encoding: .utf8)
    #expect(card.contains("# Dataset Card for index 2"))

    // Its list says what each format has no slot for. What it lists and nobody publishes any more goes; nothing else does.
    let list = folder.url.appending(path: "cards.json")
    let listed = try String(contentsOf: list, encoding: .utf8)
    #expect(listed.contains(#""format":"json","in_prose":[],"left_out":[]"#))
    #expect(listed.contains(#""format":"markdown","in_prose":["version","digest""#))
    for name in ["dataset/gone/card.md", "dataset/gone/mine.txt", "dataset/old/card.md"] {
      let file = folder.url.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try "x".write(to: file, atomically: true, encoding: .utf8)
    }
    let outside = folder.url.deletingLastPathComponent().appending(path: "card.md-\(folder.url.lastPathComponent)")
    try "x".write(to: outside, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: outside) }
    let more = [
      "dataset/gone/card.md", "dataset/gone/mine.txt", "dataset/old/card.md", "../\(outside.lastPathComponent)",
    ]
    try listed.replacing(
      #""cards":["#, with: #""cards":["# + more.map { #"{"path":"\#($0)"},"# }.joined(), maxReplacements: 1
    ).write(to: list, atomically: true, encoding: .utf8)
    try git(["add", "--all"], in: folder)
    try git(["commit", "--quiet", "--message", "by hand"], in: folder)
    let next = try await daemon.publish(into: place)
    #expect(next.withdrawn == ["dataset/gone/card.md", "dataset/old/card.md"] && next.changed.isEmpty)
    #expect(try git(["status", "--porcelain"], in: folder) == "", "it is in the commit")
    for (name, stays) in [("dataset/gone/mine.txt", true), ("dataset/gone/card.md", false), ("dataset/old", false)] {
      #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: name).path) == stays, "\(name)")
    }
    #expect(FileManager.default.fileExists(atPath: outside.path))
    #expect(try await daemon.publish(into: place).commit == nil, "nothing changed")
    let own = PublishedFolder(
      path: folder.url.path, formats: [.html], commits: false, template: try CardTemplate("<p>{{name}} {{version}}"))
    _ = try await daemon.publish(into: own)
    let page = folder.url.appending(path: "dataset/index/card.html")
    #expect(try String(contentsOf: page, encoding: .utf8) == "<p>index 2")
  }

  @discardableResult
  private func git(_ arguments: [String], in folder: Folder) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder.url.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
