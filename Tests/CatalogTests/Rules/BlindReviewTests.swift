import TestSupport
import Testing

@Suite("The second reviewer is blind to the first")
struct BlindReviewTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession
  let item: String

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
    item = try office.reviewItem(from: ingest)
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
  }

  @Test("in the view of verdicts, in any count of them, now and as of now")
  func view() throws {
    #expect(try rui.value("select decision from countersign.verdict where item = $1", item) == "block")
    #expect(try ria.run("select * from countersign.verdict").isEmpty)
    #expect(
      try ria.value("select count(*) from countersign.verdict where item = $1 and decision = 'block'", item) == "0")
    try ria.run("select countersign.set_as_of(clock_timestamp())")
    #expect(try ria.run("select * from verdict").isEmpty)
  }

  /// A plan with its row counts, without times.
  private func plan(_ query: String) throws -> [[String?]] {
    try ria.run("explain (analyze, costs off, timing off, summary off, buffers off) " + query)
  }

  @Test("in the row counts of EXPLAIN ANALYZE: a right guess looks like a wrong one")
  func plans() throws {
    for column in ["decision", "reason", "harm"] {
      let words =
        [
          "decision": ["block", "accept"], "reason": ["read to the end", "no idea"], "harm": ["violence", "self_harm"],
        ][column] ?? []
      let plans = try words.map { word in
        try plan("select * from countersign.verdict where item = \(item) and \(column) = '\(word)'")
          .map { $0[0]?.replacing(word, with: "…") }
      }
      #expect(plans[0] == plans[1])
      #expect(!plans[0].isEmpty)
    }
  }

  @Test("even to a function of one's own that costs nothing and tells what it sees")
  func leakyFunction() throws {
    #expect(
      ria.tries(
        """
        create function pg_temp.tells(words text) returns boolean language plpgsql cost 0.0000001 as
        $$ begin raise notice '%', words; return true; end $$
        """) == "42501", "no login can make a function here")
    #expect(ria.tries("select 1 / (length(decision) - 5) from countersign.verdict") == "allowed", "no row reaches it")
  }

  @Test("in what is told about the item, but for the number of verdicts")
  func told() throws {
    let shown = try ria.run(
      "select state, decided, needed, claimed_by from countersign.review_item where id = \(item)")
    #expect(shown == [["open", "1", "2", "{}"]])
    let opened = try ria.run("select to_jsonb(o) - 'generation' - 'content' from countersign.open_review(\(item)) o")
    #expect(opened.first?[0]?.contains("block") == false)
  }

  @Test("in the activity, which is one's own")
  func activity() throws {
    #expect(try ria.run("select * from countersign.activity where subject_kind = 'review'").isEmpty)
    let told = try office.superuser.run(
      "select act, reason, detail from countersign_private.activity where act = 'review.decide'")
    #expect(told == [["review.decide", "", "{\"slot\": 1}"]], "and holds no decision even for those who see all of it")
  }

  @Test("until the item is done")
  func done() throws {
    #expect(ria.decides(item, try ria.claim(item), "block") == "allowed")
    #expect(try ria.value("select count(*) from countersign.verdict where item = $1", item) == "2")
  }

  @Test("and a lead is too while a verdict is still to be given; an auditor is not")
  func overseers() throws {
    let lou = try office.hire("lou", "lead")
    #expect(try lou.run("select * from countersign.verdict").isEmpty)
    let aud = try office.hire("aud", "auditor")
    #expect(try aud.value("select decision from countersign.verdict") == "block")
  }
}
