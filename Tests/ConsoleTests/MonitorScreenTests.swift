import Governance
import Operations
import Terminal
import Testing

@testable import Console

@Suite("Monitors on the screen")
struct MonitorScreenTests {
  private let desk = FakeDesk()

  private func board() async -> Script {
    var script = Script(.drift, rows: 40, columns: 120)
    await script.works(with: desk)
    return script
  }

  private func screen(_ script: Script) throws -> DriftScreen {
    try #require(script.shell.frontSeat as? Seated<DriftScreen>).screen
  }

  @Test("put what they call first, with its words")
  func first() async throws {
    var script = await board()
    #expect(try screen(script).measure?.id == "flag.hate_harassment")
    script.shows("✗ flagged hate_harassment")
    script.presses(.enter)
    script.shows("✗ alarm 7 of")
  }

  @Test("are muted for so many days with a reason, and refuse where there is none")
  func mute() async throws {
    var script = await board()
    script.waits(milliseconds: 400)
    script.presses(.character("m"))
    script.shows("kept off the Office")
    script.presses(.tab)
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("mute claims-triage-hate until 2026-11-28: known and being mended"))
    script.presses(.right, .character("m"))
    script.says("No monitor watches")
  }

  @Test("become an incident, in the alarm's words, where an alarm is open and nowhere else")
  func incident() async throws {
    var script = await board()
    script.waits(milliseconds: 400)
    script.presses(.character("I"))
    script.shows("An alarm has one incident.")
    script.presses(.tab, .down, .tab)
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(
      desk.asked.contains {
        $0.hasPrefix("incident of alarm 7, other, claims-triage: flag.hate_harassment +2.1 pt")
          && $0.hasSuffix("claims-triage-hate raised alarm 7, seen 2026-11-20")
      }, "\(desk.asked)")
    script.presses(.right, .character("I"))
    script.says("No alarm about")
  }

  @Test("a point of a figure leads to its calls, and back to where one was")
  func calls() async throws {
    var script = await board()
    script.presses(.enter, .down, .character("o"))
    await script.works(with: desk)
    script.shows("Calls behind claims-triage · flag.hate_harassment")
    script.shows("0192f3c4-0000")
    #expect(desk.asked.last { $0.hasPrefix("calls of flag.hate_harassment") } != nil, "\(desk.asked)")
    script.presses(.down, .enter)
    script.says("Nobody was asked to review this call")
    script.presses(.escape)
    script.waits(milliseconds: 200)
    await script.works(with: desk)
    #expect(try screen(script).isOpen)
    #expect(try screen(script).dayPlace.cursor == 1, "the same day")
  }

  @Test("are set in a form that says how often the rule would have called")
  func watch() async throws {
    var script = await board()
    script.waits(milliseconds: 400)
    script.presses(.character("+"))
    await script.works(with: desk)
    script.shows("it would have called on 9")
    script.presses(.tab, .tab, .tab, .tab, .control("u"))
    script.types("500 moons")
    script.presses(.tab)
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("The window is no number of days or calls.")
    script.presses(.backTab, .control("u"))
    script.types("500 calls")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("set claims-triage-hate share 0.02 every 500 calls: it matters to the office"))
    script.presses(.right, .character("+"))
    script.says("is not judged")
  }

  @Test("lead to the fleet, which leads back to an artifact")
  func fleet() async throws {
    var script = await board()
    script.presses(.character("F"))
    await script.works(with: desk)
    script.shows("What slides, the worst first")
    script.shows("✗ alarm")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(try screen(script).board?.watched.name == "claims-triage")
  }
}
