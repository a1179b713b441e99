import Catalog
import Foundation
import Glibc
import Governance
import TestSupport

/// A Postgres for one run of the bench, gone with it; its databases are made by who measures, and large ones are shared.
final class BenchCluster: Sendable {
  let settings: PrivatePostgres.Settings
  let folder: String
  private let postgres: PrivatePostgres
  private let crowded = CrowdedDatabase("crowd", isAllReviewed: false)
  private let queued = CrowdedDatabase("queued", isAllReviewed: true)

  init() throws {
    // Root's server runs as another user, who must be able to get there.
    folder = "/var/tmp/countersign-bench-\(getpid())"
    postgres = try PrivatePostgres(use: .test, home: URL(fileURLWithPath: folder))
    settings = try postgres.start()
  }

  func remove() {
    try? postgres.reset()
    try? FileManager.default.removeItem(atPath: folder)
  }

  var version: String { get throws { try psql("postgres", ["-At", "-c", "show server_version"]) } }

  func connection(as login: String = PrivatePostgres.superuser, to database: String) -> ConnectionSettings {
    ConnectionSettings(conninfo: settings.conninfo(user: login, database: database))
  }

  /// A migrated catalog, or the copy of a database nobody is connected to.
  func make(_ database: String, from template: String? = nil) async throws {
    try await ended(template)
    try psql(
      "postgres",
      [
        "-c", "set client_min_messages = warning", "-c", "drop database if exists \(database) with (force)",
        "-c", "create database \(database) template \(template ?? "template0") strategy file_copy",
      ])
    if template == nil { try await Migrator(Connection(connection(to: database))).migrate() }
  }

  func drop(_ database: String) throws { try psql("postgres", ["-c", "drop database \(database) with (force)"]) }

  /// Sessions end a moment after their connections are closed.
  private func ended(_ database: String?) async throws {
    guard let database else { return }
    for _ in 1...100 {
      let left = try psql(
        "postgres", ["-At", "-c", "select count(*) from pg_stat_activity where datname = '\(database)'"])
      if left == "0" { return }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// The catalog of many rows, filled at the first call.
  func crowd(_ place: BenchPlace) async throws -> String { try await crowded.name(place, self) }

  /// A catalog in which every generation waits for review, filled at the first call.
  func queue(_ place: BenchPlace) async throws -> String { try await queued.name(place, self) }

  /// A login of the crowd's catalog with what reviewers, approvers and leads may do.
  func officer(_ login: String, person: String, in database: String) async throws {
    try await Crowd.seat(login, as: person, by: Connection(connection(to: database)))
  }

  /// Runs the real psql, not a wrapper of the distribution that looks for clusters first.
  @discardableResult
  func psql(_ database: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BenchCluster.psqlPath)
    process.arguments =
      [
        "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d",
        settings.conninfo(user: PrivatePostgres.superuser, database: database),
      ]
      + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw PsqlFailed(arguments: arguments) }
    return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  static let psqlPath: String = {
    let debian = "/usr/lib/postgresql"
    let majors = ((try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []).compactMap { Int($0) }.sorted()
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/psql" }
    let places = majors.reversed().map { "\(debian)/\($0)/bin/psql" } + path
    return places.first { access($0, X_OK) == 0 } ?? "psql"
  }()
}

struct PsqlFailed: Error { var arguments: [String] }

private actor CrowdedDatabase {
  private let name: String
  private let isAllReviewed: Bool
  private var isFilled = false

  init(_ name: String, isAllReviewed: Bool) {
    self.name = name
    self.isAllReviewed = isAllReviewed
  }

  func name(_ place: BenchPlace, _ cluster: BenchCluster) async throws -> String {
    if isFilled { return name }
    isFilled = true
    let began = Stopwatch()
    try await cluster.make(name)
    let artifacts = max(400, place.generations / 200)
    try await Crowd(artifacts: artifacts, generations: place.generations, isAllReviewed: isAllReviewed).fill(
      Connection(cluster.connection(to: name)))
    print(
      "  (filled a catalog with \(artifacts) artifacts and \(place.generations) generations in \(Int(began.seconds)) s)"
    )
    return name
  }
}
