import TestSupport
import Testing

@Suite("A verdict")
struct VerdictTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession
  let item: String

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
    item = try office.reviewItem(from: ingest)
  }

  private func state() throws -> String? {
    try rui.value("select state from countersign.review_item where id = $1", item)
  }

  @Test("of two persons who agree ends an item of the high tier")
  func agree() throws {
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    #expect(try state() == "open")
    #expect(ria.decides(item, try ria.claim(item), "block") == "allowed")
    #expect(try state() == "done")
  }

  @Test("is given once by a person, also through a second login with a claim of its own")
  func secondLogin() throws {
    let ruiAgain = try office.hire("rui2", "reviewer", person: "rui")
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    #expect(ruiAgain.tries("select * from countersign.claim($1)", item) == "CS409 review.decided")
    #expect(try ruiAgain.run("select * from countersign.claim_next()").isEmpty)
    #expect(try state() == "open")
  }

  @Test("of one person who claimed both slots at the same instant still counts once")
  func bothSlots() throws {
    let ruiAgain = try office.hire("rui2", "reviewer", person: "rui")
    try rui.run("begin")
    let one = try rui.claim(item)
    let other = try ruiAgain.claim(item)
    try rui.run("commit")
    #expect(one.slot != other.slot, "neither session saw the other's claim")
    #expect(rui.decides(item, one) == "allowed")
    #expect(ruiAgain.decides(item, other) == "CS409 review.decided")
    #expect(try office.superuser.value("select count(*) from countersign_private.verdict") == "1")
  }

  @Test("that differs from another's goes to a lead, who has given none themselves")
  func disagreement() throws {
    let lou = try office.hire("lou", "lead")
    let lea = try office.hire("lea", "lead", "reviewer")
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    #expect(lea.decides(item, try lea.claim(item), "accept") == "allowed")
    #expect(try state() == "disagreed")
    let revision = try lou.value("select revision from countersign.review_item where id = $1", item)
    let act = "select countersign.adjudicate($1, $2, 'block', 'the first is right')"
    #expect(rui.tries(act, item, revision) == "CS403 right.missing")
    #expect(lea.tries(act, item, revision) == "CS403 review.own-verdict")
    #expect(lou.tries(act, item, "1") == "CS409 review.changed")
    #expect(
      try lou.run("select decision from countersign.verdict where item = \(item) order by id") == [
        ["block"], ["accept"],
      ])
    #expect(lou.tries(act, item, revision) == "allowed")
    #expect(try state() == "done")
  }

  @Test("of escalation closes the item to other reviewers")
  func escalation() throws {
    let claim = try ria.claim(item)
    #expect(rui.decides(item, try rui.claim(item), "escalate") == "allowed")
    #expect(ria.decides(item, claim) == "CS409 review.closed")
    #expect(try ria.run("select * from countersign.claim_next()").isEmpty)
    #expect(ria.tries("select * from countersign.claim($1)", item) == "CS409 review.closed")
  }

  @Test("needs a reason and one of four words")
  func words() throws {
    let claim = try rui.claim(item)
    let act = "select * from countersign.decide($1, $2, $3, $4, $5)"
    #expect(rui.tries(act, item, claim.slot, claim.fence, "accept", " ") == "CS422 reason.missing")
    #expect(rui.tries(act, item, claim.slot, claim.fence, "approve", "fine") == "CS422 review.decision")
  }

  @Test("needs a reading that is recorded: what was opened stands in the activity")
  func reading() throws {
    #expect(rui.tries("select countersign.open_review($1)", item) == "allowed")
    #expect(
      try rui.value("select act from countersign.activity where subject_kind = 'review' and subject = $1", item)
        == "review.read")
  }
}
