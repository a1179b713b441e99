import Governance
import Testing

@testable import Console

@Suite("The line of time of what environments point to")
struct PointerTimelineTests {
  private func move(
    _ label: String, day: Int, _ environment: String = "production", colour: String = "blue", weight: Int = 100
  ) -> PointerMove {
    let at = Instant(year: 2026, month: 11, day: day)
    return PointerMove(
      environment: environment, colour: colour, label: label, weight: weight, by: "ada", reason: "x", effectiveAt: at,
      recordedAt: at)
  }

  private let now = Instant(year: 2026, month: 11, day: 21)

  private func drawn(_ moves: [PointerMove], columns: Int = 40) throws -> [String] {
    let timeline = try #require(PointerTimeline(moves, now: now, columns: columns))
    return timeline.rows.map { timeline.pieces(of: $0).map(\.text).joined() } + [timeline.axis]
  }

  @Test("draws each colour of each environment from its first move until now, production first")
  func bars() throws {
    let lines = try drawn([
      move("22", day: 16), move("21", day: 6, "staging"), move("20", day: 1),
      move("22", day: 11, colour: "green", weight: 50),
    ])
    #expect(
      lines == [
        "├v20──────────────────────────├v22──────", "                    ├v22 50 %───────────",
        "          ├v21──────────────────────────", " 1 Nov           11 Nov           21 Nov",
      ])
    #expect(lines.allSatisfy { $0.count == 40 })
  }

  @Test("shows that a colour was turned off, and drops the words of a bar that is too short for them")
  func short() throws {
    let lines = try drawn([move("1", day: 1), move("a-long-label", day: 19), move("3", day: 20, weight: 0)])
    #expect(lines[0].hasPrefix("├v1──") && lines[0].hasSuffix("─├─┤ "))
    #expect(lines[0].count == 40)
  }

  @Test("keeps the last of what happened at once, and is not drawn without moves or room")
  func edges() throws {
    let lines = try drawn([move("1", day: 21), move("2", day: 21)])
    #expect(lines[0].trimmingPrefix(while: { $0 == " " }).hasPrefix("├v2"))
    #expect(PointerTimeline([], now: now, columns: 40) == nil)
    #expect(PointerTimeline([move("1", day: 1)], now: now, columns: 19) == nil)
  }
}
