import Governance
import Terminal
import Testing

@testable import Console

@Suite("Names and data classes")
struct PlaceWordsTests {
  private let desk = FakeDesk()

  private func screen(_ presses: Key...) async -> Script {
    var script = Script(.placeWords)
    await script.works(with: desk)
    for key in presses {
      script.presses(key)
      await script.works(with: desk)
    }
    script.waits(milliseconds: 400)
    return script
  }

  @Test("begin with the links that wait, and turn to what holds and to all that was ever said")
  func tabs() async {
    var script = await screen()
    script.shows("crm.public.accounts")
    script.shows("An approver or a")
    script.hides("crm.public.notes")
    script.presses(.character("."), .character("."))
    await script.works(with: desk)
    script.shows("Salted, and the salt")
    script.shows("judged green")
    script.hides("Thought to be summaries")
    script.presses(.character("."))
    await script.works(with: desk)
    script.shows("– said yellow")
  }

  @Test("take a verdict on two names with its reason", arguments: ["a", "x"])
  func names(letter: String) async {
    var script = await screen()
    script.presses(.character(Character(letter)))
    #expect(script.form != nil)
    script.pastes("Looked at both.")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("judge names 41 77 \(letter == "a"): Looked at both."))
    script.says("Both names are judged.")
  }

  @Test("take back a class and a namespace, and nothing that has ended")
  func takenBack() async {
    var script = await screen(.character("."), .character("."))
    script.presses(.character("u"))
    script.pastes("No longer true.")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("class crm.public.accounts iban_hash none judged: No longer true."))
    script = await screen(.character(","))
    script.presses(.end)
    script.waits(milliseconds: 400)
    script.presses(.character("u"))
    #expect(script.form == nil)
    script.says("A class or a namespace that holds")
  }

  @Test("are reached from a box of the graph, and lead back to it")
  func fromGraph() async {
    var script = Script(.lineage)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character("/"))
    script.types("accounts")
    script.presses(.enter)
    script.waits(milliseconds: 400)
    script.presses(.character("W"))
    await script.works(with: desk)
    #expect(script.shell.front == .placeWords)
    #expect(desk.asked.contains("words history about crm.public.accounts"))
    script.shows("about crm.public.accounts")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(script.shell.front == .lineage)
  }

  @Test("are said of a box of the graph, or of the column that is followed")
  func judged() async {
    var script = Script(.lineage, rows: 60, columns: 200)
    await script.works(with: desk)
    script.presses(.down, .down, .enter)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    script.presses(.character("J"), .character("r"), .tab, .character("j"), .tab)
    script.pastes("Names of clients.")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("class prompt/kyc-summary@22 - red judged: Names of clients."))
    script.presses(.character("K"))
    script.pastes("countersign://meridian/next")
    script.presses(.tab)
    script.pastes("Moved.")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("map countersign://meridian/prod to countersign://meridian/next: Moved."))
  }
}
