import Foundation
import Governance
import Terminal
import Testing

@testable import Console

/// Plays a session without terminal and catalog: keys and answers in, whole screens out. Clock and size are pinned.
struct Script {
  var shell: Shell
  let drafts: MemoryDrafts

  init(
    _ first: ScreenName, rows: Int = 24, columns: Int = 80, officer: Officer = .ada,
    drafts: MemoryDrafts = MemoryDrafts(), sight: Sight = Sight(now: .pinned, uptime: 1_000_000),
    personal: Personal = Personal()
  ) {
    self.drafts = drafts
    var personal = personal
    // Whatever keys a test presses, no picture lands among the sources.
    if personal.pictures == "." { personal.pictures = FileManager.default.temporaryDirectory.path }
    shell = Shell(
      size: Size(rows: rows, columns: columns), sight: sight, first: first, drafts: drafts,
      personal: personal)
    shell.open()
    shell.officer = officer
    shell.look()
    draws()
  }

  /// The picture goes to the terminal.
  mutating func draws() {
    _ = shell.render()
    shell.shown()
  }

  mutating func receives(_ message: any Sendable, on screen: ScreenName? = nil) {
    shell.deliver(message, to: screen ?? shell.front)
    shell.look()
    draws()
  }

  /// Keys with a drawing after each.
  ///
  /// Before Enter in a form some time goes by: it says what will happen, and that is read.
  mutating func presses(_ keys: Key...) {
    for key in keys {
      if key == .enter, form?.seenSince != nil { shell.sight.uptime += Shell.readingTime }
      shell.receive(.key(key))
      draws()
    }
  }

  /// Keys that come all at once, before the next drawing.
  mutating func typesAhead(_ keys: Key...) {
    for key in keys { shell.receive(.key(key)) }
    draws()
  }

  mutating func types(_ text: String) {
    for character in text { shell.receive(.key(character == " " ? .space : .character(character))) }
    draws()
  }

  mutating func pastes(_ text: String) {
    shell.receive(.paste(text))
    draws()
  }

  mutating func waits(milliseconds: Int64) {
    shell.sight.uptime += milliseconds
    shell.sight.now = Instant(microseconds: shell.sight.now.microseconds + milliseconds * 1000)
    shell.tick()
    draws()
  }

  mutating func resizes(rows: Int, columns: Int) {
    shell.receive(.resized(Size(rows: rows, columns: columns)))
    draws()
  }

  mutating func clicks(row: Int, column: Int) {
    shell.receive(.mouse(Mouse(.press, at: Position(row: row, column: column))))
    draws()
  }

  /// Runs what the screens asked for, one job after another, until nothing is left.
  mutating func works(with desk: any Desk) async {
    while let entry = shell.work.next(at: shell.sight.uptime) {
      shell.receive(await entry.job.run(desk), of: entry)
      shell.look()
      draws()
    }
  }

  /// Runs the next job alone.
  mutating func step(with desk: any Desk) async {
    guard let entry = shell.work.next(at: shell.sight.uptime) else { return }
    shell.receive(await entry.job.run(desk), of: entry)
    shell.look()
    draws()
  }

  /// What is waiting to be done, by name.
  var work: [String] { shell.work.waiting.map(\.job.what) }
  var text: String { shell.render().text() }
  var notice: String? { shell.notice?.text }

  /// The form in front, if there is one.
  var form: Form? {
    if case .form(let form, _, _)? = shell.layers.last { return form }
    return nil
  }

  func says(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let said = notice ?? "(nothing)"
    #expect(said.contains(words), "It said: \(said)", sourceLocation: sourceLocation)
  }

  func shows(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = text
    #expect(text.contains(words), "The screen was:\n\(text)", sourceLocation: sourceLocation)
  }

  func hides(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = text
    #expect(!text.contains(words), "The screen was:\n\(text)", sourceLocation: sourceLocation)
  }

  /// Compares the whole screen with `Golden/NAME.txt`. `COUNTERSIGN_RECORD_GOLDEN=1` writes it; a missing one fails.
  func matchesGolden(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Golden/\(name).txt")
    let picture = text + "\n"
    if ProcessInfo.processInfo.environment["COUNTERSIGN_RECORD_GOLDEN"] == "1" {
      try picture.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let golden = try? String(contentsOf: file, encoding: .utf8)
    let wanted = try #require(golden, "There is no golden file \(name).txt.", sourceLocation: sourceLocation)
    #expect(picture == wanted, "\(name) differs. The screen was:\n\(picture)", sourceLocation: sourceLocation)
  }
}
