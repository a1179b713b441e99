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

  /// Takes away a `postmaster.pid` whose number now belongs to another program, which would make the server refuse to
  /// start. One whose process is gone stays: then the server itself looks whether memory is still shared by survivors.
  static func removeMisleadingFile(in data: String) {
    let path = data + "/postmaster.pid"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), Postmaster(of: data) == nil else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let process = lines.first.flatMap({ pid_t($0) }), Child.isAlive(process) else { return }
    if lines.count < 7 || !isShared(memory: lines[6].split(separator: " ")) { unlink(path) }
  }

  /// Whether any process is attached to a System V segment, named by its key and number.
  private static func isShared(memory name: [Substring]) -> Bool {
    guard let table = try? String(contentsOfFile: "/proc/sysvipc/shm", encoding: .utf8) else { return true }
    return table.split(separator: "\n").contains { line in
      // key, number, permissions, size, creator, last user, attached processes, …
      let fields = line.split(separator: " ")
      return fields.count > 6 && fields.prefix(2).elementsEqual(name) && fields[6] != "0"
    }
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
