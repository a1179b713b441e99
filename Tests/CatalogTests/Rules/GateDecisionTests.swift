import TestSupport
import Testing

@Suite("Gates are decided by the gatekeeper alone")
struct GateDecisionTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession, keeper: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
    try office.superuser.run("select countersign_private.make_login($1)", office.login("keeper"))
    try office.chief.run(
      "select countersign.grant_right($1, 'gatekeeper', reason => 'the daemon')", office.login("keeper"))
    keeper = try office.session("keeper")
  }

  // MARK: What it takes

  private static let data = """
    {"gate": {"never_waived": ["a"], "lists": {"l": [{"id": "a"}, {"id": "b", "not_applicable": true}, {"id": "c"}]}, \
    "expected": {"production": {"high": {"model": "l", "policy": "l"}, "low": {"policy": "l"}}}}}
    """

  private func bundle(_ rules: String = "package g\n", data: String = data) throws -> String? {
    try office.superuser.value(
      """
      select jsonb_build_object('decides', 'promotions', 'files',
        jsonb_build_object('g.rego', $1::text, 'data.json', $2::text, 'cases.json', '{}'))::text
      """, rules, data)
  }

  /// Puts a bundle into force in production; nothing decides that yet, or the bundle before does.
  private func enforce(_ label: String = "1", _ rules: String = "package g\n") throws {
    let body = try bundle(rules) ?? ""
    try bea.register("gates", label: label, kind: "policy", body: body, tier: "low")
    let promotion = try bea.request("gates", label)
    for approver in [amy, abe] {
      #expect(approver.signs(promotion, revision: try revision(promotion)) == "allowed")
    }
  }

  private func revision(_ promotion: String?) throws -> String {
    try amy.value("select revision from countersign.promotion where id = $1", promotion) ?? ""
  }

  private func requested(_ label: String = "1") throws -> String? {
    try bea.register("answers", label: label, kind: "model", body: "[\"\(label)\"]", tier: "high")
    return try bea.request("answers", label)
  }

  private func take(_ holder: String = "h") throws -> String? {
    try keeper.value("select question from countersign.take_gate_question($1, 'embedded')", holder)
  }

  private static func rows(_ a: String = "met", _ b: String = "not_applicable", _ c: String = "met") -> String {
    "["
      + [("a", a), ("b", b), ("c", c)].map {
        "{\"id\":\"\($0.0)\",\"title\":\"t\",\"state\":\"\($0.1)\",\"value\":\"v\",\"limit\":\"l\",\"evidence\":\"e\",\"remedy\":\"r\",\"principle\":\"p\"}"
      }.joined(separator: ",") + "]"
  }

  private func records(
    _ question: String?, by session: PlainSession? = nil, holder: String = "h", rows: String = rows(),
    allow: Bool = true, revision: String? = nil, input: String = "f.facts", seconds: Int = 0,
    version: String = "answers@1",
    reasons: String = "{}"
  ) throws -> String {
    let parts = version.split(separator: "@").map(String.init)
    let facts = try office.superuser.value(
      """
      select (\(input) || jsonb_build_object('now_seconds', countersign_private.seconds_of(countersign_private.moment()) + \(seconds)))::text
      from (select countersign_private.gate_facts(v.id, 'production') as facts from countersign_private.version v
        join countersign_private.artifact a on a.id = v.artifact where a.name = '\(parts[0])' and v.label = '\(parts[1])') f
      """)
    let served = try office.superuser.value("select revision from countersign.gate_policy")
    return (session ?? keeper).tries(
      """
      select countersign.record_decision($1, $2, gen_random_uuid(), 'g/decision', $3, 'embedded', '1.5.2',
        convert_to($4, 'UTF8'), convert_to('{}', 'UTF8'), $5::jsonb, $6, $7::text[])
      """, holder, question, revision ?? served, facts, rows, allow ? "t" : "f", reasons)
  }

  private func gate(_ promotion: String?) throws -> [String?] {
    try amy.run(
      "select state, value, evidence from countersign.promotion_requirements($1) where id = 'gate.decision'", promotion
    ).first ?? []
  }

  // MARK: Rules

  @Test("where no policy is in force, the catalog's own requirements hold")
  func withoutPolicy() throws {
    let promotion = try requested()
    #expect(try gate(promotion) == [])
    #expect(try take() == nil)
    let ids = try amy.run("select id from countersign.promotion_requirements($1)", promotion).map { $0[0] }
    #expect(ids.contains("evals.recorded"))
  }

  @Test("without a decision nothing is signed; with one that fits it is, and two sign what they have read")
  func decided() throws {
    try enforce()
    let promotion = try requested()
    #expect(try gate(promotion) == ["unmet", "undecided", "No gatekeeper has decided it yet."])
    #expect(amy.signs(promotion) == "CS403 promotion.cannot-sign")
    let question = try take()
    #expect(try records(question) == "allowed")
    #expect(try gate(promotion) == ["met", "allowed", ""])
    #expect(amy.signs(promotion) == "CS409 promotion.changed", "what was read did not say so")
    #expect(amy.signs(promotion, revision: "2") == "allowed")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "promoted")
    let log = try amy.run(
      "select outcome, subject ->> 'id', bundles #>> '{countersign,revision}', engine from countersign.decision_log")
    #expect(log.first?[0] == "allow" && log.first?[1] == "answers@1" && log.first?[3] == "embedded")
    #expect(log.first?[2] == (try amy.value("select revision from countersign.gate_policy")))
  }

  @Test("as any other role, by SQL: none is written, taken, changed or removed")
  func otherRoles() throws {
    try enforce()
    let promotion = try requested()
    let question = try take()
    let roles = ["viewer", "builder", "reviewer", "approver", "lead", "auditor", "admin", "ingest", "sealer"]
    for role in roles {
      let session = try office.hire("x\(role)", role, team: "office")
      #expect(
        session.tries("select * from countersign.take_gate_question('h', 'e')")
          == (role == "sealer" ? "42501" : "CS403 right.missing"), "\(role)")
      #expect(try ["42501", "CS403 right.missing"].contains(records(question, by: session)), "\(role)")
      #expect(session.tries("insert into countersign_private.gate_decision default values") == "42501", "\(role)")
      #expect(session.tries("insert into countersign.gate_decision default values") != "allowed", "\(role)")
      #expect(session.tries("update countersign.gate_decision set allow = true") != "allowed", "\(role)")
      #expect(session.tries("select countersign_private.put_question(1, 'production', 1)") == "42501", "\(role)")
      #expect(session.tries("select countersign.ask_for_open_promotions()") != "allowed", "\(role)")
    }
    #expect(try records(question) == "allowed")
    for statement in [
      "update countersign_private.gate_decision set allow = not allow", "delete from countersign_private.gate_decision",
      "truncate countersign_private.gate_decision", "delete from countersign_private.gate_question",
    ] {
      #expect(office.superuser.tries(statement) == "CS403 fact.immutable", "\(statement)")
      #expect(keeper.tries(statement) == "42501")
    }
    #expect(try gate(promotion).first == "met")
  }

  @Test("the right is a program's: nobody who builds, signs or leads has it, nor gets it afterwards")
  func programs() throws {
    let grant = "select countersign.grant_right($1, 'gatekeeper', reason => 'a daemon')"
    #expect(office.chief.tries(grant, office.login("bea")) == "CS403 gatekeeper.person")
    #expect(office.chief.tries(grant, office.login("amy")) == "CS403 gatekeeper.person")
    #expect(office.chief.tries(grant, office.login("chief")) == "CS403 right.own")
    #expect(office.chief.tries(grant, "nobody_at_all") == "CS404 login.unknown")
    #expect(bea.tries(grant, office.login("keeper")) == "CS403 right.missing")
    try office.chief.run("select countersign.grant_right($1, 'approver')", office.login("keeper"))
    #expect(keeper.tries("select * from countersign.take_gate_question('h', 'e')") == "CS403 gatekeeper.person")
    try office.chief.run("select countersign.revoke_right($1, 'approver', 'no')", office.login("keeper"))
    #expect(keeper.tries("select * from countersign.take_gate_question('h', 'e')") == "allowed")
    #expect(
      office.chief.tries("select countersign.revoke_right($1, 'gatekeeper', 'gone')", office.login("keeper"))
        == "allowed")
    #expect(keeper.tries("select * from countersign.take_gate_question('h', 'e')") != "allowed")
  }

  @Test("nor has somebody who signs it by another login of theirs")
  func otherLogins() throws {
    let second = office.login("amy_program")
    try office.superuser.run("select countersign_private.make_login($1)", second)
    #expect(
      office.chief.tries(
        "select countersign.grant_right($1, 'gatekeeper', person => $2, reason => 'a daemon')", second, "amy")
        == "CS403 gatekeeper.person")
    try office.chief.run(
      "select countersign.grant_right($1, 'viewer', person => $2, reason => 'reads')", second, "amy")
    #expect(
      office.chief.tries("select countersign.grant_right($1, 'gatekeeper', reason => 'a daemon')", second)
        == "CS403 gatekeeper.person")
    // One who was a program's login first, and whose person signs since.
    try office.superuser.run("select countersign_private.make_login($1)", office.login("keeper_desk"))
    try office.chief.run(
      "select countersign.grant_right($1, 'approver', person => $2, reason => 'signs, too')",
      office.login("keeper_desk"), office.login("keeper"))
    #expect(keeper.tries("select * from countersign.take_gate_question('h', 'e')") == "CS403 gatekeeper.person")
  }

  @Test("a policy is neither rolled back nor shifted by one person: each comes into force by its own promotion")
  func policiesMove() throws {
    try enforce()
    let body = try bundle("package lax\n") ?? ""
    try bea.register("gates", label: "2", kind: "policy", body: body, tier: "low")
    let second = try bea.request("gates", "2")
    while let question = try take() {
      #expect(try records(question, version: "gates@2") == "allowed")
    }
    for approver in [amy, abe] {
      #expect(approver.signs(second, revision: try revision(second)) == "allowed")
    }
    let back = "select * from countersign.rollback('gates', 'production', '1', 'worse')"
    #expect(bea.tries(back) == "CS403 policy.moved")
    #expect(try bea.value("select label from countersign.gate_policy") == "2")
  }

  @Test("a policy that decides is not retired by one person, where production is not what it decides either")
  func policiesEnd() throws {
    let staging = Self.data.replacing(#""production""#, with: #""staging""#)
    try bea.register("gates", label: "1", kind: "policy", body: try bundle(data: staging) ?? "", tier: "low")
    let promotion = try bea.value(
      "select promotion from countersign.request_promotion('gates', '1', 'staging', 'x')")
    for approver in [amy, abe] {
      guard try amy.value("select state from countersign.promotion where id = $1", promotion) == "open" else { break }
      #expect(approver.signs(promotion) == "allowed")
    }
    #expect(try amy.value("select environment from countersign.gate_policy") == "staging")
    #expect(bea.tries("select countersign.retire_artifact('gates', 'old')") == "CS403 policy.moved")
    #expect(try amy.value("select environment from countersign.gate_policy") == "staging")
  }

  @Test("a stopped policy decides nothing, not by what it decided before either")
  func stopped() throws {
    try enforce()
    let promotion = try requested()
    #expect(try records(try take()) == "allowed")
    #expect(try gate(promotion).first == "met")
    try amy.run("select countersign.stop('gates', '1', 'production', 'it lets all pass')")
    #expect(try gate(promotion) == ["unmet", "undecided", "The policy that decides it is stopped."])
    #expect(amy.signs(promotion, revision: try revision(promotion)) == "CS403 promotion.cannot-sign")
  }

  @Test("even the gatekeeper writes no other facts, bundle or time, and allows nothing of which something is unmet")
  func forged() throws {
    try enforce()
    _ = try requested()
    let question = try take()
    #expect(try records(question, input: "f.facts || '{\"owed\": [\"x\"]}'") == "CS409 decision.facts")
    #expect(try records(question, input: "f.facts - 'owed'") == "CS409 decision.facts")
    #expect(
      try records(question, input: "jsonb_set(f.facts, '{subject,digest}', '\"sha256:00\"')") == "CS409 decision.facts")
    #expect(try records(question, seconds: 86_400) == "CS409 decision.time")
    #expect(try records(question, revision: "sha256:00") == "CS409 decision.bundle")
    #expect(try records(question, rows: Self.rows("unmet")) == "CS422 decision.inconsistent")
    #expect(
      try records(question, rows: Self.rows("not_applicable")) == "CS422 decision.inconsistent",
      "its list does not allow that")
    #expect(try records(question, rows: Self.rows("waived")) == "CS422 decision.inconsistent")
    #expect(
      try records(question, rows: Self.rows("met", "met", "waived")) == "CS422 decision.inconsistent", "no waiver holds"
    )
    #expect(try records(question, rows: "[]") == "CS422 decision.inconsistent")
    #expect(
      try records(question, rows: String(Self.rows().dropLast()) + "," + Self.rows().dropFirst())
        == "CS422 decision.inconsistent", "twice")
    #expect(try records(question, reasons: "{\"the engine ended\"}") == "CS422 decision.inconsistent")
    #expect(try records(question, holder: "another") == "CS423 gate.lease-lost")
    #expect(try records("99") == "CS423 gate.lease-lost")
    #expect(try records(question) == "allowed")
    #expect(try records(question) == "CS423 gate.lease-lost", "a question is answered once")
  }

  @Test(
    "a decision is of no use for another digest, another environment, other facts, another policy, or when it is old")
  func otherSubject() throws {
    try enforce()
    let first = try requested()
    #expect(try records(try take()) == "allowed")
    #expect(try gate(first).first == "met")
    // Another version of the same artifact.
    let second = try requested("2")
    #expect(try gate(second) == ["unmet", "undecided", "No gatekeeper has decided it yet."])
    #expect(amy.signs(second) == "CS403 promotion.cannot-sign")
    // A fact comes after the decision.
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.9, 0.8, true)")
    #expect(try gate(first)[2] == "The facts have changed since it was decided.")
    #expect(amy.signs(first, revision: try revision(first)) == "CS403 promotion.cannot-sign")
    while let question = try take() {
      let version = try office.superuser.value(
        "select 'answers@' || v.label from countersign_private.gate_question q join countersign_private.version v on v.id = q.version where q.id = $1",
        question)
      #expect(try records(question, version: version ?? "") == "allowed")
    }
    #expect(try gate(first).first == "met")
    // Another policy comes into force.
    let body = try bundle("package other\n") ?? ""
    try bea.register("gates", label: "2", kind: "policy", body: body, tier: "low")
    try office.superuser.run(
      """
      alter table countersign_private.pointer disable trigger user;
      update countersign_private.pointer set version = (select v.id from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
        where a.name = 'gates' and v.label = '2') where valid_to = 'infinity';
      alter table countersign_private.pointer enable always trigger unchanged
      """)
    #expect(try gate(first)[2] == "It was decided by another policy than the one that is served now.")
    #expect(amy.signs(first, revision: try revision(first)) == "CS403 promotion.cannot-sign")
    // And once it is decided by that one, time passes.
    #expect(try keeper.value("select countersign.ask_for_open_promotions()") == "2")
    while let question = try take() {
      let version = try office.superuser.value(
        "select 'answers@' || v.label from countersign_private.gate_question q join countersign_private.version v on v.id = q.version where q.id = $1",
        question)
      #expect(try records(question, version: version ?? "") == "allowed")
    }
    #expect(try gate(first).first == "met")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = '61 minutes'")
    #expect(try gate(first)[2] == "The decision is too old.")
  }

  @Test("two policies at once decide nothing")
  func several() throws {
    try enforce()
    let body = try bundle("package other\n") ?? ""
    try bea.register("gates-2", label: "1", kind: "policy", body: body, tier: "low")
    try office.superuser.run(
      """
      insert into countersign_private.pointer (artifact, environment, version, promotion, moved_by, reason, effective_at, valid_from)
      select v.artifact, 'production', v.id, 1, 'bea', 'x', now(), clock_timestamp() from countersign_private.version v
      join countersign_private.artifact a on a.id = v.artifact where a.name = 'gates-2'
      """)
    let promotion = try requested()
    #expect(try gate(promotion)[2] == "production serves 2 policies at once.")
    let question = try take()
    #expect(try records(question, revision: "") == "CS409 decision.bundle")
    #expect(try records(question, allow: false, revision: "", reasons: "{two}") == "allowed")
    #expect(try gate(promotion).first == "unmet")
  }

  @Test("a denial says what is unmet; that is waived by another person, and decided anew")
  func waived() throws {
    try enforce()
    let promotion = try requested()
    #expect(try records(try take(), rows: Self.rows("met", "met", "unmet"), allow: false) == "allowed")
    #expect(try amy.value("select countersign.promotion_refusal($1)", promotion) == "Unmet: c, gate.decision.")
    let ask =
      "select * from countersign.ask_waiver($1, $2, 'bea', clock_timestamp() + interval '1 day', 'the suite is broken')"
    #expect(bea.tries(ask, promotion, "gate.decision") == "CS403 waiver.never")
    #expect(bea.tries(ask, promotion, "a") == "CS409 waiver.not-needed")
    #expect(bea.tries(ask, promotion, "c") == "allowed")
    #expect(
      amy.tries("select countersign.answer_waiver((select max(id) from countersign.waiver), 'granted', 'known')")
        == "allowed")
    #expect(try gate(promotion)[2] == "The facts have changed since it was decided.")
    #expect(try records(try take(), rows: Self.rows("met", "met", "waived")) == "allowed")
    #expect(
      try amy.value("select state from countersign.promotion_requirements($1) where id = 'c'", promotion) == "waived")
    #expect(amy.signs(promotion, revision: try revision(promotion)) == "allowed")
  }

  @Test("a policy takes the signatures of the tier that needs most, whatever tier it was given")
  func signaturesOfAPolicy() throws {
    try bea.register("gates", label: "1", kind: "policy", body: try bundle() ?? "", tier: "low")
    let promotion = try bea.request("gates", "1")
    #expect(amy.signs(promotion) == "allowed")
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "open")
    #expect(try amy.value("select count(*) from countersign.gate_policy") == "0")
    #expect(abe.signs(promotion) == "allowed")
    #expect(try amy.value("select count(*) from countersign.gate_policy") == "1")
  }

  @Test("a policy without a list for an environment is not asked for there: nobody could approve anything")
  func environmentWithoutList() throws {
    try bea.register("gates", label: "1", kind: "policy", body: try bundle() ?? "", tier: "low")
    #expect(
      bea.tries("select * from countersign.request_promotion('gates', '1', 'staging', 'x')") == "CS422 policy.no-list")
  }

  @Test("a waiver that was granted before the policy said never is of no use to a decision")
  func waivedBefore() throws {
    try enforce()
    let promotion = try requested()
    #expect(try records(try take(), rows: Self.rows("met", "met", "unmet"), allow: false) == "allowed")
    #expect(
      bea.tries(
        "select * from countersign.ask_waiver($1, 'c', 'bea', clock_timestamp() + interval '1 day', 'x')", promotion)
        == "allowed")
    #expect(
      amy.tries("select countersign.answer_waiver((select max(id) from countersign.waiver), 'granted', 'known')")
        == "allowed")
    let stricter = Self.data.replacing("[\"a\"]", with: "[\"a\", \"c\"]")
    try bea.register(
      "gates", label: "2", kind: "policy", body: try bundle("package g\n", data: stricter) ?? "", tier: "low")
    try office.superuser.run(
      """
      alter table countersign_private.pointer disable trigger user;
      update countersign_private.pointer set version = (select v.id from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact
        where a.name = 'gates' and v.label = '2') where valid_to = 'infinity';
      alter table countersign_private.pointer enable always trigger unchanged
      """)
    #expect(try records(try take(), rows: Self.rows("met", "met", "waived")) == "CS422 decision.inconsistent")
  }

  @Test("what the policy says is never waived is not")
  func neverWaived() throws {
    try enforce()
    let promotion = try requested()
    #expect(try records(try take(), rows: Self.rows("unmet"), allow: false) == "allowed")
    #expect(
      bea.tries(
        "select * from countersign.ask_waiver($1, 'a', 'bea', clock_timestamp() + interval '1 day', 'x')", promotion)
        == "CS403 waiver.never")
  }

  @Test("a bundle has data, cases and files with plain names")
  func badBundles() throws {
    for files in [
      "{}", #"{"data.json": "{}", "cases.json": "{}"}"#, #"{"data.json": "[", "cases.json": "{}"}"#,
      #"{"data.json": "{\"gate\": {\"expected\": {}, \"lists\": {}}}"}"#,
      #"{"../x.rego": "", "data.json": "{}", "cases.json": "{}"}"#,
      #"{"a.rego": 1, "data.json": "{\"gate\": {\"expected\": {}, \"lists\": {}}}", "cases.json": "{}"}"#, "[]",
    ] {
      let body = "{\"decides\": \"promotions\", \"files\": \(files)}"
      #expect(
        bea.tries(
          "select countersign.register_version('gates', 'policy', 'claims', 'chief', 'low', '', null, convert_to($1, 'UTF8'), 'm')",
          body)
          == "CS422 policy.bundle", "\(files)")
    }
  }

  @Test("a question is at one gatekeeper at a time, and goes to another when its lease has run out")
  func leases() throws {
    try enforce()
    _ = try requested()
    let question = try take("one")
    #expect(question != nil)
    #expect(try take("two") == nil)
    try office.superuser.run(
      "update countersign_private.gate_turn set lease_until = clock_timestamp() - interval '1 second'")
    #expect(try records(question, holder: "one") == "CS423 gate.lease-lost")
    #expect(try take("two") == question)
    #expect(try records(question, holder: "two") == "allowed")
  }

  @Test("a pipeline asks, and is told at once when no gatekeeper is awake")
  func asking() throws {
    try enforce()
    try bea.register("answers", label: "1", kind: "model", body: "[1]", tier: "high")
    let ask = "select question, awake from countersign.ask_gate('answers', '1', 'production')"
    #expect(try bea.run(ask) == [[nil, "f"]])
    _ = try take()
    let asked = try bea.run(ask)
    #expect(asked.first?[1] == "t")
    #expect(try bea.run(ask) == asked, "the same question waits once")
    #expect(try bea.run("select allow from countersign.gate_answer($1)", asked.first?[0]) == [])
    #expect(try records(try take()) == "allowed")
    #expect(try bea.run("select allow from countersign.gate_answer($1)", asked.first?[0]) == [["t"]])
    #expect(bea.tries("select * from countersign.ask_gate('answers', '1', 'moon')") == "CS404 environment.unknown")
  }
}
