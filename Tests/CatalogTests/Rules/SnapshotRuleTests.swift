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
