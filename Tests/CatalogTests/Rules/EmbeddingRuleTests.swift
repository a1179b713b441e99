import TestSupport
import Testing

@Suite("Vectors of answers in the catalog")
struct EmbeddingRuleTests {
  let office: Office
  let vic: PlainSession, daemon: PlainSession

  init() async throws {
    office = try await Office.open()
    vic = try office.hire("vic", "viewer")
    daemon = try office.hire("daemon", "ingest")
  }

  private func deliver(_ event: String, at: String = "2026-03-01 12:00:00Z", vector: String, model: String = "small")
    throws
  {
    let receipt = try daemon.fillInbox(event, at: at, verdicts: [])
    try daemon.run("insert into pg_temp.embedding_inbox values (1, $1, $2)", model, vector)
    try daemon.run("select countersign.take_inbox($1)", receipt)
    try daemon.run("commit")
  }

  /// What is added waits for transactions that began before, of whoever shares the server.
  private func keep(_ enough: Int, most: Int = 100_000) async throws {
    var sum = 0
    for _ in 0..<600 {
      sum += Int(try daemon.value("select countersign.keep_figures($1)", "\(most)") ?? "") ?? 0
      if sum >= enough { return }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func samples(_ session: PlainSession, _ byDay: Bool = true) throws -> [[String?]] {
    try session.run(
      """
      select day, model, dimension, seen, vector is not null
      from countersign.embedding_samples('model', 'gpt-5', '', 'production', '2026-03-01', '2026-03-05', \(byDay))
      """)
  }

  @Test("are finite, point somewhere, have a model, and are changed by nobody")
  func stored() throws {
    try deliver("e1", vector: "{1,2}")
    let table = "countersign_private.generation_embedding"
    #expect(try office.superuser.run("select model, vector from \(table)") == [["small", "{1,2}"]])
    for (number, vector) in ["{}", "{0,0}", "{NaN,1}", "{1,Infinity}", "{{1,2},{3,4}}"].enumerated() {
      #expect(
        office.superuser.tries("insert into \(table) values (gen_random_uuid(), 'm', '\(vector)')").hasPrefix("23514"),
        "\(number)")
    }
    #expect(office.superuser.tries("insert into \(table) values (gen_random_uuid(), '', '{1}')").hasPrefix("23514"))
    #expect(office.superuser.tries("update \(table) set model = 'x'") == "CS403 fact.immutable")
    #expect(office.superuser.tries("truncate \(table)") == "CS403 fact.immutable")
    for session in [vic, daemon] {
      #expect(session.tries("select * from \(table)") == "42501")
      #expect(session.tries("delete from \(table)") == "42501")
      #expect(session.tries("select * from countersign_private.figure_sample") == "42501")
    }
  }

  @Test("are sampled by day and model, in whatever portions they come, and counted as a figure")
  func sampled() async throws {
    for number in 1...6 {
      try deliver("e\(number)", at: "2026-03-0\(number % 2 + 1) 12:00:0\(number)Z", vector: "{\(number),1}")
    }
    try deliver("o1", at: "2026-03-02 13:00:00Z", vector: "{1}")
    try await keep(7, most: 2)
    #expect(
      try samples(vic) == [
        ["2026-03-01", "small", "2", "3", "t"], ["2026-03-01", "small", "2", "3", "t"],
        ["2026-03-01", "small", "2", "3", "t"], ["2026-03-02", "small", "1", "1", "t"],
        ["2026-03-02", "small", "2", "3", "t"], ["2026-03-02", "small", "2", "3", "t"],
        ["2026-03-02", "small", "2", "3", "t"],
      ])
    #expect(try samples(daemon, false).filter { $0[2] == "2" }.map { $0[3] } == Array(repeating: "6", count: 6))
    #expect(
      try vic.run(
        "select day, n from countersign.figure_days('model', 'gpt-5', 'semantic', '', 'production', '2026-03-01', '2026-03-05')"
      ) == [["2026-03-01", "3"], ["2026-03-02", "4"]])
    // The sample is what taking the lowest of all at once makes, in any order.
    #expect(
      try office.superuser.value(
        """
        with ids as (select array_agg(gen_random_uuid()) as all_of from generate_series(1, 900)),
        parts as (select countersign_private.lowest_ids(all_of[1:300]) || countersign_private.lowest_ids(all_of[601:900])
          || countersign_private.lowest_ids(all_of[301:600]) as merged, all_of from ids)
        select countersign_private.lowest_ids(merged) = countersign_private.lowest_ids(all_of)
          and cardinality(countersign_private.lowest_ids(merged)) = 256 from parts
        """) == "t")
  }

  @Test("go with the text they are made of, and keep their place in the sample")
  func erased() async throws {
    for number in 1...4 { try deliver("e\(number)", at: "2026-03-01 12:00:0\(number)Z", vector: "{\(number),1}") }
    try await keep(4)
    let gone = try #require(
      try office.superuser.value("select id from countersign_private.generation where event_id = 'e2'"))
    try office.superuser.run("select countersign_private.remove_content(array['\(gone)'::uuid])")
    #expect(try samples(vic).map { $0[4] }.sorted { ($0 ?? "") < ($1 ?? "") } == ["f", "t", "t", "t"])
    #expect(
      try office.superuser.value(
        "select count(*) from countersign_private.rewrite_due where relation = 'countersign_private.generation_embedding'"
      )
        == "1", "its file is rewritten")
    try office.superuser.run(
      """
      select countersign_private.drop_content('unknown', '2026-06-01', '2026-06-01', '{}', '{}')
      """)
    #expect(try office.superuser.value("select count(*) from countersign_private.generation_content") == "0")
    #expect(try office.superuser.value("select count(*) from countersign_private.generation_embedding") == "0")
    #expect(try samples(vic).map { $0[4] } == ["f", "f", "f", "f"])
  }

  @Test("are read by who may read every text, and by the program that watches them")
  func readers() throws {
    let ada = try office.hire("ada", "admin")
    #expect(
      vic.tries(
        "select * from countersign.embedding_samples('model', 'x', '', 'production', '2026-01-01', '2026-01-02', true)")
        == "allowed")
    #expect(ada.tries("select countersign.set_clearance('vic', 'yellow', 'no red data')") == "allowed")
    #expect(
      vic.tries(
        "select * from countersign.embedding_samples('model', 'x', '', 'production', '2026-01-01', '2026-01-02', true)")
        == "CS403 right.missing")
    for days in ["'2026-01-02', '2026-01-02'", "'2026-01-01', '2028-01-01'", "null, '2026-01-01'"] {
      #expect(
        daemon.tries("select * from countersign.embedding_samples('model', 'x', '', 'production', \(days), true)")
          == "CS422 figures.days")
    }
  }

  @Test("are watched by mmd, by days, and by no other statistic")
  func watched() throws {
    let bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("triage", label: "1", kind: "model", tier: "high")
    func sets(_ key: String, _ metric: String, _ statistic: String, _ more: String = "") -> String {
      bea.tries(
        "select countersign.set_monitor($1, 'triage', 'production', $2, '', $3, 'to be watched')", key, metric,
        #"{"statistic":"\#(statistic)","reference_from":"2026-01-01","reference_until":"2026-02-01","alarm":0.02,"warning":0.01\#(more)}"#
      )
    }
    #expect(sets("a", "semantic", "psi") == "CS422 monitor.statistic")
    #expect(sets("a", "latency", "mmd") == "CS422 monitor.statistic")
    #expect(sets("a", "semantic", "mmd", #","window_calls":500"#) == "CS422 monitor.window")
    #expect(sets("a", "semantic", "mmd") == "allowed")
  }
}
