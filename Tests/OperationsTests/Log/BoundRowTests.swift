import Evidence
import Governance
import Operations
import TestSupport
import Testing

@Suite("What leaves bind beside the rows they are of", .serialized)
struct BoundRowTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    var table: String
    var statement: String
    var words: String
    var testDescription: String { words }
  }

  /// A generation with one flag, sealed and known outside.
  private func logged() async throws -> (office: LoggedOffice, outside: OutsideRecord) {
    let logged = try await LoggedOffice.open()
    let feed = try logged.office.session("feed")
    try feed.deliver("rich", category: "ip")
    return (logged, try await logged.checkpoint())
  }

  @Test(
    "is flags, of which none is removed, changed or slipped in unseen",
    arguments: [
      Attack(
        table: "flag", statement: "delete from countersign_private.flag where generation = $id",
        words: "Its flag is missing."),
      Attack(
        table: "flag", statement: "update countersign_private.flag set score = 0.01 where generation = $id",
        words: "Its flag was changed."),
      Attack(
        table: "flag", statement: "update countersign_private.flag set verdict = 'clear' where generation = $id",
        words: "Its flag was changed."),
      Attack(
        table: "flag",
        statement: """
          insert into countersign_private.flag (generation, ordinal, source, category, verdict, side)
          values ($id, 7, 'x', 'ip', 'clear', 'output')
          """,
        words: "A flag was slipped in: it has 2 where 1 came."),
      Attack(
        table: "score",
        statement: """
          insert into countersign_private.score (generation, ordinal, name, value) values ($id, 0, 'quality', 1)
          """,
        words: "A score was slipped in: it has 1 where 0 came."),
      Attack(
        table: "retrieval",
        statement: """
          insert into countersign_private.retrieval (generation, rank, index_name, row_key) values ($id, 0, 'kb', 'row')
          """,
        words: "A retrieved row was slipped in: it has 1 where 0 came."),
    ])
  func flags(_ attack: Attack) async throws {
    let (logged, outside) = try await logged()
    let id = try #require(
      try logged.office.superuser.value("select id from countersign_private.generation where event_id = 'rich'"))
    try logged.tamper(
      attack.table,
      with: "set session_replication_role = replica; "
        + attack.statement.replacing("$id", with: "'\(id)'") + "; reset session_replication_role")
    let report = try await logged.sealer.verifyLog(against: outside)
    let index = try logged.index(of: "generation", id)
    #expect(report.found == 1 && report.firstBad?.index == index && index != nil)
    #expect(report.firstBad?.name == "generation:\(id)" && report.firstBad?.what == attack.words)
  }

  @Test(
    "is scores and retrieved rows that came with it",
    arguments: [
      ("score", "delete from countersign_private.score", "Its score is missing."),
      ("score", "update countersign_private.score set value = value + 1e-12", "Its score was changed."),
      (
        "retrieval", "delete from countersign_private.retrieval where rank = 2", "1 of its 2 retrieved rows is missing."
      ),
      (
        "retrieval", "update countersign_private.retrieval set row_key = 'other' where rank = 2",
        "One of its 2 retrieved rows, or more, was changed."
      ),
      (
        "retrieval", "update countersign_private.retrieval set data_class = 'green' where rank = 1",
        "One of its 2 retrieved rows, or more, was changed."
      ),
    ])
  func given(table: String, statement: String, words: String) async throws {
    let logged = try await LoggedOffice.open()
    let feed = try logged.office.session("feed")
    let receipt = try feed.fillInbox("given", category: "ip")
    try feed.run("insert into pg_temp.score_inbox values (1, 0, 'faithful', 0.1, 'judge', 0, 1, '2026-03-01 10:00Z')")
    try feed.run(
      """
      insert into pg_temp.retrieval_inbox values (1, 1, 'kb', '1', 'n', 'd', '1', 'a', 0.5, 'red'),
        (1, 2, 'kb', null, null, null, null, 'b', 0.25, null)
      """)
    _ = try feed.value("select countersign.take_inbox($1)", receipt)
    try feed.run("commit")
    let outside = try await logged.checkpoint()
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    try logged.tamper(table, with: statement)
    let report = try await logged.sealer.verifyLog(against: outside)
    let id = try logged.office.superuser.value("select id from countersign_private.generation where event_id = 'given'")
    #expect(report.found == 1 && report.firstBad?.name == "generation:\(id ?? "")")
    #expect(report.firstBad?.what == words)
  }

  @Test("is what a checker said later, by a leaf of its own")
  func later() async throws {
    let logged = try await LoggedOffice.open()
    let feed = try logged.office.session("feed")
    _ = try await logged.checkpoint()
    for score in ["0.4", "0.9"] {
      _ = try feed.value(
        "select countersign.add_flags($1, $2)", logged.generation,
        "[{\"source\":\"late\",\"category\":\"ip\",\"verdict\":\"flagged\",\"score\":\(score)}]")
    }
    let outside = try await logged.checkpoint()
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    let last = "select max(id) from countersign_private.parts_later"
    let bound = """
      select max(b.id) from countersign_private.bound_row b join countersign_private.bound_form f on f.id = b.form
      where f.place = 'parts_later'
      """
    #expect(try logged.office.superuser.value(last) == "2")
    try logged.tamper(
      "flag",
      with: """
        delete from countersign_private.flag where generation = '\(logged.generation)' and source = 'late' and score = 0.9
        """)
    let report = try await logged.sealer.verifyLog(against: outside)
    let leaf = try logged.office.superuser.value(bound) ?? ""
    #expect(report.found == 1 && report.firstBad?.name == "row:\(leaf)")
    #expect(report.firstBad?.what == "Its flag is missing." && report.firstBad?.index != nil)
  }

  @Test(
    "is what somebody judged later, and what was taken back, by leaves of their own",
    arguments: [
      Attack(
        table: "score", statement: "delete from countersign_private.score where generation = $id and ordinal = 1",
        words: "1 of its 2 scores is missing."),
      Attack(
        table: "score",
        statement: "update countersign_private.score set value = 0 where generation = $id and ordinal = 2",
        words: "One of its 2 scores, or more, was changed."),
      Attack(
        table: "score",
        statement:
          "update countersign_private.score set at = at - interval '1 second' where generation = $id and ordinal = 0",
        words: "Its score was changed."),
      Attack(
        table: "score",
        statement:
          "insert into countersign_private.score (generation, ordinal, name, value) values ($id, 3, 'polite', 1)",
        words: "A score was slipped in: it has 3 where 2 came."),
      Attack(
        table: "late_score",
        statement: """
          insert into countersign_private.late_score (generation, ordinal, name, judge, receipt)
          select generation, 3, name, judge, receipt from countersign_private.late_score where generation = $id and ordinal = 1
          """,
        words: "of late_score was slipped in: no leaf binds it."),
      Attack(
        table: "late_score",
        statement: "delete from countersign_private.late_score where generation = $id and ordinal = 2",
        words: "of late_score is gone."),
      Attack(
        table: "score_withdrawn", statement: "delete from countersign_private.score_withdrawn where generation = $id",
        words: "of score_withdrawn is gone."),
      Attack(
        table: "score_withdrawn", statement: "update countersign_private.score_withdrawn set what = 'deleted'",
        words: "of score_withdrawn is not what was recorded."),
    ])
  func judgedLater(_ attack: Attack) async throws {
    let logged = try await LoggedOffice.open()
    let feed = try logged.office.session("feed")
    func says(_ scores: String, withdrawn: String = "[]") throws {
      _ = try feed.value(
        "select countersign.take_scores(countersign.open_receipt('tests', 'scores', 'a test'), $1::jsonb)",
        #"[{"line":1,"producer":"tests","generation":"\#(logged.generation)","scores":\#(scores),"withdrawn":\#(withdrawn)}]"#
      )
    }
    let curt = #"{"name":"polite","value":0.25,"judge":"ann","at":"2026-03-02 10:00Z"}"#
    try says("[\(curt)]")
    _ = try await logged.checkpoint()
    try says(
      #"[{"name":"polite","value":0.75,"judge":"ann","at":"2026-03-03 10:00Z"},{"name":"right","value":1,"judge":"gpt"}]"#,
      withdrawn: "[\(curt)]")
    let outside = try await logged.checkpoint()
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    try logged.tamper(
      attack.table,
      with: "set session_replication_role = replica; "
        + attack.statement.replacing("$id", with: "'\(logged.generation)'") + "; reset session_replication_role")
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.found == 1 && report.firstBad?.what.hasSuffix(attack.words) == true, "\(report.findings)")
    #expect((report.firstBad?.index != nil) == !attack.words.contains("no leaf"))
    #expect(report.firstBad?.name?.hasPrefix("row:") == true)
  }

  /// Every table whose rows are bound, attacked where it has rows: each is named by its leaf.
  @Test("is every record: removed, changed or slipped in, it is named with its leaf")
  func records() async throws {
    let logged = try await LoggedOffice.open()
    try logged.govern()
    let outside = try await logged.checkpoint()
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    let superuser = logged.office.superuser
    let places = try superuser.run("select distinct place from countersign_private.bound_form order by 1").compactMap {
      $0[0]
    }
    #expect(places.count >= 60)
    var attacked: [String] = []
    for place in places where try superuser.value("select count(*) from countersign_private.\(place)") != "0" {
      attacked.append(place)
      // A transaction that is rolled back: the next table is attacked in a whole catalog.
      try superuser.run("begin")
      try superuser.run("set local session_replication_role = replica")
      try superuser.run("alter table countersign_private.\(place) disable trigger user")
      try superuser.run(
        "delete from countersign_private.\(place) where ctid = (select max(ctid) from countersign_private.\(place))")
      let gone = try superuser.run("select index, kind, words from countersign.rows_altered()")
      #expect(gone.count == 1 && gone.first?[0] != nil && gone.first?[1] == "row", "\(place)")
      #expect(gone.first?[2]?.hasSuffix("of \(place) is gone.") == true, "\(place): \(gone)")
      try superuser.run("rollback")

      try superuser.run("begin")
      try superuser.run("set local session_replication_role = replica")
      try superuser.run("alter table countersign_private.bound_row disable trigger user")
      try superuser.run(
        """
        delete from countersign_private.bound_row where id = (select max(b.id) from countersign_private.bound_row b
          join countersign_private.bound_form f on f.id = b.form where f.place = '\(place)')
        """)
      let slipped = try superuser.run("select words from countersign.rows_altered()")
      #expect(slipped.count == 1 && slipped.first?[0]?.contains("of \(place) was slipped in") == true, "\(place)")
      try superuser.run("rollback")

      // Each column by itself: whatever is rewritten, it shows.
      let columns = try superuser.run(
        """
        select a.attname, format_type(a.atttypid, -1) from pg_attribute a
        where a.attrelid = 'countersign_private.\(place)'::regclass and a.attnum > 0 and not a.attisdropped
          and a.attname not in ('xid', 'valid_to') and format_type(a.atttypid, -1) in ('text', 'timestamp with time zone', 'boolean')
        """)
      for column in columns {
        guard let name = column[0], let type = column[1] else { continue }
        let other = ["boolean": "not coalesce(\(name), false)", "text": "coalesce(\(name), '') || 'x'"][type]
        try superuser.run("begin")
        try superuser.run("set local session_replication_role = replica")
        try superuser.run("alter table countersign_private.\(place) disable trigger user")
        try superuser.run("savepoint before")
        let change = """
          update countersign_private.\(place) set \(name) = \(other ?? "coalesce(\(name), now()) - interval '1 microsecond'")
          where ctid = (select max(ctid) from countersign_private.\(place))
          """
        // A check may stand in the way; a superuser would drop it, which the rules show.
        if superuser.tries(change) == "allowed" {
          let found = try superuser.value("select count(*) from countersign.rows_altered()")
          #expect(found != "0", "\(place).\(name)")
        }
        try superuser.run("rollback")
      }
    }
    for place in [
      "person_login", "promotion", "promotion_state", "artifact_state", "quorum", "hold", "hold_release", "hold_end",
      "incident", "incident_act", "incident_clock", "fact_state", "retention_rule",
      "retention_consent", "log_place", "delegation_end", "right_request",
    ] {
      #expect(attacked.contains(place), "\(place) had no row to attack")
    }
  }

  @Test("is written by the table itself, whoever inserts, and by nobody else")
  func guarded() async throws {
    let logged = try await LoggedOffice.open()
    let superuser = logged.office.superuser
    #expect(
      try superuser.value(
        """
        select string_agg(distinct f.place, ' ') from countersign_private.bound_form f where not exists (
          select from pg_trigger t where t.tgrelid = ('countersign_private.' || f.place)::regclass and t.tgname = 'bound' and t.tgenabled = 'A')
        """) == nil)
    for right in ["viewer", "builder", "reviewer", "approver", "lead", "auditor", "admin", "ingest", "sealer"] {
      let someone = try logged.office.hire("some-\(right)", right)
      for table in ["bound_row", "bound_form", "parts_later"] {
        #expect(someone.tries("select from countersign_private.\(table)") == "42501")
        #expect(someone.tries("delete from countersign_private.\(table)") == "42501")
      }
      let reads = ["sealer", "auditor"].contains(right) ? "allowed" : "CS403 right.missing"
      let name = right == "ingest" ? "42501" : reads
      for call in ["log_months()", "parts_altered('2026_03')", "rows_altered()"] {
        #expect(someone.tries("select * from countersign.\(call)") == name, "\(right): \(call)")
      }
    }
    #expect(superuser.tries("delete from countersign_private.bound_row") == "CS403 fact.immutable")
    #expect(superuser.tries("select * from countersign.parts_altered('2026_03; drop')") == "CS422 log.month")
  }

  @Test("with a trigger taken away for one act is a change of the rules that a checkpoint shows")
  func unbound() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    let superuser = logged.office.superuser
    try superuser.run("drop trigger bound on countersign_private.hold")
    try logged.office.chief.run("select countersign.add_hold('subject', 'somebody', 'a request')")
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.rules.contains { $0.kind == "trigger" && $0.name == "bound on countersign_private.hold" })
    #expect(report.findings.contains { $0.what.contains("of hold was slipped in") })
  }
}

