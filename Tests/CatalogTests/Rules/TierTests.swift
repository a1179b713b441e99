import TestSupport
import Testing

@Suite("A risk tier is not lowered alone")
struct TierTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    try bea.register("index", label: "1", tier: "high")
  }

  private func tier() throws -> String? { try amy.value("select tier from countersign.artifact where name = 'index'") }

  private func asks(_ tier: String = "low") -> String {
    bea.tries("select * from countersign.ask_lower_tier('index', $1, 'it answers nobody')", tier)
  }

  private func registers(_ label: String, tier: String) -> String {
    bea.tries(
      """
      select * from countersign.register_version('index', 'dataset', 'claims', null, $2, '', $1, convert_to('["' || $1 || '"]', 'UTF8'), 'a change')
      """, label, tier)
  }

  @Test("not by registering a version, whoever does it, and the quorum stays")
  func registering() throws {
    #expect(registers("2", tier: "low") == "CS403 tier.lowering")
    #expect(registers("2", tier: "medium") == "CS403 tier.lowering")
    #expect(registers("2", tier: "high") == "allowed")
    let lead = try office.hire("lea", "lead", "builder")
    #expect(
      lead.tries(
        "select * from countersign.register_version('index', 'dataset', 'claims', null, 'low', '', '3', '[3]', 'x')")
        == "CS403 tier.lowering")
    let promotion = try bea.request("index", "2")
    #expect(try amy.value("select needed from countersign.promotion where id = $1", promotion) == "2")
  }

  @Test("nor by leaving the tier out before anything was asked for")
  func unset() throws {
    try bea.register("plain", label: "1", tier: nil)
    _ = try bea.request("plain", "1", to: "staging")
    #expect(
      bea.tries(
        "select * from countersign.register_version('plain', 'dataset', 'claims', null, 'low', '', '2', '[2]', 'x')")
        == "CS403 tier.lowering")
  }

  @Test("the AI office confirms it, another person than who asked, and it is on record")
  func confirmed() throws {
    #expect(asks() == "allowed")
    #expect(asks() == "CS409 confirmation.open")
    #expect(try tier() == "high")
    #expect(bea.tries("select countersign.confirm_act(1, 'fine')") == "CS403 right.missing")
    let cal = try office.hire("cal", "approver", team: "claims")
    #expect(cal.tries("select countersign.confirm_act(1, 'fine')") == "CS403 confirmation.cannot-confirm")
    #expect(amy.tries("select countersign.confirm_act(1, ' ')") == "CS422 reason.missing")
    #expect(amy.tries("select countersign.confirm_act(1, 'it answers nobody indeed')") == "allowed")
    #expect(try tier() == "low")
    #expect(amy.tries("select countersign.confirm_act(1, 'again')") == "CS409 confirmation.closed")
    #expect(
      try office.superuser.run(
        "select act, person from countersign_private.activity where act in ('tier.ask', 'act.confirm') order by id")
        == [["tier.ask", "bea"], ["act.confirm", "amy"]])
  }

  @Test("who asked does not confirm, neither through a second login")
  func own() throws {
    #expect(amy.tries("select * from countersign.ask_lower_tier('index', 'low', 'x')") == "allowed")
    let confirm = "select countersign.confirm_act(1, 'fine')"
    #expect(amy.tries(confirm) == "CS403 confirmation.cannot-confirm")
    #expect(try office.hire("amy2", "approver", person: "amy").tries(confirm) == "CS403 confirmation.cannot-confirm")
    #expect(amy.tries("select countersign.refuse_act(1, 'taken back')") == "allowed")
    #expect(try amy.value("select state from countersign.confirmation where id = 1") == "withdrawn")
  }

  @Test("what was requested before keeps its quorum, and its signatures are read again")
  func openRequests() throws {
    let promotion = try bea.request("index", "1")
    #expect(amy.signs(promotion) == "allowed")
    #expect(asks() == "allowed")
    let abe = try office.hire("abe", "approver")
    #expect(abe.tries("select countersign.confirm_act(1, 'fine')") == "allowed")
    #expect(abe.signs(promotion) == "CS409 promotion.changed")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "open")
  }

  @Test("a tier can be raised by who registers, and what is no lower tier is not asked for")
  func raising() throws {
    #expect(asks("high") == "CS409 tier.not-lower")
    #expect(asks("none") == "CS422 tier.unknown")
    try bea.register("plain", label: "1", tier: "low")
    try bea.register("plain", label: "2", body: "[2]", tier: "high")
    #expect(try amy.value("select tier from countersign.artifact where name = 'plain'") == "high")
  }
}
