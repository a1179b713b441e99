import Foundation
import Terminal
import TestTerminal

/// A person at a console.
///
/// The program runs under a shell that tells the terminal's settings before and after, as its user would find them.
struct Sitting: Sendable {
  let terminal: TestTerminal
  /// Where the person's own files go.
  let folder: URL

  private static let shell = """
    before=$(stty -g); "$0" "$@"; status=$?
    if [ "$before" = "$(stty -g)" ]; then kept=same; else kept=changed; fi
    echo "left with $status, settings $kept"; exec cat >/dev/null
    """

  /// - arguments: of `countersign`.
  init(
    _ arguments: [String], environment: [String: String], size: Size = Size(rows: 40, columns: 120)
  ) throws {
    folder = try TestHome.desk()
    var environment = environment
    environment["HOME"] = folder.path
    environment["XDG_STATE_HOME"] = nil
    terminal = try TestTerminal(
      running: "/bin/sh", ["-c", Self.shell, SampleOffice.program] + arguments, environment: environment, size: size,
      in: folder.path)
  }

  /// Sits down at a catalog.
  static func at(
    _ catalog: CatalogCopy, as login: String = "ada.lindqvist", size: Size = Size(rows: 40, columns: 120),
    _ more: [String] = [], environment changes: [String: String] = [:]
  ) async throws -> Sitting {
    let environment = try await SampleOffice.shared.opened().home.desk(of: login).merging(changes) { $1 }
    return try Sitting(["--catalog", catalog.conninfo(login)] + more, environment: environment, size: size)
  }

  /// Waits until the screen shows a text.
  @discardableResult
  func sees(_ text: String, seconds: Double = 30) async throws -> String {
    try await terminal.wait(for: text, seconds: seconds)
  }

  /// Waits until the screen shows one of several texts.
  @discardableResult
  func sees(_ text: String, orElse others: String...) async throws -> String {
    let texts = [text] + others
    return try await terminal.wait("one of \(texts)", seconds: 30) { screen in
      let shown = screen.text()
      return texts.contains { shown.contains($0) }
    }
  }

  /// Waits until the screen does not show a text any more.
  func seesNo(_ text: String, seconds: Double = 30) async throws {
    try await terminal.wait("no \"\(text)\"", seconds: seconds) { !$0.text().contains(text) }
  }

  func type(_ text: String) async { await terminal.type(text) }

  func press(_ keys: Key...) async { for key in keys { await terminal.press(key) } }

  /// Types a key until the screen shows what it opens: like a person, who presses again when nothing comes.
  func type(_ key: String, until text: String) async throws {
    for _ in 0..<3 {
      await type(key)
      do {
        _ = try await sees(text, seconds: 12)
        return
      } catch let missed as ScreenNeverShowed {
        print(
          "\(key) was pressed again: \(missed.notices.isEmpty ? "nothing was said" : missed.notices.joined(separator: " |"))"
        )
      }
    }
    try await sees(text, seconds: 1)
  }

  /// Longer than the console waits before it takes a decision on what it has drawn.
  func reads() async throws { try await Task.sleep(for: .milliseconds(450)) }

  /// Leaves by `q` and checks what is left.
  func leaves() async throws -> String {
    await terminal.type("q")
    return try await whatIsLeft()
  }

  /// Waits for the shell's words after the program.
  func whatIsLeft(seconds: Double = 20) async throws -> String {
    let screen = try await sees("left with", seconds: seconds)
    return screen.split(separator: "\n").last { $0.contains("left with") }.map(String.init) ?? ""
  }

  /// The program, which is the shell's only child.
  func program() async throws -> pid_t {
    let shell = await terminal.child
    for _ in 0..<200 {
      let text = (try? String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)) ?? ""
      for child in text.split(separator: " ").compactMap({ pid_t($0) }) {
        let name = (try? String(contentsOfFile: "/proc/\(child)/comm", encoding: .utf8)) ?? ""
        if name.hasPrefix("countersign") { return child }
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// What stands in the last column of the body's rows: borders, when nothing has pushed them.
  func rightEdge() async -> [String] {
    let size = await terminal.currentSize
    var edge: [String] = []
    for row in 3..<size.rows - 2 {
      edge.append(await terminal.cell(at: Position(row: row, column: size.columns - 1)).text)
    }
    return edge
  }
}
