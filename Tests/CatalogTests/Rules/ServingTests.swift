import TestSupport
import Testing

@Suite("What an environment serves")
struct ServingTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
  }

  /// Registers a version of `index` and brings it into production.
  private func promote(_ label: String, artifact: String = "index") throws {
    try bea.register(artifact, label: label, body: "[\"\(label)\"]")
    #expect(amy.signs(try bea.request(artifact, label)) == "allowed")
  }

  private func resolve(_ key: String? = "a") throws -> [String?] {
    try amy.run(
      "select state, version, colour, weight from countersign.resolve('index', 'production', \(key.map { "'\($0)'" } ?? "null"))"
    )
    .first ?? []
  }

  private func shares() throws -> [[String?]] {
    try amy.run(
      "select colour, label, weight from countersign.serving where environment = 'production' order by colour")
  }

  /// Asks for `2` beside `1`: 10 %, up to 50 % for a day.
  private func canary() throws -> String? {
    try promote("1")
    try bea.register("index", label: "2", body: "[2]")
    let promotion = try bea.value(
      """
      select promotion from countersign.request_promotion('index', '2', 'production', 'beside the other', weight => 10, weight_limit => 50,
        shift_until => clock_timestamp() + interval '1 day')
      """)
    #expect(amy.signs(promotion) == "allowed")
    return promotion
  }

  private func shifts(_ promotion: String?, _ weight: Int, by session: PlainSession) -> String {
    session.tries("select * from countersign.shift_traffic($1, $2, 'as it runs')", promotion, "\(weight)")
  }

  @Test("nothing approved is answered as nothing, with what can be done")
  func nothing() throws {
    try bea.register("index", label: "1")
    #expect(try resolve() == ["nothing", nil, nil, nil])
    #expect(
      try amy.value("select alternative from countersign.resolve('index', 'production')") == "Ask for a promotion.")
    #expect(amy.tries("select * from countersign.resolve('indx', 'production')") == "CS404 artifact.unknown")
    #expect(amy.tries("select * from countersign.resolve('index', 'prod')") == "CS404 environment.unknown")
    try amy.run("select countersign.set_as_of(clock_timestamp())")
    #expect(amy.tries("select * from countersign.resolve('index', 'production')") == "CS409 as-of.present-view")
  }

  @Test("two colours share the traffic by weight, and the same key gets the same version")
  func sticky() throws {
    let promotion = try canary()
    #expect(try shares() == [["blue", "1", "90"], ["green", "2", "10"]])
    let counted = """
      select version, count(*) from generate_series(1, 1000) i, countersign.resolve('index', 'production', i::text) group by 1 order by 1
      """
    let first = try amy.run(counted)
    #expect(try amy.run(counted) == first)
    let green = Int((first.last?[1] ?? nil) ?? "") ?? 0
    #expect((60...140).contains(green), "\(green) of 1000 at 10 %")
    let had = """
      select i from generate_series(1, 300) i, countersign.resolve('index', 'production', i::text) r where r.version = '2'
      """
    let before = try amy.run(had)
    #expect(shifts(promotion, 30, by: bea) == "allowed")
    #expect(try shares() == [["blue", "1", "70"], ["green", "2", "30"]])
    let after = try amy.run(had)
    #expect(before.allSatisfy(after.contains), "a key leaves only the colour that shrinks")
  }

  @Test("a shift is covered up to the weight and the time that were signed")
  func covered() throws {
    let promotion = try canary()
    #expect(shifts(promotion, 60, by: bea) == "CS403 shift.limit")
    #expect(shifts(promotion, 10, by: bea) == "CS409 shift.same")
    #expect(shifts(promotion, 101, by: bea) == "CS422 promotion.weight")
    #expect(shifts(promotion, 50, by: bea) == "allowed")
    let vic = try office.hire("vic", "viewer")
    #expect(shifts(promotion, 5, by: vic) == "CS403 right.missing")
    let zoe = try office.hire("zoe", "builder", team: "office")
    try office.chief.run("select countersign.add_team('fraud', 'Fraud')")
    let fay = try office.hire("fay", "builder", team: "fraud")
    #expect(shifts(promotion, 5, by: fay) == "CS403 artifact.team")
    #expect(shifts(promotion, 5, by: zoe) == "allowed")
    #expect(shifts(promotion, 0, by: bea) == "allowed")
    #expect(try shares() == [["blue", "1", "100"]])
    #expect(shifts(promotion, 10, by: bea) == "CS409 shift.not-serving")
  }

  @Test("after its time a shift needs a new promotion; less traffic never does")
  func late() throws {
    try promote("1")
    try bea.register("index", label: "2", body: "[2]")
    let promotion = try bea.value(
      """
      select promotion from countersign.request_promotion('index', '2', 'production', 'x', weight => 10, weight_limit => 50,
        shift_until => clock_timestamp() + interval '500 milliseconds')
      """)
    #expect(amy.signs(promotion) == "allowed")
    try bea.run("select pg_sleep(0.6)")
    #expect(shifts(promotion, 20, by: bea) == "CS403 shift.time")
    #expect(shifts(promotion, 5, by: bea) == "allowed")
  }

  @Test("a part of the traffic needs something beside it")
  func alone() throws {
    try bea.register("index", label: "1")
    let ask = "select * from countersign.request_promotion('index', '1', 'production', 'x', weight => 10)"
    #expect(bea.tries(ask) == "CS409 pointer.weights")
    #expect(
      bea.tries("select * from countersign.request_promotion('index', '1', 'production', 'x', weight => 0)")
        == "CS422 promotion.weight")
    #expect(
      bea.tries(
        "select * from countersign.request_promotion('index', '1', 'production', 'x', weight => 50, weight_limit => 20)"
      )
        == "CS422 promotion.weight")
    #expect(
      bea.tries("select * from countersign.request_promotion('index', '1', 'production', 'x', colour => 'red')")
        == "CS422 promotion.colour")
  }

  @Test("weights that do not add up are answered with the reason, never with the last known")
  func brokenWeights() throws {
    try promote("1")
    // Only who owns the database can do this.
    try office.superuser.run(
      """
      set session_replication_role = replica;
      alter table countersign_private.pointer disable trigger unchanged;
      update countersign_private.pointer set weight = 90;
      alter table countersign_private.pointer enable always trigger unchanged; reset session_replication_role
      """)
    #expect(try resolve() == ["weights", nil, nil, nil])
    #expect(
      try amy.value("select because from countersign.resolve('index', 'production')")
        == "The weights of index in production add up to 90, not to 100.")
  }

  @Test("a former version comes back at once, and a second person confirms it afterwards")
  func rollback() throws {
    try promote("1")
    try promote("2")
    try bea.register("index", label: "3", body: "[3]")
    let waiting = try bea.request("index", "3")
    let back = try bea.run(
      "select version_label, confirmation, due > clock_timestamp() + interval '3 hours' from countersign.rollback('index', 'production', null, 'worse')"
    )
    #expect(back == [["1", "1", "t"]])
    #expect(try shares() == [["blue", "1", "100"]])
    #expect(amy.signs(waiting) == "CS409 promotion.changed", "it was read beside version 2")
    #expect(bea.tries("select countersign.confirm_act(1, 'fine')") == "CS403 right.missing")
    let cal = try office.hire("cal", "approver", team: "claims")
    #expect(cal.tries("select countersign.confirm_act(1, 'fine')") == "CS403 confirmation.cannot-confirm")
    #expect(bea.tries("select countersign.refuse_act(1, 'x')") == "CS403 confirmation.cannot-confirm")
    #expect(amy.tries("select countersign.confirm_act(1, 'it was right')") == "allowed")
    let aud = try office.hire("aud", "auditor")
    #expect(try aud.run("select what from countersign.check_rules() where found > 0").isEmpty)
    #expect(try amy.value("select state from countersign.confirmation where act = 'rollback'") == "confirmed")
  }

  @Test("only what was approved for it once can be rolled back to")
  func rollbackTargets() throws {
    func back(_ label: String) -> String {
      bea.tries("select * from countersign.rollback('index', 'production', $1, 'worse')", label)
    }
    try promote("1")
    #expect(back("1") == "CS409 rollback.target", "it is served now")
    try promote("2")
    try bea.register("index", label: "3", body: "[3]")
    #expect(back("3") == "CS409 rollback.target", "never approved")
    #expect(amy.tries("select * from countersign.stop('index', '1', null, 'leaks')") == "allowed")
    #expect(back("1") == "CS409 rollback.target", "stopped")
    #expect(
      try amy.run("select label, refusal from countersign.rollback_targets('index', 'production')")
        == [["1", "index@1 was stopped by amy: leaks"]])
  }

  @Test("what rests on an ended agreement of a vendor is not rolled back to, until the vendor's is renewed")
  func agreement() throws {
    func pin(_ label: String) throws {
      try bea.run(
        """
        select countersign.register_version('answers', 'dataset', 'claims', 'chief', 'low', 'x', '\(label)',
          convert_to('["\(label)"]', 'UTF8'), 'x', pins => '[{"artifact": "acme", "selector": "1", "role": "vendor"}]')
        """)
      #expect(amy.signs(try bea.request("answers", label)) == "allowed")
    }
    try bea.register("acme", label: "1", kind: "vendor", body: #"{"dpa_until":"2020-01-01"}"#)
    try pin("1")
    try pin("2")
    let back = "select * from countersign.rollback('answers', 'production', '1', 'worse')"
    #expect(bea.tries(back) == "CS409 rollback.target")
    try bea.register("acme", label: "2", kind: "vendor", body: #"{"dpa_until":"2999-01-01"}"#)
    #expect(bea.tries(back) == "allowed")
  }

  @Test("two roll backs at the same instant leave one pointer", arguments: QuorumTests.levels)
  func atOnce(level: String) throws {
    for label in ["1", "2", "3"] { try promote(label) }
    try bea.start(
      "begin isolation level \(level); select * from countersign.rollback('index', 'production', '1', 'a'); commit")
    try amy.start(
      "begin isolation level \(level); select * from countersign.rollback('index', 'production', '2', 'b'); commit")
    let outcomes = [bea.finish(), amy.finish()]
    for (session, outcome) in zip([bea, amy], outcomes) where outcome != "allowed" { try session.run("rollback") }
    #expect(outcomes.contains("allowed") && outcomes.allSatisfy { ["allowed", "40001"].contains($0) })
    #expect(try shares().count == 1)
    let aud = try office.hire("aud", "auditor")
    #expect(try aud.run("select what from countersign.check_rules() where found > 0").isEmpty)
  }

  @Test("no role moves a pointer by hand, nor cuts, empties or unguards the tables")
  func byHand() throws {
    try promote("1")
    for session in [bea, amy, try office.hire("ad", "admin"), try office.hire("lea", "lead")] {
      for act in [
        "update countersign_private.pointer set weight = 1", "truncate countersign_private.pointer",
        "insert into countersign_private.stop_state select * from countersign_private.stop_state",
        "alter table countersign_private.pointer disable trigger all", "set role countersign_owner",
        "delete from countersign_private.confirmation", "set session_replication_role = replica",
        "select countersign_private.open_confirmation('rollback', 1, null, 'x', 'x', 'x', 'x', '1 hour')",
        "select countersign_private.close_confirmation(1, 'confirmed', 'x', 'x')",
      ] {
        #expect(session.tries(act) == "42501", "\(act)")
      }
    }
    for table in ["stop", "stop_version", "confirmation"] {
      #expect(office.superuser.tries("truncate countersign_private.\(table) cascade") == "CS403 fact.immutable")
    }
  }
}
