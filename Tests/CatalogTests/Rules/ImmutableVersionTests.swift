import TestSupport
import Testing

@Suite("A registered version")
struct ImmutableVersionTests {
  let office: Office
  let bea: PlainSession
  private let immutable = "CS403 fact.immutable"

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("kyc", label: "1", kind: "prompt", body: #"{"text":"Summarise."}"#)
  }

  static let rights = ["viewer", "builder", "reviewer", "approver", "lead", "auditor", "admin", "ingest"]

  @Test("cannot be changed, deleted or truncated by anyone who has a right here", arguments: rights)
  func roles(right: String) throws {
    let someone = try office.hire("someone", right)
    for act in ["update", "delete from", "truncate", "drop table", "alter table"] {
      let end = ["update": "set label = 'mine'", "alter table": "disable trigger all"][act] ?? ""
      #expect(someone.tries("\(act) countersign_private.version \(end)") == "42501", "\(act)")
      for view in ["countersign.version", "countersign_past.version"] {
        #expect(someone.tries("\(act) \(view) \(end)") != "allowed", "\(act) \(view)")
      }
    }
    for step in ["set role countersign_owner", "set role countersign_reader", "set session_replication_role = replica"]
    {
      #expect(someone.tries(step) == "42501", "\(step)")
    }
    #expect(try office.superuser.value("select label from countersign_private.version") == "1")
  }

  @Test("is refused a change even to the tables' owner and to a superuser, unless they first take the guards away")
  func owner() throws {
    for role in ["countersign_owner", "none"] {
      try office.superuser.run("set role \(role)")
      for act in [
        "update countersign_private.version set message = 'better'", "delete from countersign_private.version",
        "truncate countersign_private.version cascade",
      ] {
        #expect(office.superuser.tries(act) == immutable, "\(role): \(act)")
      }
    }
    try office.superuser.run("set session_replication_role = replica")
    #expect(office.superuser.tries("delete from countersign_private.version") == immutable, "guards are ALWAYS on")
    try office.superuser.run("reset session_replication_role")
  }

