import Exchange
import Governance
import Operations
import TestSupport
import Testing

@Suite("Four real versions, replayed", .enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absence)))
struct ReplayedVersionsTests {
  @Test(
    "through errors, 429s, a hang and cut connections equal the reference; nothing counts twice and the bill is right")
  func faults() async throws {
    let world = try await ReplayOffice()
    let real = try RealVersions()
    for label in RealVersions.labels { try await world.register("mistral-orpo", label) }
    try await world.register("judge", "single-v1", kind: .prompt, body: real.judge)
    let live = real.live(of: "mistral-orpo-trl")
    try await world.take(
      live.map {
        .init(id: $0.prompt, model: "mistral-orpo", messages: $0.messages, answer: $0.answer, dataClass: .green)
      })
    let service = try StandIn(try real.answers(live: live), "--faults")
    try await world.serve("mistral-orpo", at: service.url)
    try await world.serve("judge", at: service.url, model: "judge")

    var plan = ShadowPlan(artifact: "mistral-orpo", candidate: "mistral-orpo-trl", reason: "nightly")
    plan.metrics = [
      ShadowMetric(name: "rating", kind: .score, better: .higher, margin: 0.5),
      ShadowMetric(name: "cost", kind: .ratio, better: .lower, margin: 0.2),
    ]
    plan.judges = [.init(prompt: try VersionName("judge@single-v1"), metric: "rating")]
    let opened = try await world.bea.openShadowRun(plan, channel: .command)
    let client = ModelClient(seconds: 3) { _ in nil }
    let closed = try await world.bea.driveShadowRun(opened.run, service: client, channel: .command)

    let run = try await world.bea.shadowRun(opened.run)
    #expect(try Oracle.disagreements(of: run, metric: "rating") == [])
    #expect(run.comparisons.filter { $0.metric == "rating" && $0.slice.isEmpty }.allSatisfy { $0.verdict == .pass })
    #expect(closed.verdict == run.row.verdict)

    // 4 versions on 160 prompts, and a judgement of each.
    #expect(run.standing.tasks == 1280 && run.standing.answered == 1280 && run.standing.reserved >= 0)
    #expect(try world.count("shadow_reply") == 1280)
    let entries = try service.entries()
    #expect(Set(entries.map(\.did)).isSuperset(of: ["answer", "again", "500", "429"]), "the faults did happen")
    #expect(Dictionary(grouping: entries.filter { $0.did == "answer" }, by: \.key).allSatisfy { $0.value.count == 1 })
    #expect(try run.standing.spent == service.bill())
    #expect(run.standing.reserved == 0, "what was in doubt was answered by its key, and is no longer held back")
  }

  @Test("an endpoint that bills every request is never sent one twice, and what is in doubt is said")
  func forgetful() async throws {
    let world = try await ReplayOffice()
    let answers = try await world.small(60)
    let service = try StandIn(answers, "--faults", "--forgetful")
    try await world.serve("triage", at: service.url, isIdempotent: false)
    let opened = try await world.bea.openShadowRun(
      ShadowPlan(artifact: "triage", versions: 2, reason: "nightly"), channel: .command)
    _ = try await world.bea.driveShadowRun(
      opened.run, service: ModelClient(seconds: 2) { _ in nil }, channel: .command)
    let run = try await world.bea.shadowRun(opened.run)
    // One hung, one or two were cut.
    #expect((2...4).contains(run.standing.inDoubt) && run.standing.answered + run.standing.inDoubt == 180)
    let billed = try service.entries().filter { $0.did == "answer" }
    #expect(Set(billed.map(\.key)).count == billed.count, "nothing was billed twice")
    #expect(billed.count == 180)
    // The bill lies between what is known and what is held back at most.
    let bill = try service.bill()
    #expect(run.standing.spent < bill && bill <= run.standing.spent + run.standing.reserved)
  }

  @Test("a cost limit is never passed, and a higher one goes on where it stopped")
  func costLimit() async throws {
    let world = try await ReplayOffice()
    let service = try StandIn(try await world.small(40))
    try await world.serve("triage", at: service.url)
    var plan = ShadowPlan(artifact: "triage", versions: 2, reason: "nightly")
    // A request costs 50, and may cost 4,000 and some more: of 6,000 in all, so much is not spent for fear of passing 7,000.
    plan.costLimit = 7000
    let opened = try await world.bea.openShadowRun(plan, channel: .command)
    let client = ModelClient { _ in nil }
    let stopped = await #expect(throws: Problem.self) {
      try await world.bea.driveShadowRun(opened.run, service: client, channel: .command)
    }
    #expect(stopped?.code == "shadow.cost-limit" && stopped?.kind == .unmet)
    let bill = try service.bill()
    #expect((1000...3000).contains(bill))
    let closed = try await world.bea.driveShadowRun(
      opened.run, service: client, newLimit: 30_000, channel: .command)
    #expect(closed.verdict == .undecided || closed.verdict == .pass)
    #expect(try service.bill() == 6000)
    #expect(try await world.bea.shadowRun(opened.run).standing.spent == 6000)
  }
}
