import Catalog
import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite(
  "A log that was dumped and restored", .serialized,
  .enabled(if: Restoring.programs != nil, "pg_dump and pg_dumpall are missing: install postgresql-client"))
struct RestoreTests {
  @Test("in another cluster goes on where it was, without a row twice or left out, and the outsider's checkpoint holds")
  func anotherCluster() async throws {
    let logged = try await LoggedOffice.open()
    let office = logged.office
    let outside = try await logged.checkpoint()
    // Neither has a leaf when it is dumped: one never committed, one did after the last sealing.
    let open = try office.hire("open", "admin")
    try open.run("begin")
    try open.run("select countersign.add_team('never', 'Never')")
    try office.chief.run("select countersign.add_team('unsealed', 'Unsealed')")

    let restored = try await Restoring(office)
    defer { restored.remove() }
    try open.run("rollback")
    let there = PrivatePostgres.superuser
    let session = try PlainSession(restored.conninfo(there))
    let sealer = Workbench(ConnectionSettings(conninfo: restored.conninfo(office.login("sealer"))))
    let before = try #require(Int(try session.value("select count(*) from countersign_private.log_leaf") ?? ""))
    #expect(
      try session.value("select max(system_identifier::text) from countersign_private.log_taking")
        != restored.identifier)
    let foreign = try session.value("select max(xid::text::bigint) > txid_current() from countersign_private.activity")

    let waiting = try await sealer.logStanding().waiting
    #expect(waiting >= 1)
    let head = try await sealer.sealLog()
    #expect(head.size == before + waiting + 2, "what waited, and that rules and members moved")
    #expect(try await sealer.sealLog().added == 0, "numbers of the old cluster are asked about once")
    #expect(try await sealer.verifyLog(against: OutsideRecord(checkpoints: [], leaves: [])).isGood)

    // New rows carry numbers below those of old ones for a while, where the new cluster is younger.
    let chief = try PlainSession(restored.conninfo(office.login("chief")))
    for number in 1...20 {
      try chief.run("select countersign.add_team('there\(number)', 'There')")
      #expect(try await sealer.sealLog().added == 1, "foreign numbers ahead: \(foreign ?? "")")
    }
    let report = try await sealer.verifyLog(
      against: OutsideRecord(checkpoints: outside.checkpoints, leaves: outside.leaves))
    #expect(report.found == 0 && report.waiting == 0, "\(report.findings)")
    let ledger = try session.value(
      """
      select (select count(*) from countersign_private.log_row) = (select count(*) from countersign_private.log_leaf)
        and not exists (select from countersign_private.log_row r where not exists
          (select from countersign_private.log_leaf l where l.kind = r.kind and l.subject = r.subject))
      """)
    #expect(ledger == "t")
  }
}

/// A copy of an office's database, by pg_dump, on a server of its own.
private final class Restoring {
  static let programs: String? = {
    let folder = "/usr/lib/postgresql"
    let majors = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).compactMap { Int($0) }.sorted()
    let places = majors.reversed().map { "\(folder)/\($0)/bin" } + ["/usr/local/bin", "/usr/bin"]
    return places.first { place in
      ["pg_dump", "pg_dumpall", "psql"].allSatisfy { FileManager.default.isExecutableFile(atPath: "\(place)/\($0)") }
    }
  }()

  private let postgres: PrivatePostgres
  private let settings: PrivatePostgres.Settings
  private let home: URL
  let identifier: String

  init(_ office: Office) async throws {
    home = URL(fileURLWithPath: "/var/tmp/countersign-restore-\(UUID().uuidString.prefix(8))")
    postgres = try PrivatePostgres(use: .test, home: home)
    settings = try postgres.start()
    let target = settings.conninfo(user: PrivatePostgres.superuser, database: "postgres")
    let programs = Self.programs ?? ""
    let source = office.database.conninfo()
    func shell(_ command: String) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", command]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(command)")
    }
    // That the superuser is there already is all that it may complain of.
    try shell(
      "\(programs)/pg_dumpall --roles-only -d \"\(source)\" | \(programs)/psql -X -q -d \"\(target)\" >/dev/null 2>&1 || true"
    )
    try shell("\(programs)/psql -X -q -d \"\(target)\" -c 'create database restored template template0'")
    let restored = settings.conninfo(user: PrivatePostgres.superuser, database: "restored")
    try shell(
      "\(programs)/pg_dump -d \"\(source)\" | \(programs)/psql -X -q -v ON_ERROR_STOP=1 -d \"\(restored)\" >/dev/null")
    let session = try PlainSession(restored)
    identifier = try session.value("select system_identifier from pg_control_system()") ?? ""
    try session.run("grant connect on database restored to public")
  }

  func conninfo(_ login: String) -> String { settings.conninfo(user: login, database: "restored") }

  func remove() {
    try? postgres.reset()
    try? FileManager.default.removeItem(at: home)
  }
}
