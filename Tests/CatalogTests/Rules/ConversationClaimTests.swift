import TestSupport
import Testing

@Suite("Items of one conversation")
struct ConversationClaimTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
  }

  /// An event of medium tier in a conversation; answers its item.
  private func turn(_ event: String, of conversation: String?) throws -> String {
    let receipt = try ingest.fillInbox(event, category: "ip", conversation: conversation)
    try ingest.run("select countersign.take_inbox(\(receipt ?? ""))")
    try ingest.run("commit")
    return try office.superuser.value(
      "select i.id from countersign_private.review_item i join countersign_private.generation g on g.id = i.generation where g.event_id = $1",
      event) ?? ""
  }

  @Test("are leased together and handed out one by one, before anything else")
  func together() throws {
    let first = try turn("e1", of: "c-1")
    let other = try turn("e2", of: "c-2")
    let second = try turn("e3", of: "c-1")
    #expect(try rui.value("select item from countersign.claim_next()") == first)
    #expect(try rui.run("select item from countersign.my_claims()").compactMap(\.[0]) == [first, second])
    #expect(ria.tries("select * from countersign.claim($1)", second) == "CS409 review.claimed")
    #expect(try ria.value("select item from countersign.claim_next()") == other)
    #expect(try ria.run("select item from countersign.claim_next()").isEmpty)
    #expect(try rui.value("select item from countersign.claim_next()") == second)
    #expect(try rui.run("select item from countersign.claim_next()").isEmpty)
  }

  @Test("keep their leases while the first is worked on, and are decided one by one")
  func renewed() throws {
    let first = try turn("e1", of: "c-1")
    let second = try turn("e2", of: "c-1")
    let claim = try rui.claim(first)
    let before = try rui.value("select until from countersign.my_claims() where item = $1", second)
    #expect(rui.tries("select countersign.renew($1, $2, $3)", first, claim.slot, claim.fence) == "allowed")
    #expect(try rui.value("select until from countersign.my_claims() where item = $1", second) != before)
    #expect(rui.decides(first, claim) == "allowed")
    let next = try rui.run("select slot, fence from countersign.claim_next()")
    #expect(rui.decides(second, (next[0][0] ?? "", next[0][1] ?? "")) == "allowed")
  }
}
