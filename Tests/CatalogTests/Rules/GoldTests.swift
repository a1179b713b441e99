import TestSupport
import Testing

@Suite("A gold item")
struct GoldTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession, lou: PlainSession
  let item: String

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
    lou = try office.hire("lou", "lead")
    item = try office.reviewItem(from: ingest)
  }

  private let known = "select gold from countersign.know_answer($1, $2, 'read twice', 'violence')"

  private func makeGold(_ decision: String = "block") throws {
    try lou.run("select id from countersign.open_review(\(item))")
    #expect(lou.tries(known, item, decision) == "allowed")
  }

  /// All that a reviewer may read of the item by the public views and functions, as one text.
  private func told(to session: PlainSession) throws -> [[String?]] {
    try session.run(
      """
      select (select jsonb_agg(to_jsonb(i) order by i.id) from countersign.review_item i)::text,
        (select jsonb_agg(to_jsonb(v)) from countersign.verdict v)::text,
        (select jsonb_agg(to_jsonb(g)) from countersign.gold_answer g)::text,
        (select jsonb_agg(to_jsonb(a)) from countersign.activity a)::text,
        (select jsonb_agg(to_jsonb(g) order by g.id) from countersign.generation g)::text,
        (select jsonb_agg(to_jsonb(f)) from countersign.flag f)::text,
        (select jsonb_agg(to_jsonb(q)) from countersign.queue_standing('high') q)::text,
        (select jsonb_agg(to_jsonb(o)) from countersign.outcome o)::text,
        (select jsonb_agg(to_jsonb(c)) from countersign.review_comment c)::text
      """)
  }

  @Test("is told from others by nothing that a reviewer may read, before and when the other has decided it")
  func alike() throws {
    let before = try told(to: ria)
    try makeGold()
    #expect(try told(to: ria) == before)
    #expect(try ria.run("select * from countersign.gold_answer").isEmpty)
    #expect(ria.tries("select * from countersign_private.gold_answer") == "42501")
    #expect(try lou.value("select decision from countersign.gold_answer") == "block")
    #expect(rui.decides(item, try rui.claim(item), "accept") == "allowed")
    #expect(try ria.run("select * from countersign.verdict").isEmpty)
    #expect(try ria.run("select * from countersign.gold_answer").isEmpty)
    #expect(
      try ria.run("select state, decided, needed from countersign.review_item where id = \(item)")
        == [["open", "1", "2"]])
    #expect(try ria.run("select * from countersign.gold_error('2020-01-01', 'infinity')").isEmpty)
  }

  @Test("even to EXPLAIN ANALYZE, or a lead who reviews")
  func plans() throws {
    let lea = try office.hire("lea", "lead", "reviewer")
    try makeGold()
    #expect(try lea.run("select * from countersign.gold_answer").isEmpty)
    #expect(
      try lea.value("select subject from countersign.activity where act = 'review.gold'") == "",
      "the line names no item")
    for session in [ria, lea] {
      let plans = try [item, "777"].map { guess in
        try session.run(
          """
          explain (analyze, costs off, timing off, summary off, buffers off)
          select * from countersign.gold_answer where item = \(guess)
          """
        ).map { $0[0]?.replacing("0) = \(guess))", with: "0) = …)") }
      }
      #expect(plans[0] == plans[1])
    }
  }

  @Test("is answered its known answer, whatever reviewers say, and each of them is measured")
  func settled() throws {
    try makeGold()
    #expect(rui.decides(item, try rui.claim(item), "accept") == "allowed")
    #expect(ria.decides(item, try ria.claim(item), "block") == "allowed")
    #expect(try rui.value("select state from countersign.review_item where id = $1", item) == "done")
    #expect(
      try office.superuser.run("select decision, harm from countersign_private.review_outcome") == [
        ["block", "violence"]
      ])
    #expect(
      try lou.run("select * from countersign.gold_error('2020-01-01', 'infinity')") == [
        [nil, "2", "1", "2", "1"], ["ria", "1", "0", "1", "0"], ["rui", "1", "1", "1", "1"],
      ])
    #expect(
      try rui.run("select * from countersign.gold_error('2020-01-01', 'infinity')") == [["rui", "1", "1", "1", "1"]])
    #expect(try lou.run("select * from countersign.check_rules() where found > 0").isEmpty)
  }

  @Test("counts in no rate, no agreement, no facts of a pack and nothing handed out")
  func uncounted() throws {
    func counts() throws -> [[String?]] {
      try office.superuser.run("set search_path = pg_catalog, countersign_private")
      defer { _ = try? office.superuser.run("reset search_path") }
      return try office.superuser.run(
        """
        select (select count(*) from countersign_private.review_facts('2020-01-01', 'infinity') f where f.kind = 'reviewer'),
          (select f.body ->> 'arrived' from countersign_private.review_facts('2020-01-01', 'infinity') f where f.subject = 'queue high')
        """)
    }
    try makeGold()
    for one in [rui, ria] { #expect(one.decides(item, try one.claim(item), "block") == "allowed") }
    #expect(try counts() == [["0", "0"]])
    #expect(try lou.run("select * from countersign.agreement('2020-01-01', 'infinity')").isEmpty)
    let days = "select * from countersign.verdicts_by_day('gpt-5', 'model', '2020-01-01', '2030-01-01')"
    #expect(try lou.run(days).isEmpty)
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '1 hour'")
    #expect(try lou.run("select item from countersign.export_reviews(0, 10)").isEmpty)
    // Beside one that is not gold.
    try office.superuser.run("update countersign_private.catalog set shift = null")
    let plain = try office.reviewItem("e2", from: ingest)
    for one in [rui, ria] { #expect(one.decides(plain, try one.claim(plain), "block") == "allowed") }
    #expect(try counts() == [["2", "1"]])
    #expect(try lou.run("select * from countersign.agreement('2020-01-01', 'infinity')").count == 1)
    #expect(try lou.run(days).count == 1)
  }

  @Test("is undone by its reviewer as any other, and what they say then counts")
  func undone() throws {
    try makeGold()
    #expect(rui.decides(item, try rui.claim(item), "accept") == "allowed")
    #expect(rui.tries("select * from countersign.undo_verdict($1)", item) == "allowed")
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    #expect(ria.decides(item, try ria.claim(item), "block") == "allowed")
    #expect(
      try lou.value("select wrong from countersign.gold_error('2020-01-01', 'infinity') where person is null") == "0")
  }

  @Test("is made of one that was read and that nobody has touched, by a lead or an auditor who will not decide it")
  func refused() throws {
    #expect(lou.tries(known, item, "block") == "CS409 gold.unread")
    #expect(rui.tries(known, item, "block") == "CS403 right.missing")
    try lou.run("select id from countersign.open_review(\(item))")
    #expect(lou.tries(known, item, "escalate") == "CS422 review.decision")
    let claim = try rui.claim(item)
    #expect(lou.tries(known, item, "block") == "CS409 gold.touched")
    #expect(
      rui.tries("select countersign.release($1, $2, $3)", item, claim.slot, claim.fence) == "allowed")
    #expect(lou.tries(known, item, "block") == "allowed")
    #expect(lou.tries(known, item, "accept") == "CS409 gold.known")
    let lea = try office.hire("lea", "lead", "reviewer")
    let other = try office.reviewItem("e2", from: ingest)
    try lea.run("select id from countersign.open_review(\(other))")
    #expect(lea.tries(known, other, "block") == "allowed")
    #expect(lea.tries("select * from countersign.claim($1)", other) == "CS409 review.not-blind")
    #expect(
      office.superuser.tries("update countersign_private.gold_answer set decision = 'accept'") == "CS403 fact.immutable"
    )
  }
}
