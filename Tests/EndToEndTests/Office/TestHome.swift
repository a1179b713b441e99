import Foundation
import Glibc

/// A folder for private clusters (`COUNTERSIGN_HOME`), below one folder of this test run.
///
/// Its path is short, because a socket's may not be long, and open to pass, because the server of a root runs as
/// somebody else.
struct TestHome: Sendable {
  let path: String

  private static let prefix = "countersign-e2e-"
  /// The folder of this test run, removed at its end; made by whoever needs it first, after what killed runs left.
  private static let root: String = {
    sweep()
    let path = "/tmp/\(prefix)\(getpid())"
    try? folder(path)
    atexit { TestHome.clear(TestHome.root) }
    return path
  }()

  static func make() throws -> TestHome { try TestHome(name: "m") }

  /// A folder for a person's own files.
  static func desk() throws -> URL {
    let path = "\(root)/desk-\(UUID().uuidString)"
    try folder(path)
    return URL(fileURLWithPath: path)
  }

  private init(name: String) throws {
    path = "\(Self.root)/\(name)"
    try Self.folder(path)
  }

  private static func folder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
  }

  /// What a program started by a test sees: nothing of the person who runs the tests.
  var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": path, "LANG": "C.UTF-8",
      "TERM": "xterm-256color", "TZ": "UTC", "COUNTERSIGN_HOME": path,
    ]
  }

  /// The same at the desk of one of the demo's people, with the key they sign with.
  func desk(of login: String) -> [String: String] {
    environment.merging(["COUNTERSIGN_SIGNING_KEY": "\(path)/demo/keys/\(login)"]) { $1 }
  }

  /// What `demo --status` says in one word.
  func status() async throws -> String {
    try await Program.run(["demo", "--status", "--json"], environment: environment).json["state"].text
  }

  /// Puts the stopped demo aside, for `copy`.
  func keep(as name: String) throws { try Self.copyTree("\(path)/demo", to: "\(Self.root)/\(name)") }

  /// A new home with the demo as it was put aside.
  func copy(_ name: String) throws -> TestHome {
    let home = try TestHome(name: name)
    try Self.copyTree("\(Self.root)/world", to: "\(home.path)/demo")
    return home
  }

  private static func copyTree(_ from: String, to: String) throws {
    let copy = Process()
    copy.executableURL = URL(fileURLWithPath: "/bin/cp")
    copy.arguments = ["-a", "--reflink=auto", from, to]
    try copy.run()
    copy.waitUntilExit()
    guard copy.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Stops whatever server is left in it, and removes it.
  func remove() {
    for use in ["demo", "local"] { Self.stopServer("\(path)/\(use)") }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Clears away what test runs left that were killed.
  private static func sweep() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard let run = pid_t(name.dropFirst(prefix.count)), kill(run, 0) != 0, errno == ESRCH else { continue }
      clear("/tmp/\(name)")
    }
  }

  private static func clear(_ root: String) {
    for home in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] {
      for use in ["demo", "local"] { stopServer("\(root)/\(home)/\(use)") }
    }
    try? FileManager.default.removeItem(atPath: root)
  }

  private static func stopServer(_ folder: String) {
    guard let server = serverProcess(in: folder) else { return }
    kill(server, SIGQUIT)
    for _ in 0..<100 where kill(server, 0) == 0 { usleep(20_000) }
  }

  /// The server of a cluster, by its pid file and what it was started with.
  static func serverProcess(in folder: String) -> pid_t? {
    guard let text = try? String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8),
      let number = text.split(separator: "\n").first.flatMap({ pid_t($0) }),
      let command = FileManager.default.contents(atPath: "/proc/\(number)/cmdline"),
      String(decoding: command, as: UTF8.self).contains("\(folder)/data")
    else { return nil }
    return number
  }
}
