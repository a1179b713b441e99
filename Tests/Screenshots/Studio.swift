import Foundation
import Terminal
import TestTerminal

/// A home for the demo's Postgres and a terminal entry with true colours, gone when the pictures are taken.
struct Studio: Sendable {
  /// Where the world's clock stands.
  static let now = "2026-11-21T17:24:00Z"

  let folder: String

  static func open(_ work: @Sendable (Studio) async throws -> Void) async throws {
    // A socket's path may not be long, and root's server runs as somebody else who must be able to pass.
    let studio = Studio(folder: "/tmp/countersign-pictures-\(getpid())")
    try FileManager.default.createDirectory(
      atPath: studio.folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    defer { studio.close() }
    try studio.compileTerminal()
    try await work(studio)
  }

  var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8",
      "TZ": "UTC", "COUNTERSIGN_HOME": folder, "TERMINFO": "\(folder)/terminfo", "TERM": "countersign-picture",
    ]
  }

  /// xterm with direct colours, written the way libvterm 0.1.4 reads them (`38;2;r;g;b`).
  private static let terminal = #"""
    countersign-picture|xterm with true colours,
    	RGB, ccc@, colors#0x1000000, pairs#0x7FFF, initc@, oc@,
    	setaf=\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
    	setab=\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
    	use=xterm-256color,

    """#

  private func compileTerminal() throws {
    let source = "\(folder)/picture.ti"
    try Data(Self.terminal.utf8).write(to: URL(fileURLWithPath: source))
    guard try run("tic", "-x", "-o", "\(folder)/terminfo", source) == 0 else { throw CocoaError(.executableLoad) }
  }

  /// After a walk that failed the server is still there.
  private func close() {
    _ = try? run(BuiltProgram.path("countersign"), "demo", "--stop", "--quiet")
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func run(_ command: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
