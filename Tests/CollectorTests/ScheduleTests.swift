import Foundation
import Governance
import Logging
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("The daemons of an office")
struct ScheduleTests {
  @Test("seal the log, put traces together and keep a history, each job by one of them at a time")
  func works() async throws {
    let first = try await RunningDaemon(roles: [.receive, .assemble, .schedule]) { $0.trusted = "app" }
    var settings = CollectorSettings()
    settings.roles = [.schedule]
    let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
    let second = Daemon(first.office.settings("daemon"), settings, logger: logger)
    let running = Task { try? await second.run(signals: false) { _ in } }
    defer { running.cancel() }
    let span =
      #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","startTimeUnixNano":"1780000000000000000","endTimeUnixNano":"1780000001000000000","attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"}}]}]}]}]}"#
    #expect(await first.client.post("/v1/traces", Array(span.utf8)).status == 200)
    try await until { try first.count("generation") == 1 }
    try first.office.chief.run("select countersign.hasten_job('seal-log', 'a test')")
    try await until {
      try first.office.superuser.value(
        "select exists (select from countersign_private.log_leaf where kind = 'generation' and hash is not null)")
        == "t"
    }
    #expect(
      try first.office.superuser.value(
        "select count(*) from (select job, fence from countersign_private.schedule_run group by 1, 2 having count(*) > 1) x"
      ) == "0")
    #expect(try await first.desk.scheduleRuns(of: "seal-log", limit: 10).allSatisfy { $0.outcome != "failed" })
    let text = await first.client.get("/metrics").text
    #expect(text.contains("countersign_traces_assembled_total 1\n"))
  }

  @Test("try refused records again when an officer asks for it")
  func replays() async throws {
    let daemon = try await RunningDaemon(roles: [.receive, .schedule]) { $0.trusted = "app" }
    #expect(await daemon.client.post("/v1/generations", Array(#"[{"id":"e1"}]"#.utf8)).status == 200)
    #expect(try daemon.count("quarantine") == 1)
    try daemon.office.chief.run("select countersign.ask_replay(1, false, 'perhaps now')")
    try await until {
      try daemon.office.superuser.value(
        "select detail from countersign_private.schedule_run where job = 'replay-quarantine' and outcome = 'done'")
        == "1 refused again"
    }
    #expect(try daemon.office.superuser.value("select refused <> '' from countersign_private.replay") == "t")
  }

  private func until(_ holds: () throws -> Bool) async throws {
    for _ in 0..<400 {
      if try holds() { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("it did not come about within 20 seconds")
  }
}
