import TestSupport
import Testing

@Suite("A judgement that comes late")
struct LateScoreTests {
  let office: Office
  let ingest: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    try event(
      "e1", scores: [("polite", "0.5", "ann", "2026-03-01 13:00Z"), ("polite", "0.25", "gpt", "2026-03-01 13:00Z")])
  }

  /// Takes an event with what was said of it by then.
  private func event(_ id: String, scores: [(name: String, value: String, judge: String, at: String)] = []) throws {
    let receipt = try ingest.fillInbox(id, verdicts: [])
    for (place, score) in scores.enumerated() {
      try ingest.run(
        "insert into pg_temp.score_inbox values (1, $1, $2, $3, $4, 0, 1, $5)", "\(place)", score.name, score.value,
        score.judge, score.at)
    }
    _ = try ingest.value("select countersign.take_inbox($1)", receipt)
    try ingest.run("commit")
  }

  private static func score(
    _ value: String, _ judge: String = "ann", at: String? = "2026-03-01 13:00Z", name: String = "polite"
  )
    -> String
  {
    let time = at.map { #","at":"\#($0)""# } ?? ""
    return #"{"name":"\#(name)","value":\#(value),"judge":"\#(judge)","lowest":0,"highest":1\#(time)}"#
  }

  /// What the catalog answers to what is said of an event, in words.
  private func takes(
    _ scores: [String], of event: String = "e1", withdrawn: [String] = [], whole: Bool = true,
    producer: String = "tests"
  ) throws -> String? {
    let receipt = try ingest.value("select countersign.open_receipt('tests', 'scores', 'a test')")
    return try ingest.value(
      """
      select concat_ws('/', a ->> 'taken', a ->> 'known', a ->> 'withdrawn', a ->> 'missing', a ->> 'full')
      from countersign.take_scores($1, $2::jsonb) a
      """, receipt,
      #"[{"line":7,"producer":"\#(producer)","event":"\#(event)","whole":\#(whole),"scores":["#
        + scores.joined(separator: ",") + #"],"withdrawn":["# + withdrawn.joined(separator: ",") + "]}]")
  }

  private func standing() throws -> [String] {
    try office.chief.run(
      "select concat_ws(' ', name, value, judge, standing) from countersign.score order by generation, ordinal"
    ).compactMap { $0[0] }
  }

  @Test("is taken once, however often it is told; one that was changed is a further row, and the newest counts")
  func once() throws {
    let ann = Self.score("0.5"), gpt = Self.score("0.25", "gpt")
    #expect(try takes([ann, gpt]) == "0/2/0/[]/[]", "what came with the event is known")
    let later = Self.score("0.75", at: "2026-03-02 13:00Z")
    #expect(try takes([later, gpt]) == "1/1/0/[]/[]")
    #expect(try takes([later, gpt]) == "0/2/0/[]/[]")
    #expect(
      try standing() == ["polite 0.5 ann replaced", "polite 0.25 gpt counts", "polite 0.75 ann counts"])
    let back = Self.score("0.5", at: "2026-03-03 13:00Z")
    #expect(try takes([back, gpt]) == "1/1/0/[]/[]", "changed back is changed again")
    #expect(try standing().last == "polite 0.5 ann counts")
    #expect(
      try office.superuser.run("select at at time zone 'UTC' from countersign_private.counted_score order by ordinal")
        == [["2026-03-01 13:00:00"], ["2026-03-03 13:00:00"]])
  }

  @Test("without a time is known while it counts, and has the time it came")
  func timeless() throws {
    #expect(try takes([Self.score("0.1", "eve", at: nil)], whole: false) == "1/0/0/[]/[]")
    #expect(try takes([Self.score("0.1", "eve", at: nil)], whole: false) == "0/1/0/[]/[]")
    #expect(try takes([Self.score("0.2", "eve", at: nil)], whole: false) == "1/0/0/[]/[]")
    #expect(try takes([Self.score("0.1", "eve", at: nil)], whole: false) == "1/0/0/[]/[]")
    #expect(
      try office.superuser.value(
        "select bool_and(at > now() - interval '1 hour') from countersign_private.score where judge = 'eve'") == "t")
  }

  @Test("that is taken back or gone where it was said is told as such, and the one before counts again")
  func withdrawn() throws {
    let gpt = Self.score("0.25", "gpt")
    let later = Self.score("0.75", at: "2026-03-02 13:00Z")
    #expect(try takes([Self.score("0.5"), later, gpt]) == "1/2/0/[]/[]")
    #expect(try takes([Self.score("0.5"), gpt]) == "0/2/1/[]/[]", "the later one is gone")
    #expect(
      try standing() == ["polite 0.5 ann counts", "polite 0.25 gpt counts", "polite 0.75 ann deleted"])
    #expect(try takes([Self.score("0.5")], withdrawn: [gpt]) == "0/1/1/[]/[]")
    #expect(try takes([Self.score("0.5")], withdrawn: [gpt]) == "0/1/0/[]/[]")
    #expect(try standing()[1] == "polite 0.25 gpt withdrawn")
    #expect(try takes([Self.score("0.5"), gpt]) == "1/1/0/[]/[]", "what is valid again is said again")
    #expect(try standing().last == "polite 0.25 gpt counts")
    #expect(try takes([], whole: false) == "0/0/0/[]/[]", "a part says nothing of the rest")
    #expect(try office.superuser.value("select count(*) from countersign_private.score") == "4", "nothing is deleted")
  }

  @Test("is of its producer's own event, well formed, and one of at most a thousand")
  func bounds() throws {
    #expect(try takes([Self.score("1")], producer: "other") == "0/0/0/[7]/[]", "another producer has no such event")
    #expect(try takes([Self.score("1")], of: "never") == "0/0/0/[7]/[]")
    let receipt = try ingest.value("select countersign.open_receipt('tests', 'scores', 'a test')")
    for scores in [
      #"[{"value":1}]"#, #"[{"name":"x","value":"high"}]"#, #"{"name":"x"}"#, #"[{"name":"x","lowest":true}]"#,
    ] {
      #expect(
        ingest.tries(
          "select countersign.take_scores($1, $2::jsonb)", receipt,
          #"[{"line":1,"producer":"tests","event":"e1","scores":\#(scores)}]"#) == "CS422 score.shape", "\(scores)")
    }
    #expect(ingest.tries("select countersign.take_scores(0, '[]')") == "CS409 receipt.closed")
    let many = (1...998).map { Self.score("0.\($0)", "judge \($0)", at: nil) }
    #expect(try takes(many, whole: false) == "998/0/0/[]/[]")
    #expect(try takes([Self.score("1", "one more")], whole: false) == "0/0/0/[]/[7]")
    #expect(try takes(many, whole: false) == "0/998/0/[]/[]", "what is known needs no room")
    let tooMany = (0...1000).map { Self.score("0.\($0)", "judge \($0)", at: nil) }
    #expect(try takes(tooMany) == "0/0/0/[]/[7]", "a list without end stops nobody else's")
  }

  @Test("that is older than one that is here never counts beside it, and does once that is gone and it is said again")
  func older() throws {
    let gpt = Self.score("0.25", "gpt")
    let newest = Self.score("0.75", at: "2026-03-03 13:00Z"), older = Self.score("0.1", at: "2026-03-02 13:00Z")
    #expect(try takes([newest], whole: false) == "1/0/0/[]/[]")
    for times in ["1/0/0/[]/[]", "0/1/0/[]/[]"] { #expect(try takes([older], whole: false) == times) }
    #expect(
      try standing() == [
        "polite 0.5 ann replaced", "polite 0.25 gpt counts", "polite 0.75 ann counts", "polite 0.1 ann replaced",
      ])
    #expect(try takes([Self.score("0.5"), gpt, older]) == "0/3/1/[]/[]", "the newest is gone")
    #expect(try takes([Self.score("0.5"), gpt, older]) == "1/2/0/[]/[]")
    #expect(try standing().last == "polite 0.1 ann counts")
    #expect(
      try office.superuser.run("select value from countersign_private.counted_score order by ordinal")
        == [["0.25"], ["0.1"]])
  }

  @Test("may be told of an event as it was taken, and of no other")
  func alike() throws {
    let said = try #require(
      try office.superuser.value("select encode(metadata_digest, 'hex') from countersign_private.generation"))
    func takes(_ metadata: String, _ content: String) throws -> String? {
      let receipt = try ingest.value("select countersign.open_receipt('tests', 'scores', 'a test')")
      return try ingest.value(
        """
        select concat_ws('/', a ->> 'taken', a ->> 'differ') from countersign.take_scores($1, jsonb_build_array(jsonb_build_object('line', 3,
          'producer', 'tests', 'event', 'e1', 'scores', '[{"name": "x", "value": 1}]'::jsonb,
          'alike', jsonb_build_array(jsonb_build_array('00', '00'), jsonb_build_array($2::text, encode(sha256(convert_to($3::text, 'UTF8')), 'hex')))))) a
        """, receipt, metadata, content)
    }
    let content = #"{"output":[]}"#
    #expect(try takes(said, "{}") == "0/[3]")
    #expect(try takes("00", content) == "0/[3]")
    #expect(try takes(said, content) == "1/[]")
  }

  @Test("is reported by a program alone, and changed by nobody")
  func rights() throws {
    #expect(try takes([], withdrawn: [Self.score("0.5")], whole: false) == "0/0/1/[]/[]")
    #expect(try takes([Self.score("1")], whole: false) == "1/0/0/[]/[]")
    for name in ["viewer", "reviewer", "builder", "approver", "lead", "auditor", "admin"] {
      let session = try office.hire(name, name)
      #expect(session.tries("select countersign.take_scores(1, '[]')") == "42501", "\(name)")
      for table in ["late_score", "score_withdrawn", "counted_score"] {
        #expect(session.tries("select * from countersign_private.\(table)") == "42501", "\(name)")
      }
    }
    for act in [
      "update countersign_private.late_score set judge = 'me'", "delete from countersign_private.late_score",
      "update countersign_private.score_withdrawn set what = 'deleted'",
      "delete from countersign_private.score_withdrawn",
      "update countersign_private.score set value = 1", "delete from countersign_private.score",
    ] {
      #expect(office.superuser.tries(act) == "CS403 fact.immutable", "\(act)")
    }
  }

  @Test("is in the figures of its call's day, in the place of the one before, and not when it is taken back")
  func figures() async throws {
    let vic = try office.hire("vic", "viewer")
    func day() throws -> [[String?]] {
      try vic.run(
        """
        select n, total, (select sum(c) from unnest(counts) c) from countersign.figure_days('model', 'gpt-5', 'score.polite', '', 'production', '2026-03-01',
          '2026-04-01') where n > 0
        """)
    }
    func judged() throws -> [[String?]] {
      try vic.run(
        "select judged, total from countersign.scores_by_day('gpt-5', 'model', '2026-03-01', '2026-04-01') where score = 'polite'"
      )
    }
    // What is added waits for transactions that began before, of whoever shares the server.
    func comes(to expected: [[String?]]) async throws -> Bool {
      for _ in 0..<600 {
        _ = try ingest.value("select countersign.keep_figures()")
        if try day() == expected { return true }
        try await Task.sleep(for: .milliseconds(100))
      }
      return false
    }
    // Before its call was added, and after.
    let gpt = Self.score("0.25", "gpt")
    #expect(try takes([Self.score("1", at: "2026-03-02 13:00Z"), gpt]) == "1/1/0/[]/[]")
    #expect(try await comes(to: [["2", "1.25", "2"]]))
    #expect(try judged() == [["2", "1.25"]])
    #expect(try takes([Self.score("0", at: "2026-03-03 13:00Z"), gpt]) == "1/1/0/[]/[]")
    #expect(try await comes(to: [["2", "0.25", "2"]]))
    #expect(try takes([], withdrawn: [gpt]) == "0/0/4/[]/[]")
    #expect(try await comes(to: []))
    #expect(try judged() == [])
    #expect(
      try office.superuser.value("select count(*) from countersign_private.figure_sketch where metric = 'score.polite'")
        == "0")
    #expect(try takes([gpt]) == "1/0/0/[]/[]")
    #expect(try await comes(to: [["1", "0.25", "1"]]))
  }

  @Test("was not there before it came")
  func asOf() throws {
    let before = try office.superuser.value("select clock_timestamp()")
    #expect(try takes([Self.score("0.75", at: "2026-03-01 14:00Z")]) == "1/0/1/[]/[]")
    let query = "select value, standing from score order by ordinal"
    let vic = try office.hire("vic", "viewer")
    try vic.run("select countersign.set_as_of('\(before ?? "")')")
    #expect(try vic.run(query) == [["0.5", "counts"], ["0.25", "counts"]])
    let figures = [
      "select judged || ' ' || total from countersign.scores_by_day('gpt-5', 'model', '2026-03-01', '2026-04-01', countersign.as_of())",
      "select string_agg(value::text, ' ' order by value) from countersign.values_between('gpt-5', 'model', 'polite', '2026-03-01', '2026-04-01', countersign.as_of())",
      """
      select value::text from countersign.calls_behind('model', 'gpt-5', 'score.polite', '', '2026-03-01', '2026-04-01', null, null, null, null,
        false, 10, countersign.as_of())
      """,
    ]
    #expect(try figures.map { try vic.value($0) } == ["2 0.75", "0.25 0.5", "0.5"])
    try vic.run("select countersign.set_as_of(clock_timestamp())")
    #expect(try figures.map { try vic.value($0) } == ["1 0.75", "0.75", "0.75"])
    #expect(try vic.run(query) == [["0.5", "replaced"], ["0.25", "deleted"], ["0.75", "counts"]])
  }
}
