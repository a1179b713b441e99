import TestSupport
import Testing

@Suite("A snapshot of a quarter")
struct SnapshotRuleTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession, abe: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
    abe = try office.hire("abe", "auditor")
    try office.isNow("2026-08-10 09:00Z")
    try bea.register("claims-index", label: "1")
    let promotion = try bea.request("claims-index", "1")
    _ = amy.signs(promotion)
    try office.isNow("2026-10-05 09:00Z")
  }

  private func opens(_ session: PlainSession, _ quarter: String = "2026Q3") -> String {
    session.tries("select * from countersign.open_snapshot($1, 'the quarter is over')", quarter)
  }
  private func freezes(_ session: PlainSession, _ quarter: String = "2026Q3") -> String {
    session.tries("select * from countersign.freeze_snapshot($1, 'read through')", quarter)
  }
  private func state() throws -> String? {
    try amy.value("select state from countersign.snapshot order by id desc limit 1")
  }

  @Test("is frozen by two persons who have signed the same")
  func twoPersons() throws {
    #expect(freezes(amy) == "CS404 snapshot.unknown")
    #expect(opens(bea) == "CS403 right.missing")
    #expect(opens(amy) == "allowed" && opens(abe) == "CS409 snapshot.open")
    #expect(freezes(amy) == "allowed" && freezes(amy) == "CS403 snapshot.own")
    let amyAgain = try office.hire("amy2", "lead", person: "amy")
    // The new right is an act of this quarter, not of the last: the content is the same.
    #expect(freezes(amyAgain) == "CS403 snapshot.own")
    #expect(try state() == "asked")
    #expect(freezes(abe) == "allowed")
    #expect(try state() == "frozen")
    #expect(freezes(amy) == "CS409 snapshot.frozen")
  }

  @Test("of the quarter that has ended is opened by the schedule once, and of no quarter before the catalog")
  func openedByItself() throws {
    let daemon = try office.hire("daemon", "ingest")
    #expect(amy.tries("select countersign.open_ended_quarter()") == "42501")
    #expect(try daemon.value("select countersign.open_ended_quarter()") == "2026Q3")
    #expect(try state() == "open")
    #expect(try daemon.value("select countersign.open_ended_quarter()") == nil)
    #expect(opens(amy) == "CS409 snapshot.open" && freezes(amy) == "allowed" && freezes(abe) == "allowed")
    #expect(try daemon.value("select countersign.open_ended_quarter()") == nil, "frozen is not opened again")
    try office.isNow("2027-01-01 00:10Z")
    #expect(try daemon.value("select countersign.open_ended_quarter()") == "2026Q4")
    #expect(try amy.value("select count(*) from countersign.snapshot") == "2")
  }

  @Test("is not opened of a quarter in which the catalog was not there yet")
  func young() async throws {
    let young = try await Office.open()
    let daemon = try young.hire("daemon", "ingest")
    #expect(try daemon.value("select countersign.open_ended_quarter()") == nil)
  }

  @Test("is asked for anew when a fact came in between the two")
  func changedBetween() throws {
    #expect(opens(amy) == "allowed" && freezes(amy) == "allowed")
    try bea.run(
      """
      select countersign.record_evaluation('claims-index', '1', 's', 'm', 0.9, 0.8, true, effective_at => '2026-09-01 00:00Z')
      """)
    #expect(freezes(abe) == "allowed")
    #expect(try state() == "asked", "the auditor has signed other facts than the approver")
    #expect(freezes(amy) == "allowed")
    #expect(try state() == "frozen")
    let late = try amy.run(
      """
      select body::jsonb ->> 'recorded_late', body::jsonb ->> 'effective_at', body::jsonb ->> 'recorded_at'
      from countersign.quarter_facts('2026Q3') where kind = 'evaluation'
      """)
    #expect(late == [["true", "2026-09-01T00:00:00Z", "2026-10-05T09:00:00Z"]])
  }

  @Test("never changes; what is recorded later goes into a new one that names it")
  func corrected() throws {
    #expect(opens(amy) == "allowed" && freezes(amy) == "allowed" && freezes(abe) == "allowed")
    let facts = "select count(*) from countersign.quarter_facts('2026Q3') where kind = 'evaluation'"
    try bea.run(
      """
      select countersign.record_evaluation('claims-index', '1', 's', 'm', 0.9, 0.8, true, effective_at => '2026-09-01 00:00Z')
      """)
    #expect(try amy.value(facts) == "0")
    let insert = """
      insert into countersign_private.period_fact (snapshot, ordinal, scope, kind, subject, effective_at, recorded_at, body, salt, digest)
      select 1, 9999, '', 'x', 'x', now(), now(), '{}', s, sha256(s || sha256('{}')) from (select uuid_send(gen_random_uuid()) as s) x
      """
    #expect(office.superuser.tries(insert) == "CS403 snapshot.frozen")
    for table in ["snapshot", "snapshot_frozen", "snapshot_signature", "period_fact"] {
      #expect(office.superuser.tries("delete from countersign_private.\(table)") == "CS403 fact.immutable", "\(table)")
      #expect(amy.tries("select * from countersign_private.\(table)") == "42501", "\(table)")
    }
    #expect(opens(abe) == "allowed" && freezes(abe) == "allowed" && freezes(amy) == "allowed")
    #expect(try amy.run("select corrects from countersign.snapshot order by id") == [[nil], ["1"]])
    #expect(try amy.value(facts) == "1")
    #expect(try abe.run("select found from countersign.check_snapshots()") == [["0"]])
  }

  @Test("cannot be frozen before its quarter is over, nor while a high item of it waits or a clock ran out unanswered")
  func stopped() throws {
    #expect(opens(amy, "2026Q4") == "allowed" && freezes(amy, "2026Q4") == "CS409 snapshot.stopped")
    #expect(opens(amy, "2027Q1") == "CS422 quarter.future" && opens(amy, "2026") == "CS422 quarter.name")
    #expect(opens(amy) == "allowed")
    try office.isNow("2026-09-01 09:00Z")
    try bea.run("select * from countersign.open_incident('leak', '', '{personal_data}', '2026-09-01 08:00Z')")
    try office.isNow("2026-10-05 09:00Z")
    #expect(freezes(amy) == "CS409 snapshot.stopped")
    let gaps = try amy.run("select stops, owner, what from countersign.quarter_gaps('2026Q3')")
    #expect(gaps.first == ["t", "bea", "Incident 1: gdpr-33 was not answered by 2026-09-04T08:00:00Z."])
    #expect(amy.tries("select countersign.report_incident(1, 'gdpr-33', 'complete', null, 'late')") == "allowed")
    #expect(freezes(amy) == "allowed")
  }

  @Test("has its borders in the office's time zone and year")
  func borders() throws {
    func span(_ quarter: String, _ zone: String, _ month: Int) throws -> [[String?]] {
      try office.superuser.run(
        """
        set timezone = 'UTC'; select starts, ends from countersign_private.quarter_span('\(quarter)', '\(zone)', \(month))
        """)
    }
    #expect(try span("2026Q4", "UTC", 1) == [["2026-10-01 00:00:00+00", "2027-01-01 00:00:00+00"]])
    #expect(try span("2026Q4", "Europe/Berlin", 1) == [["2026-09-30 22:00:00+00", "2026-12-31 23:00:00+00"]])
    #expect(try span("2026Q1", "Europe/Lisbon", 4) == [["2026-03-31 23:00:00+00", "2026-06-30 23:00:00+00"]])
    #expect(try span("2026Q4", "America/New_York", 4) == [["2027-01-01 05:00:00+00", "2027-04-01 04:00:00+00"]])
    for (moment, zone, month, name) in [
      ("2026-09-30 22:30Z", "Europe/Berlin", 1, "2026Q4"), ("2026-09-30 22:30Z", "UTC", 1, "2026Q3"),
      ("2027-01-15 00:00Z", "UTC", 4, "2026Q4"),
    ] {
      #expect(
        try office.superuser.value("select countersign_private.quarter_of($1, $2, $3)", moment, zone, String(month))
          == name)
    }
  }

  @Test("is a leaf of the log by the two who made it, and its facts are those of the log")
  func leaf() throws {
    #expect(opens(amy) == "allowed" && freezes(amy) == "allowed" && freezes(abe) == "allowed")
    let freezing = try abe.run(
      """
      select a.act, a.detail ->> 'asked_by', a.detail ->> 'frozen_by', a.detail ->> 'digest' = s.digest
      from countersign.snapshot s join countersign.activity a on a.id = s.activity
      """)
    #expect(freezing == [["snapshot.freeze", "amy", "abe", "t"]])
    // What a fact says its leaf is, is what the sealer will hash.
    try office.superuser.run("set timezone = 'UTC'")
    let same = try office.superuser.value(
      """
      select count(*) from countersign_private.period_fact f join countersign_private.approval a on 'approval:' || a.id = f.body::jsonb ->> 'leaf'
      where f.body::jsonb ->> 'leaf_hash' = encode(sha256('\\x00'::bytea || convert_to(countersign_private.leaf_of(a)::text, 'UTF8')), 'hex')
      """)
    #expect(same == "1")
  }

  private func facts(_ kind: String, _ columns: String) throws -> [[String?]] {
    try amy.run(
      """
      select \(columns) from (select body::jsonb as b from countersign.quarter_facts('2026Q3') where kind = '\(kind)' order by ordinal) x
      """)
  }

  @Test("tells how things stood at the quarter's end, not what became of them before it was frozen")
  func atTheEnd() throws {
    try office.isNow("2026-09-01 09:00Z")
    let cy = try office.hire("cy", "approver")
    try bea.register("late-index", label: "1", tier: "high")
    let promotion = try bea.request("late-index", "1") ?? ""
    try bea.run("select * from countersign.set_fact('late-index', 'limitations', 'As it was.', 'tried')")
    #expect(amy.signs(promotion) == "allowed")
    try office.isNow("2026-10-02 09:00Z")
    #expect(cy.tries("select countersign.reject_promotion(\(promotion), 1, 'not good enough')") == "allowed")
    try bea.run("select * from countersign.set_fact('late-index', 'limitations', 'As it is now.', 'tried again')")
    try office.isNow("2026-10-05 09:00Z")
    #expect(
      try facts("promotion", "b ->> 'artifact', b ->> 'state'") == [
        ["claims-index", "promoted"], ["late-index", "open"],
      ])
    #expect(
      try facts("approval", "b ->> 'artifact', b ->> 'person'") == [["claims-index", "amy"], ["late-index", "amy"]])
    #expect(try facts("statement", "b ->> 'value', b ->> 'state'") == [["As it was.", "answered"]])
    let owed = try amy.run(
      "select owner, scope, key, answered_at is not null from countersign.quarter_owed('2026Q3') where key is not null")
    #expect(owed.isEmpty, "what was answered after the quarter's end is the next quarter's")
  }

  @Test("tells who had which right until when, members, keys, vendors and figures with n and interval")
  func members() throws {
    try office.isNow("2026-09-01 09:00Z")
    try office.hire("eve", "reviewer")
    try office.chief.run("select * from countersign.revoke_right('\(office.login("eve"))', 'reviewer', 'has left')")
    try bea.register("northlake", label: "1", kind: "vendor", body: #"{"dpa_until":"2026-09-15"}"#)
    try bea.run("select countersign.record_evaluation('claims-index', '1', 's', 'accuracy', 0.93, 0.9, true, 412)")
    try office.isNow("2026-10-05 09:00Z")
    #expect(
      try facts("right", "b ->> 'person', b ->> 'until'").contains(["eve", "2026-09-01T09:00:00Z"]))
    #expect(try facts("member", "b ->> 'person'").contains(["eve"]))
    #expect(
      try facts("vendor", "b ->> 'vendor', b ->> 'dpa_until', b ->> 'dpa_held_to_the_end'")
        == [["northlake", "2026-09-15", "false"]])
    // Wilson (1927), 95 %: (0.93 + z²/2n ± z √(0.93·0.07/n + z²/4n²)) / (1 + z²/n) with n = 412.
    #expect(
      try facts("evaluation", "b ->> 'n', b ->> 'low_if_share', b ->> 'high_if_share'")
        == [["412", "0.901185", "0.95087"]])
    let gaps = try amy.run("select what from countersign.quarter_owed('2026Q3') where scope = 'northlake'")
    #expect(gaps == [["Its data processing agreement ended on 2026-09-15."]])
    // Under each artifact its contents are listed; a list of the office stands beside.
    let listed = try facts("contents", "b ->> 'scope', b -> 'kinds' ->> 'version'")
    #expect(
      listed.contains(["claims-index", "1"]) && listed.contains(["northlake", "1"]) && listed.contains(["", nil]))
  }

  @Test("holds alarms that are open, who asked for erasures without whose, and rollbacks with who and why")
  func happenings() throws {
    try office.isNow("2026-09-01 09:00Z")
    try bea.register("claims-index", label: "2", body: #"{"n":2}"#)
    #expect(amy.signs(try bea.request("claims-index", "2")) == "allowed")
    #expect(bea.tries("select * from countersign.rollback('claims-index', 'production', '1', 'worse')") == "allowed")
    try office.superuser.run(
      """
      with a as (
        insert into countersign_private.alarm (kind, version, environment, subject, words)
        select 'shadow', v.id, 'production', '7', 'worse by 0.2' from countersign_private.version v where v.label = '2' returning id)
      insert into countersign_private.alarm_state (alarm, state, changed_by, reason, valid_from)
      select id, 'open', 'bea', '', countersign_private.clock() from a
      """)
    try office.superuser.run(
      "insert into countersign_private.erasure (subjects, reason, asked_by) values (2, 'Jo Doe wrote', 'abe')")
    try office.isNow("2026-10-05 09:00Z")
    #expect(opens(amy) == "allowed" && freezes(amy) == "allowed" && freezes(abe) == "allowed")
    // What was done about the alarm since is the next quarter's.
    #expect(amy.tries("select countersign.close_alarm(1, 'looked at')") == "allowed")
    #expect(
      try facts("alarm", "b ->> 'artifact', b ->> 'label', b ->> 'state', b ->> 'words'")
        == [["claims-index", "2", "open", "worse by 0.2"]])
    #expect(try facts("erasure", "b ->> 'subjects', b ->> 'asked_by', b ->> 'outcome'") == [["2", "abe", nil]])
    #expect(
      try facts("act", "b ->> 'act', b ->> 'person', b ->> 'reason'").contains(["rollback", "bea", "worse"]))
    let told = try facts("erasure", "b::text") + facts("act", "b::text")
    #expect(!told.contains { $0[0]?.contains("Jo Doe") ?? true }, "reasons of erasures stay in the office")
  }

  @Test("holds a drawn month's sample with what it leaves possible at the most")
  func sample() throws {
    try office.isNow("2026-09-10 12:00Z")
    let (feed, lou) = (try office.hire("feed", "ingest"), try office.hire("lou", "lead"))
    let rui = try office.hire("rui", "reviewer")
    for number in 1...20 { try feed.deliver("e\(number)", at: "2026-09-09 12:00:00Z", verdicts: ["clear"]) }
    let seed = "'a seed of the month'"
    try lou.run("select countersign.commit_sample('2026-09-01', 0.25, sha256(\(seed)), 'as every month')")
    try office.isNow("2026-10-01 08:00Z")
    try lou.run("select * from countersign.draw_sample('2026-09-01', \(seed)::text::bytea, 'it is over')")
    try office.superuser.run("update countersign_private.catalog set pinned = null")
    for decision in ["block", "accept", "accept"] {
      let claim = try rui.run("select item, slot, fence from countersign.claim_next(null, 'sample')")
      #expect(rui.decides(claim[0][0] ?? "", (claim[0][1] ?? "", claim[0][2] ?? ""), decision) == "allowed")
    }
    // One of three: the p with (1-p)³ + 3p(1-p)² = 0.05, rounded up.
    #expect(
      try facts(
        "sample",
        "b ->> 'month', b ->> 'population', b ->> 'drawn', b ->> 'decided', b ->> 'violations', b ->> 'violation_rate_at_most'"
      ) == [["2026-09", "20", "5", "3", "1", "0.86465"]])
    let gaps = try amy.run("select what from countersign.quarter_owed('2026Q3') where what like 'No sample%'")
    #expect(gaps.isEmpty, "the other months had no calls of the low tier")
  }

  @Test(
    "bounds what nobody read from above",
    arguments: [
      // 1 - 0.05^(1/n) where none was found; Clopper and Pearson (1934), as scipy's binomtest gives the rest.
      (0, 100, "0.029514"), (3, 400, "0.01927"), (5, 5, "1"), (0, 10, "0.258866"), (120, 20000, "0.006979"),
    ])
  func bound(violations: Int, looked: Int, most: String) throws {
    #expect(try office.superuser.value("select countersign_private.upper_share(\(violations), \(looked))") == most)
    #expect(try office.superuser.value("select countersign_private.upper_share(0, 0)") == nil)
  }

  @Test("writes canonical JSON: keys in order, shortest numbers")
  func canonical() throws {
    let written = try office.superuser.value(
      """
      select countersign_private.canonical('{"b": [1.0, 0.5, 1e-7, 1e21, 123456789.125, 0.1], "a": "\\u00e9\\n\\"", "aa": null, "Z": true}')
      """)
    #expect(written == #"{"Z":true,"a":"é\n\"","aa":null,"b":[1,0.5,1e-7,1e+21,123456789.125,0.1]}"#)
  }
}

extension Office {
  /// Sets the catalog's clock, as only a demo's can be.
  func isNow(_ moment: String) throws {
    try superuser.run("update countersign_private.catalog set kind = 'demo', pinned = $1", moment)
  }
}
