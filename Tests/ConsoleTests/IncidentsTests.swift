import Governance
import Terminal
import Testing

@testable import Console

@Suite("The incidents screen")
struct IncidentsTests {
  private let desk = FakeDesk()

  @Test("shows clocks by what is left of them, late ones as late")
  func clocks() async {
    var script = Script(.incidents)
    await script.works(with: desk)
    script.shows("2 d 02")
    script.shows("✗ −40 min")
    script.hides("✓ closed")
    script.presses(.character("."))
    await script.works(with: desk)
    script.shows("✓ closed")
  }

  @Test("records a report for the duty that was chosen, and says so")
  func report() async {
    var script = Script(.incidents)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("P"), .character("g"), .tab, .character("c"), .tab)
    script.types("sent by registered mail")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("report 7 gdpr-33 complete: sent by registered mail"), "\(desk.asked)")
    script.says("was recorded")
  }

  @Test("says why it cannot be closed yet")
  func whyNotClosed() async {
    var script = Script(.incidents)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character("X"))
    script.says("Without a full report it cannot be closed: gdpr-33.")
    script.receives(IncidentsScreen.Message.detailed(.success(.fixture(7, stage: "complete")), id: 7))
  }
}

@Suite("Quarters on the audit screen")
struct QuartersTests {
  private let desk = FakeDesk()

  private func atQuarters(downs: Int) async -> Script {
    var script = Script(.audit)
    await script.works(with: desk)
    script.presses(.backTab)
    for _ in 0..<downs { script.presses(.down) }
    script.waits(milliseconds: 200)
    await script.works(with: desk)
    return script
  }

  @Test("are not frozen before they are over, nor again")
  func refused() async {
    var running = await atQuarters(downs: 0)
    running.presses(.character("f"))
    running.says("2026Q4 is not over.")
    var frozen = await atQuarters(downs: 2)
    frozen.presses(.character("f"))
    frozen.says("2026Q2 is frozen and never changes.")
  }

  @Test("are signed by a second person with a reason and the quarter's name")
  func signed() async {
    var script = await atQuarters(downs: 1)
    script.waits(milliseconds: 400)
    script.presses(.character("f"))
    script.shows("ruth has signed what 2026Q3 holds.")
    script.types("figures compared")
    script.presses(.tab)
    script.types("2026Q3")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("freeze 2026Q3: figures compared"), "\(desk.asked)")
    script.says("You have signed 2026Q3.")
  }
}
