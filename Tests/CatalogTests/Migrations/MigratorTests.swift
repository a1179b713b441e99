import Foundation
import Glibc
import Governance
import TestSupport
import Testing

@testable import Catalog

@Suite("Migrations")
struct MigratorTests {
  private func migrator(_ database: TestDatabase, as user: String = PrivatePostgres.superuser) -> Migrator {
    Migrator(Connection(ConnectionSettings(conninfo: database.conninfo(user: user))))
  }

  @Test("are all files of the folder, in order, each once")
  func folder() throws {
    let folder = Repository.folder.appending(path: "Sources/Catalog/SQL/migrations")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == MigrationIndex.all.map { "V" + $0.number.padded(4) + "__" + $0.name + ".sql" })
    #expect(MigrationIndex.all.map(\.number) == Array(1...MigrationIndex.all.count))
    for (file, migration) in zip(files, MigrationIndex.all) {
      #expect(try String(contentsOf: folder.appending(path: file), encoding: .utf8) == migration.sql, "\(file)")
    }
  }

  @Test("are taken in one go; a second time there is nothing to take")
  func twice() async throws {
    let database = try await TestCluster.shared.database()
    let migrator = migrator(database)
    #expect(try await migrator.standing().found == 0)
    #expect(try await migrator.migrate() == MigrationIndex.all.map(\.name))
    #expect(try await migrator.migrate() == [])
    let standing = try await migrator.standing()
    #expect(standing.found == standing.known && standing.pending == [] && standing.altered == [])
  }

  @Test("of two programs at once are taken by one, and the other finds nothing to take")
  func atOnce() async throws {
    let database = try await TestCluster.shared.database()
    async let one = migrator(database).migrate()
    async let other = migrator(database).migrate()
    let counts = try await [one.count, other.count].sorted()
    #expect(counts == [0, MigrationIndex.all.count])
  }

  @Test("that fail leave nothing behind")
  func failing() async throws {
    let database = try await TestCluster.shared.database()
    let session = try PlainSession(database.conninfo())
    try session.run("create schema countersign_past")
    await #expect(throws: Problem.self) { try await migrator(database).migrate() }
    #expect(try session.value("select to_regnamespace('countersign_private') is null") == "t")
  }

  @Test("need no superuser: the owner of the database who may make roles is enough")
  func plainOwner() async throws {
    // A cluster of its own: who migrates becomes a member of the owner's role, which every catalog of a cluster sees.
    let folder = URL(fileURLWithPath: "/tmp/cs-\(getpid())-\(UInt32.random(in: 0...UInt32.max))", isDirectory: true)
    let postgres = try PrivatePostgres(use: .test, home: folder.appending(path: "c"))
    defer {
      postgres.stop()
      try? FileManager.default.removeItem(at: folder)
    }
    let settings = try postgres.start()
    let session = try PlainSession(settings.conninfo(user: PrivatePostgres.superuser, database: "postgres"))
    try session.run("create role plain login createrole")
    try session.run("create database plain owner plain template template0")
    let plain = Migrator(
      Connection(ConnectionSettings(conninfo: settings.conninfo(user: "plain", database: "plain"))))
    #expect(try await plain.migrate().count == MigrationIndex.all.count)
    #expect(try await plain.migrate() == [])
  }

  @Test("give no number twice when the server is killed soon after")
  func killed() async throws {
    let folder = URL(fileURLWithPath: "/tmp/cs-\(getpid())-\(UInt32.random(in: 0...UInt32.max))", isDirectory: true)
    let postgres = try PrivatePostgres(use: .test, home: folder.appending(path: "c"))
    defer {
      postgres.stop()
      try? FileManager.default.removeItem(at: folder)
    }
    let conninfo = try postgres.start().conninfo(user: PrivatePostgres.superuser)
    try await Migrator(Connection(ConnectionSettings(conninfo: conninfo))).migrate()
    let next =
      "select string_agg(nextval(format('%I.%I', schemaname, sequencename))::text, ' ' order by schemaname, sequencename) from pg_sequences"
    func numbers() throws -> [Int] {
      try #require(try PlainSession(conninfo).value(next)).split(separator: " ").compactMap { Int($0) }
    }
    // The fault this is about shows only there.
    #expect(ask("show wal_level", at: conninfo) == "minimal")
    let given = try numbers()
    #expect(given.count > 20)
    kill(try #require(postgres.status().process), SIGKILL)
    _ = try postgres.start()
    let after = try numbers()
    #expect(after.count == given.count && zip(given, after).allSatisfy { $0 < $1 }, "\(given) \(after)")
  }

  @Test("are refused where an applied step was another")
  func altered() async throws {
    let office = try await Office.open()
    try office.superuser.run("update countersign_private.migration set checksum = 'other' where number = 3")
    let problem = await #expect(throws: Problem.self) { try await migrator(office.database).migrate() }
    #expect(problem?.code == "catalog.altered")
    #expect(problem?.because == "These differ: rights_are_granted_and_recorded.")
  }

  @Test("of a newer program stop an older one's migrating, and only if they are breaking its writing")
  func newer() async throws {
    let office = try await Office.open()
    let known = MigrationIndex.all.count
    let step =
      "insert into countersign_private.migration (number, name, checksum, breaking) values (\(known + 1), 'later', '', "
    try office.superuser.run(step + "false)")
    let standing = try await migrator(office.database).standing()
    try standing.mustServe(writing: true)
    let refused = await #expect(throws: Problem.self) { try await migrator(office.database).migrate() }
    #expect(refused?.code == "catalog.newer")
    #expect(
      refused?.happened == "The catalog is at schema \(known + 1); this countersign knows schemas up to \(known).")
    #expect(refused?.remedy == "Upgrade countersign to migrate it.")

    try office.superuser.run("update countersign_private.migration set breaking = true where number = \(known + 1)")
    let breaking = try await migrator(office.database).standing()
    try breaking.mustServe(writing: false)
    let writing = #expect(throws: Problem.self) { try breaking.mustServe(writing: true) }
    #expect(writing?.code == "catalog.newer")
    #expect(writing?.remedy == "Upgrade countersign, or pass --read-only.")
  }

  @Test("are asked for where they are missing")
  func older() async throws {
    let office = try await Office.open()
    try office.superuser.run("delete from countersign_private.migration where number = \(MigrationIndex.all.count)")
    let standing = try await migrator(office.database).standing()
    let problem = #expect(throws: Problem.self) { try standing.mustServe(writing: false) }
    #expect(problem?.code == "catalog.older")
    let empty = try await TestCluster.shared.database()
    let none = try await migrator(empty).standing()
    let missing = #expect(throws: Problem.self) { try none.mustServe(writing: false) }
    #expect(missing?.code == "catalog.missing")
    #expect(missing?.remedy == "Make one with `countersign catalog migrate`, as the database's owner.")
  }

  @Test("can be looked at by everyone who has a right here", arguments: ["viewer", "ingest", "admin"])
  func standing(right: String) async throws {
    let office = try await Office.open()
    try office.hire("someone", right)
    let standing = try await migrator(office.database, as: office.login("someone")).standing()
    #expect(standing.found == standing.known && standing.found > 0)
  }
}
