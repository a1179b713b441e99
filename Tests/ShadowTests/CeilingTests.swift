import Exchange
import Governance
import Operations
import TestSupport
import Testing

@Suite("What is classed")
struct CeilingTests {
  private func prompt(_ words: String) -> [StandIn.Answer.Message] { [.init(role: "user", content: words)] }

  /// 40 green prompts, and some of every other kind that must not leave.
  private func world() async throws -> (ReplayOffice, [StandIn.Answer]) {
    let world = try await ReplayOffice()
    let answers = try await world.small(40)
    func live(_ name: String, _ dataClass: DataClass?, _ retrieved: DataClass? = nil) -> [ReplayOffice.Live] {
      (1...10).map {
        .init(
          id: "\(name)-\($0)", model: "triage", messages: prompt("SECRET \(name) \($0)"), answer: "An answer.",
          dataClass: dataClass, retrieved: retrieved)
      }
    }
    try await world.take(
      live("yellow", .yellow) + live("red", .red) + live("unknown", nil) + live("retrieved", .green, .yellow))
    return (world, answers)
  }

  @Test("yellow never reaches a green-only endpoint: not drawn, and not in its log")
  func greenOnly() async throws {
    let (world, answers) = try await world()
    let service = try StandIn(answers)
    try await world.serve("triage", at: service.url, ceiling: .green)
    let opened = try await world.bea.openShadowRun(
      ShadowPlan(artifact: "triage", versions: 2, reason: "nightly"), channel: .command)
    _ = try await world.bea.driveShadowRun(opened.run, service: ModelClient { _ in nil }, channel: .command)
    let run = try await world.bea.shadowRun(opened.run)
    #expect(run.row.drawn == 40 && run.row.population == 80 && run.row.withheld == 40)
    let seen = try service.entries().flatMap(\.messages).map(\.content)
    #expect(seen.count == 120 && !seen.contains { $0.contains("SECRET") })
  }

  @Test("one green-only endpoint among others keeps a prompt from all of them, since a pair needs both answers")
  func lowestCounts() async throws {
    let (world, answers) = try await world()
    let (low, high) = (try StandIn(answers), try StandIn(answers))
    try await world.serve("triage", at: high.url, ceiling: .red)
    try await world.serve("triage", at: low.url, ceiling: .green, version: "1")
    let opened = try await world.bea.openShadowRun(
      ShadowPlan(artifact: "triage", versions: 2, reason: "nightly"), channel: .command)
    _ = try await world.bea.driveShadowRun(opened.run, service: ModelClient { _ in nil }, channel: .command)
    for service in [low, high] {
      #expect(try !service.entries().flatMap(\.messages).contains { $0.content.contains("SECRET") })
    }
  }

  @Test("a ceiling that is lowered after the draw holds for every request that follows")
  func lowered() async throws {
    let (world, answers) = try await world()
    let service = try StandIn(answers)
    try await world.serve("triage", at: service.url, ceiling: .red)
    let opened = try await world.bea.openShadowRun(
      ShadowPlan(artifact: "triage", versions: 2, reason: "nightly"), channel: .command)
    #expect(try await world.bea.shadowRun(opened.run).row.drawn == 80)
    try await world.serve("triage", at: service.url, ceiling: .green)
    _ = try await world.bea.driveShadowRun(opened.run, service: ModelClient { _ in nil }, channel: .command)
    #expect(try !service.entries().flatMap(\.messages).contains { $0.content.contains("SECRET") })
    let standing = try await world.bea.shadowRun(opened.run).standing
    #expect(standing.answered == 120 && standing.missing == 120)
  }
}
