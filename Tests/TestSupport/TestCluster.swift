package import Catalog
import Foundation
import Glibc

/// The private Postgres in which tests get a database each: one for every user of the machine, shared by test
/// processes that run at the same time, stopped by the last of them.
///
/// Its folder is the usual one of `PrivatePostgres(use: .test)`, or the one `COUNTERSIGN_TEST_HOME` names.
package actor TestCluster {
  package static let shared = TestCluster()

  private var running: (settings: PrivatePostgres.Settings, folder: URL)?
  private var templates: [String: Task<Void, any Error>] = [:]
  private var count = 0
  /// Held shared by every test process; who gets it alone may clear away whatever it finds.
  private var testProcesses: FileLock?

  /// How to reach the cluster, which is started by the first who asks.
  package func settings() throws -> PrivatePostgres.Settings { try start().settings }

  /// A new database: empty, or a copy of a template. It lives as long as the object returned, so hold that for as long
  /// as connections to it are used.
  package func database(template: String? = nil) async throws -> TestDatabase {
    let settings = try start().settings
    count += 1
    let tag = "\(getpid())_\(count)"
    let name = "test_\(tag)_\(Int(Date().timeIntervalSince1970))"
    // Copying files is quicker than logging pages where nothing is synced.
    let source = "template \(quoted(template ?? "template0")) strategy file_copy"
    try await detached {
      try ClusterSession(settings.conninfo(user: PrivatePostgres.superuser, database: "postgres"))
        .run("create database \(quoted(name)) \(source)")
    }
    var own = settings
    own.database = name
    return TestDatabase(settings: own, loginPrefix: "t\(tag)_")
  }

  /// Builds the template of this name once for all test processes, now and later, and returns the name. What it holds
  /// must follow from the name: put a checksum of its source into it.
  ///
  /// - prepare: fills an empty database, named by conninfo as the superuser, and closes its connections.
  @discardableResult
  package func template(named name: String, prepare: @escaping @Sendable (String) async throws -> Void) async throws
    -> String
  {
    let (settings, folder) = try start()
    let building =
      templates[name]
      ?? Task.detached { try await TemplateBuild(name: name, settings: settings, folder: folder).run(prepare) }
    templates[name] = building
    try await building.value
    return name
  }

  private func start() throws -> (settings: PrivatePostgres.Settings, folder: URL) {
    if let running { return running }
    let home = ProcessInfo.processInfo.environment["COUNTERSIGN_TEST_HOME"].map { URL(fileURLWithPath: $0) }
    let postgres = try PrivatePostgres(use: .test, home: home)
    let settings = try postgres.start()
    let users = try FileLock(path: postgres.folder.appending(path: "tests.lock").path)
    let isAlone = users.tries(.exclusive)
    if !isAlone { users.waits(for: .shared) }
    try clearAway(atLeastOld: isAlone ? 0 : 86_400, settings)
    users.waits(for: .shared)
    testProcesses = users
    leavingAtExit = postgres
    atexit { leavingAtExit?.leave() }
    running = (settings, postgres.folder)
    return (settings, postgres.folder)
  }

  /// Drops databases that tests which were killed left behind, and templates nobody asked for in a week.
  private func clearAway(atLeastOld age: Int, _ settings: PrivatePostgres.Settings) throws {
    let session = try ClusterSession(settings.conninfo(user: PrivatePostgres.superuser, database: "postgres"))
    let now = Int(Date().timeIntervalSince1970)
    for name in try session.run("select datname from pg_database where datname ~ '^test_\\d+_\\d+_\\d+$'").map({ $0[0] }
    ) {
      let parts = name.split(separator: "_")
      guard let made = Int(parts[3]), made + age <= now else { continue }
      try TestDatabase.drop(name, loginPrefix: "t\(parts[1])_\(parts[2])_", by: session)
    }
    try TemplateBuild.dropUnused(olderThan: 7 * 86_400, by: session)
  }
}

/// What the end of the process stops; written once, by the start of the cluster.
nonisolated(unsafe) private var leavingAtExit: PrivatePostgres?

/// Runs blocking work on a thread of its own task.
private func detached(_ work: @escaping @Sendable () throws -> Void) async throws {
  try await Task.detached(operation: work).value
}
