import Governance
import Terminal
import Testing

@testable import Console

@Suite("A past moment")
struct MomentTests {
  private let desk = FakeDesk()

  private func shown(_ text: String, on screen: ScreenName = .registry, columns: Int = 120) async -> Script {
    var script = Script(screen, rows: 30, columns: columns)
    await script.works(with: desk)
    script.presses(.character("@"))
    script.types(text)
    script.presses(.enter)
    await script.works(with: desk)
    return script
  }

  @Test("is asked for by @, stands in the header in the past's colour, and is what the desk is asked")
  func shows() async throws {
    var script = await shown("2026-11-14 09:30")
    #expect(desk.asked.contains("as of 2026-11-14T09:30:00Z"))
    script.shows("as of 14 Nov 2026 09:30 UTC")
    #expect(script.shell.render().role(at: Position(row: 0, column: 3)) == .headerPast)
    #expect(script.shell.sight.now == Instant(year: 2026, month: 11, day: 14, hour: 9, minute: 30))
    script.waits(milliseconds: 3_000)
    script.shows("as of 14 Nov 2026 09:30 UTC")
    script.presses(.character("@"), .enter)
    await script.works(with: desk)
    script.hides("as of")
    #expect(script.shell.render().role(at: Position(row: 0, column: 3)) == .header)
    #expect(desk.asked.contains("as of now"))
  }

  @Test("is also said on a narrow screen")
  func narrow() async {
    await shown("-3d", columns: 80).shows("as of 18 Nov 2026 17:24 UTC")
  }

  @Test("refuses writes before they are sent, with the reason")
  func refusesWrites() async {
    var script = await shown("-1d", on: .review)
    #expect(!script.text.contains("c claim next"), "what is refused is not offered")
    script.presses(.character("c"))
    await script.works(with: desk)
    script.says("nothing can be written there")
    #expect(!desk.asked.contains { $0.hasPrefix("claim") })
  }

  @Test("takes away what was read of another moment, also from screens behind, and so does the way back")
  func forgets() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.down, .down, .down, .enter)
    await script.works(with: desk)
    script.shows("[Overview]")
    script.presses(.character("@"))
    script.types("-1d")
    script.presses(.enter)
    await script.works(with: desk)
    script.hides("[Overview]")
    script.presses(.backspace)
    script.says("There is nothing to go back to.")
  }

  @Test("that is still to come, or cannot be read, is refused while it is typed")
  func refused() async {
    var script = await shown("2027-01-01")
    script.shows("this is still to come")
    script.presses(.control("u"))
    script.types("tomorrow-ish")
    script.presses(.enter)
    script.shows("a day, a day and a time in UTC")
    script.presses(.escape)
    #expect(script.shell.sight.asOf == nil)
  }

  @Test("is read in every way it may be typed")
  func words() {
    let now = Instant.pinned
    #expect(MomentWords.parse("2026-10-01", now: now) == Instant(year: 2026, month: 10, day: 1))
    #expect(
      MomentWords.parse("2026-10-01 14:05", now: now) == Instant(year: 2026, month: 10, day: 1, hour: 14, minute: 5))
    #expect(MomentWords.parse("2026-10-01T14:05:09Z", now: now)?.fields.second == 9)
    #expect(MomentWords.parse("-40m", now: now) == .minutes(-40))
    #expect(MomentWords.parse("yesterday", now: now) == .minutes(-1440))
    for text in ["", "-", "-d", "-3x", "2026-13-01", "2026-10-01 25:00", "-999999999999d"] {
      #expect(MomentWords.parse(text, now: now) == nil, "\(text)")
    }
  }
}
