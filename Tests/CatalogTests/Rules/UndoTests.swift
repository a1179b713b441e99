import TestSupport
import Testing

@Suite("A verdict that was given")
struct UndoTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession, rex: PlainSession, lou: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
    rex = try office.hire("rex", "reviewer")
    lou = try office.hire("lou", "lead")
  }

  /// Turns the catalog's clock on by so many seconds.
  private func pass(_ seconds: Int) throws {
    try office.superuser.run(
      "update countersign_private.catalog set kind = 'demo', shift = coalesce(shift, '0') + interval '\(seconds) seconds'"
    )
  }

  private func state(_ item: String) throws -> String? {
    try rui.value("select state from countersign.review_item where id = $1", item)
  }

  private let undo = "select * from countersign.undo_verdict($1)"
  private let correct = "select * from countersign.correct_verdict($1, $2, $3, 'read once more')"

  private func revision(_ item: String) throws -> String? {
    try rui.value("select revision from countersign.review_item where id = $1", item)
  }

  @Test("is undone within 20 seconds by who gave it, and decided again by the claim that comes back")
  func undone() throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    #expect(try state(item) == "done")
    #expect(ria.tries(undo, item) == "CS409 review.no-verdict")
    let claim = try rui.run("select slot, fence from countersign.undo_verdict(\(item))")
    #expect(try state(item) == "open")
    #expect(rui.tries(undo, item) == "CS409 review.no-verdict", "once")
    #expect(rui.decides(item, (claim[0][0] ?? "", claim[0][1] ?? ""), "block") == "allowed")
    #expect(
      try rui.run("select decision, ended from countersign.verdict where item = \(item) order by id") == [
        ["accept", "undone"], ["block", nil],
      ])
    let aud = try office.hire("aud", "auditor")
    #expect(try aud.run("select what from countersign.check_rules() where found > 0").isEmpty)
  }

  @Test("is not undone later, nor by a transaction that was kept open")
  func late() throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    try rui.run("begin")
    #expect(rui.tries(undo, item) == "allowed")
    try pass(24)
    #expect(rui.tries("commit") == "CS409 review.undo-late")
    #expect(rui.tries(undo, item) == "CS409 review.undo-late")
    #expect(try state(item) == "done")
  }

  @Test("that ended an item goes, once undone, to another person: the state has told what the first said")
  func disclosed() throws {
    let item = try office.reviewItem(from: ingest)
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    #expect(ria.decides(item, try ria.claim(item), "accept") == "allowed")
    #expect(try state(item) == "disagreed")
    #expect(rui.tries(undo, item) == "CS409 review.undo-late", "another has decided since")
    #expect(try ria.value("select fence from countersign.undo_verdict($1)", item) == nil)
    #expect(try state(item) == "open")
    #expect(ria.tries("select * from countersign.claim($1)", item) == "CS409 review.not-blind")
    #expect(try ria.run("select * from countersign.claim_next()").isEmpty)
    #expect(try rex.run("select * from countersign.verdict").isEmpty, "and who comes next is blind")
    #expect(rex.decides(item, try rex.claim(item), "block") == "allowed")
    #expect(try state(item) == "done")
  }

  @Test("comes back to a first reviewer while the second has not decided")
  func first() throws {
    let item = try office.reviewItem(from: ingest)
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    let claim = try rui.run("select slot, fence from countersign.undo_verdict(\(item))")
    #expect(rui.decides(item, (claim[0][0] ?? "", claim[0][1] ?? ""), "accept") == "allowed")
    #expect(try rui.value("select decided from countersign.review_item where id = $1", item) == "1")
  }

  @Test("of a lead is undone too, back to what it was")
  func adjudication() throws {
    let item = try office.reviewItem(from: ingest)
    #expect(rui.decides(item, try rui.claim(item), "escalate") == "allowed")
    let settle = "select countersign.adjudicate($1, $2, 'accept', 'fine')"
    #expect(lou.tries(settle, item, try revision(item)) == "allowed")
    #expect(lou.tries(undo, item) == "allowed")
    #expect(try state(item) == "escalated")
    #expect(lou.tries(settle, item, try revision(item)) == "allowed")
    #expect(try state(item) == "done")
  }

  @Test("is corrected by who gave it, on the item as it was read, and named by the new one")
  func corrected() throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    try pass(60)
    let read = try revision(item)
    #expect(ria.tries(correct, item, read, "block") == "CS403 review.not-yours")
    #expect(rui.tries(correct, item, "1", "block") == "CS409 review.changed")
    #expect(rui.tries(correct, item, read, "accept") == "CS409 review.same")
    #expect(rui.tries(correct, item, read, "escalate") == "CS422 review.decision")
    let vic = try office.hire("vic", "viewer")
    #expect(vic.tries(correct, item, read, "block") == "CS403 right.missing")
    #expect(rui.tries(correct, item, read, "block") == "allowed")
    let verdicts = try rui.run(
      "select decision, ended, supersedes is not null from countersign.verdict where item = \(item) order by id")
    #expect(verdicts == [["accept", "corrected", "f"], ["block", nil, "t"]])
    #expect(rui.tries(undo, item) == "CS409 review.correction")
  }

  @Test("of two, corrected by one, leaves it to a lead")
  func correctedOfTwo() throws {
    let item = try office.reviewItem(from: ingest)
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    #expect(ria.decides(item, try ria.claim(item), "block") == "allowed")
    try pass(60)
    #expect(ria.tries(correct, item, try revision(item), "accept") == "allowed")
    #expect(try state(item) == "disagreed")
    #expect(
      lou.tries("select countersign.adjudicate($1, $2, 'block', 'the first')", item, try revision(item)) == "allowed")
    try pass(60)
    #expect(rui.tries(correct, item, try revision(item), "accept") == "CS403 review.adjudicated")
  }
}

