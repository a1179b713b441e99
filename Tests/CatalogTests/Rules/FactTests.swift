import TestSupport
import Testing

@Suite("A fact that people owe")
struct FactTests {
  let office: Office
  let bea: PlainSession, ria: PlainSession, amy: PlainSession, vic: PlainSession, tom: PlainSession

  init() async throws {
    office = try await Office.open()
    try office.chief.run("select countersign.add_team('fraud', 'Fraud')")
    bea = try office.hire("bea", "builder", team: "claims")
    tom = try office.hire("tom", "builder", team: "fraud")
    ria = try office.hire("ria", "reviewer")
    amy = try office.hire("amy", "approver")
    vic = try office.hire("vic", "viewer", team: "claims")
    try bea.register("answers", label: "1", owner: "bea")
  }

  private func asks(_ session: PlainSession, _ key: String = "limitations", owner: String? = nil, due: String? = nil)
    -> String
  {
    session.tries(
      "select * from countersign.ask_fact('answers', $1, 'What does it get wrong?', coalesce($2, now()::text)::timestamptz + interval '1 day', $3)",
      key, due, owner)
  }

  private func states(_ session: PlainSession, _ key: String = "limitations", _ value: String = "Weak on handwriting.")
    -> String
  {
    session.tries("select * from countersign.set_fact('answers', $1, $2, 'from the test of May')", key, value)
  }

  private func confirms(_ session: PlainSession, _ key: String = "limitations") throws -> String {
    let read = try office.superuser.run("select id::text, answer::text from countersign.fact where key = '\(key)'")
    return session.tries(
      "select countersign.confirm_fact($1, $2, 'compared with the report')", read.first?[0] ?? "0",
      read.first?[1] ?? "0")
  }

  private func state(_ key: String = "limitations") throws -> String? {
    try vic.value("select state from countersign.fact where key = $1", key)
  }

  private func promote(_ artifact: String, _ label: String) throws {
    let promotion = try bea.request(artifact, label)
    #expect(amy.signs(promotion) == "allowed")
  }

