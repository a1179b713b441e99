import TestSupport
import Testing

@Suite("What a team that is brought in has done")
struct OnboardingTests {
  let office: Office
  let vic: PlainSession

  init() async throws {
    office = try await Office.open()
    vic = try office.hire("vic", "viewer")
  }

  /// State, fact and person of a step.
  private func step(_ key: String, of team: String = "claims") throws -> [String?] {
    try vic.run("select state, fact, person from countersign.onboarding($1) where key = $2", team, key).first ?? []
  }

  private func state(_ key: String) throws -> String? { try step(key).first ?? nil }

  @Test("is read by viewers, of teams that are there")
  func readers() throws {
    let asks = "select count(*) from countersign.onboarding($1)"
    #expect(vic.tries(asks, "claims") == "allowed")
    #expect(vic.tries(asks, "clams") == "CS404 team.unknown")
    #expect(try office.hire("ing", "ingest").tries(asks, "claims") == "42501")
    #expect(try office.hire("ing2", "ingest").tries("select * from countersign.onboarding_teams()") == "42501")
    try vic.run("select countersign.set_as_of(now())")
    #expect(vic.tries(asks, "claims") == "CS409 as-of.present-view")
    #expect(vic.tries("select * from countersign.onboarding_teams()") == "CS409 as-of.present-view")
  }

  @Test("begins with the team alone, and each missing step says what to do")
  func beginning() throws {
    let steps = try vic.run("select key, state, remedy <> '' and command <> '' from countersign.onboarding('claims')")
    #expect(
      steps.map { $0[0] } == [
        "team", "builder", "lead", "reviewer", "approver", "producer", "calls", "lineage", "versions", "matched",
        "tier",
        "review", "complete", "monitor", "facts", "quarantine",
      ])
    #expect(steps.filter { $0[1] == "done" }.map { $0[0] } == ["team"])
    #expect(steps.filter { $0[1] == "not_applicable" }.map { $0[0] } == ["matched", "tier", "facts", "quarantine"])
    #expect(steps.allSatisfy { ($0[1] == "missing") == ($0[2] == "t") })
    #expect(try step("team") == ["done", "Claims", "chief"])
  }

  @Test("people tick by their rights: whoever builds for the team does not approve for it")
  func people() throws {
    try office.hire("bea", "builder", "approver", team: "claims")
    #expect(try step("builder") == ["done", "bea", "chief"])
    #expect(try state("approver") == "missing")
    try office.hire("amy", "approver")
    #expect(try state("approver") == "missing", "production needs two")
    try office.hire("abe", "approver", team: "claims")
    #expect(try step("approver").first == "done")
    try office.hire("rui", "reviewer", team: nil)
    #expect(try state("reviewer") == "missing", "of no team and not of the office")
    try office.hire("ros", "reviewer")
    #expect(try step("reviewer").prefix(2) == ["done", "ros"])
    try office.hire("lou", "lead")
    #expect(try step("lead").prefix(2) == ["done", "lou"])
  }

  @Test("a program ticks by a token that holds, calls by what came, versions by what calls name")
  func reports() throws {
    let ingest = try office.hire("ing", "ingest")
    let bea = try office.hire("bea", "builder", team: "claims")
    #expect(
      office.chief.tries(
        "select countersign.add_producer('tests', '{otlp}', sha256('x'), 'claims', 'they report')") == "allowed")
    #expect(try step("producer") == ["done", "token of tests for otlp", "chief"])
    #expect(try state("calls") == "missing")
    let receipt = try ingest.fillInbox("e1")
    try ingest.run("select countersign.take_inbox($1)", receipt)
    try ingest.run("select countersign.close_receipt($1)", receipt)
    try ingest.run("commit")
    #expect(try step("calls").prefix(2) == ["done", "last: generations by tests"])
    #expect(
      try step("matched").prefix(2)
        == ["missing", "1 not registered that 1 of the newest calls name, such as gpt-5@1"])
    #expect(try state("versions") == "missing")
    try bea.register("gpt-5", label: "1", kind: "model", body: #"{"g":1}"#, tier: nil)
    #expect(try state("matched") == "done")
    #expect(try step("versions") == ["done", "1 of models, prompts, chains and systems, last gpt-5@1", "bea"])
    #expect(try state("tier") == "missing")
    #expect(try state("quarantine") == "done")
    #expect(try state("complete") == "missing", "it counts nothing of itself")
    #expect(office.chief.tries("select countersign.revoke_producer('tests', 'it is over')") == "allowed")
    #expect(try step("producer").prefix(2) == ["missing", "No token holds: tests."])
    #expect(
      try vic.run("select team, next_key from countersign.onboarding_teams()") == [["claims", "lead"]],
      "the AI office is not brought in")
  }

  @Test("what was kept back stands against the team whose program sent it, and no other")
  func quarantine() throws {
    try office.chief.run("select countersign.add_team('fraud', 'Fraud')")
    for team in ["claims", "fraud"] {
      try office.chief.run(
        "select countersign.add_producer($1, '{otlp}', sha256(convert_to($1, 'UTF8')), $1, 'they report')", team)
    }
    try office.superuser.run(
      """
      with r as (insert into countersign_private.receipt (producer, format, origin, login) values ('fraud', 'generations', 'a test', 'ing') returning id, producer)
      insert into countersign_private.quarantine (receipt, producer, format, origin, code, reason, raw) select id, producer, 'generations', 'a test', 'x', 'no time', 'x' from r
      """)
    #expect(try step("quarantine", of: "fraud").prefix(2) == ["missing", "1 kept back, the newest: no time"])
    #expect(try state("quarantine") == "done")
  }
}
