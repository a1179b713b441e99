import Governance
import Terminal
import Testing

@testable import Console

@Suite("Onboard team")
struct OnboardingTests {
  private let desk = FakeDesk()

  private func open(_ team: String) async -> Script {
    var script = Script(.office, rows: 30, columns: 110)
    await script.works(with: desk)
    script.presses(.character(":"))
    script.types("onboard team")
    script.presses(.enter)
    script.types(team)
    script.presses(.enter)
    await script.works(with: desk)
    return script
  }

  @Test("the palette asks for the team, completes its name and opens on what comes next")
  func palette() async {
    var script = Script(.office, rows: 30, columns: 110)
    await script.works(with: desk)
    script.presses(.character(":"))
    script.types("onboard team")
    script.presses(.enter)
    script.types("clai")
    script.waits(milliseconds: 200)
    await script.works(with: desk)
    #expect(desk.asked.contains("names of teams with clai"))
    script.presses(.tab)
    script.shows("claims-it")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("11 of 15 done")
    script.shows("Point the pipeline's OpenLineage transport at the daemon.")
    script.shows("OPENLINEAGE__TRANSPORT__TYPE=http")
  }

  @Test("Enter goes where the step is done, and Backspace comes back to it")
  func enter() async {
    var script = await open("claims")
    script.presses(.down, .down)
    script.shows("Register them, or mend the name the service reports.")
    script.presses(.enter)
    #expect(script.shell.front == .registry)
    script.presses(.backspace)
    await script.works(with: desk)
    script.shows("Register them, or mend the name the service reports.")
  }

  @Test("every step's screen is one there is")
  func screens() {
    for step in OnboardingStep.halfway { #expect(ScreenIndex.names.contains(step.screen), "\(step.key)") }
  }

  @Test("a team that is not there is refused with the nearest, and another can be asked for")
  func unknown() async {
    var script = await open("clams")
    script.says("Did you mean claims?")
    script.shows("No team is chosen: t asks for one.")
    script.presses(.character("t"))
    script.types("claims")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("11 of 15 done")
  }
}
