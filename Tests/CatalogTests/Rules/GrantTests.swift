import TestSupport
import Testing

@Suite("A right")
struct GrantTests {
  let office: Office

  init() async throws { office = try await Office.open() }

  private func tries(_ session: PlainSession, _ login: String, _ right: String, person: String? = nil) -> String {
    session.tries(
      "select countersign.grant_right($1, $2, $3, reason => 'it is needed')", office.login(login), right, person)
  }

  @Test("is given by an administrator, with a line in the activity")
  func given() throws {
    try office.hire("vic", "viewer")
    #expect(tries(office.chief, "vic", "approver", person: "vic") == "allowed")
    #expect(
      try office.superuser.run(
        "select person, subject, detail ->> 'role' from countersign_private.activity order by id desc limit 1")
        == [["chief", "vic", "approver"]])
    #expect(try office.session("vic").value("select roles from countersign.officer()") == "{viewer,approver}")
  }

  @Test("is given to oneself by nobody, neither through a second login")
  func oneself() throws {
    #expect(tries(office.chief, "chief", "approver") == "CS403 right.own")
    try office.superuser.run("select countersign_private.make_login($1)", office.login("chief2"))
    #expect(tries(office.chief, "chief2", "approver", person: "chief") == "CS403 right.own")
    let ada = try office.hire("ada", "admin")
    #expect(tries(ada, "ada", "approver") == "CS403 right.own")
    #expect(tries(ada, "chief", "approver") == "allowed")
  }

  @Test(
    "is not given by who is no administrator",
    arguments: ["viewer", "builder", "reviewer", "approver", "lead", "auditor"])
  func others(right: String) throws {
    let someone = try office.hire("someone", right)
    try office.hire("vic", "viewer")
    #expect(tries(someone, "vic", "reviewer", person: "vic") == "CS403 right.missing")
    #expect(someone.tries("grant countersign_admin to \"\(office.login("vic"))\"") == "42501")
    #expect(someone.tries("grant countersign_\(right) to \"\(office.login("vic"))\"") == "42501")
  }

  @Test("of an administrator does not reach further: no group role by plain GRANT, no owner, no program's role")
  func administrator() throws {
    try office.hire("vic", "viewer")
    for role in ["admin", "viewer", "owner", "reader", "sealer", "gatekeeper"] {
      #expect(office.chief.tries("grant countersign_\(role) to \"\(office.login("vic"))\"") == "42501", "\(role)")
    }
    for right in ["owner", "reader", "superuser"] {
      #expect(tries(office.chief, "vic", right, person: "vic") == "CS422 right.unknown", "\(right)")
    }
    #expect(office.chief.tries("create role x") == "42501")
  }

  @Test("of a program, to seal the log, is given like any other, and told by who sits there")
  func sealer() throws {
    let daemon = try office.hire("daemon", "ingest", "sealer")
    #expect(try daemon.value("select roles from countersign.officer()") == "{ingest,sealer}")
    #expect(daemon.tries("select countersign.lead_log('daemon', '1 minute')") == "allowed")
  }

  @Test("needs a login that is there, and no group role")
  func unknownLogin() {
    #expect(tries(office.chief, "nobody", "viewer") == "CS404 login.unknown")
    #expect(
      office.chief.tries("select countersign.grant_right('countersign_viewer', 'admin')") == "CS404 login.unknown")
  }

  @Test("keeps a login with its person")
  func taken() throws {
    try office.hire("vic", "viewer")
    #expect(tries(office.chief, "vic", "reviewer", person: "ria") == "CS409 login.taken")
    #expect(
      office.chief.tries("select countersign.grant_right($1, 'viewer', 'vic', null, 'moon')", office.login("vic"))
        == "CS404 team.unknown")
  }

  @Test("of a first administrator is made once, by the catalog's owner alone")
  func first() throws {
    #expect(office.chief.tries("select countersign_private.first_administrator('x', 'x', 'x')") == "42501")
    #expect(
      office.superuser.tries("select countersign_private.first_administrator($1, 'x', 'X')", office.login("chief"))
        == "CS403 admin.exists")
  }

  @Test("in another catalog of the same server makes nobody a person of this one")
  func otherCatalog() async throws {
    let other = try await Office.open()
    let session = try PlainSession(office.database.conninfo(user: other.login("chief")))
    #expect(session.tries("select countersign.add_team('x', 'X')") == "CS403 person.unknown")
  }
}
