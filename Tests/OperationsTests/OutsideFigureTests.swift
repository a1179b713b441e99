import Catalog
import Drift
import Evidence
import Foundation
import Governance
import Ingest
import Operations
import TestSupport
import Testing

@Suite("Figures from outside, handed in")
struct OutsideFigureTests {
  private let office: Office
  private let desk: Workbench, lead: Workbench, viewer: Workbench
  private let folder: URL

  init() async throws {
    office = try await Office.open()
    let bea = try office.hire("bea", "builder", team: "claims")
    desk = try office.desk(hiring: "ing", "ingest")
    lead = try office.desk(hiring: "lea", "lead")
    viewer = try office.desk(hiring: "vic", "viewer")
    try bea.register("triage", label: "1", kind: "model", tier: "high")
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("figures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func ingest(
    _ text: String, _ type: any LineFormat.Type = EvaluationLines.self, _ given: [String: String] = [:]
  ) async throws -> IngestReport {
    let file = folder.appendingPathComponent("report-\(UUID().uuidString).jsonl")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let reports = try await desk.ingestFigures(
      type, files: [file.path], producer: "acme", defaults: try FigureDefaults.members(given))
    return try #require(reports.first)
  }

  @Test("a line that is refused lies in quarantine, and goes in once its reason has gone")
  func replay() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run =
      #"{"info":{"run_id":"1","status":"FINISHED"},"data":{"metrics":[{"key":"f1","value":0.7},{"key":"auc","value":"NaN"}]}}"#
    let first = try await ingest(run, EvaluationLines.self, ["for": "triage@2", "suite": "nightly"])
    #expect(first.taken == 0 && first.refused == 2)
    let again = try await ingest(run, EvaluationLines.self, ["for": "triage@2", "suite": "nightly"])
    #expect(again.refused == 2 && again.refusedBefore == 2)
    let kept = try await desk.quarantine(at: .first, limit: 10).rows
    #expect(Set(kept.map(\.code)) == ["version.unknown", "field.type"])
    #expect(kept.first { $0.code == "version.unknown" }?.reason == "triage has no version 2. Its newest is 1.")
    try office.session("bea").register("triage", label: "2", kind: "model", body: "{\"n\":2}", tier: "high")
    let waiting = try #require(kept.first { $0.code == "version.unknown" })
    #expect(try await desk.replay(waiting.id, channel: .command).counts.taken == 1)
    #expect(
      try office.superuser.run(
        "select suite, metric, value, supplier, report_digest = sha256($1) from countersign_private.outside_figure",
        "\\x" + Data(run.utf8).map { String(format: "%02x", $0) }.joined())
        == [["nightly", "f1", "0.7", "acme", "t"]], "the report's own digest, though it went in later")
    #expect(try await ingest(run, EvaluationLines.self, ["for": "triage@2", "suite": "nightly"]).known == 1)
  }

  @Test("shows on the board of its artifact, against its limit")
  func board() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var lines: [String] = []
    for day in 1...31 {
      let at = "2026-05-\(day < 10 ? "0" : "")\(day)T06:00:00Z"
      let (passed, score) = day < 25 ? (93, 0.9) : (70, 0.5)
      lines.append(
        #"{"artifact":"triage","version":"1","suite":"qa","metric":"pass","hits":\#(passed),"n":100,"limit":0.9,"at":"\#(at)","dataset_version":"\#(day)"}"#
      )
      lines.append(
        #"{"artifact":"triage","version":"1","suite":"qa","metric":"score","value":\#(score),"at":"\#(at)","dataset_version":"\#(day)"}"#
      )
    }
    #expect(try await ingest(lines.joined(separator: "\n")).taken == 62)
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', pinned = '2026-05-31 09:00Z'")
    let watched = Watched(name: "triage", kind: .model)
    let frame = DriftFrame(until: Instant(year: 2026, month: 5, day: 31))
    let names = try await viewer.figureNames(watched, since: frame.whole.since)
    #expect(Set(names.map(\.metric)) == ["outside.qa.score", "outside_share.qa.pass"])
    var days: [OutsideDays] = []
    for name in names {
      days.append(OutsideDays(metric: name.metric, days: try await viewer.figureDays(watched, name, in: frame.whole)))
    }
    let board = DriftBoard(
      Behaviour(watched: watched, period: frame.whole, calls: [], verdicts: []), nil, outside: days,
      evaluations: try await viewer.artifact("triage").evaluations, frame: frame, samples: [:])
    let pass = try #require(board.measures.first { $0.id == "outside_share.qa.pass" })
    #expect(pass.title == "qa.pass" && pass.unit == .share && pass.window.n == 700)
    #expect(pass.verdict == .beyondLimit && pass.limit?.value == 0.9)
    let score = try #require(board.measures.first { $0.id == "outside.qa.score" })
    #expect(score.verdict == .tooFew, "a score a day is no thirty")
    #expect(score.window.value.map { abs($0 - 0.5) < 1e-9 } == true)
  }

  @Test("is watched like any other: a share that falls is called")
  func watched() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func lines(_ days: ClosedRange<Int>, month: Int, hits: Int) -> String {
      days.map { day in
        #"{"artifact":"triage","version":"1","metric":"resolved","hits":\#(hits),"n":200,"at":"2026-0\#(month)-\#(day < 10 ? "0" : "")\#(day)T06:00:00Z"}"#
      }.joined(separator: "\n")
    }
    #expect(try await ingest(lines(1...31, month: 5, hits: 180), MetricLines.self).taken == 31)
    #expect(try await ingest(lines(1...20, month: 6, hits: 140), MetricLines.self).taken == 20)
    #expect(try office.superuser.value("select count(*) from countersign_private.evaluation") == "0")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', pinned = '2026-06-01 09:00Z'")
    var terms = MonitorDefaults.terms(of: "outside_share.resolved", Watched(name: "triage", kind: .model))
    #expect(terms.statistic == "share" && terms.direction == "either")
    terms.reference = MonitorDefaults.days("2026-05-01..2026-05-28")
    _ = try await lead.setMonitor("triage-resolved", terms, reason: "a vendor's figure", channel: .command)
    try office.superuser.run("update countersign_private.catalog set pinned = '2026-06-21 09:00Z'")
    let run = try await desk.runMonitors()
    #expect(run.alarms == 1)
    #expect(run.lines.contains { $0.alarm != nil && $0.look.words.hasPrefix("outside_share.resolved −20.0 pt") })
  }
}