  @Test("has the digest of its body, whoever writes the row")
  func digest() throws {
    let row = """
      insert into countersign_private.version (artifact, number, label, body, digest, author, message, effective_at)
      select artifact, 2, '2', '{"text":"x"}', $1::bytea, author, '', effective_at from countersign_private.version
      """
    #expect(office.superuser.tries(row, "\\x00") == "23514 version_check")
    #expect(
      try bea.value("select digest = encode(sha256(convert_to(body, 'UTF8')), 'hex') from countersign.version") == "t")
  }

  @Test("has a body of JSON")
  func json() {
    let act = """
      select countersign.register_version('kyc', 'prompt', 'claims', null, null, '', null, $1::bytea, 'a change')
      """
    #expect(bea.tries(act, "no json") == "CS422 version.body")
    #expect(bea.tries(act, "\\xff") == "CS422 version.body")
    #expect(bea.tries(act, #"{\\"nul\\":\\"\\\\u0000\\"}"#) == "CS422 version.body")
    #expect(bea.tries(act, "") == "CS422 version.body")
  }

  @Test("is the same version when the same content is registered again; nothing is written then")
  func again() throws {
    let count = "select count(*) from countersign_private.activity"
    let before = try office.superuser.value(count)
    #expect(try bea.register("kyc", label: "other", kind: "prompt", body: #"{"text":"Summarise."}"#) == "1")
    #expect(try office.superuser.value(count) == before)
  }

  @Test("keeps its label: another content under it is refused")
  func label() throws {
    #expect(throws: PlainSession.Refusal.self) {
      try bea.register("kyc", label: "1", kind: "prompt", body: #"{"text":"Other."}"#)
    }
    #expect(
      bea.tries(
        "select countersign.register_version('kyc', 'prompt', 'claims', null, null, '', '1', '{\"text\":\"x\"}', 'a change')"
      )
        == "CS409 version.label-taken")
  }

  @Test("comes from a builder of its team, or of the office")
  func team() throws {
    let other = try office.hire("other", "builder", team: nil)
    let central = try office.hire("central", "builder", team: "office")
    let vic = try office.hire("vic", "viewer", team: "claims")
    let act =
      "select countersign.register_version('kyc', 'prompt', 'claims', null, null, '', null, '{\"text\":\"x\"}', 'a change')"
    #expect(other.tries(act) == "CS403 artifact.team")
    #expect(vic.tries(act) == "CS403 right.missing")
    #expect(central.tries(act) == "allowed")
  }

  @Test("of what is retired cannot be followed or promoted, and what is served cannot be retired")
  func retired() throws {
    let retire = "select countersign.retire_artifact('kyc', 'replaced')"
    try bea.run("select countersign.record_evaluation('kyc', '1', 's', 'm', 0.9, 0.8, true)")
    let promotion = try bea.request("kyc", "1")
    let amy = try office.hire("amy", "approver")
    #expect(amy.signs(promotion) == "allowed")
    #expect(bea.tries(retire) == "CS409 artifact.serving")
    try bea.register("old", label: "1")
    let asked = try bea.request("old", "1")
    #expect(bea.tries("select countersign.retire_artifact('old', 'replaced')") == "allowed")
    #expect(bea.tries("select countersign.retire_artifact('old', 'replaced')") == "CS409 artifact.retired")
    #expect(amy.signs(asked) == "CS403 promotion.cannot-sign")
    #expect(
      bea.tries("select countersign.register_version('old', 'dataset', 'claims', null, null, '', null, '[1]', 'more')")
        == "CS409 artifact.retired")
  }

  @Test("is a fact like verdicts, signatures, activity, figures and every other table that guards itself")
  func everyFact() throws {
    let tables = try office.superuser.run(
      """
      select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'countersign_private' and t.tgname = 'unchanged' and not c.relispartition
        and t.tgenabled = 'A' order by 1
      """
    ).compactMap { $0[0] }
    #expect(
      tables == [
        "activity", "alarm", "alarm_incident", "alarm_state", "alias_order", "alias_try", "approval",
        "approval_envelope", "approval_for",
        "artifact",
        "artifact_state", "attention_switch", "backup_window", "bound_form", "bound_row", "call_response", "clearance",
        "clock_rule", "confirmation",
        "confirmation_state",
        "data_class_name", "decision_text", "delegation", "delegation_end", "dependency", "erased_item", "erasure",
        "erasure_end", "evaluation", "fact", "fact_answer", "fact_confirmation", "fact_state", "flag",
        "flag_category_event", "flag_report", "gate_decision", "gate_question", "generation", "generation_content",
        "generation_embedding", "generation_tier",
        "gold_answer", "hold", "hold_end", "hold_release", "incident", "incident_act", "incident_clock",
        "incident_detail", "incident_link",
        "index_reconciliation", "label_schema", "late_score", "lineage_alias", "lineage_alias_judgement",
        "lineage_claim",
        "lineage_class", "lineage_edge", "lineage_event", "lineage_event_dataset", "lineage_event_edge",
        "lineage_event_lifecycle", "lineage_facet", "lineage_lifecycle", "lineage_namespace", "lineage_node",
        "lineage_run_state", "lineage_teller", "lineage_version", "log_checkpoint", "log_delivery", "log_leaf",
        "log_node", "log_place", "log_place_end", "log_seal", "log_taking", "low_sample", "low_sample_draw",
        "low_sample_item", "low_sample_stratum", "monitor", "monitor_alarm", "monitor_incident", "monitor_look",
        "monitor_mute",
        "monitor_rule", "office_key", "outside_figure", "pack", "parts_later", "period_excerpt", "period_fact",
        "pointer",
        "producer_certificate", "producer_home",
        "producer_token",
        "promotion", "promotion_batch", "promotion_batch_approval", "promotion_change", "promotion_input",
        "promotion_state", "queue_routing", "request", "request_act", "request_rule", "retention_consent",
        "retention_rule",
        "retention_run", "retrieval", "review_attention", "review_barred", "review_breach", "review_comment",
        "review_item", "review_label", "review_outcome", "review_reveal", "review_state", "right_request",
        "right_request_state", "rule_record", "score", "score_withdrawn", "shadow_agreement", "shadow_arm",
        "shadow_comparison",
        "shadow_endpoint", "shadow_failure", "shadow_metric", "shadow_night", "shadow_plan", "shadow_prompt",
        "shadow_prompt_content", "shadow_reply",
        "shadow_reply_content", "shadow_request", "shadow_run", "shadow_run_state", "shadow_sample", "shadow_score",
        "shadow_verdict", "signature_rule", "signature_rule_request", "signing_key", "signing_key_proof",
        "signing_key_state", "snapshot",
        "snapshot_frozen", "snapshot_signature", "stop", "stop_state", "stop_version", "sync_fact", "sync_reference",
        "sync_rule",
        "sync_source", "tier_decision", "tier_facts",
        "tier_lowering", "tier_lowering_answer", "verdict", "verdict_end", "version", "version_revision", "waiver",
        "waiver_state",
        "webhook", "webhook_secret",
      ])
  }

  @Test("and a generation with its flags and content: changed by nobody, truncated by nobody, month by month")
  func generations() throws {
    let ingest = try office.hire("ing", "ingest")
    try ingest.deliver("e1")
    for act in [
      "update countersign_private.generation set model = 'x'", "delete from countersign_private.generation",
      "update countersign_private.generation_2026_03 set model = 'x'", "truncate countersign_private.generation",
      "truncate countersign_private.generation_2026_03", "truncate countersign_private.flag_2026_03",
      "delete from countersign_private.flag", "truncate countersign_private.generation_content_2026_03",
      "update countersign_private.generation_content set body = '{}'",
    ] {
      #expect(office.superuser.tries(act) == immutable, "\(act)")
    }
  }

  @Test(
    "is refused by name when its words are off",
    arguments: [
      ("", "dataset", "low", "1", "artifact.name"), ("a\u{1B}[2J", "dataset", "low", "1", "artifact.name"),
      ("idx", "spoon", "low", "1", "artifact.kind-unknown"), ("idx", "dataset", "hihg", "1", "tier.unknown"),
      ("idx", "dataset", "low", "ENV:production", "version.label"), ("idx", "dataset", "low", "a\nb", "version.label"),
    ])
  func words(name: String, kind: String, tier: String, label: String, code: String) {
    let outcome = bea.tries(
      """
      select countersign.register_version($1, $2, 'claims', null, $3, '', $4, convert_to('{}', 'UTF8'), 'a change')
      """, name, kind, tier, label)
    #expect(outcome == "CS422 \(code)")
  }
}
