import TestSupport
import Testing

/// What whoever sits at `psql` can bring: settings, a transaction left open, objects of their own, and what Postgres lets any
/// login do.
@Suite("At psql nobody gets round four eyes")
struct HandTypedTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession, vic: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
    vic = try office.hire("vic", "viewer", team: "claims")
  }

  /// An open request for a measured model of high tier.
  private func requested(_ value: String = "0.8949") throws -> String? {
    try bea.register("answers", label: "1", kind: "model", tier: "high")
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', \(value), 0.8, true)")
    return try bea.request("answers", "1")
  }

  @Test(
    "no setting of a session changes what was read",
    arguments: [
      "extra_float_digits = -14", "timezone = '-167:00'", "datestyle = 'German, DMY'", "intervalstyle = 'sql_standard'",
      "standard_conforming_strings = off", "bytea_output = 'escape'", "transform_null_equals = on",
      "lc_numeric = 'C'", "array_nulls = off", "backslash_quote = on", "quote_all_identifiers = on",
    ])
  func settings(_ setting: String) throws {
    let promotion = try requested()
    #expect(amy.signs(promotion) == "allowed")
    for session in [vic, bea, abe] { try session.run("set \(setting)") }
    _ = vic.tries("select countersign.refresh_promotion($1)", promotion)
    _ = bea.tries("select countersign.refresh_promotion($1)", promotion)
    _ = bea.tries("select countersign.refresh_decision($1)", promotion)
    #expect(try amy.value("select revision from countersign.promotion where id = $1", promotion) == "1")
    #expect(try abe.value("select countersign.promotion_refusal($1)", promotion) == nil)
    #expect(abe.signs(promotion) == "allowed")
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "promoted")
    // What the session's own commit writes, too.
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.87654, 0.8, true)")
    let staging = try bea.request("answers", "1", to: "staging")
    #expect(try amy.value("select countersign.promotion_refusal($1)", staging) == nil)
  }

  @Test(
    "a vendor's agreement has ended in every time zone, and however a backslash is read",
    arguments: ["timezone = '-167:00'", "standard_conforming_strings = off"])
  func agreement(_ setting: String) throws {
    let yesterday = try office.superuser.value("select (clock_timestamp() at time zone 'UTC')::date - 1") ?? ""
    try bea.register("acme", label: "1", kind: "vendor", body: #"{"dpa_until":"\#(yesterday)"}"#)
    for label in ["1", "2"] {
      try bea.run(
        """
        select countersign.register_version('answers', 'dataset', 'claims', 'chief', 'low', 'x', '\(label)',
          convert_to('["\(label)"]', 'UTF8'), 'x', pins => '[{"artifact": "acme", "selector": "1", "role": "vendor"}]')
        """)
      #expect(amy.signs(try bea.request("answers", label)) == "allowed")
    }
    try bea.run("set \(setting)")
    #expect(
      bea.tries("select * from countersign.rollback('answers', 'production', '1', 'worse')") == "CS409 rollback.target")
  }

  @Test("every function with the owner's rights brings its own settings")
  func pinned() throws {
    let bare = try office.superuser.run(
      """
      select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname like 'countersign%' and p.prosecdef and p.prokind = 'f' and p.proname not in ('clock', 'moment', 'person_here')
        and not coalesce(p.proconfig, '{}') @> array['TimeZone=UTC', 'DateStyle=ISO, YMD', 'IntervalStyle=postgres', 'extra_float_digits=1',
          'standard_conforming_strings=on'] order by 1
      """)
    #expect(bare == [])
  }

  @Test("what was signed for a part of the traffic does not get all of it by rolling back")
  func canary() throws {
    for label in ["1", "2", "3"] { try bea.register("index", label: label, body: "[\"\(label)\"]") }
    #expect(amy.signs(try bea.request("index", "1")) == "allowed")
    let part = try bea.value(
      "select promotion from countersign.request_promotion('index', '2', 'production', 'x', weight => 10, weight_limit => 50)"
    )
    #expect(amy.signs(part) == "allowed")
    let back = "select * from countersign.rollback('index', 'production', '2', 'worse')"
    #expect(bea.tries(back) == "CS409 rollback.target")
    #expect(
      try amy.value("select refusal from countersign.rollback_targets('index', 'production') where label = '2'")
        == "it was signed for 50 % of the traffic at the most")
    #expect(amy.signs(try bea.request("index", "3")) == "allowed")
    #expect(bea.tries(back) == "CS409 rollback.target")
    #expect(bea.tries("select * from countersign.rollback('index', 'production', '1', 'worse')") == "allowed")
  }

  @Test(
    "a transaction kept open does not act on what was taken back since",
    arguments: ["repeatable read", "serializable"])
  func oldTransaction(level: String) throws {
    let promotion = try requested()
    try amy.run("begin isolation level \(level)")
    try amy.run("select pg_sleep(0)")
    try office.superuser.run("select pg_sleep(10.1)")
    #expect(amy.signs(promotion) == "CS409 transaction.old")
    try amy.run("rollback")
    #expect(amy.signs(promotion) == "allowed")
  }

  @Test("a reader who keeps a transaction open holds up nobody")
  func idleReader() throws {
    let promotion = try requested()
    try vic.run("begin")
    for act in [
      "select countersign.refresh_promotion($1)", "select * from countersign.read_decision($1)",
      "select * from countersign.promotion_requirements($1)", "select * from countersign.promotion_quorum($1)",
    ] {
      _ = vic.tries("savepoint s")
      _ = vic.tries(act, promotion)
      _ = vic.tries("rollback to s")
    }
    try abe.run("begin")
    try abe.run("select countersign.refresh_decision($1)", promotion)
    #expect(vic.tries("select countersign.refresh_decision($1)", promotion) == "CS403 right.missing")
    try amy.run("set lock_timeout = '2s'")
    #expect(amy.signs(promotion) == "allowed")
  }

  @Test("deferred checks that are made immediate check no less")
  func immediate() throws {
    try bea.run("begin; set constraints all immediate")
    #expect(
      bea.tries(
        """
        select countersign.register_version('desk', 'chain', 'claims', null, 'low', '', '1', convert_to('{"pins":["x@1"]}', 'UTF8'), 'x')
        """) == "CS422 version.not-pinned")
    try bea.run("rollback")
    let promotion = try requested()
    #expect(amy.signs(promotion) == "allowed")
    try bea.run("begin; set constraints all immediate")
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.1, 0.8, true)")
    try bea.run("commit")
    #expect(abe.signs(promotion) == "CS409 promotion.changed")
    for revision in ["2", "3"] {
      #expect(abe.signs(promotion, revision: revision) != "allowed")
    }
    #expect(try abe.value("select countersign.promotion_refusal($1)", promotion)?.contains("evals.s.m") == true)
  }

  @Test(
    "what Postgres lets a login try is refused",
    arguments: [
      // Views that Postgres could write through.
      "update countersign.environment set rank = 9", "insert into countersign.team values ('x', 'x', true)",
      "delete from countersign.waiver", "update countersign.version set body = '{}'",
      "delete from countersign.approval", "truncate countersign.version",
      "insert into countersign.serving select * from countersign.serving",
      "merge into countersign.environment e using (select 1) s on true when matched then delete",
      // Locks.
      "lock table countersign.promotion in share mode", "lock table countersign_private.promotion in access share mode",
      "select * from countersign.promotion for update", "select * from countersign.artifact for key share",
      // Copying.
      "copy countersign.approval from program 'true'", "copy countersign.version (label) from stdin",
      "copy countersign_private.version to stdout", "copy (select 1) to '/tmp/x'", "select lo_import('/etc/passwd')",
      "select lo_export(1, '/tmp/x')", "select pg_read_file('/etc/passwd')",
      // Objects of one's own.
      "create function pg_temp.session_user() returns text language sql as 'select 1'",
      "create temporary table person (key text)",
      "create schema mine", "create table public.person (key text)",
      "create operator public.= (leftarg = text, rightarg = text, function = texteq)",
      "create view countersign.x as select 1", "create extension pgcrypto",
      "create event trigger x on ddl_command_end execute function now()",
      "create publication p for all tables", "create cast (text as integer) with inout as implicit",
      // Who one is.
      "set role countersign_owner", "set session authorization postgres", "set session_replication_role = replica",
      "set role postgres", "alter role current_user superuser", "alter role current_user createrole",
      "grant countersign_approver to current_user", "alter table countersign_private.approval disable trigger all",
      "alter function countersign.officer() owner to current_user",
      "alter view countersign.approval owner to current_user",
      "comment on table countersign_private.approval is 'x'", "security label on role current_user is 'x'",
      "drop owned by countersign_owner", "reassign owned by countersign_owner to current_user",
      "alter default privileges for role countersign_owner grant all on tables to public",
      "alter system set fsync = off", "alter database current set session_replication_role = replica",
      // Functions that are not of the interface.
      "select countersign_private.require_person()",
      "select countersign_private.close_promotion(1, 'promoted', 'amy', 'x')",
      "select countersign_private.touch_promotions(1)", "select countersign_private.take_artifact(1)",
      "select countersign_private.record_activity('x', 'x', 'x')",
      "select countersign_private.found_office('x', 'x', 'amy')",
      "select countersign_private.first_administrator('x', 'x', 'x')", "call countersign_private.pin_settings()",
    ])
  func refused(_ act: String) throws {
    let promotion = try requested()
    for session in [vic, bea, amy] {
      #expect(session.tries("begin") == "allowed")
      let outcome = session.tries(act)
      #expect(outcome != "allowed", "\(act)")
      #expect(try session.run("rollback") == [])
    }
    #expect(try amy.value("select state from countersign.promotion where id = $1", promotion) == "open")
    #expect(amy.signs(promotion) == "allowed")
  }

  @Test("a login that is handed to another lends nothing: nobody grants themselves away")
  func handed() throws {
    let (amys, beas) = (office.login("amy"), office.login("bea"))
    _ = amy.tries("grant \"\(amys)\" to \"\(beas)\"")
    let promotion = try requested()
    let fay = try office.session("bea")
    #expect(fay.signs(promotion) != "allowed")
    #expect(try fay.value("select roles from countersign.officer()") == "{viewer,builder}")
  }

  @Test("large objects hold nothing of the catalog's, and nobody reads another's")
  func largeObjects() throws {
    let object = try vic.value("select lo_from_bytea(0, '\\x00')")
    #expect(amy.tries("select lo_get($1)", object) == "42501")
    #expect(
      try office.superuser.value(
        """
        select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname like 'countersign%' and a.atttypid = 'oid'::regtype and a.attnum > 0
        """) == "0")
  }
}