  @Test("is asked by one, answered by a builder of the team, confirmed by a reviewer who is another person")
  func wholeWay() throws {
    #expect(asks(ria) == "allowed")
    #expect(try state() == "asked")
    #expect(try vic.value("select owner || ' ' || asked_by from countersign.fact") == "bea ria")
    #expect(states(bea) == "allowed")
    #expect(try state() == "answered")
    #expect(try confirms(ria) == "allowed")
    #expect(try state() == "confirmed")
    #expect(
      try vic.value(
        "select value || ' ' || given_for || ' ' || answered_by || ' ' || confirmed_by from countersign.fact")
        == "Weak on handwriting. 1 bea ria")
    #expect(
      try office.superuser.run(
        "select act from countersign_private.activity where act like 'fact.%' order by id"
      ).map(\.[0]) == [
        "fact.ask", "fact.set", "fact.confirm",
      ])
  }

  @Test("is confirmed by nobody who stated it, neither through a second login, nor by another role")
  func fourEyes() throws {
    let bob = try office.hire("bob", "builder", "reviewer", team: "claims")
    #expect(states(bob) == "allowed")
    #expect(try confirms(bob) == "CS403 fact.own")
    #expect(try confirms(try office.hire("bob2", "reviewer", person: "bob")) == "CS403 fact.own")
    for session in [bea, amy, vic] { #expect(try confirms(session) == "CS403 right.missing") }
    #expect(try confirms(ria) == "allowed")
    #expect(try confirms(ria) == "CS409 fact.not-answered")
  }

  @Test("is stated by the team whose it is or by the office, and by nobody else")
  func team() throws {
    #expect(states(tom) == "CS403 artifact.team")
    #expect(states(vic) == "CS403 right.missing")
    #expect(states(ria) == "CS403 right.missing")
    #expect(states(try office.hire("oda", "builder")) == "allowed")
    #expect(asks(tom) == "CS403 artifact.team")
    #expect(asks(vic) == "CS403 right.missing")
    #expect(asks(bea) == "allowed")
  }

  @Test("is owed by someone who may answer, by a day to come")
  func owner() throws {
    #expect(asks(ria, owner: "tom") == "CS422 fact.owner")
    #expect(asks(ria, owner: "nobody") == "CS404 person.unknown")
    #expect(asks(ria, owner: "ria") == "allowed")
    #expect(asks(ria, due: "2020-01-01") == "CS422 fact.due")
    #expect(asks(ria, "Limitations!") == "CS422 fact.key")
    #expect(
      ria.tries("select * from countersign.ask_fact('answers', 'contact', ' ', now() + interval '1 day')")
        == "CS422 reason.missing")
    #expect(
      ria.tries("select * from countersign.ask_fact('nothing', 'contact', 'who?', now() + interval '1 day')")
        == "CS404 artifact.unknown")
  }

  @Test("is neither empty nor a book")
  func value() throws {
    #expect(states(bea, "limitations", " \n\t ") == "CS422 fact.empty")
    #expect(states(bea, "limitations", String(repeating: "x", count: 20_001)) == "CS422 fact.long")
    #expect(states(bea, "limitations", String(repeating: "ü", count: 20_000)) == "allowed")
  }

  @Test("is confirmed as it was read: a newer answer has to be read first")
  func changed() throws {
    #expect(states(bea) == "allowed")
    let first = try vic.run("select id::text, answer::text from countersign.fact")[0]
    #expect(states(bea, "limitations", "None.") == "allowed")
    #expect(ria.tries("select countersign.confirm_fact($1, $2, 'read')", first[0], first[1]) == "CS409 fact.changed")
    #expect(try confirms(ria) == "allowed")
  }

  @Test("goes stale when the version that counts is another; an answer for a candidate waits for it")
  func stale() throws {
    #expect(states(bea) == "allowed")
    #expect(try confirms(ria) == "allowed")
    try promote("answers", "1")
    #expect(try state() == "confirmed")
    try bea.register("answers", label: "2", body: #"{"a":1}"#, owner: "bea")
    #expect(try state() == "confirmed", "production serves 1 still")
    #expect(
      bea.tries("select * from countersign.set_fact('answers', 'limitations', 'Weak on stamps.', 'tried', '2')")
        == "allowed")
    #expect(try confirms(ria) == "allowed")
    try promote("answers", "2")
    #expect(try state() == "confirmed", "it was given for 2")
    try bea.register("answers", label: "3", body: #"{"a":2}"#, owner: "bea")
    try promote("answers", "3")
    #expect(try state() == "stale")
    #expect(try vic.value("select cause from countersign.fact") == "answers@3 went to production.")
    #expect(try confirms(ria) == "CS409 fact.stale")
    #expect(states(bea) == "allowed")
    #expect(try confirms(ria) == "allowed")
  }

  @Test("that rests on nothing outlives every version")
  func restsOnNothing() throws {
    #expect(states(bea, "contact", "claims@meridian.example") == "allowed")
    try bea.register("answers", label: "2", body: #"{"a":1}"#, owner: "bea")
    #expect(try state("contact") == "answered")
    #expect(states(bea) == "allowed")
    try bea.register("answers", label: "3", body: #"{"a":2}"#, owner: "bea")
    #expect(try state() == "stale", "nothing is in production, so the newest counts")
  }

  @Test("about a system's parts goes stale when production serves another version of a part")
  func parts() throws {
    try bea.run(
      """
      select countersign.register_version('desk', 'system', 'claims', 'bea', 'low', 'answers letters', '1',
        convert_to('{"operator_role":"provider","annex_iii_points":["5c"]}', 'UTF8'), 'first', null, null,
        '[{"artifact":"answers","selector":"1","role":"model"}]')
      """)
    for key in ["a8a_components_functions", "a8a_provider"] {
      #expect(bea.tries("select * from countersign.set_fact('desk', $1, 'answers 1', 'registry')", key) == "allowed")
      #expect(try confirms(ria, key) == "allowed")
    }
    try promote("desk", "1")
    #expect(try state("a8a_components_functions") == "confirmed")
    try bea.register("answers", label: "2", body: #"{"a":1}"#, owner: "bea")
    #expect(try state("a8a_components_functions") == "confirmed")
    try promote("answers", "2")
    #expect(try state("a8a_components_functions") == "stale")
    #expect(try state("a8a_provider") == "confirmed")
  }

  @Test("can be read as it stood at a past moment")
  func past() throws {
    #expect(states(bea) == "allowed")
    let then = try vic.value("select clock_timestamp()")
    #expect(try confirms(ria) == "allowed")
    try vic.run("select countersign.set_as_of('\(then ?? "")')")
    #expect(try vic.run("select state, confirmed_by from fact") == [["answered", nil]])
    #expect(try vic.value("select confirmed_by from fact_answer") == nil)
    try vic.run("select countersign.set_as_of(null)")
    #expect(try vic.run("select state, confirmed_by from fact") == [["confirmed", "ria"]])
  }

  @Test("is changed and removed by nobody, and written through its functions alone")
  func guarded() throws {
    #expect(states(bea) == "allowed")
    for table in ["fact", "fact_answer", "fact_confirmation", "fact_state"] {
      #expect(bea.tries("select from countersign_private.\(table)") == "42501")
      #expect(office.superuser.tries("truncate countersign_private.\(table) cascade") == "CS403 fact.immutable")
    }
    #expect(office.superuser.tries("update countersign_private.fact_answer set value = 'x'") == "CS403 fact.immutable")
    #expect(office.superuser.tries("update countersign_private.fact_state set owner = 'ria'") == "CS403 fact.immutable")
    #expect(bea.tries("update countersign.fact set state = 'confirmed'") != "allowed")
  }

  @Test("about a retired artifact is not stated any more")
  func retired() throws {
    #expect(bea.tries("select countersign.retire_artifact('answers', 'no longer used')") == "allowed")
    #expect(states(bea) == "CS409 artifact.retired")
  }
}

@Suite("A system's body")
struct SystemBodyTests {
  let bea: PlainSession
  let office: Office

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
  }

  private func registers(_ body: String) -> String {
    bea.tries(
      """
      select * from countersign.register_version('desk', 'system', 'claims', 'bea', 'high', 'x', null, convert_to($1, 'UTF8'), 'a change')
      """, body)
  }

  @Test("cannot claim an exemption for a system that profiles natural persons")
  func profiling() throws {
    let body =
      #"{"operator_role":"provider","annex_iii_points":["5b"],"profiles_natural_persons":true,"exemption":["preparatory_task"]}"#
    #expect(registers(body) == "CS422 system.profiling")
    do {
      try bea.run(
        "select countersign.register_version('desk', 'system', 'claims', 'bea', 'high', 'x', null, convert_to('\(body)', 'UTF8'), 'a change')"
      )
    } catch let refusal as PlainSession.Refusal {
      #expect("\(refusal)".contains("profiles natural persons"))
    }
    #expect(registers(body.replacing("true", with: "false")) == "allowed")
  }

  @Test(
    "uses the words of the annex",
    arguments: [
      #"{"operator_role":"owner"}"#, #"{"operator_role":"provider","annex_iii_points":"5b"}"#,
      #"{"operator_role":"provider","annex_iii_points":["9z"]}"#,
      #"{"operator_role":"provider","exemption":["because"]}"#,
      #"{"operator_role":"provider","profiles_natural_persons":"no"}"#,
      #"{"operator_role":"provider","status":"soon"}"#,
      #"{"operator_role":"provider","field_of_use":"police"}"#, #"{"operator_role":"provider","annex_iii_points":[5]}"#,
    ])
  func words(body: String) { #expect(registers(body) == "CS422 system.body") }
}
