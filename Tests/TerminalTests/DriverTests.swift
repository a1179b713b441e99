import Foundation
import TestTerminal
import Testing

@testable import Terminal

@Suite("The driver, on a real pseudo-terminal", .timeLimit(.minutes(15)))
struct DriverTests {
  static let probe = BuiltProgram.path("TerminalProbe")

  func start(_ arguments: [String] = [], _ environment: [String: String] = [:], rows: Int = 10, columns: Int = 60)
    throws -> TestTerminal
  {
    try TestTerminal(running: Self.probe, arguments, environment: environment, size: Size(rows: rows, columns: columns))
  }

  @Test("draws, answers keys, and leaves the terminal as it was")
  func drawsAndLeaves() async throws {
    let terminal = try start()
    try await terminal.wait(for: "│plain")
    #expect(await terminal.isAlternate)
    await terminal.press(.up)
    try await terminal.wait(for: "key ↑")
    await terminal.press(.escape)
    try await terminal.wait(for: "key Esc")
    await terminal.send(Array("\u{1B}[27;5;113~".utf8))
    await terminal.press(.control("r"))
    try await terminal.wait(for: "key Ctrl-R")
    await terminal.type("q")
    #expect(try await terminal.waitForExit() == 0)
    #expect(await !terminal.isAlternate)
    #expect(await terminal.cursor.isVisible)
    #expect(await terminal.text().contains("ended by q"))
    #expect(OutputTokens.strangers(in: await terminal.output) == [])
  }

  @Test("decides a lone Esc while timers come more often than it waits")
  func escapeBesideTimers() async throws {
    let terminal = try start()
    try await terminal.wait(for: "│plain")
    await terminal.type("t")
    try await terminal.wait(for: "key t")
    await terminal.press(.escape)
    try await terminal.wait(for: "key Esc", seconds: 5)
    await terminal.type("q")
    #expect(try await terminal.waitForExit() == 0)
  }

  @Test("writes one piece a frame when the terminal knows synchronized updates")
  func synchronizes() async throws {
    let terminal = try start()
    try await terminal.wait(for: "timer")
    let before = await terminal.frames
    await terminal.type("abcdef")
    try await terminal.wait(for: "key f")
    let after = await terminal.frames
    #expect(after > before && after <= before + 6)
  }

  @Test("follows the window", arguments: [(5, 30), (40, 120), (1, 1), (24, 80)])
  func follows(rows: Int, columns: Int) async throws {
    let terminal = try start()
    try await terminal.wait(for: "plain")
    await terminal.resize(to: Size(rows: rows, columns: columns))
    if rows > 1 { try await terminal.wait(for: "size \(rows)x\(columns)") }
    await terminal.type("z")
    if rows > 1 { try await terminal.wait(for: "key z") }
    await terminal.type("q")
    #expect(try await terminal.waitForExit() == 0)
  }

  @Test("takes a paste as one event, the mouse and the focus as theirs")
  func reports() async throws {
    let terminal = try start()
    try await terminal.wait(for: "plain")
    await terminal.send(Array("\u{1B}[200~qqqq\u{1B}[201~".utf8))
    try await terminal.wait(for: "paste 4")
    await terminal.send(Array("\u{1B}[<0;3;2M".utf8))
    try await terminal.wait(for: "mouse press 1,2")
    await terminal.send(Array("\u{1B}[O".utf8))
    try await terminal.wait(for: "focus false")
  }

  @Test(
    "ends in order when told by a signal",
    arguments: [(SIGTERM, "terminate"), (SIGINT, "terminate"), (SIGHUP, "hangup")])
  func obeysSignals(signal: Int32, word: String) async throws {
    let terminal = try start()
    try await terminal.wait(for: "plain")
    await terminal.signal(signal)
    #expect(try await terminal.waitForExit() == 0)
    #expect(await terminal.text().contains("ended by \(word)"))
    #expect(await !terminal.isAlternate)
  }

  @Test("ends when the terminal is gone, without spinning")
  func noticesHangUp() async throws {
    let terminal = try start()
    try await terminal.wait(for: "plain")
    await terminal.hangUp()
    #expect(try await terminal.waitForExit(seconds: 5) == 0)
  }

  @Test("leaves a usable terminal when it crashes, and its last words in the log")
  func restoresAfterCrash() async throws {
    let log = FileManager.default.temporaryDirectory.appendingPathComponent("probe-\(UUID().uuidString).log").path
    defer { try? FileManager.default.removeItem(atPath: log) }
    let terminal = try start([], ["PROBE_LOG": log])
    try await terminal.wait(for: "plain")
    await terminal.type("k")
    #expect(try await terminal.waitForExit() > 128)
    #expect(await !terminal.isAlternate)
    #expect(await terminal.cursor.isVisible)
    #expect(String(decoding: try Data(contentsOf: URL(fileURLWithPath: log)), as: UTF8.self).contains("Fatal error"))
  }

  @Test("is stopped and continued by a shell")
  func suspends() async throws {
    let terminal = try TestTerminal(
      running: "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "$ "],
      size: Size(rows: 10, columns: 60))
    await terminal.type("\(Self.probe)\r")
    try await terminal.wait(for: "│plain")
    for _ in 0..<5 {
      await terminal.press(.control("z"))
      try await terminal.wait("the shell") { !$0.isAlternate && $0.text().contains("Stopped") }
      await terminal.type("clear; fg\r")
      try await terminal.wait("the box again") { $0.isAlternate && $0.text().contains("│plain") }
      try await terminal.wait(for: "size 10x60")
    }
    await terminal.type("q")
    try await terminal.wait(for: "ended by q")
    await terminal.type("stty -a\r")
    try await terminal.wait(for: " icanon")
  }

