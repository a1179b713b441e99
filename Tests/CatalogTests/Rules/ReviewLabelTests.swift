import TestSupport
import Testing

@Suite("Labels of a review item")
struct ReviewLabelTests {
  @Test("are of their type, given by who holds or has decided it, and as hidden as verdicts are")
  func typed() async throws {
    let office = try await Office.open()
    let ingest = try office.hire("ing", "ingest")
    let rui = try office.hire("rui", "reviewer")
    let ria = try office.hire("ria", "reviewer")
    let lou = try office.hire("lou", "lead")
    let item = try office.reviewItem(from: ingest)
    let define =
      "select countersign.set_label('high', $1, $2, $3::text[], $4::double precision, $5::double precision, 'to tell')"
    #expect(rui.tries(define, "tone", "category", "{rude,plain}", nil, nil) == "CS403 right.missing")
    #expect(lou.tries(define, "tone", "category", "{rude}", nil, nil) == "CS422 label.schema")
    #expect(lou.tries(define, "harm", "number", "{}", "5", "1") == "CS422 label.schema")
    for (key, kind, options) in [
      ("ok", "pass_fail", "{}"), ("tone", "category", "{rude,plain}"), ("kinds", "several", "{insult,threat}"),
      ("note", "text", "{}"), ("place", "span", "{}"),
    ] { #expect(lou.tries(define, key, kind, options, nil, nil) == "allowed") }
    #expect(lou.tries(define, "harm", "number", "{}", "0", "5") == "allowed")

    let act = "select countersign.label_review($1, $2)"
    #expect(rui.tries(act, item, #"{"tone": "rude"}"#) == "CS403 review.not-yours")
    let claim = try rui.claim(item)
    for wrong in [
      #"{"ok": "maybe"}"#, #"{"tone": "loud"}"#, #"{"kinds": ["insult", "joke"]}"#, #"{"kinds": "insult"}"#,
      #"{"harm": 6}"#, #"{"harm": "3"}"#, #"{"note": ""}"#, #"{"place": {"start": 4, "end": 4}}"#, "{}", "[]",
    ] { #expect(rui.tries(act, item, wrong) == "CS422 label.value", "\(wrong)") }
    #expect(rui.tries(act, item, #"{"mood": "x"}"#) == "CS422 label.unknown")
    let right =
      #"{"ok": "fail", "tone": "rude", "kinds": ["threat"], "harm": 3, "note": "x", "place": {"start": 1, "end": 4}}"#
    #expect(rui.tries(act, item, right) == "allowed")
    #expect(rui.tries(act, item, #"{"harm": 4}"#) == "allowed", "said again, it takes the place")
    #expect(try rui.value("select value from countersign.review_label where key = 'harm'") == "4")
    #expect(rui.decides(item, claim, "block") == "allowed")
    #expect(try ria.run("select * from countersign.review_label").isEmpty)
    #expect(try lou.run("select * from countersign.review_label").isEmpty)
    #expect(ria.decides(item, try ria.claim(item), "block") == "allowed")
    #expect(try ria.value("select count(*) from countersign.review_label") == "6")
  }
}

@Suite("A tier that is lowered by hand")
struct TierLoweringTests {
  @Test("takes a second person, a lead, and an item that nobody has decided")
  func lowered() async throws {
    let office = try await Office.open()
    let ingest = try office.hire("ing", "ingest")
    let rui = try office.hire("rui", "reviewer")
    let lou = try office.hire("lou", "lead")
    let lea = try office.hire("lea", "lead")
    let item = try office.reviewItem("e1", from: ingest)
    let ask = "select lowering from countersign.ask_lower_item($1, 'a test of ours')"
    let answer = "select countersign.answer_lower_item($1, $2, 'it is')"
    let medium = try office.reviewItem("e2", from: ingest, category: "ip")
    #expect(rui.tries(ask, medium) == "CS409 review.not-lowered")
    let asked = try lou.value(ask, item)
    #expect(rui.tries(ask, item) == "CS409 review.lowering-asked")
    #expect(lou.tries(answer, asked, "true") == "CS403 lowering.own")
    #expect(rui.tries(answer, asked, "true") == "CS403 right.missing")
    #expect(lea.tries(answer, "99", "true") == "CS404 lowering.unknown")
    #expect(lea.tries(answer, asked, "true") == "allowed")
    #expect(lea.tries(answer, asked, "true") == "CS409 lowering.answered")
    #expect(
      try rui.run("select tier, queue, needed from countersign.review_item where id = \(item)") == [
        ["medium", "medium", "1"]
      ])
    #expect(
      try rui.value(
        "select tier_rule from countersign.generation where id = (select generation from countersign.review_item where id = $1)",
        item) == "tier.lowered_by_two")
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    #expect(try rui.value("select state from countersign.review_item where id = $1", item) == "done")
    let other = try office.reviewItem("e3", from: ingest)
    #expect(rui.decides(other, try rui.claim(other)) == "allowed")
    #expect(lou.tries(ask, other) == "CS409 review.not-lowered", "somebody has decided it")
  }

  @Test("of nothing is refused, and what is past its time a lead takes though nobody holds it")
  func breached() async throws {
    let office = try await Office.open()
    let ingest = try office.hire("ing", "ingest")
    let lou = try office.hire("lou", "lead")
    let item = try office.reviewItem(from: ingest, category: "ip")
    let act = "select slot, fence from countersign.take_over($1, 'it is late')"
    #expect(lou.tries(act, item) == "CS409 review.not-claimed")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '2 days'")
    let claim = try lou.run("select slot, fence from countersign.take_over(\(item), 'it is late')")
    #expect(lou.decides(item, (claim[0][0] ?? "", claim[0][1] ?? "")) == "allowed")
  }
}
