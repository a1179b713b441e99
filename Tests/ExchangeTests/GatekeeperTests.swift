import Catalog
import Evidence
import Exchange
import Governance
import Operations
import Policy
import TestSupport
import Testing

@Suite("The gatekeeper", .enabled(if: Library.path != nil, Comment(rawValue: Library.absence)))
struct GatekeeperTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession
  let desk: Workbench, keeping: Workbench

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
    try office.superuser.run("select countersign_private.make_login($1)", office.login("keeper"))
    try office.chief.run(
      "select countersign.grant_right($1, 'gatekeeper', reason => 'the daemon')", office.login("keeper"))
    desk = Workbench(office.settings("bea"))
    keeping = Workbench(office.settings("keeper"))
  }

  private func keeper(_ engine: any PolicyEngine = Library.engine()) -> Gatekeeper {
    Gatekeeper(keeping, engine: engine, holder: "tests")
  }

  private func text(_ bundle: PolicyBundle) throws -> String {
    String(decoding: try CanonicalJSON.bytes(of: bundle.body), as: UTF8.self)
  }

  private func enforce(_ bundle: PolicyBundle) throws {
    try bea.register("gates", label: "1", kind: "policy", body: try text(bundle), tier: "low")
    let promotion = try bea.request("gates", "1")
    for approver in [amy, abe] { #expect(approver.signs(promotion) == "allowed") }
  }

  @Test("decides what a promotion asks by the bundle in force, and the same again when it is replayed")
  func decides() async throws {
    let bundle = try PolicyBundle.shipped()
    try enforce(bundle)
    #expect(
      try await desk.gatePolicies().map(\.revision) == [bundle.revision.text], "the catalog names it as engines do")
    let listed = try await desk.gateBundles(at: .first, limit: 10).rows
    #expect(listed.map(\.name) == ["gates@1"] && listed.first?.revision == bundle.revision.text)
    #expect(listed.first?.serving?.environment == "production" && listed.first?.serving?.signers == ["abe", "amy"])
    try bea.register("answers", label: "1", kind: "model", body: "[1]", tier: "high")
    let promotion = try #require(try bea.request("answers", "1"))
    #expect(try await keeper().answerAll() == 1)
    let rows = try amy.run("select id, state from countersign.promotion_requirements($1)", promotion)
    #expect(rows.contains(["gate.decision", "unmet"]))
    #expect(rows.contains(["evals.recorded", "unmet"]))
    #expect(rows.contains(["owner.named", "met"]))
    #expect(rows.contains(["stop.none", "met"]), "what no policy may let pass stays the catalog's")
    let page = try await desk.decisions(DecisionFilter(), at: .first, limit: 10)
    let stored = try #require(page.rows.first)
    let filter = try Filter(reading: "outcome:deny unmet:evals.* artifact:answers env:production", .decisions)
    #expect(try await desk.decisions(DecisionFilter(words: filter), at: .last, limit: 10).rows.map(\.id) == [stored.id])
    #expect(
      try await desk.decisions(
        DecisionFilter(words: try Filter(reading: "outcome:allow", .decisions)), at: .first, limit: 10
      ).rows.isEmpty)
    let shown = try await desk.promotion(Int64(promotion) ?? 0).requirements
    #expect(shown.first { $0.id == "owner.named" }?.principle == "accountability")
    #expect(!stored.allow && stored.policy == "gates@1" && stored.engine == "embedded")
    let again = try await desk.replay(stored.id, engine: Library.engine())
    #expect(again.differences == [])
    #expect(try await keeper().answerAll() == 0, "nothing waits")
  }

  @Test("refuses a promotion that a monitor calls, and its signature, until the alarm is closed")
  func alarm() async throws {
    // The shipped rules, of which a model of low tier must meet this one alone.
    let shipped = try PolicyBundle.shipped()
    let data = try #require(shipped.files.first { $0.name == "data.json" }).source
      .replacing(#""low": {"model": "served_low""#, with: #""low": {"model": "called""#)
      .replacing(#""lists": {"#, with: #""lists": {"called": [{"id": "drift.no_alarm"}],"#)
    let cases = shipped.files.first { $0.name == "cases.json" }?.source
    try enforce(try PolicyBundle(modules: shipped.modules, data: data, cases: cases))
    try bea.register("answers", label: "1", kind: "model", body: "[1]", tier: "low")
    try bea.run(
      """
      select countersign.set_monitor('answers-pii', 'answers', 'production', 'flag.pii', '',
        '{"statistic": "share", "reference_from": "2026-01-01", "reference_until": "2026-02-01", "alarm": 0.01}', 'to be watched')
      """)
    let promotion = try #require(try bea.request("answers", "1"))
    func state() async throws -> [String?]? {
      _ = try await keeper().answerAll()
      return try amy.run(
        "select state, value from countersign.promotion_requirements($1) where id = 'drift.no_alarm'", promotion
      ).first
    }
    #expect(try await state() == ["met", "0 open"])
    let lea = try office.hire("lea", "lead")
    #expect(
      lea.tries(
        """
        select countersign.record_look(r.rule, '2026-03-01', 900, 300, 0.04, 6.5, 'alarm', 1, true, 'flag.pii +4.0 pt')
        from countersign.monitor_rules() r
        """) == "allowed")
    #expect(amy.signs(promotion) != "allowed", "what was decided before the alarm is no good")
    #expect(try await state() == ["unmet", "1 open"])
    func now() throws -> String {
      try amy.value("select revision from countersign.promotion where id = $1", promotion) ?? ""
    }
    #expect(try amy.signs(promotion, revision: now()) == "CS403 promotion.cannot-sign")
    #expect(lea.tries("select countersign.close_alarm(1, 'mended')") == "allowed")
    #expect(try await state() == ["met", "0 open"])
    #expect(try amy.signs(promotion, revision: now()) == "allowed")
  }

  @Test("is told by the catalog what the shipped cases tell it: the same members, at every depth")
  func shape() async throws {
    try bea.register("licensed", label: "1", kind: "dataset", body: #"{"data_class": "green"}"#, tier: "low")
    try bea.register("vendor", label: "1", kind: "vendor", body: #"{"dpa_until": "2027-01-01"}"#, tier: "low")
    try bea.run(
      """
      select countersign.register_version('answers', 'model', 'claims', 'chief', 'high', 'to be tried', '1', convert_to('{"a": 1}', 'UTF8'), 'm',
        null, null, '[{"artifact": "licensed", "selector": "1", "role": "dataset"}, {"artifact": "vendor", "selector": "1", "role": "vendor"}]')
      """)
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.9, 0.8, true)")
    let facts = try await desk.gateFacts(VersionName("answers@1"), for: "production").facts
    let base = try #require(try PolicyBundle.shipped().cases?["base"])
    #expect(
      paths(facts.input).subtracting(["/facts"])
        == paths(base).filter { !$0.hasPrefix("/facts/") }.subtracting(["/facts"]))
  }

  /// The names of all members; those of lists under `*`, those of a body or the facts left out.
  private func paths(_ value: JSONValue, _ above: String = "") -> Set<String> {
    switch value {
    case .object(let members):
      if above.hasSuffix("/body") { return [] }
      return members.reduce(into: []) { all, member in
        all.insert("\(above)/\(member.key)")
        all.formUnion(paths(member.value, "\(above)/\(member.key)"))
      }
    case .array(let elements): return elements.reduce(into: []) { $0.formUnion(paths($1, above + "/*")) }
    default: return []
    }
  }

  @Test("writes down why nothing was decided when there is no engine, or the rules end in an error")
  func failing() async throws {
    try enforce(try .shipped())
    try bea.register("answers", label: "1", kind: "model", body: "[1]", tier: "high")
    let promotion = try #require(try bea.request("answers", "1"))
    let absent = UnavailableEngine(
      because: Problem(.unmet, "rego.absent", happened: "There is no policy engine.", remedy: "Install it."))
    #expect(try await keeper(absent).answerAll() == 1)
    let said = try amy.run(
      "select state, value, evidence from countersign.promotion_requirements($1) where id = 'gate.decision'", promotion)
    #expect(said == [["unmet", "denied", "There is no policy engine. Install it."]])
    let stored = try #require(try await desk.decisions(DecisionFilter(), at: .first, limit: 1).rows.first)
    #expect(stored.engine == "none")
    #expect(try Requirement.list(stored.requirements).allSatisfy { $0.state == .unmet && $0.value == "not decided" })
  }

  @Test("decides nothing where no policy is in force, and says so")
  func withoutPolicy() async throws {
    try bea.register("answers", label: "1", kind: "model", body: "[1]", tier: "high")
    _ = try await keeper().answerAll()
    let asked = Task { try await desk.askGate(VersionName("answers@1"), for: "production", channel: .command) }
    let keeper = keeper()
    for _ in 1...100 {
      if try await keeper.round() != nil { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    let answer = try #require(try await asked.value)
    #expect(!answer.verdict.allow)
    #expect(answer.verdict.reasons.first?.hasPrefix("production serves no policy.") == true)
  }

  @Test("tells a pipeline nothing when none is awake")
  func asleep() async throws {
    try bea.register("answers", label: "1", kind: "model", body: "[1]", tier: "high")
    #expect(try await desk.askGate(VersionName("answers@1"), for: "production", channel: .command) == nil)
  }

  // MARK: What if

  /// A thousand decisions: 37 that a shorter limit for attacks turns down, 21 that a longer one for figures lets through, and
  /// the rest as they were, allowed or denied; over four days.
  @Test("counts the flips that were planted among a thousand stored decisions, and who would wait on each day")
  func whatIf() async throws {
    let bundle = try PolicyBundle.shipped()
    try enforce(bundle)
    try bea.register("answers", label: "1", kind: "model", body: "[1]", tier: "high")
    let base = try #require(bundle.cases?["base"])
    let input = String(decoding: try CanonicalJSON.bytes(of: base, policy: .generation), as: UTF8.self)
    let verdict = await Gate(bundle, engine: Library.engine()).decide(try GateFacts(input: base))
    #expect(verdict.allow)
    let met = String(
      decoding: try CanonicalJSON.bytes(of: .array(verdict.requirements.map(\.document)), policy: .generation),
      as: UTF8.self)
    try office.superuser.run(
      """
      with day as (select (input ->> 'now_seconds')::bigint as now, input from (select $1::jsonb as input) x),
      planted as (
        select n, case
          when n <= 37 then jsonb_set(d.input, '{evaluations,3,at_seconds}', to_jsonb(d.now - 25 * 86400))
          when n <= 58 then jsonb_set(d.input, '{evaluations,0,at_seconds}', to_jsonb(d.now - 100 * 86400))
          when n <= 158 then jsonb_set(d.input, '{subject,owner}', 'null')
          else d.input end as input, n <= 37 or n > 158 as allow,
          case when n between 38 and 58 then 'evals.fresh' when n between 59 and 158 then 'owner.named' end as unmet
        from day d, generate_series(1, 1000) n)
      insert into countersign_private.gate_decision (decision_id, path, version, environment, subject_digest, bundle_revision, engine, engine_version,
        input, input_digest, facts_digest, requirements, allow, reasons, login, recorded_at)
      select gen_random_uuid(), 'countersign/promote/decision', v.id, 'production', v.digest, $3, 'embedded', '1.5.2',
        convert_to(p.input::text, 'UTF8'), sha256(convert_to(p.input::text, 'UTF8')), sha256(''),
        (select jsonb_agg(case when r ->> 'id' = p.unmet then jsonb_set(r, '{state}', '"unmet"') else r end) from jsonb_array_elements($2::jsonb) r),
        p.allow, '{}', 'x', timestamptz '2026-11-01 12:00Z' + make_interval(days => p.n % 4)
      from planted p, countersign_private.version v join countersign_private.artifact a on a.id = v.artifact where a.name = 'answers'
      """, input, met, bundle.revision.text)
    let changed = try PolicyBundle(
      modules: bundle.modules,
      data: (bundle.files.first { $0.name == "data.json" }?.source ?? "")
        .replacing(
          #""redteam_age_days": {"low": 180, "medium": 90, "high": 30"#,
          with: #""redteam_age_days": {"low": 180, "medium": 90, "high": 20"#
        )
        .replacing(
          #""evaluation_age_days": {"low": 365, "medium": 180, "high": 90"#,
          with: #""evaluation_age_days": {"low": 365, "medium": 180, "high": 120"#))
    let answer = try await desk.whatIf(changed, engine: Library.engine(), since: Instant(microseconds: 0), keeping: 50)
    #expect(answer.decisions == 1000 && answer.failed == 0)
    #expect(answer.toDenied == 37 && answer.toAllowed == 21)
    #expect(answer.heldBy == ["redteam.fresh": 37])
    #expect(answer.flips.count == 50, "more are counted than listed")
    #expect(answer.flips.filter { !$0.allow }.allSatisfy { $0.changes == ["redteam.fresh met → unmet"] })
    #expect(answer.days.map(\.day) == ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"])
    #expect(answer.days.reduce(0) { $0 + $1.waitedBefore } == 121 && answer.days.reduce(0) { $0 + $1.waitsNow } == 137)
  }
}
