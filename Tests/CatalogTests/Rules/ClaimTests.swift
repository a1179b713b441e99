import TestSupport
import Testing

@Suite("A claim on a review item")
struct ClaimTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
  }

  private func shortenLeases() throws {
    try office.superuser.run("update countersign_private.queue set lease = '1 millisecond'")
  }

  @Test("of two at once one wins, whoever begins", arguments: [true, false])
  func oneWinner(ruiFirst: Bool) async throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    let (first, second) = ruiFirst ? (rui, ria) : (ria, rui)
    try first.run("begin")
    _ = try first.claim(item)
    #expect(
      second.tries("select * from countersign.claim($1)", item) == "CS409 review.claimed", "it does not even wait")
    #expect(try second.run("select * from countersign.claim_next()").isEmpty)
    try first.run("commit")
    #expect(second.tries("select * from countersign.claim($1)", item) == "CS409 review.claimed")
    #expect(
      try second.value("select claimed_by from countersign.review_item where id = $1", item)
        == (ruiFirst ? "{rui}" : "{ria}"))
  }

  @Test("that is undone leaves the item to the next")
  func undone() throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    try rui.run("begin")
    _ = try rui.claim(item)
    try rui.run("rollback")
    #expect(ria.tries("select * from countersign.claim($1)", item) == "allowed")
  }

  @Test("made by eight sessions at once never goes to two persons")
  func many() throws {
    for number in 1...40 { try ingest.deliver("e\(number)", category: "ip") }
    let sessions = try (1...8).map { try office.hire("r\($0)", "reviewer") }
    for _ in 1...5 {
      for session in sessions { try session.start("select * from countersign.claim_next('medium')") }
      for session in sessions { #expect(session.finish() == "allowed") }
    }
    let held = try office.superuser.run(
      "select count(*), count(distinct item), max(fence) from countersign_private.review_slot where holder is not null")
    #expect(held == [["40", "40", "1"]])
  }

  @Test("goes to what is due first, the high tier before the medium")
  func order() throws {
    let medium = try office.reviewItem("m", from: ingest, category: "ip")
    let high = try office.reviewItem("h", from: ingest)
    #expect(try rui.value("select item from countersign.claim_next()") == high)
    #expect(try rui.value("select item from countersign.claim_next()") == medium, "never a second slot of the first")
    #expect(try rui.run("select item from countersign.claim_next()").isEmpty)
    #expect(try ria.value("select item from countersign.claim_next('high')") == high)
  }

  @Test("that ran out is refused, and taken over by another")
  func runOut() async throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    try shortenLeases()
    let late = try rui.claim(item)
    try await Task.sleep(for: .milliseconds(5))
    #expect(rui.decides(item, late) == "CS423 review.lease-lost")
    #expect(rui.tries("select countersign.renew($1, $2, $3)", item, late.slot, late.fence) == "CS423 review.lease-lost")
    #expect(
      rui.tries("select countersign.release($1, $2, $3)", item, late.slot, late.fence) == "CS423 review.lease-lost")
    try office.superuser.run("update countersign_private.queue set lease = '1 hour'")
    let taken = try ria.claim(item)
    #expect(taken.slot == late.slot && Int(taken.fence) == Int(late.fence).map { $0 + 1 })
    #expect(rui.decides(item, late) == "CS423 review.lease-lost")
    #expect(ria.decides(item, taken) == "allowed")
  }

  @Test("of older fence is refused, also to who holds the newer one")
  func oldFence() throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    let old = try rui.claim(item)
    let new = try rui.claim(item)
    #expect(rui.decides(item, old) == "CS423 review.lease-lost")
    #expect(rui.decides(item, new) == "allowed")
    #expect(rui.decides(item, new) == "CS423 review.lease-lost", "what is decided has no lease")
  }

  @Test("of another is no use")
  func others() throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    let claim = try rui.claim(item)
    #expect(ria.decides(item, claim) == "CS423 review.lease-lost")
    #expect(
      ria.tries("select countersign.release($1, $2, $3)", item, claim.slot, claim.fence) == "CS423 review.lease-lost")
    #expect(rui.tries("select countersign.release($1, $2, $3)", item, claim.slot, claim.fence) == "allowed")
    #expect(ria.tries("select * from countersign.claim($1)", item) == "allowed")
  }

  @Test("is for reviewers only; a viewer is refused by name")
  func viewer() throws {
    let item = try office.reviewItem(from: ingest)
    let claim = try rui.claim(item)
    for right in ["viewer", "builder", "approver", "lead", "auditor", "admin"] {
      let other = try office.hire("an-\(right)", right)
      #expect(other.tries("select * from countersign.claim($1)", item) == "CS403 right.missing")
      #expect(other.tries("select * from countersign.claim_next()") == "CS403 right.missing")
      #expect(other.decides(item, claim) == "CS403 right.missing")
    }
    #expect(ingest.tries("select * from countersign.claim($1)", item) == "42501")
    #expect(ingest.decides(item, claim) == "42501")
    let vic = try office.session("an-viewer")
    #expect(vic.tries("select countersign.open_review($1)", item) == "CS403 right.missing")
  }
}
