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
    script.presses(.escape)
    script.shows("14 prod")
  }
}
