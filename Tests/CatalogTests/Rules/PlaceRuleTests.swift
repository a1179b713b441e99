import TestSupport
import Testing

@Suite("What is said of places")
struct PlaceRuleTests {
  let office: Office

  init() async throws {
    office = try await Office.open()
    try office.superuser.run(
      """
      set search_path = pg_catalog, countersign_private;
      insert into lineage_node (key, kind, namespace, name)
        select lineage_key('dataset', 'n', x, null), 'dataset', 'n', x from unnest(array['a', 'b', 'c']) x;
      insert into lineage_alias (node, other, basis, held, valid_from)
        select a.id, b.id, 'symlink', true, clock() from lineage_node a join lineage_node b on b.name = 'b' where a.name = 'a';
      reset search_path
      """)
    try office.hire("bea", "builder", team: "claims").register(
      "idx", label: "1", kind: "embedding_index", body: #"{"embedder": "e@1", "dimensions": 3}"#, tier: "low")
  }

  private static let rights = ["viewer", "builder", "reviewer", "approver", "lead", "auditor", "admin", "ingest"]
  private static let judge =
    "select countersign.judge_alias((select id from countersign.lineage_node where name = 'a'), (select id from countersign.lineage_node where name = 'b'), true, 'the same table')"
  private static let found =
    #"{"index_table": "i", "source_table": "s", "source_keys": 3, "index_keys": 3, "chunks": 3, "orphans": 1, "missing": 1, "stale": 0, "lag_seconds": 1}"#
  /// Each act with the rights that it takes.
  private static let acts: [(sql: String, takes: Set<String>)] = [
    ("select * from countersign.map_namespace('n', 'm', 'renamed')", ["approver", "lead", "admin"]),
    (judge, ["approver", "lead"]),
    ("select countersign.name_data_class('red', 'Restricted', 'our word')", ["lead", "admin"]),
    (
      "select countersign.class_place('n', 'a', null, 'red', false, 'persons')",
      ["builder", "reviewer", "approver", "lead"]
    ),
    (
      "select countersign.record_reconciliation('idx', '1', '\(found)')",
      ["builder", "reviewer", "approver", "lead", "admin"]
    ),
    ("select countersign.class_place('n', 'a', 'x', 'green', true, 'hashed')", ["approver", "lead"]),
  ]

  @Test("is said by whom it is for, and by nobody else", arguments: rights)
  func said(right: String) throws {
    let someone = try office.hire("someone", right, team: right == "builder" ? "claims" : "office")
    for act in Self.acts {
      let answer = someone.tries(act.sql)
      if act.takes.contains(right) {
        #expect(answer == "allowed", "\(right): \(act.sql)")
      } else {
        #expect(["42501", "CS403 right.missing"].contains(answer), "\(right): \(act.sql): \(answer)")
      }
    }
    // Reading is for viewers, and a program that hands events in is none.
    let reads = [
      "select * from countersign.lineage_walk(1, true)", "select * from countersign.place_words()",
      "select * from countersign.lineage_lifecycles(array[1])",
      "select * from countersign.lineage_said_classes(array[1])",
    ]
    for read in reads { #expect((someone.tries(read) == "allowed") == (right != "ingest"), "\(right): \(read)") }
  }

  @Test("needs a reason, and names that mean something")
  func refused() throws {
    let amy = try office.hire("amy", "lead")
    for blank in ["''", "'  '", "null"] {
      for act in [
        "select * from countersign.map_namespace('n', 'm', \(blank))",
        "select countersign.name_data_class('red', 'Restricted', \(blank))",
        "select countersign.class_place('n', 'a', null, 'red', true, \(blank))",
      ] { #expect(amy.tries(act) == "CS422 reason.missing", "\(act)") }
    }
    for (act, answer) in [
      ("select * from countersign.map_namespace('n', 'n', 'x')", "CS422 lineage.namespace"),
      ("select * from countersign.map_namespace('n', repeat('m', 2001), 'x')", "CS422 lineage.namespace"),
      ("select * from countersign.map_namespace('n', null, 'x')", "CS404 lineage.namespace-unknown"),
      ("select countersign.judge_alias(1, 3, true, 'x')", "CS404 lineage.alias-unknown"),
      ("select countersign.name_data_class('blue', 'Restricted', 'x')", "CS422 class.name"),
      ("select countersign.name_data_class('red', 'Green', 'x')", "CS422 class.name"),
      ("select countersign.class_place('n', 'a', null, 'blue', true, 'x')", "CS422 class.unknown"),
      ("select countersign.class_place('n', 'nowhere', null, 'red', true, 'x')", "CS404 lineage.unknown"),
      ("select countersign.class_place('n', 'b', null, null, true, 'x')", "CS404 class.unsaid"),
    ] { #expect(amy.tries(act) == answer, "\(act)") }
  }

  @Test("raises a class by anybody's word, and lowers it by a judgement alone")
  func lowered() throws {
    let bea = try office.hire("bea", "builder", team: "claims")
    let rex = try office.hire("rex", "reviewer")
    let amy = try office.hire("amy", "approver")
    func says(_ who: PlainSession, _ dataClass: String, judged: Bool = false) -> String {
      who.tries("select countersign.class_place('n', 'a', 'mail', \(dataClass), \(judged), 'looked at it')")
    }
    #expect(says(bea, "'yellow'") == "allowed")
    #expect(says(rex, "'red'") == "allowed")
    for lower in ["'yellow'", "'green'", "null"] { #expect(says(bea, lower) == "CS409 class.lower", "\(lower)") }
    #expect(says(bea, "'green'", judged: true) == "CS403 right.missing")
    #expect(says(amy, "'green'", judged: true) == "allowed")
    // What was judged is no longer anybody's word, not even a higher one.
    for word in ["'red'", "'green'", "null"] { #expect(says(rex, word) == "CS409 class.lower", "\(word)") }
    let history = try amy.run(
      "select says, kind, said_by, ended is null from countersign.place_words() order by since")
    #expect(
      history.map { $0.map { $0 ?? "" } }.filter { $0[1] != "link" } == [
        ["yellow", "said", "bea", "f"], ["red", "said", "rex", "f"], ["green", "judged", "amy", "t"],
      ])
    #expect(says(amy, "null", judged: true) == "allowed")
    #expect(try amy.value("select count(*) from countersign.lineage_class") == "0")
    #expect(try amy.value("select count(*) from countersign.place_words() where field = 'mail'") == "3")
  }

  @Test("is never changed nor taken out of the record, whoever tries", arguments: rights)
  func kept(right: String) throws {
    let someone = try office.hire("someone", right, team: right == "builder" ? "claims" : "office")
    for table in Self.tables {
      for act in ["update \(table) set xid = xid", "delete from \(table)", "truncate \(table)"] {
        #expect(someone.tries(act.replacing("set xid = xid", with: "set valid_from = valid_from")) == "42501", "\(act)")
      }
    }
  }

  private static let tables = [
    "lineage_namespace", "lineage_alias", "lineage_alias_judgement", "data_class_name", "lineage_class",
    "index_reconciliation", "lineage_event_lifecycle", "lineage_lifecycle",
  ].map { "countersign_private.\($0)" }

  @Test("is never changed by the owner of the tables either")
  func keptFromOwner() throws {
    let lea = try office.hire("lea", "lead")
    for act in Self.acts.map(\.sql) { try lea.run(act) }
    let superuser = office.superuser
    for change in [
      "countersign_private.lineage_namespace set stands_for = 'other'",
      "countersign_private.lineage_alias set held = not held",
      "countersign_private.lineage_alias_judgement set same = not same",
      "countersign_private.data_class_name set words = 'Open'",
      "countersign_private.lineage_class set class = 'green', is_judgement = true where class = 'red'",
      "countersign_private.lineage_class set reason = 'another'",
    ] { #expect(superuser.tries("update \(change)").hasPrefix("CS403"), "\(change)") }
    for table in Self.tables where !table.contains("lifecycle") {
      #expect(superuser.tries("delete from \(table)").hasPrefix("CS403"), "\(table)")
    }
    for table in Self.tables { #expect(superuser.tries("truncate \(table)").hasPrefix("CS403"), "\(table)") }
    // What has ended stays ended.
    try lea.run("select * from countersign.map_namespace('n', null, 'two after all')")
    #expect(
      superuser.tries("update countersign_private.lineage_namespace set valid_to = 'infinity'").hasPrefix("CS403"))
  }

  @Test("cannot be said while a past moment is shown")
  func past() throws {
    let lea = try office.hire("lea", "lead")
    try lea.run("set countersign.as_of = '2020-01-01T00:00:00Z'")
    for act in Self.acts.map(\.sql) { #expect(lea.tries(act) != "allowed", "\(act)") }
  }
}
