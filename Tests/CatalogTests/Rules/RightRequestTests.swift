import TestSupport
import Testing

@Suite("A right that matters takes two")
struct RightRequestTests {
  let office: Office
  let lou: PlainSession, ada: PlainSession

  init() async throws {
    office = try await Office.open()
    lou = try office.hire("lou", "lead")
    ada = try office.hire("ada", "admin")
    for name in ["vic", "vic2"] {
      try office.superuser.run("select countersign_private.make_login($1)", office.login(name))
    }
  }

  /// Asks for a right as an administrator; what came of it, and the request that waits.
  private func asks(
    _ right: String, for login: String = "vic", person: String = "vic", by session: PlainSession? = nil,
    reason: String = "she joins us"
  ) -> (outcome: String, request: String?) {
    let session = session ?? office.chief
    let act = "select request from countersign.ask_right($1, $2, $3, 'Vic', 'office', reason => $4)"
    let outcome = session.tries(act, office.login(login), right, person, reason)
    let request = try? office.superuser.value(
      """
      select max(r.id) from countersign_private.right_request r join countersign_private.right_request_state s on s.request = r.id
      where s.valid_to = 'infinity' and s.state = 'asked' and r.login = $1 and r.role = $2
      """, office.login(login), right)
    return (outcome, request)
  }

  private func answers(_ request: String?, _ session: PlainSession, _ outcome: String = "granted") -> String {
    session.tries("select countersign.answer_right($1, $2, 'I know her')", request, outcome)
  }

  private func roles(_ login: String = "vic") throws -> String? {
    try office.superuser.value(
      """
      select string_agg(g.rolname, ',' order by g.rolname) from pg_auth_members m join pg_roles g on g.oid = m.roleid
      join pg_roles r on r.oid = m.member where r.rolname = $1
      """, office.login(login))
  }

