internal import Dispatch
internal import Foundation
internal import Glibc
internal import Governance

/// Runs git as a program of its own: without hooks, without prompts, and by few transports.
struct GitProgram: Sendable {
  struct Outcome {
    var status: Int32
    var output: [UInt8]
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }
  /// Why git could not be run to its end.
  enum Trouble: Error {
    case missing
    case late(seconds: Double)
    case system(String)
  }

  /// Of `git -c`, besides the hooks that are off.
  var settings: [String] = []
  var environment: [String: String] = [:]
  /// No file that it writes may be longer; nil for no limit.
  var mostBytes: Int?

  private static let mayBeMissing: Int32 = 127

  /// - input: what it reads; nil for nothing.
  func run(_ arguments: [String], in folder: URL, input: [UInt8]? = nil, seconds: Double) throws(Trouble) -> Outcome {
    let process = Process()
    let words =
      ["git", "-c", "core.hooksPath=/dev/null"] + settings.flatMap { ["-c", $0] } + arguments
    if let mostBytes {
      // Of 512 bytes each.
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "ulimit -f \(mostBytes / 512); exec \"$@\"", "sh"] + words
    } else {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = words
    }
    process.currentDirectoryURL = folder
    var around = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    around["GIT_TERMINAL_PROMPT"] = "0"
    around["GIT_ALLOW_PROTOCOL"] = "file:https:ssh"
    around["LC_ALL"] = "C.UTF-8"
    process.environment = around.merging(environment) { $1 }
    let files = FileManager.default.temporaryDirectory.appendingPathComponent("countersign-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: files) }
    do {
      try FileManager.default.createDirectory(
        at: files, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      let (said, errors) = (files.appendingPathComponent("output"), files.appendingPathComponent("errors"))
      for file in [said, errors] { try Data().write(to: file) }
      if let input {
        let asked = files.appendingPathComponent("input")
        try Data(input).write(to: asked)
        process.standardInput = try FileHandle(forReadingFrom: asked)
      } else {
        process.standardInput = FileHandle.nullDevice
      }
      process.standardOutput = try FileHandle(forWritingTo: said)
      process.standardError = try FileHandle(forWritingTo: errors)
      let ended = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in ended.signal() }
      try process.run()
      guard ended.wait(timeout: .now() + seconds) == .success else {
        kill(process.processIdentifier, SIGKILL)
        throw Trouble.late(seconds: seconds)
      }
      guard process.terminationReason == .exit, process.terminationStatus != Self.mayBeMissing else {
        throw process.terminationReason == .exit
          ? Trouble.missing : Trouble.system("Signal \(process.terminationStatus) ended it.")
      }
      return Outcome(
        status: process.terminationStatus, output: Array(try Data(contentsOf: said)),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    } catch let trouble as Trouble {
      throw trouble
    } catch {
      throw .system((error as NSError).localizedDescription)
    }
  }
}