  @Test(
    "draws on every kind of terminal",
    arguments: [
      ("xterm", "eight"), ("xterm-256color", "indexed"), ("xterm-direct", "direct"), ("vt100", "none"),
      ("linux", "eight"),
      ("screen-256color", "indexed"), ("tmux-256color", "indexed"), ("xterm-16color", "sixteen"),
      ("no-such-terminal", "indexed"),
    ])
  func drawsEverywhere(term: String, colors: String) async throws {
    let known = ["/lib", "/usr/share", "/etc"].contains {
      FileManager.default.fileExists(atPath: "\($0)/terminfo/\(term.prefix(1))/\(term)")
    }
    // Entries that no package has put here are compiled from their differences to xterm-256color.
    var environment = ["TERM": term]
    if !known, let source = TerminalEntries.sources[term] {
      environment["TERMINFO"] = try TerminalEntries.compiled(source)
    } else {
      #expect(known || term == "no-such-terminal")
    }
    let terminal = try start([], environment, columns: 140)
    try await terminal.wait(for: "colours: \(colors)")
    if term == "no-such-terminal" { try await terminal.wait(for: "not known on this machine") }
    await terminal.type("q")
    #expect(try await terminal.waitForExit() == 0)
  }

  @Test("puts colours by value where the terminal's entry offers it")
  func directColor() async throws {
    let entries = try TerminalEntries.compiled(TerminalEntries.sources["xterm-direct"] ?? "")
    let terminal = try start([], ["TERM": "xterm-direct", "TERMINFO": entries])
    try await terminal.wait(for: "colours: direct")
    let ink = try #require(ThemeIndex.standard[.borderFocused].foreground)
    let sent = String(decoding: await terminal.output, as: UTF8.self)
    #expect(sent.contains("38;2;\(ink.red);\(ink.green);\(ink.blue)"), "\(sent)")
  }

  @Test("sends a vt100 no byte above 7 bits, also where the locale is UTF-8", arguments: ["vt100", "vt220"])
  func sevenBits(term: String) async throws {
    let terminal = try start([], ["TERM": term])
    try await terminal.wait(for: "│plain")
    #expect(await !terminal.output.contains { $0 >= 0x80 })
  }

  @Test("is stopped and continued by signals from elsewhere")
  func stopsBySignal() async throws {
    let terminal = try TestTerminal(
      running: "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "$ "],
      size: Size(rows: 10, columns: 60))
    await terminal.type("\(Self.probe) & pid=$!; sleep 0.2; fg\r")
    try await terminal.wait(for: "│plain")
    let shell = await terminal.child
    let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
    let probe = try #require(children.split(separator: " ").compactMap { pid_t($0) }.first)
    for _ in 0..<3 {
      kill(probe, SIGTSTP)
      try await terminal.wait("the shell") { !$0.isAlternate && $0.text().contains("Stopped") }
      await terminal.type("clear; fg\r")
      try await terminal.wait("the box again") { $0.isAlternate && $0.text().contains("│plain") }
    }
    // Who stops it without a word finds it drawn again all the same.
    kill(probe, SIGSTOP)
    try await terminal.wait("the shell") { $0.text().contains("Stopped") }
    await terminal.type("clear; fg\r")
    try await terminal.wait("the box again") { $0.isAlternate && $0.text().contains("│plain") }
    await terminal.type("q")
    try await terminal.wait(for: "ended by q")
  }

  @Test("lets the mouse go to the terminal, and takes it back")
  func mouseSwitch() async throws {
    let terminal = try start()
    try await terminal.wait(for: "plain")
    func sent(_ text: String) async -> Int {
      String(decoding: await terminal.output, as: UTF8.self).components(separatedBy: text).count - 1
    }
    #expect(await sent("\u{1B}[?1006h") == 1)
    await terminal.type("m")
    try await terminal.wait(for: "mouse false")
    #expect(await sent("\u{1B}[?1006l") == 1)
    #expect(await sent("\u{1B}[?1002l") == 1)
    await terminal.type("m")
    try await terminal.wait(for: "mouse true")
    #expect(await sent("\u{1B}[?1006h") == 2)
    await terminal.send(Array("\u{1B}[<64;3;2M\u{1B}[M\u{60}##".utf8))
    try await terminal.wait(for: "mouse wheelUp 1,2")
    try await terminal.wait(for: "mouse wheelUp 2,2")
  }

  @Test("draws plain ASCII and line drawing where the locale has no UTF-8, and no colours under NO_COLOR")
  func drawsPlainly() async throws {
    let terminal = try start([], ["LANG": "C", "LC_ALL": "C", "NO_COLOR": "1"])
    try await terminal.wait(for: "colours: none")
    let bytes = await terminal.output
    #expect(!bytes.contains { $0 >= 0x80 })
    #expect(await terminal.text().contains("│plain"), "the terminal's own line drawing")
    #expect(await terminal.cell(at: Position(row: 1, column: 1)).foreground == nil)
    let ascii = try start([], ["PROBE_ASCII": "1"])
    try await ascii.wait(for: "|plain")
  }

  @Test("says what is wrong with a terminal it cannot use")
  func refuses() async throws {
    let terminal = try start([], ["TERM": "dumb"], columns: 100)
    try await terminal.wait(for: "cannot place the cursor")
    #expect(try await terminal.waitForExit() == 1)
  }
}
