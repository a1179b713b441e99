import Governance
import Terminal
import Testing

@testable import Console

@Suite("The facts screen")
struct FactsTests {
  private let desk = FakeDesk()

  private func open(columns: Int = 140) async -> Script {
    var script = Script(.facts, rows: 30, columns: columns)
    await script.works(with: desk)
    return script
  }

  @Test("lists who owes what, with what is past its day, and what went stale")
  func list() async {
    let script = await open()
    for words in ["Who owes what", "health-quotes", "EU declaration of conformity", "yannick.durand", "past its day"] {
      script.shows(words)
    }
    script.shows("stale")
  }

  @Test("asks for what is marked, together, of each owner")
  func bulk() async {
    var script = await open()
    script.presses(.character("*"), .character("*"))
    script.shows("2 marked")
    script.waits(milliseconds: 400)
    script.presses(.character("C"))
    script.shows("ask · 2 facts")
    script.presses(.character("1"), .tab, .enter)
    await script.works(with: desk)
    #expect(desk.asked.contains { $0.hasPrefix("ask human_review+a8a_declaration_copy due") }, "\(desk.asked)")
    script.says("2 facts asked for")
    script.hides("2 marked")
  }

  @Test("states a fact, and confirms what someone else stated")
  func settles() async {
    var script = await open()
    script.waits(milliseconds: 400)
    script.presses(.enter)
    script.shows("state · EU declaration of conformity of health-quotes")
    script.presses(.escape, .down)
    script.waits(milliseconds: 400)
    script.presses(.enter)
    script.shows("confirm · Human review of claims-triage")
    script.presses(.character("2"), .enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("confirm 31/310: the system as it runs"), "\(desk.asked)")
    script.says("Fact 31 was confirmed.")
  }

  @Test("offers what the catalog proposes, and says what only a record can say")
  func proposals() async {
    var script = await open()
    script.presses(.down, .down, .down)
    script.waits(milliseconds: 400)
    script.presses(.enter)
    script.shows("in_service")
    script.presses(.tab, .character("1"), .enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("state a8a_status = in_service: the registry"), "\(desk.asked)")
    script.presses(.end, .enter)
    script.says("Approvals is read from what happens")
  }

  @Test("shows only one's own, and in a narrow window one pane at a time")
  func narrow() async {
    var script = await open(columns: 80)
    script.shows("Who owes what")
    script.presses(.tab)
    script.shows("For the registration.")
    script.presses(.escape, .character("M"))
    await script.works(with: desk)
    #expect(desk.asked.contains("debts of ada"), "\(desk.asked)")
    script.shows("You owe nothing.")
  }
}
