import TestSupport
import Testing

@Suite("Stopping, and what production was seen to run")
struct StopTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
  }

  private func promote(_ label: String, artifact: String = "index", kind: String = "dataset") throws {
    try bea.register(artifact, label: label, kind: kind, body: "[\"\(label)\"]")
    #expect(amy.signs(try bea.request(artifact, label)) == "allowed")
  }

  private func state(_ artifact: String = "index") throws -> String? {
    try amy.value("select state from countersign.resolve($1, 'production', 'a')", artifact)
  }

  @Test("one stops at once; nothing of it is resolved, listed, promoted or asked for")
  func stops() throws {
    try promote("1")
    try bea.register("index", label: "2", body: "[2]")
    let waiting = try bea.request("index", "2")
    #expect(bea.tries("select * from countersign.stop('index', null, null, ' ')") == "CS422 reason.missing")
    #expect(bea.tries("select * from countersign.stop('index', null, null, 'leaks names')") == "allowed")
    #expect(bea.tries("select * from countersign.stop('index', null, null, 'again')") == "CS409 stop.open")
    #expect(try state() == "stopped")
    #expect(try amy.run("select * from countersign.serving").isEmpty)
    #expect(amy.signs(waiting) == "CS409 promotion.changed")
    #expect(amy.signs(waiting, revision: "2") == "CS403 promotion.cannot-sign")
    #expect(try amy.value("select countersign.promotion_refusal($1)", waiting) == "Unmet: stop.none.")
    try bea.register("index", label: "3", body: "[3]")
    #expect(
      bea.tries("select * from countersign.request_promotion('index', '3', 'staging', 'x')")
        == "CS409 promotion.stopped")
  }

  @Test("it reaches whatever pins it, counted before anybody acts, and keeps what was there")
  func reach() throws {
    try promote("1")
    try bea.run(
      """
      select countersign.register_version('desk', 'dataset', 'claims', 'chief', 'low', 'x', '1', '["desk"]', 'x',
        pins => '[{"artifact": "index", "selector": "1", "role": "index"}]')
      """)
    #expect(amy.signs(try bea.request("desk", "1")) == "allowed")
    #expect(
      try amy.run("select versions, pointers, users, promotions, calls from countersign.stop_reach('index', '1')")
        == [["2", "2", "1", "0", "0"]])
    #expect(amy.tries("select * from countersign.stop('index', '1', 'production', 'leaks')") == "allowed")
    #expect(try state("desk") == "stopped")
    #expect(
      try amy.run(
        "select jsonb_array_length(evidence -> 'versions'), evidence -> 'pointers' -> 0 ->> 'weight' from countersign.stop"
      )
        == [["2", "100"]])
  }

  @Test("two end it: one asks, another confirms; its environment alone was concerned")
  func lifted() throws {
    try promote("1")
    #expect(amy.signs(try bea.request("index", "1", to: "staging")) == "allowed")
    #expect(amy.tries("select * from countersign.stop('index', '1', 'production', 'leaks')") == "allowed")
    #expect(try amy.value("select state from countersign.resolve('index', 'staging')") == "served")
    #expect(amy.tries("select * from countersign.ask_resume(1, 'mended')") == "allowed")
    #expect(try state() == "stopped")
    #expect(amy.tries("select countersign.confirm_act(1, 'fine')") == "CS403 confirmation.cannot-confirm")
    #expect(abe.tries("select countersign.confirm_act(1, 'fine')") == "allowed")
    #expect(try state() == "served")
    #expect(amy.tries("select * from countersign.ask_resume(1, 'mended')") == "CS409 stop.lifted")
    #expect(amy.tries("select * from countersign.ask_resume(7, 'mended')") == "CS404 stop.unknown")
  }

  @Test("viewers stop nothing, and a builder only what is their own team's")
  func roles() throws {
    try promote("1")
    let stop = "select * from countersign.stop('index', null, null, 'leaks')"
    #expect(try office.hire("vic", "viewer").tries(stop) == "CS403 right.missing")
    try office.chief.run("select countersign.add_team('fraud', 'Fraud')")
    #expect(try office.hire("fay", "builder", team: "fraud").tries(stop) == "CS403 artifact.team")
    #expect(try office.hire("rui", "reviewer").tries(stop) == "allowed")
  }

  @Test("what production runs and no pointer names is told, with why, and blocks the artifact's promotions")
  func observed() throws {
    let ingest = try office.hire("ing", "ingest")
    func why() throws -> [[String?]] {
      try amy.run("select name, label, why from countersign.observed_faults('100 years')")
    }
    let now = try office.superuser.value("select clock_timestamp()") ?? ""
    try ingest.deliver("e1", at: now)
    #expect(try why() == [["gpt-5", "1", "unregistered"]])
    try bea.register("gpt-5", label: "1", kind: "model", body: "[1]")
    #expect(bea.tries("select countersign.record_evaluation('gpt-5', '1', 's', 'm', 0.9, 0.8, true)") == "allowed")
    #expect(try why() == [["gpt-5", "1", "unapproved"]])
    let promotion = try bea.request("gpt-5", "1")
    #expect(try amy.value("select countersign.promotion_refusal($1)", promotion) == "Unmet: observed.approved.")
    #expect(
      try amy.value(
        "select evidence from countersign.promotion_requirements($1) where id = 'observed.approved'", promotion)
        == "1 unapproved")
    #expect(amy.signs(promotion) == "CS403 promotion.cannot-sign")
    // A version elsewhere is no concern of production's.
    #expect(amy.signs(try bea.request("gpt-5", "1", to: "staging")) == "allowed")
  }

  @Test("what was served when it ran is no fault, nor after a later move; what runs though stopped is")
  func observedApproved() throws {
    let ingest = try office.hire("ing", "ingest")
    try bea.register("gpt-5", label: "1", kind: "model", body: "[1]")
    #expect(bea.tries("select countersign.record_evaluation('gpt-5', '1', 's', 'm', 0.9, 0.8, true)") == "allowed")
    #expect(amy.signs(try bea.request("gpt-5", "1")) == "allowed")
    try ingest.deliver("e1", at: try office.superuser.value("select clock_timestamp()") ?? "")
    #expect(try amy.run("select * from countersign.observed_faults()").isEmpty)
    #expect(amy.tries("select * from countersign.stop('gpt-5', '1', null, 'leaks')") == "allowed")
    #expect(try amy.run("select * from countersign.observed_faults()").isEmpty, "it ran before")
    // Only who owns the database moves its clock.
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = '1 hour'")
    try ingest.deliver("e2", at: try office.superuser.value("select clock_timestamp() + interval '1 hour'") ?? "")
    #expect(try amy.run("select label, why from countersign.observed_faults()") == [["1", "stopped"]])
  }
}
