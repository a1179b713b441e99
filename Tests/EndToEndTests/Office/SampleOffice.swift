import Catalog
import Foundation
import Glibc
import TestSupport
import TestTerminal

/// The sample world of one test run: built once by the program itself with its clock pinned, on a cluster of the
/// tests' own. Each test works in a copy of it, so that none sees what another did.
actor SampleOffice {
  static let shared = SampleOffice()

  /// Where the world's clock stands.
  static let now = "2026-11-21T17:24:00Z"
  static let program = BuiltProgram.path("countersign")

  private var opening: Task<Opened, any Error>?
  private var count = 0

  struct Opened {
    var home: TestHome
    /// `host=… port=… …` of the copies' server, without database and user.
    var place: String
    /// What the first keeper left behind when it was told to end: its status, and what `--status` said then.
    var firstKeeper: (status: Int32, after: String)
  }

  /// The world's facts, built by whoever asks first.
  func opened() async throws -> Opened {
    let opening = opening ?? Task { try await Self.open() }
    self.opening = opening
    return try await opening.value
  }

  /// A copy of the whole catalog, gone with the last reference to it.
  func catalog() async throws -> CatalogCopy {
    let place = try await opened().place
    count += 1
    return try CatalogCopy(place: place, name: "copy_\(count)")
  }

  /// A cluster of its own with the whole world in it, for tests that stop or kill the server.
  func cluster() async throws -> TestHome {
    let opened = try await opened()
    count += 1
    return try opened.home.copy("c\(count)")
  }

  private static func open() async throws -> Opened {
    let home = try TestHome.make()
    let keeper = try await DemoKeeper.start(in: home)
    let first = (status: try await keeper.end(SIGTERM), after: try await home.status())
    try home.keep(as: "world")
    let second = try await DemoKeeper.start(in: home)
    endingAtExit = second
    atexit { endingAtExit?.endNow() }
    return Opened(home: home, place: second.place, firstKeeper: first)
  }
}

/// What the end of the test run stops; written once, by the opening of the office.
nonisolated(unsafe) private var endingAtExit: DemoKeeper?

/// `countersign demo --headless`, running.
struct DemoKeeper: Sendable {
  let process: RunningProgram
  let conninfo: String

  /// The settings of its server, without database and user.
  var place: String {
    conninfo.split(separator: " ").filter { $0.hasPrefix("host=") || $0.hasPrefix("port=") }.joined(separator: " ")
  }

  static func start(in home: TestHome) async throws -> DemoKeeper {
    let process = try RunningProgram(
      ["demo", "--headless", "--now", SampleOffice.now], environment: home.environment)
    let conninfo = try await process.firstLine(seconds: 180)
    return DemoKeeper(process: process, conninfo: conninfo)
  }

  /// Sends a signal and answers the exit status.
  func end(_ signal: Int32) async throws -> Int32 {
    process.signal(signal)
    return try await process.ended(seconds: 30).status
  }

  func endNow() { process.endNow() }
}

/// A database with the sample world in it.
final class CatalogCopy: Sendable {
  let name: String
  private let place: String

  init(place: String, name: String) throws {
    (self.place, self.name) = (place, name)
    try ClusterSession(owner("postgres")).run("create database \(name) template countersign strategy file_copy")
  }

  deinit { _ = try? ClusterSession(owner("postgres")).run("drop database if exists \(name) with (force)") }

  /// Connection settings of a person of the sample world.
  func conninfo(_ login: String) -> String { "\(place) dbname='\(name)' user='\(login)'" }

  /// Asks as the owner, whom no rule holds back.
  func sql(_ question: String) throws -> [[String]] { try ClusterSession(owner(name)).run(question) }

  /// The one value a question has.
  func value(_ question: String) throws -> String { try sql(question).first?.first ?? "" }

  private func owner(_ database: String) -> String {
    "\(place) dbname='\(database)' user='\(PrivatePostgres.superuser)'"
  }
}