  @Test(
    "nothing is given before another person gives it",
    arguments: ["reviewer", "approver", "lead", "auditor", "admin", "sealer"])
  func two(right: String) throws {
    let asked = asks(right)
    #expect(asked.outcome == "allowed" && asked.request != nil)
    #expect(try roles() == nil)
    #expect(try office.superuser.value("select count(*) from countersign_private.person where key = 'vic'") == "0")
    #expect(asks(right).outcome == "CS409 right.open")
    #expect(answers(asked.request, office.chief) == "CS403 right.cannot-give")
    let bea = try office.hire("bea", "builder", team: "claims")
    #expect(answers(asked.request, bea) == "CS403 right.cannot-give")
    #expect(lou.tries("select countersign.answer_right($1, 'granted', ' ')", asked.request) == "CS422 reason.missing")
    #expect(answers(asked.request, lou) == "allowed")
    #expect(try roles() == "countersign_\(right)")
    #expect(answers(asked.request, ada) == "CS409 right.closed")
    #expect(
      try ada.run(
        "select person, detail ->> 'asked_by', detail ->> 'role' from countersign.activity where act = 'right.grant' and subject = 'vic'"
      ) == [["lou", "chief", right]])
  }

  @Test("a right that decides nothing takes one; without a reason none takes two")
  func one() throws {
    for right in ["viewer", "builder", "ingest"] {
      #expect(asks(right, reason: "").outcome == "allowed")
    }
    #expect(try roles() == "countersign_builder,countersign_ingest,countersign_viewer")
    #expect(asks("approver", reason: " ").outcome == "CS422 reason.missing")
    try office.chief.run("select countersign.grant_right($1, 'approver', reason => 'x')", office.login("vic"))
    #expect(try roles()?.contains("approver") == false, "the older function asks, too")
  }

  @Test("another login of somebody takes two: whoever has it acts as that person")
  func secondLogin() throws {
    try office.hire("amy", "approver")
    let asked = asks("viewer", person: "amy")
    #expect(asked.request != nil)
    #expect(
      try office.superuser.value("select count(*) from countersign_private.person_login where person = 'amy'") == "1")
    #expect(answers(asked.request, lou) == "allowed")
    let puppet = try office.session("vic")
    #expect(
      puppet.tries(
        "select * from countersign.delegate('chief', clock_timestamp() + interval '1 day', null, 'x')")
        == "CS403 right.missing", "it passes on no signature that it does not have")
  }

  @Test("nobody gives a right to themselves, nor one that they asked for through another login")
  func oneself() throws {
    let asked = asks("lead", for: "vic", person: "vic")
    #expect(answers(asked.request, lou) == "allowed")
    let more = asks("admin", for: "vic", person: "vic")
    #expect(answers(more.request, try office.session("vic")) == "CS403 right.cannot-give")
    #expect(asks("approver", for: "vic2", person: "chief").outcome == "CS403 right.own")
    let second = asks("lead", for: "vic2", person: "chief", by: ada)
    #expect(answers(second.request, lou) == "allowed")
    #expect(answers(more.request, try office.session("vic2")) == "CS403 right.cannot-give", "chief asked for it")
  }

  @Test("it ends in time, with the right of whoever asked, and by being taken back")
  func ends() throws {
    let asked = asks("approver")
    #expect(answers(asked.request, ada, "withdrawn") == "CS403 right.other")
    #expect(answers(asked.request, office.chief, "withdrawn") == "allowed")
    #expect(answers(asked.request, lou) == "CS409 right.closed")
    let refused = asks("approver")
    #expect(answers(refused.request, lou, "given") == "CS422 right.outcome")
    #expect(answers(refused.request, lou, "refused") == "allowed")
    let orphan = asks("approver", by: ada)
    try office.chief.run("select countersign.revoke_right($1, 'admin', 'left')", office.login("ada"))
    #expect(answers(orphan.request, lou) == "CS403 right.cannot-give")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = '8 days'")
    let late = try office.superuser.value("select max(id) from countersign_private.right_request")
    #expect(
      try lou.value("select countersign.right_refusal($1)", late) == "It was not answered in time.")
    #expect(answers("77", lou) == "CS404 right.no-request")
  }

  @Test("whoever takes the others' rights is not alone again")
  func notAlone() throws {
    for (login, right) in [("ada", "admin"), ("lou", "lead")] {
      try office.chief.run("select countersign.revoke_right($1, $2, 'left')", office.login(login), right)
    }
    #expect(asks("approver").request != nil)
    #expect(try roles() == nil)
  }

  @Test("who asked for a right has given it as much as who confirmed it: neither's request is signed with it")
  func gave() throws {
    let asked = asks("approver")
    #expect(answers(asked.request, lou) == "allowed")
    try office.superuser.run("grant countersign_builder to \"\(office.login("chief"))\"")
    let bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("index", label: "1")
    let promotion = try office.chief.request("index", "1")
    let vic = try office.session("vic")
    #expect(
      try vic.value("select countersign.promotion_refusal($1)", promotion)
        == "Your right to sign came from whoever asks: someone else must sign.")
    #expect(vic.signs(promotion) == "CS403 promotion.cannot-sign")
  }

  @Test("a right that is taken back takes its signatures on open requests with it")
  func revoked() throws {
    let amy = try office.hire("amy", "approver")
    let abe = try office.hire("abe", "approver")
    let bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("index", label: "1", tier: "high")
    let promotion = try bea.request("index", "1")
    #expect(amy.signs(promotion) == "allowed")
    try office.chief.run("select countersign.revoke_right($1, 'approver', 'left')", office.login("amy"))
    #expect(abe.signs(promotion) == "CS409 promotion.changed")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    #expect(try abe.value("select signed from countersign.promotion where id = $1", promotion) == "1")
    #expect(try abe.value("select state from countersign.promotion where id = $1", promotion) == "open")
  }

  @Test("there is one AI office, and its requests are read by everybody and written by nobody")
  func oneOffice() throws {
    #expect(
      office.chief.tries("select countersign.add_team('mine', 'Mine', true)") == "CS409 team.office")
    #expect(office.chief.tries("select countersign.add_team('office', 'AI office', true)") == "allowed")
    let asked = asks("approver")
    #expect(
      try lou.run("select role, state, is_new from countersign.right_request where state = 'asked'") == [
        ["approver", "asked", "t"]
      ])
    #expect(asked.request != nil)
    for act in [
      "update countersign_private.right_request_state set state = 'granted'",
      "insert into countersign_private.right_request_state select * from countersign_private.right_request_state",
      "select countersign_private.give_right('x', 'admin', 'x', 'x', null, '{}', 'x', '{}', 'sql')",
    ] {
      #expect(office.chief.tries(act) == "42501", "\(act)")
    }
    #expect(
      office.superuser.tries("update countersign_private.right_request set role = 'admin'") == "CS403 fact.immutable")
  }
}
