import CPostgres
import Catalog
import Foundation
import Governance
import Operations
import TestSupport

/// A catalog of one test, with an officer who ingests, registers and reads.
struct LineageOffice: Sendable {
  let database: TestDatabase
  let desk: Workbench
  let superuser: Connection

  static func open() async throws -> LineageOffice {
    let template = try await TestCluster.shared.template(named: "lineage_" + Migrator.fingerprint.prefix(16)) {
      conninfo in
      try await Migrator(Connection(ConnectionSettings(conninfo: conninfo))).migrate()
    }
    let database = try await TestCluster.shared.database(template: template)
    let superuser = Connection(ConnectionSettings(conninfo: database.conninfo()))
    let login = database.loginPrefix + "iris"
    try await superuser.script(
      """
      select countersign_private.make_login('\(login)');
      select countersign_private.first_administrator('\(login)', 'iris', 'Iris');
      select countersign_private.grant_everything('\(login)');
      """)
    return LineageOffice(
      database: database, desk: Workbench(ConnectionSettings(conninfo: database.conninfo(user: login))),
      superuser: superuser)
  }

  /// A login that only looks.
  func viewer() async throws -> Workbench {
    let login = database.loginPrefix + "vera"
    try await superuser.script(
      "select countersign_private.make_login('\(login)'); grant countersign_viewer to \(login);")
    return Workbench(ConnectionSettings(conninfo: database.conninfo(user: login)))
  }

  /// The first column of the first row, as the superuser sees it.
  func value(_ question: String) -> String {
    let connection = PQconnectdb(database.conninfo())
    defer { PQfinish(connection) }
    let result = PQexec(connection, question)
    defer { PQclear(result) }
    guard PQntuples(result) > 0 else { return String(cString: PQresultErrorMessage(result)) }
    return String(cString: PQgetvalue(result, 0, 0))
  }

  /// Takes files in; answers how many were taken, known and refused, all files together.
  @discardableResult
  func ingest(_ files: [String]) async throws -> [Int] {
    let reports = try await desk.ingestOpenLineage(files: files, producer: "tests")
    if let problem = reports.compactMap(\.problem).first { throw problem }
    return [
      reports.reduce(0) { $0 + $1.taken }, reports.reduce(0) { $0 + $1.known }, reports.reduce(0) { $0 + $1.refused },
    ]
  }

  /// Takes lines in, as one file.
  @discardableResult
  func ingest(lines: [[UInt8]]) async throws -> [Int] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lineage-\(UUID().uuidString).jsonl")
    try Data(lines.joined(separator: [10])).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try await ingest([file.path])
  }
}
