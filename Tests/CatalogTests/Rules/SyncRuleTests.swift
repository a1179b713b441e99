import TestSupport
import Testing

@Suite("What is followed")
struct SyncRuleTests {
  let office: Office
  let bea: PlainSession
  let ada: PlainSession
  let syn: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    ada = try office.hire("ada", "admin")
    syn = try office.hire("syn", "builder", "ingest", "viewer", team: "claims")
    #expect(adds(bea) == "allowed")
  }

  private func adds(
    _ session: PlainSession, _ name: String = "registry", kind: String = "mlflow",
    at address: String = "https://mlflow.example", team: String = "claims", reason: String = "it is needed"
  ) -> String {
    session.tries("select countersign.add_sync_source($1, $2, $3, $4, $5)", name, kind, address, team, reason)
  }

  private func sets(_ session: PlainSession, alias: String? = "champion", in environment: String? = "staging") -> String
  {
    session.tries(
      "select countersign.set_sync_rule('registry', '5 minutes', $1, $2, 'it is needed')", alias, environment)
  }

  /// Notes a version as the registry shows it.
  private func sees(_ version: String, _ run: String?) throws {
    try syn.run(
      """
      select * from countersign.note_sync($1, jsonb_build_array(jsonb_build_object('kind', 'version', 'key', replace($2, '@', '/'),
        'state', jsonb_build_object('status', 'READY'), 'subject', $2)))
      """, run, version)
  }

  @Test("is added by a builder for the own team, with a reason, by an address that holds no password")
  func added() throws {
    #expect(adds(bea) == "allowed", "the same again")
    #expect(try office.superuser.value("select count(*) from countersign_private.sync_source") == "1")
    #expect(adds(bea, "other") == "CS409 sync.exists")
    #expect(adds(bea, at: "https://other.example") == "CS409 sync.exists")
    #expect(adds(bea, "x", at: "https://x.example", reason: "") == "CS422 reason.missing")
    #expect(adds(bea, "x", at: "https://x.example", team: "office") == "CS403 sync.team")
    #expect(adds(bea, "x", at: "https://x.example", team: "nobody") == "CS404 team.unknown")
    #expect(adds(bea, "x", at: "https://me:secret@x.example") == "CS422 sync.words")
    #expect(adds(bea, "x", kind: "spoon", at: "https://x.example") == "CS422 sync.words")
    #expect(adds(bea, "X", at: "https://x.example") == "CS422 sync.words")
    let vic = try office.hire("vic", "viewer")
    #expect(adds(vic, "x", at: "https://x.example") == "CS403 right.missing")
    let ing = try office.hire("ing", "ingest")
    #expect(adds(ing, "x", at: "https://x.example") == "42501")
  }

  @Test("is followed by a rule of an administrator alone")
  func ruled() throws {
    #expect(sets(bea) == "CS403 right.missing")
    #expect(sets(ada, alias: "champion", in: nil) == "CS422 sync.rule")
    #expect(sets(ada, alias: "a b", in: "staging") == "CS422 sync.rule")
    #expect(sets(ada, in: "nowhere") == "CS404 environment.unknown")
    #expect(sets(ada) == "allowed")
    #expect(sets(ada, alias: nil, in: nil) == "allowed", "it takes the place")
    let vic = try office.hire("vic", "viewer")
    #expect(try vic.run("select source, alias from countersign.sync_rule") == [["registry", nil]])
  }

  @Test("is looked at by one at a time; who lost it writes nothing more")
  func oneAtATime() throws {
    #expect(bea.tries("select countersign.open_sync('registry', true)") == "42501", "only programs look")
    #expect(syn.tries("select countersign.open_sync('nothing', true)") == "CS404 sync.unknown")
    let run = try syn.value("select countersign.open_sync('registry', true)")
    let other = try office.session("syn")
    #expect(other.tries("select countersign.open_sync('registry', true)") == "CS423 sync.running")
    #expect(other.tries("select countersign.set_sync_cursor($1, 'runs', '1')", run) == "CS423 sync.lost")
    #expect(
      syn.tries("select countersign.close_sync($1, 'odd', 0, 0, 0, 0, 0, '')", run) == "CS422 sync.outcome")
    #expect(syn.tries("select countersign.close_sync($1, 'done', 0, 0, 0, 0, 0, '')", run) == "allowed")
    #expect(syn.tries("select countersign.set_sync_cursor($1, 'runs', '1')", run) == "CS423 sync.lost")
    #expect(other.tries("select countersign.open_sync('registry', false)") == "allowed")
  }

  @Test("an alias is ordered in the transaction that moves the pointer, and not before; a later move overtakes it")
  func aliases() throws {
    for label in ["1", "2"] { try syn.register("triage", label: label, body: "{\"n\":\"\(label)\"}") }
    let run = try syn.value("select countersign.open_sync('registry', true)")
    try sees("triage@1", run)
    try sees("triage@2", run)
    #expect(sets(ada) == "allowed")
    let promotion = try bea.request("triage", "1", to: "staging")
    #expect(try office.superuser.value("select count(*) from countersign_private.alias_order") == "0")
    let amy = try office.hire("amy", "approver")
    #expect(amy.signs(promotion) == "allowed")
    let due = { try syn.run("select remote, alias from countersign.alias_orders_due($1)", run) }
    #expect(try due() == [["triage/1", "champion"]])
    let order = try syn.value("select id from countersign.alias_orders_due($1)", run)
    try syn.run("select countersign.answer_alias_order($1, $2, false, 'no route')", run, order)
    #expect(try due() == [], "it waits before it is tried again")
    #expect(
      try syn.run("select orders_waiting, order_words from countersign.sync_sources()")
        == [["1", "triage@1 as champion: no route"]])
    #expect(amy.signs(try bea.request("triage", "2", to: "staging")) == "allowed")
    #expect(try due() == [["triage/2", "champion"]], "what is no longer in force is not told any more")
    try syn.run(
      "select countersign.answer_alias_order($1, (select id from countersign.alias_orders_due($1)), true, '')", run)
    #expect(try due() == [])
    #expect(try syn.run("select orders_waiting, orders_set from countersign.sync_sources()") == [["0", "1"]])
    #expect(
      bea.tries("select countersign.answer_alias_order($1, $2, true, '')", run, order) == "42501")
  }

  @Test("of a repository some branches and tags are chosen, by a builder of its team, in words that are no options")
  func references() throws {
    #expect(adds(bea, "code", kind: "git", at: "/srv/code") == "allowed")
    try office.chief.run("select countersign.add_team('service', 'Service')")
    func chooses(_ session: PlainSession, _ patterns: String, of source: String = "code", why: String = "releases")
      -> String
    {
      session.tries("select countersign.choose_sync_references($1, $2::text[], $3)", source, patterns, why)
    }
    #expect(chooses(bea, "{main,v1.*}", of: "registry") == "CS422 sync.references")
    #expect(chooses(bea, "{--upload-pack=x}") == "CS422 sync.references")
    #expect(chooses(bea, "{a b}") == "CS422 sync.references")
    #expect(chooses(bea, "{main}", why: "") == "CS422 reason.missing")
    #expect(chooses(try office.hire("dan", "builder", team: "service"), "{main}") == "CS403 sync.team")
    #expect(chooses(try office.hire("vic", "viewer"), "{main}") == "CS403 right.missing")
    #expect(chooses(bea, "{main,v1.*}") == "allowed")
    #expect(try bea.value("select countersign.choose_sync_references('code', '{main,v1.*}', 'again')") == nil)
    #expect(try bea.value("select patterns from countersign.sync_sources() where name = 'code'") == "{main,v1.*}")
  }

  @Test(
    "a source names a commit or a tag, and not every word is one",
    arguments: [
      ("built by 7, commit 0a1B2c3 of main", "commit 0a1b2c3"), ("abc123", "tag abc123"), ("run 7", ""),
      ("git@host:team/code#v1.2", "tag v1.2"), ("tag v1.2", "tag v1.2"), ("refs/tags/v1", "tag v1"),
      (
        "https://git.example/team/code@0123456789abcdef0123456789abcdef01234567",
        "commit 0123456789abcdef0123456789abcdef01234567,tag 0123456789abcdef0123456789abcdef01234567"
      ),
      ("deadbeefx", "tag deadbeefx"),
    ])
  func revisions(source: String, names: String) throws {
    #expect(
      try office.superuser.value(
        "select coalesce(string_agg(kind || ' ' || word, ',' order by kind, word), '') from countersign_private.revisions_in($1)",
        source) == names)
  }
}
