import Governance
import Terminal
import Testing

@testable import Console

@Suite("The shadow-eval screen")
struct ShadowEvalsTests {
  private let desk = FakeDesk()

  private func opened() async -> Script {
    var script = Script(.shadow)
    await script.works(with: desk)
    return script
  }

  @Test("shows the versions, what changed and what so many pairs can show")
  func matrix() async {
    var script = await opened()
    await script.works(with: desk)
    script.shows("claims-triage 15")
    script.shows("14 prod")
    script.shows("93.8 %  Δ +0.3 pt n.s.")
    script.shows("? undecided")
    script.shows("grounded against 12: 400 pairs show changes from 2.1 pt; the margin is 2.0 pt")
    script.shows("1199 of 1200 answers, 1 in doubt")
    script.shows("310 withheld by class")
  }

  @Test("opens the pairs behind it, word by word, and steps through them")
  func pairs() async {
    var script = await opened()
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("live-1")
    script.shows("Is water damage covered?")
    script.shows("+ [Yes], water damage is covered.")
    script.presses(.character("]"))
    await script.works(with: desk)
    script.shows("live-2")
    script.shows("grounded  15: 0.0 %   14: 100.0 %   2 of 400, worst first")
    script.presses(.character("."))
    await script.works(with: desk)
    script.shows("cost  15")
    script.presses(.character("["))
    await script.works(with: desk)
    script.presses(.character("["))
    await script.works(with: desk)
    script.shows("There are no more.")
    script.presses(.character("|"))
    script.shows("baseline, and beside it the candidate:")
    script.presses(.escape)
    script.shows("▸")
  }

  @Test("shows the alarm of a version that serves, what judges are worth, what is planned, and verdicts before")
  func standing() async {
    var script = Script(.shadow)
    desk.put(shadow: .alarmed)
    await script.works(with: desk)
    await script.works(with: desk)
    script.shows("✗ alarm 4: production serves it. R rolls back, X closes the alarm.")
    script.shows("rating by judge 3: agrees with people by alpha 0.81 on 120 answers")
    script.shows("every night at 02:00 beside 3 versions, last on 2026-11-20")
  }

  @Test("rolls back by one key and a form, and closes the alarm with a reason; without one it says why not")
  func acts() async {
    var script = await opened()
    await script.works(with: desk)
    script.presses(.character("X"))
    script.shows("This run has no open alarm.")
    script.presses(.character("R"))
    script.shows("Nothing serves what this run has judged.")

    desk.put(shadow: .alarmed)
    script = await opened()
    await script.works(with: desk)
    script.presses(.character("R"))
    await script.works(with: desk)
    script.shows("roll back · claims-triage in production")
    script.presses(.escape)
    script.presses(.character("X"))
    script.shows("close alarm 4")
    script.types("1")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("Alarm 4 was closed.")
  }
}
