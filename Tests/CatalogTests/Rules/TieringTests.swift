import TestSupport
import Testing

@Suite("Tiers by policy")
struct TieringTests {
  let office: Office
  let ingest: PlainSession, keeper: PlainSession, rui: PlainSession, lou: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    lou = try office.hire("lou", "lead")
    try office.superuser.run("select countersign_private.make_login($1)", office.login("keeper"))
    try office.superuser.run("grant countersign_gatekeeper to \(office.login("keeper"))")
    keeper = try office.session("keeper")
  }

  /// Brings a tier policy to production as any version gets there.
  private func serve() throws {
    let bea = try office.hire("bea", "builder")
    let ann = try office.hire("ann", "approver")
    let body = #"{"decides": "tiers", "files": {"data.json": "{}", "tiering.rego": "package countersign.tier"}}"#
    try bea.register("tier-policy", label: "1", kind: "policy", body: body, team: "office")
    #expect(ann.signs(try bea.request("tier-policy", "1")) == "allowed")
  }

  private func question(_ holds: String) throws -> (policy: String, digest: String) {
    let row = try keeper.run("select policy, digest from countersign.tier_questions() where facts like '%\(holds)%'")
    return (row.first?[0] ?? "", row.first?[1] ?? "")
  }

  private func decide(_ question: (policy: String, digest: String), _ decision: String) -> String {
    keeper.tries("select countersign.decide_tier($1, $2, $3, 'test')", question.policy, question.digest, decision)
  }

  private let medium = #"{"tier": "medium", "queue": "medium", "needed": 1, "rule": "tier.flag", "due_seconds": 600}"#

  @Test(
    "leave what is not decided untiered: counted, high for who asks, in no queue, until it is decided once for all alike"
  )
  func decidedOnce() throws {
    try serve()
    try ingest.deliver("e1", category: "ip")
    try ingest.deliver("e2", category: "ip")
    #expect(try rui.value("select countersign.untiered()") == "2")
    #expect(
      try rui.run("select distinct tier, tier_rule from countersign.generation") == [["high", "untiered"]])
    #expect(try rui.run("select * from countersign.review_item").isEmpty)
    #expect(try keeper.run("select * from countersign.tier_questions()").count == 1, "their facts are the same")
    #expect(decide(try question("ip"), medium) == "allowed")
    #expect(
      try rui.run("select distinct tier, rule, due - arrived_at from countersign.review_item") == [
        ["medium", "tier.flag", "00:10:00"]
      ])
    #expect(try rui.run("select distinct tier, tier_rule from countersign.generation") == [["medium", "tier.flag"]])
    try ingest.deliver("e3", category: "ip")
    #expect(try rui.value("select countersign.untiered()") == "0", "it is looked up from now on")
    #expect(try rui.value("select count(*) from countersign.review_item") == "3")
  }

  @Test("are raised by a late flag, and what was done is opened again for the persons it now needs")
  func lateFlag() throws {
    try serve()
    try ingest.deliver("e1", category: "ip")
    #expect(decide(try question("ip"), medium) == "allowed")
    let item = try rui.value("select id from countersign.review_item") ?? ""
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    let generation = try rui.value("select id from countersign.generation")
    let late = #"[{"source": "second checker", "category": "violence", "verdict": "flagged"}]"#
    #expect(rui.tries("select countersign.add_flags($1, $2)", generation, late) == "42501")
    #expect(try ingest.value("select countersign.add_flags($1, $2)", generation, late) == "untiered")
    #expect(
      decide(try question("violence"), #"{"tier": "high", "queue": "high", "needed": 2, "rule": "tier.severe_flag"}"#)
        == "allowed")
    #expect(
      try rui.run("select tier, queue, state, decided, needed from countersign.review_item") == [
        ["high", "high", "open", "1", "2"]
      ])
    #expect(try rui.run("select * from countersign.claim_next()").isEmpty, "not by who has decided it")
    let ria = try office.hire("ria", "reviewer")
    #expect(ria.decides(item, try ria.claim(item)) == "allowed")
    #expect(try rui.value("select state from countersign.review_item") == "done")
  }

  @Test("are raised by a late flag where no policy is in force, too")
  func lateFlagByFirstRules() throws {
    try ingest.deliver("e1", verdicts: ["clear"])
    let generation = try rui.value("select id from countersign.generation")
    #expect(try rui.run("select * from countersign.review_item").isEmpty)
    let late = #"[{"source": "late", "category": "violence", "score": 0.9}]"#
    #expect(try ingest.value("select countersign.add_flags($1, $2)", generation, late) == "high")
    #expect(
      try lou.run("select tier, rule, reasons, needed from countersign.review_item") == [
        ["high", "first.severe_flag", "{violence}", "2"]
      ])
    for wrong in ["[]", "{}", #"[{"source": "x"}]"#, #"[{"source": "x", "category": "y", "verdict": "bad"}]"#] {
      #expect(ingest.tries("select countersign.add_flags($1, $2)", generation, wrong) == "CS422 flag.shape")
    }
  }

  @Test("are decided by a gatekeeper alone, by the policy in force, within what any policy may say")
  func refusals() throws {
    try serve()
    try ingest.deliver("e1", category: "ip")
    let asked = try question("ip")
    #expect(lou.tries("select * from countersign.tier_questions()") == "42501")
    #expect(lou.tries("select countersign.decide_tier($1, $2, $3, 'x')", asked.policy, asked.digest, medium) == "42501")
    #expect(decide(("sha256:00", asked.digest), medium) == "CS409 tier.policy")
    #expect(decide((asked.policy, "00"), medium) == "CS404 tier.facts")
    for wrong in [
      "[]", #"{"tier": "none"}"#, #"{"tier": "high", "queue": null, "rule": "a"}"#,
      #"{"tier": "high", "queue": "high", "needed": 1, "rule": "a"}"#,
      #"{"tier": "high", "queue": "medium", "needed": 2, "rule": "a"}"#,
      #"{"tier": "medium", "queue": "nowhere", "needed": 1, "rule": "a"}"#,
      #"{"tier": "medium", "queue": "medium", "needed": 9, "rule": "a"}"#,
      #"{"tier": "medium", "queue": "medium", "needed": 1, "rule": "a", "due_seconds": 1}"#,
      #"{"tier": "medium", "queue": "medium", "needed": 1}"#,
    ] { #expect(decide(asked, wrong) == "CS422 tier.decision", "\(wrong)") }
    #expect(try rui.value("select countersign.untiered()") == "1", "what is not decided stays untiered")
  }

  @Test("read the categories of checkers as a lead has mapped them, with a reason")
  func categories() throws {
    let act = "select countersign.map_category($1, $2, $3::integer, $4)"
    #expect(rui.tries(act, "Rudeness", "hate_harassment", "2", "we mean it") == "CS403 right.missing")
    #expect(lou.tries(act, "Rudeness", "hate_harassment", "2", " ") == "CS422 reason.missing")
    #expect(lou.tries(act, "Rudeness", "Hate!", "2", "x") == "CS422 category.words")
    #expect(lou.tries(act, "Rudeness", "hate_harassment", "3", "x") == "CS422 category.words")
    #expect(lou.tries(act, "Rudeness", "hate_harassment", "2", "we mean it") == "allowed")
    try ingest.deliver("e1", category: "rudeness")
    #expect(try lou.value("select tier from countersign.review_item") == "high")
  }

  @Test("give due times in working time, where a queue has hours")
  func workingTime() throws {
    let hours = "select countersign.set_queue_hours($1, $2::integer[], $3::time, $4::time, 'as the office works')"
    #expect(rui.tries(hours, "medium", "{1,2,3,4,5}", "09:00", "17:00") == "CS403 right.missing")
    #expect(lou.tries(hours, "medium", "{1,9}", "09:00", "17:00") == "CS422 queue.hours")
    #expect(lou.tries(hours, "medium", "{1}", "17:00", "09:00") == "CS422 queue.hours")
    #expect(lou.tries(hours, "nowhere", "{1}", "09:00", "17:00") == "CS404 queue.unknown")
    #expect(lou.tries(hours, "medium", "{1,2,3,4,5}", "09:00", "17:00") == "allowed")
    #expect(rui.tries("select countersign.set_holiday('2026-12-25', 'Christmas', 'closed')") == "CS403 right.missing")
    #expect(lou.tries("select countersign.set_holiday('2026-12-25', 'Christmas', 'closed')") == "allowed")
    func due(_ since: String, _ spent: String) throws -> String? {
      try office.superuser.value(
        "select to_char(countersign_private.due_of('medium', $1, $2) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')", since,
        spent)
    }
    #expect(try due("2026-11-20 10:00Z", "4 hours") == "2026-11-20 14:00", "a Friday")
    #expect(try due("2026-11-20 16:00Z", "4 hours") == "2026-11-23 12:00", "over the weekend")
    #expect(try due("2026-12-24 16:00Z", "2 hours") == "2026-12-28 10:00", "over Christmas and the weekend")
    #expect(try due("2026-11-21 03:00Z", "1 hour") == "2026-11-23 10:00", "from a Saturday")
    #expect(try due("2026-11-20 08:00Z", "8 hours") == "2026-11-20 17:00")
  }
}
