import Foundation
import Glibc
import Terminal
import TestTerminal
import Testing

@Suite("Leaving the console", .atADesk, .timeLimit(.minutes(5)))
struct LeavingTests {
  private func sittingAtTheOffice() async throws -> (catalog: CatalogCopy, sitting: Sitting) {
    let catalog = try await SampleOffice.shared.catalog()
    let sitting = try await Sitting.at(catalog)
    try await sitting.sees("Review queues")
    return (catalog, sitting)
  }

  private func sessions(_ catalog: CatalogCopy) async throws -> String {
    // The server notices a closed socket a moment later.
    for _ in 0..<100 {
      if try count(catalog) == "0" { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    return try count(catalog)
  }

  private func count(_ catalog: CatalogCopy) throws -> String {
    try catalog.value(
      "select count(*) from pg_stat_activity where datname = current_database() and usename = 'ada.lindqvist'")
  }

  /// The main screen, a visible cursor, no mode left on.
  private func expectRestored(_ sitting: Sitting) async {
    #expect(await !sitting.terminal.isAlternate)
    #expect(await sitting.terminal.cursor.isVisible)
    let left = TerminalModes.leftOn(in: await sitting.terminal.output)
    #expect(left == [])
  }

  @Test("q ends it with 0, leaves no session, and gives the terminal back")
  func quits() async throws {
    let (catalog, sitting) = try await sittingAtTheOffice()
    #expect(await sitting.terminal.isAlternate)
    #expect(try count(catalog) != "0")
    let program = try await sitting.program()
    #expect(try await sitting.leaves().contains("left with 0, settings same"))
    await expectRestored(sitting)
    #expect(kill(program, 0) != 0)
    #expect(try await sessions(catalog) == "0")
  }

  @Test("SIGTERM and SIGHUP end it like q", arguments: [SIGTERM, SIGHUP])
  func told(_ signal: Int32) async throws {
    let (catalog, sitting) = try await sittingAtTheOffice()
    kill(try await sitting.program(), signal)
    #expect(try await sitting.whatIsLeft().contains("left with 0, settings same"))
    await expectRestored(sitting)
    #expect(try await sessions(catalog) == "0")
  }

  @Test("a crash dies of its own signal and still gives the terminal back", arguments: [SIGSEGV, SIGILL, SIGABRT])
  func crashes(_ signal: Int32) async throws {
    let (_, sitting) = try await sittingAtTheOffice()
    kill(try await sitting.program(), signal)
    #expect(try await sitting.whatIsLeft().contains("left with \(128 + signal), settings same"))
    await expectRestored(sitting)
  }

  @Test("losing the pty ends it, and typed words are kept for the next time")
  func losesTheTerminal() async throws {
    let (catalog, sitting) = try await sittingAtTheOffice()
    await sitting.type("c")
    try await sitting.sees("yours 1")
    try await sitting.reads()
    await sitting.type("x")
    try await sitting.sees("You block item")
    await sitting.press(.tab)
    await sitting.type("Half a reas")
    try await sitting.sees("Half a reas")
    let program = try await sitting.program()
    await sitting.terminal.hangUp()
    for _ in 0..<200 where kill(program, 0) == 0 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(kill(program, 0) != 0)
    #expect(try await sessions(catalog) == "0")
    let drafts = FileManager.default.enumerator(at: sitting.folder, includingPropertiesForKeys: nil)
    let kept = drafts?.compactMap { ($0 as? URL).flatMap { try? String(contentsOf: $0, encoding: .utf8) } } ?? []
    #expect(kept.contains { $0.contains("Half a reas") })
  }
}
