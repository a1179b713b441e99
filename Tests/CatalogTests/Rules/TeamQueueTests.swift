import TestSupport
import Testing

@Suite("A queue of a team")
struct TeamQueueTests {
  let office: Office
  let lou: PlainSession, cleo: PlainSession, fred: PlainSession, rui: PlainSession
  let item: String

  init() async throws {
    office = try await Office.open()
    let ingest = try office.hire("ing", "ingest")
    lou = try office.hire("lou", "lead")
    rui = try office.hire("rui", "reviewer")
    cleo = try office.hire("cleo", "reviewer", team: "claims")
    try office.superuser.run("insert into countersign_private.team (key, name) values ('fraud', 'Fraud')")
    fred = try office.hire("fred", "reviewer", team: "fraud")
    try ingest.deliver("e1", category: "ip")
    item = try office.superuser.value("select id from countersign_private.review_item") ?? ""
  }

  private func sets(
    _ key: String = "claims-medium", tier: String = "medium", needed: String = "1", team: String? = "claims",
    by session: PlainSession? = nil
  ) -> String {
    (session ?? lou).tries(
      "select countersign.set_queue($1, $2, 'Claims', $3, $4, '4 hours', '15 minutes', 'they know the files')", key,
      tier,
      team, needed)
  }

  /// As if the policy had put the item there.
  private func move() throws {
    try office.superuser.run("update countersign_private.review_present set queue = 'claims-medium'")
    try office.superuser.run("update countersign_private.review_slot set queue = 'claims-medium'")
  }

  @Test("is worked by its reviewers and by the AI office's, whatever way they claim")
  func worked() throws {
    #expect(sets() == "allowed")
    try move()
    #expect(try fred.value("select item from countersign.claim_next()") == nil)
    #expect(fred.tries("select * from countersign.claim($1)", item) == "CS403 review.other-team")
    #expect(try cleo.value("select item from countersign.claim_next()") == item)
  }

  @Test("is worked by the office, too, and by all once it is no team's")
  func changed() throws {
    #expect(sets() == "allowed")
    try move()
    #expect(try rui.value("select item from countersign.claim_next()") == item)
    try office.superuser.run("update countersign_private.review_slot set lease_until = '-infinity', holder = null")
    #expect(sets(team: nil) == "allowed")
    #expect(try fred.value("select item from countersign.claim_next()") == item)
    #expect(
      try office.superuser.run("select act, subject from countersign_private.activity where act = 'queue.set'")
        == [["queue.set", "claims-medium"], ["queue.set", "claims-medium"]])
    #expect(
      try lou.run("select tier, needed, team from countersign.queue where key = 'claims-medium'")
        == [["medium", "1", nil]])
  }

  @Test("is refused where it cannot be one, or by whom it is not for")
  func refused() throws {
    #expect(sets(by: rui) == "CS403 right.missing")
    #expect(sets("high", tier: "high", needed: "2") == "CS409 queue.shipped")
    #expect(sets(tier: "high") == "CS422 queue.shape", "what is high needs two")
    #expect(sets(tier: "red") == "CS422 queue.shape")
    #expect(sets("Claims!") == "CS422 queue.shape")
    #expect(sets(needed: "0") == "CS422 queue.shape")
    #expect(sets(team: "nobody") == "CS404 team.unknown")
    #expect(sets() == "allowed")
    #expect(sets(tier: "low") == "CS409 queue.tier")
    #expect(
      lou.tries("select countersign.set_queue('q', 'low', 'Q', null, 1, '1 hour', '15 minutes', ' ')")
        == "CS422 reason.missing")
  }
}
