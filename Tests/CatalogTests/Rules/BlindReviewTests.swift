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

@Suite("Figures of checkers are hidden from who has still to decide")
struct HiddenScoreTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession
  let item: String

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
    let receipt = try ingest.fillInbox("e1")
    try ingest.run(
      "insert into pg_temp.flag_inbox values (1, 7, 'judge', 'violence', null, 0.94, 'output', null, '[]')")
    try ingest.run("insert into pg_temp.score_inbox values (1, 1, 'groundedness', 0.37, 'judge', 0, 1, null)")
    try ingest.run("select countersign.take_inbox(\(receipt ?? ""))")
    try ingest.run("commit")
    item = try office.superuser.value("select id from countersign_private.review_item") ?? ""
  }

  private func told(_ session: PlainSession) throws -> String {
    try session.value(
      "select generation::text || reasons::text from countersign.open_review($1)", item) ?? ""
  }

  @Test("in the item, its reasons and the views of flags and scores, now and in the past, until their own verdict")
  func hidden() throws {
    #expect(try !told(ria).contains("0.94") && told(ria).contains("\"scores_hidden\": true"))
    #expect(try rui.run("select reasons from countersign.review_item") == [["{violence,violence}"]])
    #expect(try rui.run("select * from countersign.flag").isEmpty)
    try rui.run("select countersign.set_as_of(clock_timestamp())")
    #expect(try rui.run("select * from flag").isEmpty)
    #expect(try rui.run("select reasons from review_item") == [["{violence,violence}"]])
    try rui.run("select countersign.set_as_of(null)")
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    #expect(try told(rui).contains("0.94"))
    #expect(try rui.value("select max(score) from countersign.flag") == "0.94")
    #expect(try ria.run("select * from countersign.flag").isEmpty, "the other has still to decide")
    #expect(ria.decides(item, try ria.claim(item), "block") == "allowed")
    #expect(try ria.run("select reasons from countersign.review_item") == [["{\"violence .94\",violence}"]])
  }

  @Test("nor in figures by day or by value, however narrow the period; of others they are whole")
  func figures() throws {
    let aud = try office.hire("aud", "auditor")
    let about = try #require(
      try office.superuser.run(
        "select model, version, at - interval '1 ms', at + interval '1 ms' from (select g.model, g.model_version as version, g.at from countersign_private.generation g) x"
      ).first)
    func judged(_ session: PlainSession) throws -> [String?] {
      try [
        "select sum(judged) from countersign.scores_by_day($1, 'model', $2::timestamptz, $3::timestamptz)",
        "select sum(calls) from countersign.values_between($1, 'model', 'groundedness', $2::timestamptz, $3::timestamptz)",
      ].map { try session.value($0, about[0] ?? "", about[2] ?? "", about[3] ?? "") }
    }
    #expect(try judged(aud) == ["1", "1"])
    #expect(try judged(rui) == [nil, nil])
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    #expect(try judged(rui) == ["1", "1"])
    #expect(try judged(ria) == [nil, nil], "the other has still to decide")
  }

  @Test("and a guess at them looks like any other, in the row counts of EXPLAIN ANALYZE")
  func plans() throws {
    func plan(_ guess: String) throws -> [String?] {
      try ria.run(
        "explain (analyze, costs off, timing off, summary off, buffers off) select * from countersign.flag where score = \(guess)"
      ).map { $0[0]?.replacing(guess, with: "…") }
    }
    #expect(try plan("0.94") == plan("0.95"))
  }

  @Test("and not from a lead or an auditor, unless they review too, by whatever login")
  func overseers() throws {
    let aud = try office.hire("aud", "auditor")
    #expect(try aud.value("select max(score) from countersign.flag") == "0.94")
    let riaAudits = try office.hire("ria2", "auditor", person: "ria")
    #expect(try riaAudits.run("select * from countersign.flag").isEmpty)
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    #expect(try riaAudits.run("select * from countersign.verdict").isEmpty, "an auditor who reviews is a reviewer here")
    #expect(try aud.value("select decision from countersign.verdict") == "block")
  }
}

@Suite("Nothing else of the server tells a verdict")
struct QuietServerTests {
  @Test("neither statistics, statements of others, sequences nor notifications")
  func server() async throws {
    let office = try await Office.open()
    let ingest = try office.hire("ing", "ingest")
    let rui = try office.hire("rui", "reviewer")
    let ria = try office.hire("ria", "reviewer")
    let item = try office.reviewItem(from: ingest)
    try ria.run("listen countersign_changed")
    try ria.run("select * from countersign.moved()")
    #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    try office.superuser.run("analyze countersign_private.verdict")
    #expect(try ria.run("select * from pg_stats where schemaname = 'countersign_private'").isEmpty)
    for closed in [
      "select * from pg_statistic", "select * from countersign_private.verdict",
      "select * from countersign_private.verdict_end", "select last_value from countersign_private.verdict_id_seq",
      "select * from countersign_private.standing_verdict", "select * from countersign_private.review_outcome",
      "select * from countersign_private.log_leaf", "select pg_read_file('postgresql.conf')",
    ] { #expect(ria.tries(closed) == "42501", "\(closed)") }
    let seen = try ria.run(
      "select query from pg_stat_activity where usename = '\(office.login("rui"))'")
    #expect(seen == [["<insufficient privilege>"]])
    #expect(try ria.run("select * from countersign.outcome").isEmpty)
    let kinds = try ria.value("select kinds from countersign.moved()") ?? ""
    #expect(!kinds.contains("block"))
    #expect(
      try ria.run("select * from countersign.verdicts_by_day('gpt-5', 'model', '2020-01-01', '2030-01-01')").isEmpty)
  }
}
