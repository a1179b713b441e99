internal import Dispatch
internal import Evidence
internal import Foundation
internal import Glibc
internal import Governance

/// A git repository of checkpoints, on its branch `main`: a commit a checkpoint, pushed and never forced, so that whoever
/// keeps the repository sees every one that ever was.
struct GitPlace {
  let address: String
  /// How long git may take before it is ended.
  private static let seconds = 120.0

  func take(_ parcel: CheckpointParcel) throws(Problem) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("countersign-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .untaken("No folder could be made for git.", (error as NSError).localizedDescription)
    }
    let work = folder.appendingPathComponent("work")
    try git(["init", "--quiet", "--initial-branch", "main", work.path], in: folder)
    // A repository that is still empty has no branch to begin with.
    if try git(["ls-remote", "--heads", "--", address, "refs/heads/main"], in: work) != "" {
      try git(["fetch", "--quiet", "--depth", "1", "--", address, "refs/heads/main"], in: work)
      try git(["reset", "--quiet", "--hard", "FETCH_HEAD"], in: work)
    }
    try CheckpointFolder(path: work.path).take(parcel)
    try git(["add", "--all"], in: work)
    guard try git(["status", "--porcelain"], in: work) != "" else { return }
    try git(["commit", "--quiet", "--message", "Checkpoint of \(parcel.checkpoint.size) leaves"], in: work)
    try git(["push", "--quiet", "--", address, "HEAD:refs/heads/main"], in: work)
  }

  /// Runs git without hooks, prompts and settings of ours; answers what it printed.
  @discardableResult
  private func git(_ arguments: [String], in folder: URL) throws(Problem) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "git", "-c", "core.hooksPath=/dev/null", "-c", "user.name=countersign", "-c",
        "user.email=countersign@localhost",
      ]
      + arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    environment["GIT_TERMINAL_PROMPT"] = "0"
    environment["GIT_ALLOW_PROTOCOL"] = "file:https:ssh"
    environment["LC_ALL"] = "C.UTF-8"
    process.environment = environment
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("countersign-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let status: Int32
    let said: String
    do {
      try Data().write(to: output)
      let handle = try FileHandle(forWritingTo: output)
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = handle
      process.standardError = handle
      let ended = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in ended.signal() }
      try process.run()
      guard ended.wait(timeout: .now() + Self.seconds) == .success else {
        kill(process.processIdentifier, SIGKILL)
        throw Problem.untaken("git \(arguments[0]) took longer than \(Int(Self.seconds)) seconds.", "")
      }
      status = process.terminationStatus
      said = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .untaken("git could not be run.", (error as NSError).localizedDescription)
    }
    guard status == 0 else {
      throw .untaken("git \(arguments[0]) ended with status \(status).", String(said.suffix(300)))
    }
    return said
  }
}
