import TestSupport
import Testing

@Suite("Shadow runs")
struct ShadowRuleTests {
  let office: Office
  /// Builds what claims owns.
  let bea: PlainSession
  let lea: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    lea = try office.hire("lea", "lead")
    for label in ["1", "2", "3"] {
      try bea.register("triage", label: label, kind: "model", body: "{\"n\":\"\(label)\"}", tier: "high")
    }
  }

  private static let metrics = #"[{"metric":"right","kind":"share","better":"higher","margin":0.05}]"#

  private func endpoint(ceiling: String, from session: PlainSession, url: String = "https://models.example/v1")
    -> String
  {
    session.tries(
      """
      select countersign.set_shadow_endpoint('triage', null, $2, null, $1, 1, 2, 'EUR', 100, 600, 4, false, 'to be tried')
      """, ceiling, url)
  }

  private func opens(_ session: PlainSession) -> String {
    session.tries(
      "select * from countersign.open_shadow_run('triage', '3', 2, 10, interval '3650 days', $1, '[]', 7, null, 'nightly')",
      Self.metrics)
  }

  /// An open import of version 3 beside 2, with so many answers of each; answers its number. Version 3 is wrong on `wrong` of
  /// them.
  private func imported(_ pairs: Int = 40, wrong: Int = 0) throws -> (run: String, fence: String) {
    let run =
      try bea.value(
        "select run from countersign.open_shadow_import('triage', '3', '{2}', $1, 7, 'recorded')", Self.metrics) ?? ""
    let fence = try bea.value("select countersign.lead_shadow_run($1)", run) ?? ""
    for arm in [0, 1] {
      let answers = (1...pairs).map { number in
        #"{"key":"p\#(number)","prompt":"{}","arm":\#(arm),"answer":"a","scores":[{"metric":"right","value":\#(arm == 0 && number <= wrong ? 0 : 1)}]}"#
      }
      try bea.run("select countersign.add_shadow_answers(\(run), \(fence), '[\(answers.joined(separator: ","))]')")
    }
    return (run, fence)
  }

  private func comparison(
    n: Int = 40, difference: Double = 0, low: Double = -0.04, high: Double = 0.04, p: Double = 1,
    slice: String = "null",
    confidence: Double = 0.95
  ) -> String {
    #"[{"arm":1,"metric":"right","slice":\#(slice),"n":\#(n),"candidate":1,"baseline":1,"difference":\#(difference),"low":\#(low),"high":\#(high),"confidence":\#(confidence),"method":"by hand","wins":0,"ties":0,"losses":0,"p":\#(p),"p_adjusted":\#(p)}]"#
  }

  private func closes(_ run: (run: String, fence: String), _ comparison: String, as session: PlainSession? = nil)
    -> String
  {
    (session ?? bea).tries(
      "select * from countersign.close_shadow_run($1, $2, $3, 'done')", run.run, run.fence, comparison)
  }

  @Test("have endpoints that a lead sets alone, for a ceiling lets data out")
  func endpoints() throws {
    #expect(endpoint(ceiling: "green", from: lea) == "allowed")
    #expect(endpoint(ceiling: "red", from: bea) == "CS403 right.missing")
    #expect(endpoint(ceiling: "red", from: try office.hire("vic", "viewer")) == "CS403 right.missing")
    #expect(endpoint(ceiling: "blue", from: lea) == "CS422 shadow.endpoint")
    #expect(endpoint(ceiling: "green", from: lea, url: "file:///etc/passwd") == "CS422 shadow.endpoint")
    #expect(endpoint(ceiling: "green", from: lea, url: "https://x/\u{1}") == "CS422 shadow.endpoint")
    #expect(lea.tries("insert into countersign_private.shadow_endpoint default values") == "42501")
  }

  @Test("are begun by who builds the artifact, or a lead")
  func whoBegins() throws {
    #expect(opens(bea) == "CS404 shadow.no-endpoint")
    #expect(endpoint(ceiling: "green", from: lea) == "allowed")
    #expect(opens(bea) == "CS404 shadow.no-prompts", "nothing was asked of it")
    #expect(opens(try office.hire("vic", "viewer")) == "CS403 right.missing")
    #expect(opens(try office.hire("rae", "reviewer")) == "CS403 right.missing")
    try office.chief.run("select countersign.add_team('others', 'Others')")
    #expect(opens(try office.hire("oda", "builder", team: "others")) == "CS403 artifact.team")
    #expect(try office.superuser.value("select count(*) from countersign_private.shadow_run") == "0")
  }

  @Test("close with what the kept figures say, and with nothing else")
  func figures() throws {
    let run = try imported(40, wrong: 8)
    #expect(closes(run, comparison()) == "CS422 shadow.figures", "the difference is −0.2")
    #expect(closes(run, comparison(n: 41, difference: -0.2, low: -0.3, high: -0.1)) == "CS422 shadow.figures")
    #expect(closes(run, comparison(difference: -0.2, low: -0.1, high: 0.1)) == "CS422 shadow.figures")
    #expect(closes(run, comparison(difference: -0.2, low: -0.3, high: -0.1, confidence: 0.5)) == "CS422 shadow.figures")
    #expect(closes(run, "[]") == "CS422 shadow.figures", "a judged metric is left out")
    #expect(closes(run, comparison(difference: -0.2, low: -0.3, high: -0.1, p: 0.01)) == "allowed")
    #expect(try bea.value("select verdict from countersign.shadow_run where id = $1", run.run) == "regressed")
  }

  @Test("say pass, regressed or undecided by the margin that was fixed before")
  func verdicts() throws {
    for (wrong, low, high, p, n, expected) in [
      (0, -0.04, 0.04, 1.0, 40, "pass"), (0, -0.06, 0.04, 1.0, 40, "undecided"), (8, -0.3, -0.1, 0.01, 40, "regressed"),
      (8, -0.3, -0.1, 0.2, 40, "undecided"), (8, -0.3, 0.01, 0.01, 40, "undecided"),
      (0, -0.04, 0.04, 1.0, 20, "undecided"),
    ] {
      let run = try imported(n, wrong: wrong)
      let difference = -Double(wrong) / Double(n)
      #expect(closes(run, comparison(n: n, difference: difference, low: low, high: high, p: p)) == "allowed")
      #expect(try bea.value("select verdict from countersign.shadow_run where id = $1", run.run) == expected)
    }
  }

  @Test("never change once they are closed, for nobody; their margins never at all")
  func immutable() throws {
    let run = try imported()
    #expect(closes(run, comparison()) == "allowed")
    #expect(closes(run, comparison()) == "CS423 shadow.lease-lost")
    #expect(
      bea.tries("select countersign.add_shadow_answers($1, $2, '[]')", run.run, run.fence) == "CS423 shadow.lease-lost")
    #expect(bea.tries("select countersign.lead_shadow_run($1)", run.run) == "CS404 shadow.not-open")
    #expect(bea.tries("select countersign.abandon_shadow_run($1, 'no')", run.run) == "CS404 shadow.not-open")
    for table in ["shadow_verdict", "shadow_comparison", "shadow_metric", "shadow_score", "shadow_reply", "shadow_run"]
    {
      #expect(bea.tries("update countersign_private.\(table) set run = run") == "42501")
      #expect(
        office.superuser.tries("delete from countersign_private.\(table)") == "CS403 fact.immutable",
        "the owner of the server")
    }
    #expect(
      office.superuser.tries("update countersign_private.shadow_reply_content set body = ''") == "CS403 fact.immutable")
  }

  @Test("keep an answer once, from whoever drives the run")
  func once() throws {
    let run = try imported(3)
    let again = #"[{"key":"p1","prompt":"{}","arm":0,"answer":"another","scores":[{"metric":"right","value":0}]}]"#
    #expect(try bea.value("select countersign.add_shadow_answers($1, $2, $3)", run.run, run.fence, again) == "0")
    #expect(try office.superuser.value("select count(*) from countersign_private.shadow_reply") == "6")
    #expect(try office.superuser.value("select min(value) from countersign_private.shadow_score") == "1")
    #expect(
      lea.tries("select countersign.add_shadow_answers($1, $2, $3)", run.run, run.fence, again)
        == "CS423 shadow.lease-lost")
    #expect(lea.tries("select countersign.lead_shadow_run($1)", run.run) == "CS423 shadow.driven")
    #expect(
      bea.tries(
        "select countersign.keep_shadow_reply($1, $2, 0, 0, 1, 1, ''::bytea, null, 1, 1, 1, '[]')", run.run, run.fence)
        == "CS404 shadow.not-asked")
  }

  @Test("that regress in production open an alarm, once, and roll nothing back")
  func alarm() throws {
    try bea.run("select countersign.record_evaluation('triage', '3', 's', 'm', 0.9, 0.8, true)")
    let promotion = try bea.request("triage", "3")
    for name in ["amy", "abe"] { #expect(try office.hire(name, "approver").signs(promotion) == "allowed") }
    let run = try imported(40, wrong: 8)
    #expect(closes(run, comparison(difference: -0.2, low: -0.3, high: -0.1, p: 0.01)) == "allowed")
    let alarms = try bea.run("select kind, artifact, label, environment, subject, state from countersign.alarm")
    #expect(alarms == [["shadow", "triage", "3", "production", run.run, "open"]])
    #expect(try bea.value("select label from countersign.serving where artifact = 'triage'") == "3")
    #expect(bea.tries("select countersign.close_alarm(1, 'seen')") == "CS403 right.missing")
    #expect(lea.tries("select countersign.close_alarm(1, '')") == "CS422 reason.missing")
    #expect(lea.tries("select countersign.close_alarm(1, 'rolled back')") == "allowed")
    #expect(lea.tries("select countersign.close_alarm(1, 'rolled back')") == "CS404 alarm.unknown")
  }

  @Test("are a leaf of the log that commits to answers and figures")
  func leaf() throws {
    let run = try imported()
    #expect(closes(run, comparison()) == "allowed")
    let row = try office.superuser.run(
      """
      select a.detail ->> 'verdict', a.detail ->> 'answers_digest' = encode(v.answers_digest, 'hex'),
        a.detail ->> 'comparisons_digest' = encode(v.comparisons_digest, 'hex'), l.kind
      from countersign_private.activity a join countersign_private.shadow_verdict v on v.run::text = a.subject
      join countersign_private.log_row l on l.kind = 'activity' and l.subject = a.id::text
      where a.act = 'shadow.close'
      """)
    #expect(row == [["pass", "t", "t", "activity"]])
  }

  @Test("feed the gate: undecided blocks high tier alone, worse blocks all, and who ran it does not sign")
  func gate() throws {
    try bea.run("select countersign.record_evaluation('triage', '3', 's', 'm', 0.9, 0.8, true)")
    let promotion = try bea.request("triage", "3") ?? ""
    func requirement() throws -> String? {
      try bea.value(
        "select state from countersign.promotion_requirements($1) where id = 'shadow.no_regress'", promotion)
    }
    #expect(try requirement() == "not_applicable", "nobody asked for one")
    #expect(endpoint(ceiling: "green", from: lea) == "allowed")
    #expect(try requirement() == "unmet", "high tier, and an endpoint")
    #expect(closes(try imported(20), comparison(n: 20)) == "allowed")
    #expect(try requirement() == "unmet", "undecided")
    #expect(closes(try imported(40), comparison()) == "allowed")
    #expect(try requirement() == "met")
    // The facts changed: whoever read before must read again.
    #expect(try bea.value("select revision from countersign.promotion where id = $1", promotion) == "3")
    try office.superuser.run("select countersign_private.grant_everything($1)", office.login("bea"))
    let refusal = try bea.value("select countersign.promotion_refusal($1)", promotion)
    #expect(refusal == "You requested it yourself: someone else must sign.")
    #expect(
      closes(try imported(40, wrong: 8), comparison(difference: -0.2, low: -0.3, high: -0.1, p: 0.01)) == "allowed")
    #expect(try requirement() == "unmet", "regressed")
  }

  @Test("stand as they stood in the past")
  func past() throws {
    let run = try imported()
    let before = try office.superuser.value("select clock_timestamp()")
    #expect(closes(run, comparison()) == "allowed")
    #expect(try bea.value("select state from countersign.shadow_run where id = $1", run.run) == "closed")
    try bea.run("select countersign.set_as_of('\(before ?? "")')")
    #expect(try bea.run("select state, verdict from shadow_run where id = \(run.run)") == [["open", nil]])
    #expect(bea.tries("select countersign.abandon_shadow_run($1, 'no')", run.run) == "CS409 as-of.write")
  }

  @Test("show no pair to who may not read its class")
  func clearance() throws {
    let run = try imported()
    let rae = try office.hire("rae", "reviewer")
    let read = "select key from countersign.open_shadow_pair($1, 1, 1)"
    #expect(rae.tries(read, run.run) == "allowed")
    try office.chief.run("select countersign.set_clearance('rae', 'green', 'new here')")
    #expect(rae.tries(read, run.run) == "CS403 shadow.clearance", "nobody has classed it")
    try office.chief.run("select countersign.set_clearance('rae', 'yellow', 'has learned')")
    #expect(rae.tries(read, run.run) == "allowed")
    #expect(rae.tries("select key from countersign.open_shadow_pair($1, 99, 1)", run.run) == "CS404 shadow.unknown")
  }
}
