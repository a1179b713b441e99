import Foundation
import Testing

/// A repository of git in a folder of its own, written by git itself.
final class GitStub: Sendable {
  let folder: URL
  var path: String { folder.path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "git-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try git("init", "--quiet", "--initial-branch", "main")
  }

  /// Runs git there; answers what it printed.
  @discardableResult
  func git(_ arguments: String..., input: [UInt8] = []) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@claims.example"] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_DATE": "2026-03-01T09:00:00Z",
      "GIT_COMMITTER_DATE": "2026-03-01T09:00:01Z",
    ]
    let (output, given) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardInput = given
    process.standardError = FileHandle.nullDevice
    try process.run()
    try given.fileHandleForWriting.write(contentsOf: Data(input))
    try given.fileHandleForWriting.close()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
    return said.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Commits; answers the id.
  @discardableResult
  func commit(_ message: String) throws -> String {
    try git("commit", "--quiet", "--allow-empty", "--message", message)
    return try git("rev-parse", "HEAD")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
