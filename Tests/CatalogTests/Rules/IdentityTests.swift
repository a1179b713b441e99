import TestSupport
import Testing

@Suite("Who acts is who connected")
struct IdentityTests {
  let office: Office
  let bea: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("index", label: "1")
  }

  @Test(
    "no right reads or writes a table directly",
    arguments: ["viewer", "builder", "reviewer", "approver", "lead", "auditor", "admin", "ingest"])
  func tables(right: String) throws {
    let someone = try office.hire("someone", right)
    let tables = try office.superuser.run(
      """
      select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'countersign_private' and c.relkind in ('r', 'p', 'v', 'S') order by 1
      """
    ).compactMap { $0[0] }
    #expect(tables.count > 30)
    for table in tables {
      #expect(someone.tries("select * from \(table)") == "42501", "\(table)")
    }
    let functions = try office.superuser.run(
      """
      select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'countersign_private' and has_function_privilege('\(office.login("someone"))', p.oid, 'execute') order by 1
      """
    ).compactMap { $0[0] }
    #expect(
      functions == [
        "countersign_private.asked_here(bigint,text)", "countersign_private.clock()",
        "countersign_private.is_gate_policy(bytea)", "countersign_private.moment()",
        "countersign_private.person_here()", "countersign_private.policy_revision(bytea)",
        "countersign_private.present_only()", "countersign_private.reviews_here()",
        "countersign_private.without_figures(text[])",
      ], "what views call, and nothing else")
  }

  @Test("a program's group roles reach nothing beyond what they are for", arguments: ["gatekeeper", "sealer"])
  func programs(right: String) throws {
    try office.superuser.run("select countersign_private.make_login($1)", office.login("program"))
    try office.superuser.run("grant countersign_\(right) to \"\(office.login("program"))\"")
    let program = try office.session("program")
    #expect(program.tries("select * from countersign.artifact") == "42501")
    #expect(program.tries("select * from countersign_private.version") == "42501")
    #expect(program.tries("select countersign.claim_next()") == "42501")
  }

  @Test("a login of the cluster without a right cannot even connect")
  func stranger() throws {
    try office.superuser.run("select countersign_private.make_login($1)", office.login("stranger"))
    #expect(throws: PlainSession.Refusal.self) { try office.session("stranger") }
  }

  @Test("a role that is taken on lends no identity")
  func setRole() throws {
    let amy = try office.hire("amy", "approver")
    #expect(amy.tries("set role \"\(office.login("bea"))\"") == "42501")
    for role in ["countersign_owner", "countersign_reader", "countersign_admin", "countersign_sealer"] {
      #expect(amy.tries("set role \(role)") == "42501", "\(role)")
    }
    #expect(amy.tries("set role countersign_approver") == "allowed")
    #expect(amy.tries("select countersign.request_promotion('index', '1', 'staging', 'better')") == "allowed")
    #expect(try office.superuser.value("select requested_by from countersign_private.promotion") == "amy")
  }

  @Test("a superuser is nobody here, by any name")
  func superuser() throws {
    let promotion = try bea.request("index", "1")
    try office.hire("amy", "approver")
    let session = office.superuser
    #expect(session.signs(promotion) == "CS403 person.unknown")
    try session.run("set role \"\(office.login("amy"))\"")
    #expect(session.signs(promotion) == "CS403 person.unknown")
    try session.run("reset role")
    try session.run("set session authorization \"\(office.login("amy"))\"")
    #expect(try session.value("select person from countersign.officer()") == "amy", "Postgres itself is deceived")
    #expect(session.signs(promotion) == "CS403 person.borrowed")
    for act in [
      "select countersign.request_promotion('index', '1', 'staging', 'better')",
      "select countersign.reject_promotion(\(promotion ?? ""), 1, 'no')", "select countersign.claim_next()",
      "select countersign.claim(1)", "select countersign.decide(1, 1, 1, 'accept', 'fine')",
      "select countersign.adjudicate(1, 1, 'accept', 'fine')", "select countersign.open_review(1)",
      "select countersign.open_quarantine(1)", "select countersign.ask_replay(1, false, 'x')",
      "select countersign.grant_right('x', 'viewer')", "select countersign.add_team('x', 'X')",
      "select countersign.retire_artifact('index', 'old')", "select countersign.stop('index', null, null, 'x')",
      "select countersign.rollback('index', 'production', null, 'x')", "select countersign.shift_traffic(1, 1, 'x')",
      "select countersign.confirm_act(1, 'x')", "select countersign.refuse_act(1, 'x')",
      "select countersign.ask_lower_tier('index', 'low', 'x')", "select countersign.ask_resume(1, 'x')",
      "select countersign.renew(1, 1, 1)",
      "select countersign.release(1, 1, 1)",
      "select countersign.record_evaluation('index', '1', 's', 'm', 1, 1, true)",
      "select countersign.register_version('i', 'dataset', 'claims', null, null, '', null, '{}', 'more')",
    ] {
      #expect(session.tries(act) == "CS403 person.borrowed", "\(act)")
    }
    try session.run("reset session authorization")
  }

  @Test("every function of the interface has a pinned search path, and nothing is granted to PUBLIC")
  func functions() throws {
    #expect(
      try office.superuser.run(
        """
        select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname like 'countersign%' and p.prosecdef
          and not coalesce(p.proconfig, '{}') @> array['search_path=pg_catalog, countersign_private, pg_temp']
        """
      ).isEmpty)
    let aud = try office.hire("aud", "auditor")
    #expect(try aud.run("select what, found from countersign.check_rules() where found > 0").isEmpty)
  }

  @Test("names of our own making do not stand in the way of the catalog's")
  func shadows() throws {
    #expect(bea.tries("create temporary table version (id bigint)") == "42501")
    let ingest = try office.hire("ing", "ingest")
    #expect(ingest.tries("create temporary table receipt (id bigint)") == "42501")
    #expect(ingest.tries("create table countersign.x (id bigint)") == "42501")
  }

  @Test("ingest does only what it is for, and nobody else does it")
  func ingest() throws {
    let ingest = try office.hire("ing", "ingest")
    #expect(ingest.tries("select * from countersign.generation") == "42501")
    for act in [
      "open_inbox()", "open_receipt('p', 'generations', 'f')", "take_inbox(1)", "quarantine(1, 1, 'c', 'r', '')",
    ] {
      #expect(bea.tries("select countersign.\(act)") == "42501", "\(act)")
    }
    try ingest.run("select countersign.open_inbox()")
    #expect(ingest.tries("select * from pg_temp.generation_inbox") == "42501", "it only writes there")
    #expect(ingest.tries("insert into pg_temp.inbox_known values (1, gen_random_uuid(), true)") == "42501")
    let receipt = try ingest.value("select countersign.open_receipt('tests', 'generations', 'f')")
    let other = try office.hire("ing2", "ingest")
    try other.run("select countersign.open_inbox()")
    #expect(other.tries("select countersign.take_inbox($1)", receipt) == "CS409 receipt.closed")
    #expect(other.tries("select countersign.quarantine($1, 1, 'c', 'r', '')", receipt) == "CS409 receipt.closed")
  }
}
