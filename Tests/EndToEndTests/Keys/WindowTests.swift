import Foundation
import Terminal
import TestTerminal
import Testing

@Suite("The window and the terminal", .atADesk, .timeLimit(.minutes(5)))
struct WindowTests {
  private static let border = Set("┐│┤┘╮╯ ".map(String.init))

  @Test("resized from 120×40 to 80×24 to 60×15 and back, every screen keeps its place and its borders")
  func resizes() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let sitting = try await Sitting.at(catalog)
    let first = try await sitting.sees("▲ high")
    let screens = [
      ("2", "Queue", "violence"), ("3", "Open", "kyc-summary"), ("4", "broker-mail", "claims-triage"),
      ("7", "broker-mail", "call-wrapup"), ("1", "Your turn", "claimed by you"),
    ]
    for size in [Size(rows: 24, columns: 80), Size(rows: 15, columns: 60), Size(rows: 40, columns: 120)] {
      await sitting.terminal.resize(to: size)
      for (key, _, fact) in screens {
        await sitting.type(key)
        try await sitting.sees(fact)
        try await sitting.terminal.wait("a footer in the last row") { screen in
          screen.text().split(separator: "\n", omittingEmptySubsequences: false).last?.contains("? help") == true
        }
        let edge = await sitting.rightEdge()
        #expect(
          edge.allSatisfy { Self.border.contains($0) || $0.allSatisfy { $0.isNumber || $0.isLetter } },
          "\(size) screen \(key): \(edge)")
      }
    }
    try await sitting.sees("▲ high")
    #expect(numbers(await sitting.terminal.text()) == numbers(first))
    await sitting.terminal.resize(to: Size(rows: 8, columns: 30))
    try await sitting.sees("countersign needs 40 × 10")
    await sitting.terminal.resize(to: Size(rows: 40, columns: 120))
    try await sitting.sees("Review queues")
    #expect(try await sitting.leaves().contains("left with 0"))
    let strangers = OutputTokens.strangers(in: await sitting.terminal.output)
    #expect(strangers == [])
  }

  /// The screen without its clock and running times.
  private func numbers(_ screen: String) -> [Substring] {
    screen.split(separator: "\n").filter { $0.contains("waiting") || $0.contains("high") || $0.contains("medium") }
  }

  @Test("it works on a plain xterm, a vt100 and a terminal nobody here knows", arguments: ["xterm", "vt100", "foot"])
  func kinds(_ term: String) async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let sitting = try await Sitting.at(catalog, environment: ["TERM": term])
    try await sitting.sees("Review queues")
    await sitting.type("2")
    await sitting.press(.down, .enter)
    try await sitting.sees("Response")
    let bytes = await sitting.terminal.output
    #expect(TerminalModes.usesColour(bytes) == (term != "vt100"))
    #expect(OutputTokens.strangers(in: bytes) == [])
    #expect(try await sitting.leaves().contains("left with 0, settings same"))
    let left = TerminalModes.leftOn(in: await sitting.terminal.output)
    #expect(left == [])
  }

  @Test("a dumb terminal gets a sentence instead of a screen")
  func dumb() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let sitting = try await Sitting.at(catalog, environment: ["TERM": "dumb"])
    #expect(try await sitting.whatIsLeft().contains("left with 64"))
    #expect(await sitting.terminal.text().contains("The terminal type 'dumb' cannot place the cursor."))
    #expect(await !sitting.terminal.output.contains(0x1B))
  }

  @Test("without a terminal it says so")
  func none() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let ended = try await catalog.run("ada.lindqvist")
    #expect(ended.status == 64)
    #expect(ended.messages.contains("terminal"))
    #expect(ended.output.isEmpty)
  }

  @Test("NO_COLOR takes the colours away and leaves the marks")
  func withoutColour() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let sitting = try await Sitting.at(catalog, environment: ["NO_COLOR": "1"])
    try await sitting.sees("▲ high")
    await sitting.type("2")
    try await sitting.sees("Why it is here")
    #expect(!TerminalModes.usesColour(await sitting.terminal.output))
    #expect(try await sitting.leaves().contains("left with 0"))
  }

  @Test("a locale without UTF-8 gets ASCII and the terminal's own boxes")
  func ascii() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let sitting = try await Sitting.at(catalog, environment: ["LANG": "C", "LC_ALL": "C"])
    try await sitting.sees("Review queues")
    try await sitting.sees("# high")
    for key in ["2", "3", "4", "7"] {
      await sitting.type(key)
      try await sitting.reads()
    }
    #expect(await sitting.terminal.output.allSatisfy { $0 < 0x80 })
    #expect(try await sitting.leaves().contains("left with 0"))
  }
}
