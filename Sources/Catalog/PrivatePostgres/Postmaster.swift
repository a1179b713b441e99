import CPostgres
import Foundation
import Glibc
import Governance

/// The server process of a data folder, as its `postmaster.pid` tells.
struct Postmaster: Sendable, Equatable {
  var process: pid_t
  /// When it started, in seconds since 1970.
  var started: Int64
  /// Empty while it has not opened its socket.
  var socketFolder: String

  /// The process that serves `data`, or nothing when the file is missing or left over.
  init?(of data: String) {
    guard let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 3, let process = pid_t(lines[0]), process > 1, Child.isAlive(process) else { return nil }
    // After a restart of the machine the number may be another program's.
    guard Postmaster.works(process, in: data) ?? Postmaster.wasStarted(process, with: data) else { return nil }
    self.process = process
    started = Int64(lines[2]) ?? 0
    socketFolder = lines.count > 4 ? lines[4] : ""
  }

  /// Whether a process has `data` as its working folder, as every process of a server does. Nothing when we may not
  /// look: root in a container often may not.
  private static func works(_ process: pid_t, in data: String) -> Bool? {
    guard let folder = realPath("/proc/\(process)/cwd") else { return errno == EACCES ? nil : false }
    return folder == realPath(data)
  }

  private static func wasStarted(_ process: pid_t, with data: String) -> Bool {
    guard let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
    return words.split(separator: 0).contains { String(decoding: $0, as: UTF8.self) == data }
  }

  private static func isServerProcess(_ process: pid_t) -> Bool {
    (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) == "postgres\n"
  }

  /// Takes away a `postmaster.pid` whose number now belongs to another program, which would make the server refuse to
  /// start. One whose process is gone stays: the server itself looks whether memory is still shared by survivors.
  static func removeMisleadingFile(in data: String) {
    let path = data + "/postmaster.pid"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let process = text.split(separator: "\n").first.flatMap({ pid_t($0) }),
      Child.isAlive(process), Postmaster(of: data) == nil
    else { return }
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
    if !processes.contains(where: { works($0, in: data) ?? isServerProcess($0) }) { unlink(path) }
  }

  /// Ends the server: connections are cut and the cluster closed (SIGINT); after ten seconds without (SIGQUIT), which
  /// the next start repairs. Returns whether it ended.
  func end() -> Bool {
    for signal in [SIGINT, SIGQUIT] {
      guard kill(process, signal) == 0 || errno == ESRCH else { return false }
      for _ in 0..<1000 {
        if !Child.isAlive(process) { return true }
        usleep(10_000)
      }
    }
    return false
  }

  /// Tells the server to read its files again.
  func reload() { kill(process, SIGHUP) }
}

/// What a server answers at its door.
enum Answer: Sendable {
  case ready
  /// It is there and not ready: starting, repairing, or ending.
  case busy
  case none

  init(at conninfo: String) {
    switch PQping(conninfo + " connect_timeout=5") {
    case PQPING_OK: self = .ready
    case PQPING_REJECT: self = .busy
    default: self = .none
    }
  }

  /// Why a connection cannot be had, or nothing when it can.
  static func refusal(at conninfo: String) -> String? {
    let connection = PQconnectdb(conninfo + " connect_timeout=10")
    defer { PQfinish(connection) }
    guard PQstatus(connection) != CONNECTION_OK else { return nil }
    return PQerrorMessage(connection).map { String(cString: $0) } ?? "no answer"
  }
}
