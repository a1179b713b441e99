import Catalog
import Foundation
import Glibc
import Governance
import TestSupport

/// A catalog on a Postgres of its own that may be killed, and daemons in front of it that may be killed.
final class ChaosPlace: @unchecked Sendable {
  private let folder: String
  private let postgres: PrivatePostgres
  private let program: String
  private let spoolMiB: Int
  private var settings: PrivatePostgres.Settings
  private var daemons: [Process?]
  let ports: [Int]
  private static let database = "chaos"

  init(program: String, daemons count: Int, spoolMiB: Int) async throws {
    self.program = program
    self.spoolMiB = spoolMiB
    // Root's server runs as another user, who must be able to get there.
    folder = "/var/tmp/countersign-chaos-\(getpid())"
    postgres = try PrivatePostgres(use: .test, home: URL(fileURLWithPath: folder))
    settings = try postgres.start()
    daemons = Array(repeating: nil, count: count)
    ports = (0..<count).map { _ in ChaosPlace.freePort() }
    try ClusterSession(settings.conninfo(user: PrivatePostgres.superuser, database: "postgres"))
      .run("create database \(ChaosPlace.database)")
    try await Migrator(Connection(ConnectionSettings(conninfo: conninfo(PrivatePostgres.superuser)))).migrate()
    let session = try superuser()
    for login in ["chief", "chaosdaemon"] { try session.run("select countersign_private.make_login($1)", login) }
    try session.run("select countersign_private.first_administrator('chief', 'chief', 'Chief')")
    try session.run("grant countersign_ingest, countersign_sealer to chaosdaemon")
    for place in ports.indices { try startDaemon(place) }
  }

  /// Kills what is left and takes everything away.
  func remove() {
    for place in ports.indices { killDaemon(place) }
    try? postgres.reset()
    try? FileManager.default.removeItem(atPath: folder)
  }

  func conninfo(_ login: String) -> String { settings.conninfo(user: login, database: ChaosPlace.database) }
  func superuser() throws -> PlainSession { try PlainSession(conninfo(PrivatePostgres.superuser)) }

  func startDaemon(_ place: Int) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "serve", "--catalog", conninfo("chaosdaemon"), "--listen", "127.0.0.1:\(ports[place])", "--trust", "chaos",
      "--spool", "\(folder)/spool-\(place)", "--spool-size", "\(spoolMiB)", "--spool-free", "64", "--only", "receive",
      "--only", "assemble", "--only", "schedule", "--quiet-time", "1", "--log-level", "warning",
    ]
    let log = "\(folder)/daemon-\(place).log"
    if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
    let output = FileHandle(forUpdatingAtPath: log)
    _ = try output?.seekToEnd()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    daemons[place] = process
  }

  func killDaemon(_ place: Int) {
    guard let process = daemons[place] else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    daemons[place] = nil
  }

  /// A daemon that could not open the catalog when it began has ended by itself.
  func isRunning(_ place: Int) -> Bool { daemons[place]?.isRunning ?? false }

  func killPostgres() {
    guard let text = try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8),
      let pid = pid_t(text.prefix { $0.isNumber })
    else { return }
    kill(pid, SIGKILL)
  }

  /// Starts it again; sessions of the dead one may still be leaving.
  func startPostgres() throws {
    for attempt in 0... {
      do {
        settings = try postgres.start()
        return
      } catch {
        guard attempt < 60 else { throw error }
        usleep(500_000)
      }
    }
  }

  private static func freePort() -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        _ = bind(descriptor, plain, size)
        _ = getsockname(descriptor, plain, &size)
      }
    }
    return Int(in_port_t(bigEndian: address.sin_port))
  }
}