extension LoggedOffice {
  /// Acts of many kinds, by those who may.
  fileprivate func govern() throws {
    try office.hire("dora", "viewer")
    let lea = try office.hire("lea", "auditor", "builder", "lead", team: "claims")
    let ada = try office.hire("ada", "approver", "lead", "admin")
    let chief = office.chief
    for act in [
      "select * from countersign.add_hold('subject', 'somebody', 'a request')",
      "select countersign.ask_release(1, 'it is over')",
      "select * from countersign.ask_retention('red', 30, 'enough')",
      "select countersign.set_backup_window(35, 'so they are kept')",
      "select countersign.add_log_place('vault', 'folder', '/x', '1 hour', 'kept by audit')",
      "select countersign.remove_log_place('vault', 'not any more')",
      "select * from countersign.open_incident('leak', 'told', '{personal_data}', clock_timestamp() - interval '1 hour')",
      #"select countersign.link_incident(1, '[{"artifact": "kb", "selector": "1"}]', 'it is this one')"#,
      "select * from countersign.delegate('dora', clock_timestamp() + interval '1 day', null, 'away')",
      "select countersign.end_delegation(1, 'back')",
      "select countersign.map_category('odd', 'other', 1, 'seen at last')",
    ] { try ada.run(act) }
    try lea.run("select countersign.confirm_release(1, 'it is')")
    try lea.run("select countersign.confirm_retention(1, 'it is')")
    try lea.run(
      "select * from countersign.ask_fact('kb', 'contact', 'Who?', clock_timestamp() + interval '1 day', 'lea')")
    try chief.run("select * from countersign.ask_right($1, 'auditor', reason => 'to look')", office.login("dora"))
  }
}
