import TestSupport
import Testing

@testable import Catalog

@Suite("Content by class and month")
struct ContentPlaceTests {
  private static let guarded = """
    select count(*) from pg_partition_tree('countersign_private.generation_content') t join pg_attribute a on a.attrelid = t.relid
    where a.attname in ('body', 'salt') and a.attstattarget <> 0
    """
  private static let statistics = """
    select count(*) from pg_partition_tree('countersign_private.generation_content') t join pg_statistic s on s.starelid = t.relid
      join pg_attribute a on a.attrelid = s.starelid and a.attnum = s.staattnum where a.attname in ('body', 'salt')
    """

  @Test("has a table for each class in each month, guarded like the whole and without statistics of any text")
  func places() async throws {
    let office = try await Office.open()
    let feed = try office.hire("feed", "ingest")
    try feed.deliver("e1")
    let superuser = office.superuser
    let tables = try superuser.run(
      "select relid::regclass::text from pg_partition_tree('countersign_private.generation_content_2026_03') where isleaf order by 1"
    ).compactMap { $0[0] }
    #expect(
      tables
        == ["green", "red", "rest", "unknown", "yellow"].map { "countersign_private.generation_content_2026_03_\($0)" })
    #expect(try superuser.value("select tableoid::regclass from countersign_private.generation_content") == tables[3])
    try superuser.run("analyze countersign_private.generation_content")
    #expect(try superuser.value(Self.guarded) == "0")
    #expect(try superuser.value(Self.statistics) == "0")
    for role in ["origin", "replica"] {
      try superuser.run("set session_replication_role = \(role)")
      for act in [
        "update \(tables[3]) set body = '{}'", "update countersign_private.generation_content set class = 'green'",
        "truncate \(tables[3])", "truncate countersign_private.generation_content_2026_03",
        "truncate countersign_private.generation_content",
      ] {
        #expect(superuser.tries(act) == "CS403 fact.immutable", "\(role): \(act)")
      }
    }
    try superuser.run("reset session_replication_role")
    let viewer = try office.hire("vera", "viewer")
    for table in tables { #expect(viewer.tries("select * from \(table)") == "42501") }
  }

  @Test("in a catalog of an older release stays as it lies, is still found, and what comes later lies by class")
  func upgraded() async throws {
    let database = try await TestCluster.shared.database()
    let migrator = Migrator(Connection(ConnectionSettings(conninfo: database.conninfo())))
    let step = try #require(MigrationIndex.all.first { $0.name == "content_lies_by_class_and_month" })
    try await migrator.migrate(upTo: step.number - 1)
    let session = try PlainSession(database.conninfo())
    try session.run("select countersign_private.make_login($1)", database.loginPrefix + "feed")
    try session.run("grant countersign_ingest to \"\(database.loginPrefix)feed\"")
    let feed = try PlainSession(database.conninfo(user: database.loginPrefix + "feed"))
    for number in 1...3 { try feed.deliver("e\(number)", at: "2026-03-0\(number) 12:00:00Z") }
    #expect(try await migrator.migrate().first == step.name)

    let newFeed = try PlainSession(database.conninfo(user: database.loginPrefix + "feed"))
    let again = try newFeed.deliver("e1", at: "2026-03-01 12:00:00Z")
    #expect(again?.contains("\"known\": 1") == true && again?.contains("\"conflicts\": []") == true)
    try newFeed.deliver("e4", at: "2026-03-04 12:00:00Z")
    try newFeed.deliver("e5", at: "2026-04-04 12:00:00Z")
    let places = try session.run(
      """
      select g.event_id, c.class, c.tableoid::regclass::text from countersign_private.generation g
      join countersign_private.generation_content c using (tenant, id) where g.commitment = sha256(c.salt || sha256(c.body)) order by g.id
      """)
    let march = "countersign_private.generation_content_2026_03"
    #expect(
      places.map { $0.compactMap { $0 } } == [
        ["e1", "unsorted", march], ["e2", "unsorted", march], ["e3", "unsorted", march], ["e4", "unknown", march],
        ["e5", "unknown", "countersign_private.generation_content_2026_04_unknown"],
      ])
    #expect(session.tries("update \(march) set body = '{}'") == "CS403 fact.immutable")
    try session.run("analyze")
    #expect(try session.value(Self.guarded) == "0")
    #expect(try session.value(Self.statistics) == "0")
  }
}