@Suite("The outcome of a review")
struct OutcomeTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession, lou: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
    lou = try office.hire("lou", "lead")
  }

  private func pass(_ seconds: Int) throws {
    try office.superuser.run(
      "update countersign_private.catalog set kind = 'demo', shift = coalesce(shift, '0') + interval '\(seconds) seconds'"
    )
  }

  private func outcome(_ item: String) throws -> [[String?]] {
    try ingest.run("select outcome, corrected from countersign.read_outcome(null, \(item))")
  }

  @Test("leaves after the last needed reviewer and the undo time, never by time alone")
  func leaves() throws {
    let item = try office.reviewItem(from: ingest)
    try pass(100_000)
    #expect(try outcome(item).isEmpty, "due long ago, and still nothing is released")
    #expect(rui.decides(item, try rui.claim(item), "accept") == "allowed")
    try pass(60)
    #expect(try outcome(item).isEmpty, "one of two")
    #expect(ria.decides(item, try ria.claim(item), "accept") == "allowed")
    #expect(try outcome(item).isEmpty, "it could be undone")
    try pass(26)
    #expect(try outcome(item) == [["released", "f"]])
    #expect(try ingest.value("select outcome from countersign.outcome where item = $1", item) == "released")
    #expect(
      try office.superuser.value("select delivery from countersign_private.review_outcome") == "delivered")
  }

  @Test("of what was undone in time never leaves, and the new one does")
  func undone() throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    #expect(rui.decides(item, try rui.claim(item), "accept") == "allowed")
    let claim = try rui.run("select slot, fence from countersign.undo_verdict(\(item))")
    try pass(60)
    #expect(try outcome(item).isEmpty)
    #expect(rui.decides(item, (claim[0][0] ?? "", claim[0][1] ?? ""), "block") == "allowed")
    try pass(60)
    #expect(try outcome(item) == [["harm_recorded", "f"]])
  }

  @Test("holds until a correction has settled, and says that it was corrected")
  func corrected() throws {
    let item = try office.reviewItem(from: ingest, category: "ip")
    #expect(rui.decides(item, try rui.claim(item), "accept") == "allowed")
    try pass(60)
    let revision = try rui.value("select revision from countersign.review_item where id = $1", item)
    #expect(
      rui.tries("select * from countersign.correct_verdict($1, $2, 'block', 'read again')", item, revision) == "allowed"
    )
    #expect(try outcome(item) == [["released", "f"]])
    try pass(26)
    #expect(try outcome(item) == [["harm_recorded", "t"]])
  }

  @Test("of mask & accept brings the text with the flagged spans covered, all of it where no span is known")
  func masked() throws {
    let content =
      #"{"output":[{"role":"assistant","parts":[{"type":"text","content":"Call Žofie on 555-0100."}]}]}"#
    func masked(_ spans: String) throws -> String? {
      try office.superuser.run(
        """
        begin; set local session_replication_role = replica;
        alter table countersign_private.flag disable trigger all;
        update countersign_private.flag set spans = '\(spans)';
        alter table countersign_private.flag enable always trigger unchanged;
        commit
        """)
      return try office.superuser.value(
        "select countersign_private.masked_text(generation) from countersign_private.review_item")
    }
    try ingest.deliver("e1", category: "ip", content: content)
    #expect(try masked(#"[{"start": 5, "end": 10, "label": "name"}]"#) == "Call █████ on 555-0100.")
    #expect(try masked("[]") == String(repeating: "█", count: 23))
    #expect(try masked(#"[{"start": 14, "end": 999, "label": "number"}]"#) == "Call Žofie on █████████")
  }

  @Test("is read by viewers and services; nothing under review is said to be unknown otherwise")
  func rights() throws {
    #expect(ingest.tries("select * from countersign.read_outcome(null, 99)") == "CS404 review.unknown")
    let sealer = try office.hire("sealer", "sealer", team: nil)
    #expect(sealer.tries("select * from countersign.read_outcome(null, 99)") == "42501")
    #expect(rui.tries("insert into countersign_private.review_outcome default values") == "42501")
  }
}

@Suite("A lead takes over")
struct TakeOverTests {
  @Test("what another holds, with a reason; the earlier fence is stale, and the lead decides")
  func takesOver() async throws {
    let office = try await Office.open()
    let ingest = try office.hire("ing", "ingest")
    let rui = try office.hire("rui", "reviewer")
    let ria = try office.hire("ria", "reviewer")
    let lou = try office.hire("lou", "lead")
    let item = try office.reviewItem(from: ingest, category: "ip")
    let act = "select * from countersign.take_over($1, $2)"
    #expect(lou.tries(act, item, "she is ill") == "CS409 review.not-claimed")
    let claim = try rui.claim(item)
    #expect(ria.tries(act, item, "I want it") == "CS403 right.missing")
    #expect(lou.tries(act, item, " ") == "CS422 reason.missing")
    let taken = try lou.run("select slot, fence from countersign.take_over(\(item), 'she is ill')")
    #expect(rui.decides(item, claim) == "CS423 review.lease-lost")
    #expect(lou.tries(act, item, "again") == "CS409 review.own-claim")
    #expect(lou.decides(item, (taken[0][0] ?? "", taken[0][1] ?? ""), "block") == "allowed")
    #expect(
      try lou.run("select reason, detail ->> 'from' from countersign.activity where act = 'review.takeover'") == [
        ["she is ill", "rui"]
      ])
    #expect(lou.tries(act, item, "late") == "CS409 review.closed")
  }
}
