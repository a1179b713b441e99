import Governance
import Operations
import Terminal
import Testing

@testable import Console

@Suite("The registry")
struct RegistryTests {
  private let desk = FakeDesk()

  @Test("keeps a refused filter open with the column of the fault, and asks the desk for a good one")
  func filters() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.character("/"))
    script.types("tire:high")
    script.presses(.enter)
    script.shows("column 1: no such field; did you mean tier?")
    script.presses(.control("u"))
    script.types("kyc")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.last == "artifacts kyc")
    script.shows("/ kyc")
    script.hides("policies-idx")
    script.presses(.escape)
    await script.works(with: desk)
    script.shows("policies-idx")
  }

  @Test("follows the cursor with the detail only once it rests")
  func rests() async {
    var script = Script(.registry, rows: 40, columns: 120)
    await script.works(with: desk)
    script.presses(.down, .down)
    await script.works(with: desk)
    #expect(!desk.asked.contains("artifact fraud-notes"))
    script.waits(milliseconds: 150)
    await script.works(with: desk)
    #expect(desk.asked.contains("artifact fraud-notes") && !desk.asked.contains("artifact claims-triage-decide"))
  }

  @Test("shows the difference of the version under the cursor and the one before")
  func difference() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.down, .down, .down, .enter)
    await script.works(with: desk)
    script.presses(.character("."), .down, .character("d"))
    await script.works(with: desk)
    script.shows("v20 → v21")
    script.presses(.character("{"))
    await script.works(with: desk)
    script.shows("v21 → v22")
  }

  @Test("goes to what uses an artifact, and Backspace returns to the same row")
  func follows() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.down, .down, .down, .enter)
    await script.works(with: desk)
    for _ in 0..<4 { script.presses(.character(".")) }
    script.presses(.character("o"))
    await script.works(with: desk)
    #expect(desk.asked.contains("artifact kyc-onboarding"))
    script.presses(.backspace)
    script.shows("[Where used 1]")
    script.presses(.escape)
    script.shows("›▲ kyc-summary")
  }

  @Test("keeps steps and an opening that were pressed before the list was there")
  func opensAhead() async {
    var script = Script(.registry)
    script.typesAhead(.down, .down, .down, .enter)
    await script.works(with: desk)
    script.shows("[Overview]")
    script.shows("kyc-summary")
    #expect(desk.asked.contains("artifact kyc-summary"))
  }

  @Test("keeps the tabs turned before the artifact was there")
  func turnsAhead() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.presses(.down, .down, .down)
    script.typesAhead(.enter, .character("."))
    await script.works(with: desk)
    script.shows("[Versions 3]")
  }
}

@Suite("What hangs together")
struct DependencyTreeTests {
  @Test("unfolds step by step below Where used, asked once, and o leads there")
  func unfolds() async {
    let desk = FakeDesk()
    var script = Script(.registry, rows: 40, columns: 120)
    await script.works(with: desk)
    script.presses(.enter)
    for _ in 0..<4 { script.presses(.character(".")) }
    await script.works(with: desk)
    script.shows("[Where used 1]")
    script.shows("Used by")
    script.shows("▸ kyc-onboarding v8")
    script.shows("Built on")
    script.shows("▸ gpt-x 2026-08")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("▾ kyc-onboarding v8")
    // The same artifact uses itself in the fixture: shown below, and not unfolded for ever.
    script.shows("└   kyc-onboarding v8")
    let asked = desk.asked.filter { $0 == "artifact kyc-onboarding" }.count
    script.presses(.enter)
    script.hides("└   kyc-onboarding v8")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("└   kyc-onboarding v8")
    #expect(desk.asked.filter { $0 == "artifact kyc-onboarding" }.count == asked)
    script.presses(.character("o"))
    await script.works(with: desk)
    #expect(desk.asked.last { $0.hasPrefix("artifact ") } == "artifact kyc-onboarding")
  }
}
