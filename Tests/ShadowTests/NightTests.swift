import Exchange
import Foundation
import Governance
import Operations
import Shadow
import TestSupport
import Testing

@Suite("A night's shadow-eval")
struct NightTests {
  private let world: ReplayOffice
  /// The daemon's: it takes events in, begins what is planned and drives it.
  private let daemon: Workbench

  init() async throws {
    world = try await ReplayOffice()
    try world.office.hire("dae", "ingest", "viewer")
    daemon = Workbench(world.office.settings("dae"))
  }

  /// Plans it for a moment from now, and waits for that.
  private func comes(_ plan: ShadowPlan) async throws {
    var isSetInTime = false
    while !isSetInTime {
      let soon = try world.office.superuser.value(
        "select ((clock_timestamp() + interval '400 ms') at time zone 'UTC')::time")
      _ = try await world.lea.planShadowNights(plan, begins: soon ?? "", channel: .command)
      isSetInTime =
        try world.office.superuser.value(
          """
          select (valid_from at time zone 'UTC')::time < begins from countersign_private.shadow_plan where valid_to = 'infinity'
          order by valid_from desc limit 1
          """) == "t"
    }
    try await Task.sleep(for: .milliseconds(450))
  }

  private func begins() async throws -> String {
    for _ in 0..<20 {
      guard let report = try await daemon.runDueJob(holder: "test") else { break }
      if report.job == "begin-shadow-evals" { return report.detail }
    }
    return ""
  }

  private var plan: ShadowPlan {
    var plan = ShadowPlan.nightly("triage")
    (plan.candidate, plan.versions) = (nil, 2)
    return plan
  }

  @Test("begins by the schedule, is driven to its verdict by a daemon, and is not run twice")
  func whole() async throws {
    let service = try StandIn(try await world.small(40))
    try await world.serve("triage", at: service.url)
    try await comes(plan)
    #expect(try await begins() == "shadow run 1 of triage")
    let report = try await daemon.driveShadowNight(service: ModelClient { _ in nil })
    #expect(report?.run == 1 && report?.verdict != nil)
    #expect(try world.count("shadow_reply") == 120)
    #expect(try await daemon.driveShadowNight(service: ModelClient { _ in nil }) == nil)
    let planned = try await world.bea.plannedNights()
    #expect(planned.map(\.lastRun) == [1] && planned.first?.lastFault == "")
    #expect(try await world.bea.shadowRun(1).row.runBy == "dae")
  }

  @Test("is taken up again where another daemon left it")
  func resumed() async throws {
    let service = try StandIn(try await world.small(40), "--slow", "0.02")
    try await world.serve("triage", at: service.url)
    try await comes(plan)
    _ = try await begins()
    let first = Task { [daemon] in
      try await daemon.driveShadowNight(service: ModelClient { _ in nil })
    }
    while try world.count("shadow_reply") < 20 { try await Task.sleep(for: .milliseconds(5)) }
    first.cancel()
    await #expect(throws: Problem.self) { try await first.value }
    #expect(try world.count("shadow_reply") < 120)
    let report = try await daemon.driveShadowNight(service: ModelClient { _ in nil })
    #expect(report?.verdict != nil)
    let billed = try service.entries().filter { $0.did == "answer" }
    #expect(Set(billed.map(\.key)).count == billed.count, "nothing was paid twice")
  }

  @Test("ends without a verdict at its cost limit, and says so")
  func limited() async throws {
    let service = try StandIn(try await world.small(40))
    try await world.serve("triage", at: service.url)
    var plan = plan
    plan.costLimit = 3_000
    try await comes(plan)
    _ = try await begins()
    let report = try await daemon.driveShadowNight(service: ModelClient { _ in nil })
    #expect(report?.run == 1 && report?.verdict == nil)
    #expect(try await world.bea.shadowRun(1).row.state == .abandoned)
  }

  @Test("has a safety checker rate what versions answer")
  func checked() async throws {
    let service = try StandIn(try await world.small(40))
    try await world.serve("triage", at: service.url)
    try await world.register(
      "guard", "1", kind: .endpoint,
      body: #"{"url":"https://guard.example/v1","checker":{"format":"openai","category":"hate"}}"#)
    try await world.serve("guard", at: service.url)
    var plan = plan
    plan.judges = [ShadowPlan.Judge(prompt: try VersionName("guard@1"), metric: "hate")]
    plan.metrics = [ShadowMetric(name: "hate", kind: .score, better: .lower, margin: 0.1)]
    try await comes(plan)
    _ = try await begins()
    let report = try await daemon.driveShadowNight(service: ModelClient { _ in nil })
    #expect(report?.verdict == .regressed, "version 3 is what the checker flags")
    let run = try await world.bea.shadowRun(1)
    let hate = run.comparisons.filter { $0.metric == "hate" && $0.slice.isEmpty }
    #expect(hate.map(\.n) == [40, 40] && hate.allSatisfy { abs(($0.difference ?? 0) - 0.89) < 1e-9 })
    #expect(run.agreements == [JudgeAgreement(arm: 3, pairs: 0, alpha: nil, low: nil, high: nil)])
    #expect(run.standing.answered == 240, "each answer and each check is kept")
  }

  @Test("does not wait for another artifact's, whose service is down")
  func besideOneThatRests() async throws {
    let service = try StandIn(try await world.small(40))
    try await world.register("other", "1")
    try await world.register("other", "2")
    try await world.take([
      ReplayOffice.Live(
        id: "other-1", model: "other", messages: [StandIn.Answer.Message(role: "user", content: "And this?")],
        answer: "No.", dataClass: .green)
    ])
    try await world.serve("other", at: "http://127.0.0.1:9/v1")
    try await world.serve("triage", at: service.url)
    var down = ShadowPlan.nightly("other")
    (down.candidate, down.versions) = (nil, 1)
    try await comes(down)
    #expect(try await begins() == "shadow run 1 of other")
    try await comes(plan)
    let sql = try world.office.session("dae")
    #expect(try sql.run("select artifact, run from countersign.begin_shadow_nights()") == [["triage", "2"]])
    let fault = await #expect(throws: Problem.self) {
      try await daemon.driveShadowNight(service: ModelClient { _ in nil })
    }
    #expect(fault?.code == "shadow.endpoint", "it stays open, and rests")
    let report = try await daemon.driveShadowNight(service: ModelClient { _ in nil }, resting: [1])
    #expect(report?.run == 2 && report?.verdict != nil)
  }
}
