import Catalog
import Foundation
import TestSupport
import Testing

@Suite(
  "The schema", .enabled(if: SchemaDump.isThere, "pg_dump of PostgreSQL 15 is missing: install postgresql-client-15"))
struct SchemaGoldenTests {
  private let golden = Repository.folder.appending(path: "Tests/CatalogTests/Golden/schema.sql")

  @Test("is what Golden/schema.sql says; COUNTERSIGN_RECORD_GOLDEN=1 records it on purpose")
  func schema() async throws {
    let office = try await Office.open()
    let dump = try SchemaDump.take(office.database.conninfo())
    if ProcessInfo.processInfo.environment["COUNTERSIGN_RECORD_GOLDEN"] != nil {
      try dump.write(to: golden, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: golden, encoding: .utf8)
    let difference = dump.split(separator: "\n").difference(from: recorded.split(separator: "\n"))
    #expect(difference.isEmpty, "\(difference.prefix(20))")
  }

  /// What `catalog check` compares a catalog with.
  @Test("and its rules are what SQL/release says, recorded together with it")
  func rules() async throws {
    let file = Repository.folder.appending(path: "Sources/Catalog/SQL/release/ReleasedRules.sql")
    let office = try await Office.open()
    let rules = try office.superuser.run(
      """
      select format('-- %s %s %s', left(encode(r.digest, 'hex'), 32), r.kind, r.name) from countersign_private.rules_now() r
      order by r.kind collate "C", r.name collate "C"
      """
    ).compactMap { $0[0] }
    let major = (Int(try office.superuser.value("show server_version_num") ?? "") ?? 0) / 10_000
    let head = [
      "-- Rules of this release, of PostgreSQL \(major): half of a SHA-256, kind, name. Recorded with the schema's golden.",
      "-- Long because it lists every one of them.",
    ]
    let text = (head + rules).joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["COUNTERSIGN_RECORD_GOLDEN"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    let difference = text.split(separator: "\n").difference(from: recorded.split(separator: "\n"))
    #expect(difference.isEmpty, "\(difference.prefix(10))")
  }
}

/// What `pg_dump --schema-only` says, without what differs from one minor release to the next.
private enum SchemaDump {
  static let program: String? = {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let candidates = (["/usr/lib/postgresql/15/bin"] + path).map { $0 + "/pg_dump" }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) && version(of: $0).contains(" 15.") }
  }()

  static var isThere: Bool { program != nil }

  static func take(_ conninfo: String) throws -> String {
    let text = try run(program ?? "", ["--schema-only", "--dbname", conninfo])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true).filter { line in
      !["--", "SET ", "SELECT pg_catalog.set_config", "\\restrict", "\\unrestrict"].contains { line.hasPrefix($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func version(of program: String) -> String { (try? run(program, ["--version"])) ?? "" }

  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
