import Foundation
import TestSupport
import Testing

@Suite("As of a past moment")
struct AsOfTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession, rui: PlainSession, ingest: PlainSession,
    vic: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "approver")
    rui = try office.hire("rui", "reviewer")
    ingest = try office.hire("ing", "ingest")
    vic = try office.hire("vic", "viewer")
  }

  private func now() throws -> String? { try office.superuser.value("select clock_timestamp()") }

  /// Rows as they were at a moment.
  private func rows(_ query: String, asOf moment: String?) throws -> [[String?]] {
    try vic.run("select countersign.set_as_of('\(moment ?? "")')")
    defer { _ = vic.tries("select countersign.set_as_of(null)") }
    return try vic.run(query)
  }

  @Test("the registry is as it was recorded then")
  func registry() throws {
    let query = "select name, latest, tier, retired from artifact"
    let first = try now()
    try bea.register("index", label: "1", tier: "low")
    let second = try now()
    try bea.register("index", label: "2", body: "[]", tier: "high")
    let third = try now()
    #expect(bea.tries("select countersign.retire_artifact('index', 'replaced')") == "allowed")
    #expect(try rows(query, asOf: first).isEmpty)
    #expect(try rows(query, asOf: second) == [["index", "1", "low", "f"]])
    #expect(try rows("select label from version order by number", asOf: second) == [["1"]])
    #expect(try rows(query, asOf: third) == [["index", "2", "high", "f"]])
    #expect(
      try vic.run("select name, latest, tier, retired from countersign.artifact") == [["index", "2", "high", "t"]])
  }

  @Test("pointers and promotions are as they were recorded then, with the signatures that counted then")
  func promotions() throws {
    let promotionNow = "select state, signed, revision from promotion order by id limit 1"
    try bea.register("answers", label: "1", kind: "model", tier: "high")
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.9, 0.8, true)")
    let before = try now()
    let promotion = try bea.request("answers", "1")
    let asked = try now()
    #expect(amy.signs(promotion) == "allowed")
    let signed = try now()
    try bea.run("select countersign.record_evaluation('answers', '1', 's', 'm', 0.91, 0.8, true)")
    let voided = try now()
    #expect(amy.signs(promotion, revision: "2") == "allowed")
    #expect(abe.signs(promotion, revision: "2") == "allowed")
    let promoted = try now()
    try bea.register("answers", label: "2", kind: "model", body: "[]", tier: "high")
    try bea.run("select countersign.record_evaluation('answers', '2', 's', 'm', 0.9, 0.8, true)")
    let next = try bea.request("answers", "2")
    #expect(amy.signs(next) == "allowed" && abe.signs(next) == "allowed")

    #expect(try rows(promotionNow, asOf: before).isEmpty)
    #expect(try rows(promotionNow, asOf: asked) == [["open", "0", "1"]])
    #expect(try rows(promotionNow, asOf: signed) == [["open", "1", "1"]])
    #expect(try rows(promotionNow, asOf: voided) == [["open", "0", "2"]])
    #expect(try rows(promotionNow, asOf: promoted) == [["promoted", "2", "2"]])

    let serving = "select label from serving where environment = 'production'"
    #expect(try rows(serving, asOf: voided).isEmpty)
    #expect(try rows(serving, asOf: promoted) == [["1"]])
    #expect(try vic.run("select label from countersign.serving") == [["2"]])
    #expect(try rows("select production from artifact", asOf: promoted) == [["1"]])
    #expect(try rows("select count(*) from pointer_move", asOf: promoted) == [["1"]])
    #expect(try rows("select value from evaluation", asOf: before) == [["0.9"]])
  }

  @Test("review items are in the state they were in then")
  func review() throws {
    let query = "select state, decided from review_item"
    let first = try now()
    let item = try office.reviewItem(from: ingest, category: "ip")
    let second = try now()
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    #expect(try rows(query, asOf: first).isEmpty)
    #expect(try rows("select id from generation", asOf: first).isEmpty)
    #expect(try rows(query, asOf: second) == [["open", "0"]])
    #expect(try vic.run("select state, decided from countersign.review_item") == [["done", "1"]])
    try rui.run("select countersign.set_as_of('\(second ?? "")')")
    #expect(try rui.run("select * from verdict").isEmpty)
  }

  @Test("queues and the office's figures are counted as they stood then")
  func figures() throws {
    let queue = "select waiting, due_within_hour, breached, oldest is not null from countersign.queue_standing('high')"
    let office =
      "select claimed_by_me, to_adjudicate, quarantined, generations, generations_exact from countersign.office()"
    let first = try now()
    let item = try self.office.reviewItem(from: ingest, category: "ip")
    let second = try now()
    let queueOfItem = try vic.value("select queue from countersign.review_item where id = \(item)")
    let standing = queue.replacing("'high'", with: "'\(queueOfItem ?? "")'")
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")
    let receipt = try ingest.value("select countersign.open_receipt('tests', 'generations', 'a test')")
    try ingest.run("select countersign.quarantine(\(receipt ?? ""), 3, 'line.json', 'No JSON.', 'x')")
    let third = try now()
    #expect(try rows(standing, asOf: first) == [["0", "0", "0", "f"]])
    #expect(try rows(standing, asOf: second).map { [$0[0], $0[3]] } == [["1", "t"]])
    #expect(try rows(standing, asOf: third) == [["0", "0", "0", "f"]])
    #expect(try rows(office, asOf: first) == [["0", "0", "0", "0", "t"]])
    #expect(try rows(office, asOf: second) == [["0", "0", "0", "1", "t"]])
    #expect(try rows(office, asOf: third) == [["0", "0", "1", "1", "t"]])
    let waiting =
      "select count(*), count(*) filter (where due < countersign.as_of()) from review_item where state <> 'done'"
    #expect(try rows(waiting, asOf: second).map { $0[0] } == [["1"]].map { $0[0] }, "the list agrees")
  }

  @Test("what a promotion had to meet is what had been decided by then; rights and what runs unnamed have no past")
  func requirements() throws {
    try bea.register("answers", label: "1", kind: "model", tier: "high")
    let promotion = try bea.request("answers", "1") ?? ""
    let asked = try now()
    #expect(try rows("select id from countersign.promotion_requirements(\(promotion))", asOf: asked).isEmpty)
    #expect(try !vic.run("select id from countersign.promotion_requirements(\(promotion))").isEmpty)
    for question in ["countersign.people()", "countersign.observed_faults()"] {
      try vic.run("select countersign.set_as_of('\(asked ?? "")')")
      #expect(vic.tries("select * from \(question)") == "CS409 as-of.present-view", "\(question)")
      try vic.run("select countersign.set_as_of(null)")
      #expect(vic.tries("select * from \(question)") == "allowed")
    }
  }

  @Test("no question of the program names the present where a past is kept")
  func questions() throws {
    let views = try office.superuser.run(
      """
      select string_agg(viewname, '|') from pg_views where schemaname = 'countersign_past'
      """
    ).compactMap { $0[0] }
    let named = try Regex("\\b(from|join|update)\\s+countersign\\.(\(views.joined()))\\b(?!\\()")
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../Sources/Catalog/SQL/queries")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(files.count > 300)
    for file in files {
      let sql = try String(contentsOf: file, encoding: .utf8)
      #expect(sql.firstMatch(of: named) == nil, "\(file.lastPathComponent)")
    }
  }

  @Test("what was refused is shown as it was kept then")
  func quarantine() throws {
    let receipt = try ingest.value("select countersign.open_receipt('tests', 'generations', 'a test')")
    let before = try now()
    try ingest.run("select countersign.quarantine(\(receipt ?? ""), 3, 'line.json', 'No JSON.', 'x')")
    try ingest.run("select countersign.close_receipt(\(receipt ?? ""))")
    let kept = try now()
    try office.chief.run("select countersign.ask_replay(id, false, 'mended') from countersign.quarantine")
    let asked = try now()
    try ingest.run("select countersign.end_replay(id, null, 'Still no JSON.') from countersign.quarantine")
    let tried = try now()
    try office.chief.run("select countersign.ask_replay(id, false, 'mended again') from countersign.quarantine")
    let number = try ingest.value("select id from countersign.quarantine") ?? ""
    let again =
      try ingest.value("select countersign.open_receipt('tests', 'generations', 'quarantine \(number)')") ?? ""
    try office.superuser.run("update countersign_private.receipt set taken = 1 where id = \(again)")
    try ingest.run("select countersign.end_replay(\(number), \(again), '')")
    #expect(try rows("select state from quarantine", asOf: before).isEmpty)
    #expect(try rows("select refused from receipt", asOf: before) == [[nil]])
    #expect(try rows("select state, asked_by, tried from quarantine", asOf: kept) == [["kept", nil, ""]])
    #expect(try rows("select state, asked_by, tried from quarantine", asOf: asked) == [["kept", "chief", ""]])
    #expect(
      try rows("select state, asked_by, tried from quarantine", asOf: tried) == [["kept", nil, "Still no JSON."]])
    #expect(try rows("select refused from receipt", asOf: kept) == [["1"]])
    #expect(try vic.run("select state from countersign.quarantine") == [["replayed"]])
  }

  @Test("nothing can be written")
  func writes() throws {
    try bea.register("index", label: "1")
    let promotion = try bea.request("index", "1") ?? ""
    let item = try office.reviewItem(from: ingest)
    let claim = try rui.claim(item)
    let moment = try now() ?? ""
    let acts: [(PlainSession, String)] = [
      (bea, "select countersign.register_version('index', 'dataset', 'claims', null, null, '', null, '[]', 'more')"),
      (bea, "select countersign.request_promotion('index', '1', 'staging', 'better')"),
      (bea, "select countersign.record_evaluation('index', '1', 's', 'm', 1, 1, true)"),
      (bea, "select countersign.retire_artifact('index', 'old')"),
      (amy, "select countersign.sign_promotion(\(promotion), 1, 'fine')"),
      (amy, "select countersign.reject_promotion(\(promotion), 1, 'no')"),
      (rui, "select countersign.claim(\(item))"), (rui, "select countersign.claim_next()"),
      (rui, "select countersign.decide(\(item), \(claim.slot), \(claim.fence), 'accept', 'fine')"),
      (rui, "select countersign.renew(\(item), \(claim.slot), \(claim.fence))"),
      (rui, "select countersign.release(\(item), \(claim.slot), \(claim.fence))"),
      (rui, "select countersign.open_review(\(item))"),
      (office.chief, "select countersign.grant_right('x', 'viewer')"),
      (office.chief, "select countersign.add_team('x', 'X')"),
      (ingest, "select countersign.open_inbox()"),
      (ingest, "select countersign.open_receipt('p', 'generations', 'f')"),
    ]
    for (session, act) in acts {
      try session.run("select countersign.set_as_of('\(moment)')")
      #expect(session.tries(act) == "CS409 as-of.write", "\(act)")
      try session.run("select countersign.set_as_of(null)")
    }
    #expect(amy.signs(promotion) == "allowed", "back in the present it goes")
    try office.superuser.run("set countersign.as_of = '2026-01-01'")
    #expect(
      office.superuser.tries("insert into countersign_private.artifact_turn values (99)") == "CS409 as-of.write",
      "tables say so too")
  }

  @Test("set by hand without the other path makes every view of the present raise")
  func byHand() throws {
    let views = try office.superuser.run(
      """
      select viewname from pg_views where schemaname = 'countersign'
        and viewname not in ('environment', 'migration', 'queue', 'team') order by 1
      """
    ).compactMap { $0[0] }
    #expect(views.count > 15)
    try bea.register("index", label: "1")
    try ingest.deliver("e1")
    try vic.run("set countersign.as_of = '2026-01-01'")
    for view in views {
      #expect(vic.tries("select * from countersign.\(view)") == "CS409 as-of.present-view", "\(view)")
    }
    try vic.run("set countersign.as_of = 'rubbish'")
    #expect(vic.tries("select * from countersign_past.artifact") == "22007")
    try vic.run("begin")
    try vic.run("set local countersign.as_of = '2026-01-01'")
    try vic.run("commit")
    try vic.run("reset countersign.as_of")
    #expect(vic.tries("select * from countersign.artifact") == "allowed")
  }

  @Test("every view of the present that can have a past has one, with the same columns")
  func siblings() throws {
    let differing = try office.superuser.run(
      """
      with c as (select table_schema, table_name, string_agg(column_name || ' ' || data_type, ', ' order by ordinal_position) as columns
        from information_schema.columns where table_schema in ('countersign', 'countersign_past') group by 1, 2)
      select now.table_name from (select * from c where table_schema = 'countersign') now
      full join (select * from c where table_schema = 'countersign_past') past using (table_name)
      where now.columns is distinct from past.columns order by 1
      """)
    #expect(differing == [["migration"]])
  }

  @Test("the future cannot be asked for")
  func future() {
    #expect(vic.tries("select countersign.set_as_of(clock_timestamp() + interval '1 hour')") == "CS422 as-of.future")
  }
}
