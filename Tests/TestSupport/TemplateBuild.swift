import Catalog
import Foundation

/// Builds one template database, one build at a time in the whole cluster: preparing also creates roles, which
/// belong to all databases.
struct TemplateBuild: Sendable {
  var name: String
  var settings: PrivatePostgres.Settings
  var folder: URL

  /// Marks our templates among databases, with the second of their last use.
  private static let mark = "countersign test template, used "

  func run(_ prepare: @Sendable (String) async throws -> Void) async throws {
    let turn = try FileLock(path: folder.appending(path: "templates.lock").path)
    while !turn.tries(.exclusive) { try await Task.sleep(for: .milliseconds(50)) }
    defer { turn.release() }

    if try maintenance({ try $0.run("select from pg_database where datname = '\(name)'").isEmpty }) {
      let unfinished = name + "_unfinished"
      try maintenance {
        try $0.run("drop database if exists \(quoted(unfinished)) with (force)")
        try $0.run("create database \(quoted(unfinished)) template template0 strategy file_copy")
      }
      try await prepare(settings.conninfo(user: PrivatePostgres.superuser, database: unfinished))
      try maintenance {
        // A copy needs a source without sessions; one that is being closed may take a moment.
        try $0.run("alter database \(quoted(unfinished)) with allow_connections false")
        try $0.run("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '\(unfinished)'")
        try $0.run("alter database \(quoted(unfinished)) rename to \(quoted(name))")
      }
    }
    try maintenance {
      try $0.run("comment on database \(quoted(name)) is '\(Self.mark)\(Int(Date().timeIntervalSince1970))'")
    }
  }

  /// Drops templates whose last use is longer ago.
  static func dropUnused(olderThan age: Int, by session: ClusterSession) throws {
    let described = try session.run(
      "select datname, shobj_description(oid, 'pg_database') from pg_database where not datallowconn")
    for row in described where row[1].hasPrefix(mark) {
      guard let used = Int(row[1].dropFirst(mark.count)), used + age < Int(Date().timeIntervalSince1970) else {
        continue
      }
      try session.run("drop database if exists \(quoted(row[0])) with (force)")
    }
  }

  @discardableResult
  private func maintenance<Result>(_ work: (ClusterSession) throws -> Result) throws -> Result {
    try work(ClusterSession(settings.conninfo(user: PrivatePostgres.superuser, database: "postgres")))
  }
}
