import Governance
import Terminal
import Testing

@testable import Console

@Suite("Names being typed")
struct NameTests {
  private let desk = FakeDesk()

  /// The form that asks for a waiver; its second field takes a person.
  private func waiver() async -> Script {
    var script = Script(.promotions)
    await script.works(with: desk)
    script.presses(.enter)
    script.receives(PromotionsScreen.Message.detailed(.success(.fixture(requirements: .gate)), id: 12))
    script.waits(milliseconds: 400)
    script.presses(.character("w"), .tab, .control("u"))
    return script
  }

  @Test("are offered by the catalog once the keys rest, and completed by Tab as far as they agree")
  func offered() async {
    var script = await waiver()
    script.types("ad")
    #expect(script.work.contains("names"))
    script.waits(milliseconds: 130)
    await script.works(with: desk)
    script.shows("ada.lindqvist  adam.smith")
    script.shows("Tab complete")
    script.presses(.tab)
    #expect(script.form?.draft["owner"] == "ada")
    script.presses(.character("m"))
    script.hides("ada.lindqvist  adam.smith")
    script.waits(milliseconds: 130)
    await script.works(with: desk)
    script.presses(.tab)
    #expect(script.form?.draft["owner"] == "adam.smith")
    // Nothing more to complete: Tab goes on.
    let focus = script.form?.focus
    script.waits(milliseconds: 130)
    await script.works(with: desk)
    script.presses(.tab)
    #expect(script.form?.focus != focus)
    #expect(desk.asked.filter { $0.hasPrefix("names of persons") }.count <= 4)
  }

  @Test("are typed on without waiting, and an answer for other letters is not taken")
  func late() async {
    var script = await waiver()
    script.types("pri")
    script.waits(milliseconds: 130)
    let entry = script.shell.work.next(at: script.shell.sight.uptime)
    script.types("ya.x")
    #expect(script.form?.draft["owner"] == "priya.x")
    if let entry { script.shell.receive(await entry.job.run(desk), of: entry) }
    script.draws()
    script.hides("priya.n")
    // No name fits: Tab goes on, and what was typed stays.
    script.waits(milliseconds: 130)
    await script.works(with: desk)
    script.presses(.tab)
    #expect(script.form?.draft["owner"] == "priya.x")
  }

  @Test("of artifacts are offered where something is to be stopped, and of people in filters")
  func lines() async {
    var script = Script(.office)
    await script.works(with: desk)
    script.presses(.character("!"))
    script.types("kyc")
    script.waits(milliseconds: 130)
    await script.works(with: desk)
    script.presses(.tab)
    script.shows("kyc-summary")
    script.presses(.escape)
    var registry = Script(.registry)
    await registry.works(with: desk)
    registry.presses(.character("/"))
    registry.types("owner:adam")
    registry.waits(milliseconds: 130)
    await registry.works(with: desk)
    registry.presses(.tab)
    registry.shows("owner:adam.smith")
  }
}
