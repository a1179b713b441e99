import TestSupport
import Testing

@Suite("Shadow-evals of the night")
struct ShadowNightTests {
  let office: Office
  let bea: PlainSession
  let lea: PlainSession
  let ing: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    lea = try office.hire("lea", "lead")
    ing = try office.hire("ing", "ingest")
    for label in ["1", "2", "3"] {
      try bea.register("triage", label: label, kind: "model", body: "{\"n\":\"\(label)\"}", tier: "high")
    }
  }

  private func plans(
    _ session: PlainSession, _ artifact: String = "triage", versions: String = "2", begins: String = "02:00",
    metrics: String = #"[{"metric":"right","kind":"share","better":"higher","margin":0.05}]"#
  ) -> String {
    session.tries(
      "select countersign.set_shadow_plan($1, null, $2, 10, 1, $3, '[]', null, $4::time, 'every night')", artifact,
      versions, metrics, begins)
  }

  /// Plans it for a moment from now, and waits for that.
  private func comes() throws {
    var isSetInTime = false
    while !isSetInTime {
      let soon = try office.superuser.value("select ((clock_timestamp() + interval '300 ms') at time zone 'UTC')::time")
      #expect(plans(lea, begins: soon ?? "") == "allowed")
      isSetInTime =
        try office.superuser.value(
          """
          select (valid_from at time zone 'UTC')::time < begins from countersign_private.shadow_plan where valid_to = 'infinity'
          """) == "t"
    }
    try office.superuser.run("select pg_sleep(0.4)")
  }

  private func begun() throws -> [[String?]] {
    try ing.run("select artifact, run, words <> '' from countersign.begin_shadow_nights()")
  }

  @Test("are planned by a lead, for what answers prompts, within bounds")
  func plan() throws {
    #expect(plans(bea) == "CS403 right.missing")
    #expect(plans(ing) == "42501")
    #expect(plans(lea, "nothing") == "CS404 artifact.unknown")
    #expect(plans(lea, versions: "0") == "CS422 shadow.plan")
    #expect(plans(lea, metrics: "[]") == "CS422 shadow.plan")
    try bea.register("words", label: "1", kind: "prompt", body: #"{"prompt_template":"Say {x}."}"#, tier: "high")
    #expect(plans(lea, "words") == "CS422 shadow.kind")
    #expect(plans(lea) == "allowed")
    #expect(plans(lea, versions: "3") == "allowed", "it takes the place")
    #expect(try bea.run("select artifact, versions from countersign.shadow_plan") == [["triage", "3"]])
    #expect(bea.tries("select countersign.end_shadow_plan('triage', 'enough')") == "CS403 right.missing")
    #expect(lea.tries("select countersign.end_shadow_plan('triage', 'enough')") == "allowed")
    #expect(lea.tries("select countersign.end_shadow_plan('triage', 'enough')") == "CS404 shadow.no-plan")
  }

  @Test("begin once a night, say why when they cannot, and do not make up for a night before their plan")
  func once() throws {
    let past = try office.superuser.value("select ((clock_timestamp() - interval '1 minute') at time zone 'UTC')::time")
    #expect(plans(lea, begins: past ?? "") == "allowed")
    #expect(try begun().isEmpty, "that hour was before the plan")
    try comes()
    #expect(try begun() == [["triage", nil, "t"]], "no endpoint is set")
    #expect(try begun().isEmpty)
    #expect(
      try bea.value("select words from countersign.shadow_night")?.hasPrefix("Some version or judge") == true)
    #expect(try office.superuser.value("select count(*) from countersign_private.shadow_run") == "0")
    for session in [bea, lea] { #expect(session.tries("select countersign.begin_shadow_nights()") == "42501") }
    #expect(ing.tries("insert into countersign_private.shadow_night values ('1', now(), null, 'x')") == "42501")
  }

  @Test("are all that a daemon may drive: it invents no answers for a run of somebody else's, nor begins one")
  func daemon() throws {
    let metrics = #"[{"metric":"right","kind":"share","better":"higher","margin":0.05}]"#
    let run =
      try bea.value(
        "select run from countersign.open_shadow_import('triage', '3', '{2}', $1, 7, 'recorded')", metrics) ?? ""
    let program = try office.hire("prog", "ingest", "viewer")
    #expect(plans(lea) == "allowed", "a plan for the artifact gives no right to its other runs")
    #expect(program.tries("select countersign.lead_shadow_run($1)", run) == "CS403 right.missing")
    #expect(program.tries("select countersign.abandon_shadow_run($1, 'x')", run) == "CS403 right.missing")
    #expect(
      program.tries("select * from countersign.open_shadow_import('triage', '3', '{2}', $1, 7, 'recorded')", metrics)
        == "CS403 right.missing")
    #expect(
      program.tries(
        "select * from countersign.open_shadow_run('triage', '3', 2, 10, interval '1 day', $1, '[]', 7, null, 'x')",
        metrics) == "CS403 right.missing")
    #expect(try program.value("select countersign.night_to_drive()") == nil)
  }

  @Test("say how far a judge rates as people do, of what they have decided alone")
  func agreement() throws {
    let item = try office.reviewItem(from: ing)
    let (rui, ria) = (try office.hire("rui", "reviewer"), try office.hire("ria", "reviewer"))
    #expect(
      lea.tries("select countersign.set_label('high', 'rating', 'number', '{}', 1, 10, 'to tell')") == "allowed")
    try office.superuser.run(
      """
      insert into countersign_private.score (generation, ordinal, name, value, judge)
      select generation, 90, 'rating', 7, 'judge@3' from countersign_private.review_item where id = \(item)
      """)
    let pairs = "select judged, said from countersign.judge_pairs('judge@3', 'rating')"
    let claim = try rui.claim(item)
    #expect(rui.tries("select countersign.label_review($1, '{\"rating\": 4}')", item) == "allowed")
    #expect(rui.decides(item, claim, "block") == "allowed")
    #expect(try bea.run(pairs).isEmpty, "the second has not decided: nothing shows through")
    let other = try ria.claim(item)
    #expect(ria.tries("select countersign.label_review($1, '{\"rating\": 6}')", item) == "allowed")
    #expect(ria.decides(item, other, "block") == "allowed")
    #expect(try bea.run(pairs) == [["7", "5"]])
    #expect(try bea.run("select * from countersign.judge_pairs('judge@2', 'rating')").isEmpty)
  }
}
