import Governance
import Operations
import Terminal
import Testing

@testable import Console

@Suite("The screens of what comes in")
struct InflowScreenTests {
  private let desk = FakeDesk()

  private func opens(_ screen: ScreenName, as right: String = "lead") async -> Script {
    desk.seat(.ada(with: [right]))
    var script = Script(screen, officer: .ada(with: [right]))
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    return script
  }

  @Test("a producer's refused records are one key away from it")
  func ofProducer() async {
    var script = Script(.dataSources)
    await script.works(with: desk)
    while script.shell.front == .dataSources, !script.text.contains("in quarantine, the newest") {
      script.presses(.down)
    }
    script.presses(.enter)
    await script.works(with: desk)
    #expect(script.shell.front == .quarantine)
    #expect(desk.asked.contains { $0.hasPrefix("quarantine producer:") })
    script.presses(.escape)
    await script.works(with: desk)
    #expect(desk.asked.last { $0.hasPrefix("quarantine") } == "quarantine ")
  }

  @Test("a refused record is read with its bytes, and tried again with a reason")
  func replays() async {
    var script = await opens(.quarantine)
    script.shows("refused again")
    script.shows("is still there")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("Record 31 of claims-gateway")
    script.shows("model: triage")
    script.waits(milliseconds: 400)
    script.presses(.character("A"))
    script.shows("replay · record 31 of claims-gateway")
    script.presses(.character("a"), .tab)
    script.types("Mended.")
    script.waits(milliseconds: 400)
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("replay 31 and alike: Mended."))
    script.says("A daemon tries record 31 again.")
    script.presses(.escape)
    script.shows("Refused on the way in, and kept")
  }

  @Test("a record that went in, and an officer without the right, are told why not")
  func whyNot() async {
    var script = await opens(.quarantine)
    script.presses(.down)
    script.waits(milliseconds: 400)
    script.presses(.character("A"))
    script.says("It has gone in.")
    var other = await opens(.quarantine, as: "auditor")
    other.presses(.character("A"))
    other.says("A builder of its team, a lead or an administrator asks for it.")
  }

  @Test("a job is run now, paused and let go on, by who may")
  func schedule() async {
    var script = await opens(.schedule)
    for (key, told) in [("A", "run drop-old-traces: Now."), ("O", "pause drop-old-traces: Now.")] {
      script.presses(.character(Character(key)))
      script.types("Now.")
      script.waits(milliseconds: 400)
      script.presses(.enter)
      await script.works(with: desk)
      #expect(desk.asked.contains(told))
      script.waits(milliseconds: 400)
    }
    script.presses(.down)
    script.waits(milliseconds: 400)
    script.presses(.character("A"))
    script.says("It is paused.")
    script.presses(.character("O"))
    script.shows("let it go on · note-breaches")
    var other = await opens(.schedule, as: "viewer")
    other.presses(.character("O"))
    other.says("A lead or an administrator does.")
  }
}
