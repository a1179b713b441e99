import Governance
import Terminal
import Testing

@testable import Console

@Suite("The review screen")
struct ReviewTests {
  private let desk = FakeDesk()

  private func opened(claim: Claim? = .fixture(), rows: Int = 24, columns: Int = 80, officer: Officer = .ada) async
    -> Script
  {
    var script = Script(.review, rows: rows, columns: columns, officer: officer)
    await script.works(with: desk)
    script.presses(.down, .enter)
    script.receives(ReviewScreen.Message.opened(.success(.fixture(4102, claim: claim)), item: 4102))
    return script
  }

  @Test("says beside the tabs what narrows the list where it has no box, and leaves the headings")
  func narrowed() async {
    var script = Script(.review, rows: 24, columns: 80)
    await script.works(with: FakeDesk())
    script.presses(.character("/"))
    script.types("tier:high")
    script.presses(.enter)
    await script.works(with: FakeDesk())
    let rows = script.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[2].contains("All") && rows[2].hasSuffix("/ tier:high"), "\(rows[2])")
    #expect(rows[3].contains("why") && rows[3].contains("due in"))
  }

  @Test("lists the first due first, tells overdue apart, and says why the row is there")
  func lists() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.shows("›▲ 4101")
    script.shows("−12 min")
    script.shows("claims-triage 14 (not registered)")
  }

  @Test("says that nothing waits, and that new items come by themselves")
  func empty() async {
    var script = Script(.review)
    script.receives(ReviewScreen.Message.listed(.success(Page(rows: [])), PageRequest.first))
    script.shows("Nothing is waiting. New high-tier items appear here by themselves.")
  }

  @Test("opens nothing by moving: a read is recorded, so it takes Enter")
  func movingReadsNothing() async {
    var script = Script(.review, rows: 40, columns: 120)
    await script.works(with: desk)
    script.presses(.down, .down, .up)
    script.waits(milliseconds: 500)
    await script.works(with: desk)
    #expect(!desk.asked.contains { $0.hasPrefix("open") })
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.last == "open 4102")
  }

  @Test("takes no decision typed ahead of the drawing, nor within 300 ms of it")
  func typingAhead() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    script.typesAhead(.character("x"), .character("a"))
    script.says("Open an item first")
    script.shell.deliver(ReviewScreen.Message.opened(.success(.fixture(4102)), item: 4102), to: .review)
    script.typesAhead(.character("x"))
    #expect(script.form == nil)
    script.says("It has only just come up")
    script.waits(milliseconds: 299)
    script.presses(.character("x"))
    #expect(script.form == nil)
    script.waits(milliseconds: 1)
    script.presses(.character("x"))
    #expect(script.form?.spec.id == "review-4102-block")
  }

  @Test("does not decide over a list: the eyes may be on another row")
  func notFromTheList() async {
    var script = await opened(rows: 40, columns: 120)
    script.waits(milliseconds: 400)
    script.presses(.backTab)
    script.presses(.character("x"))
    #expect(script.form == nil)
    script.says("decisions are made there")
  }

  @Test("asks for a harm and a reason before it blocks, and names item and fence")
  func blocks() async {
    var script = await opened()
    script.waits(milliseconds: 400)
    script.presses(.character("x"), .enter)
    script.shows("Choose one with the arrow keys.")
    script.shows("Say why; it is recorded with your name.")
    script.presses(.character("p"), .tab, .character("1"), .enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("decide 4102 fence 7 block privacy_pii: demeans a person or group"))
    #expect(script.form == nil)
    script.says("Activity 18 204.")
    script.hides("yours 14:2")
  }

  @Test("keeps the form and what was typed when the office refuses")
  func refusedVerdict() async {
    desk.refuse(
      Problem(.conflict, "claim.stale", happened: "Your claim on item 4102 is over.", remedy: "Claim it again."))
    var script = await opened()
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.types("sound")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("Your claim on item 4102 is over. Claim it again.")
    #expect(script.form?.draft["reason"] == "sound")
    #expect(script.form?.isBusy == false)
  }

  @Test("says how to come by the right to decide")
  func refusals() async {
    var script = await opened(claim: nil)
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.says("Claim it first: c.")
    script.presses(.character("c"))
    #expect(script.work.contains("the claim"))
    await script.works(with: desk)
    #expect(desk.asked.contains("claim 4102"))

    var stranger = Script(.review, officer: .stranger)
    stranger.presses(.character("c"))
    stranger.says("Your login belongs to no person yet")

    var builder = Officer.ada
    builder.roles = ["builder"]
    var other = Script(.review, officer: builder)
    other.presses(.character("c"))
    other.says("Only a reviewer claims items.")
  }

  @Test("lets a lead settle a disagreement without a claim, by the item's revision")
  func adjudicates() async {
    var script = Script(.review, officer: .lead)
    var detail = ReviewDetail.fixture(4104, claim: nil)
    detail.row.state = .disagreed
    script.presses(.enter)
    script.receives(
      ReviewScreen.Message.listed(.success(Page(rows: [detail.row])), PageRequest.first))
    script.presses(.enter)
    script.receives(ReviewScreen.Message.opened(.success(detail), item: 4104))
    script.waits(milliseconds: 400)
    script.presses(.character("a"))
    script.shows("As a lead you")
    script.shows("yours to settle")
    script.types("both read it, the second is right")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("adjudicate 4104 revision 1 accept: both read it, the second is right"))
  }

  @Test("marks what was flagged and names the checker beneath")
  func flags() async throws {
    let script = await opened(rows: 40, columns: 120)
    script.shows("hate harassment .94 llama-guard S10")
    let frame = script.shell.render()
    let row = try #require((0..<40).first { frame.text(ofRow: $0).contains("people like you") })
    let column = try #require((0..<120).first { frame.role(at: Position(row: row, column: $0)) == .flagged })
    #expect(frame.text(ofRow: row).dropFirst(column).hasPrefix("people like you"))
  }

  @Test("counts what has been on the screen as read, and no more")
  func percentRead() async {
    var generation = Generation.letter
    generation.flags = []
    generation.turns = [
      Turn(role: "assistant", parts: [.text((1...100).map { "line \($0)" }.joined(separator: "\n"))], isResponse: true)
    ]
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .enter)
    script.receives(ReviewScreen.Message.opened(.success(.fixture(generation: generation)), item: 4102))
    script.shows(" 17 % read · 100 lines")
    script.presses(.pageDown)
    script.shows(" 33 % read")
    script.presses(.pageUp)
    script.shows(" 33 % read")
    script.presses(.character("G"))
    script.shows("100 % read")
  }

  @Test("folds turns, and shows what is not text as a card")
  func conversation() async {
    var script = await opened()
    script.presses(.character("."))
    script.shows("▸ system")
    script.hides("Be brief, cite the clause.")
    script.presses(.character("}"), .enter)
    script.shows("Be brief, cite the clause.")
    script.shows("not text, not fetched")
  }

  @Test("looks for words in folded turns too, which then stand open")
  func foundInFold() async {
    var script = await opened()
    script.presses(.character("."))
    script.hides("Be brief, cite the clause.")
    script.presses(.character("/"))
    script.types("the clause")
    script.presses(.enter)
    script.says("place")
    script.shows("Be brief, cite the clause.")
  }

  @Test("goes to the next item without leaving the detail")
  func nextItem() async {
    var script = await opened()
    script.presses(.character("]"))
    await script.works(with: desk)
    #expect(desk.asked.last == "open 4103")
    script.shows("item 4103")
    script.typesAhead(.character("]"), .character("]"))
    await script.works(with: desk)
    #expect(desk.asked.last == "open 4105", "two presses are two steps")
  }

  @Test("puts an item back and renews a claim")
  func holding() async {
    var script = await opened()
    script.waits(milliseconds: 400)
    script.presses(.character("r"))
    await script.works(with: desk)
    script.says("Yours until 17:38 UTC.")
    script.presses(.character("z"))
    await script.works(with: desk)
    #expect(desk.asked.contains("release 4102"))
  }

  @Test("says so when the text was erased")
  func erased() async {
    var generation = Generation.letter
    generation.turns = []
    generation.hasContent = false
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.enter)
    script.receives(ReviewScreen.Message.opened(.success(.fixture(4101, generation: generation)), item: 4101))
    script.shows("The text of this generation was erased.")
  }
}

@Suite("A long queue")
struct LongQueueTests {
  @Test("] goes through a thousand items one by one and opens each once, and [ leads back")
  func thousand() async {
    let desk = FakeDesk()
    desk.stock(1_000_000)
    var script = Script(.review, rows: 24, columns: 80)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    func press(_ key: Key) async {
      script.shell.receive(.key(key))
      while let entry = script.shell.work.next(at: script.shell.sight.uptime) {
        script.shell.receive(await entry.job.run(desk), of: entry)
        script.shell.look()
      }
    }
    for _ in 0..<1_000 { await press(.character("]")) }
    script.shows("item 1001")
    #expect(desk.asked.filter { $0.hasPrefix("open ") } == (1...1001).map { "open \($0)" })
    // Pages of a hundred, and each once.
    #expect(desk.asked.filter { $0.hasPrefix("items ") }.count < 16)
    for _ in 0..<400 { await press(.character("[")) }
    script.shows("item 601")
  }
}

@Suite("A verdict on the review screen, once given")
struct VerdictAfterwardsTests {
  private let desk = FakeDesk()

  private func opened(_ detail: ReviewDetail, officer: Officer = .ada, columns: Int = 80) async -> Script {
    var script = Script(.review, rows: 24, columns: columns, officer: officer)
    await script.works(with: desk)
    script.presses(.down, .enter)
    script.receives(ReviewScreen.Message.opened(.success(detail), item: detail.row.id))
    script.waits(milliseconds: 400)
    return script
  }

  @Test("is taken back by one key for 20 seconds, and not after")
  func undo() async {
    var script = await opened(.fixture(4102, claim: .fixture()))
    let recorded = Recorded(activity: 9, at: .pinned, what: "Item 4102: accept.")
    script.receives(ReviewScreen.Message.recorded(.success(recorded), .accept, item: 4102))
    script.waits(milliseconds: 19_000)
    script.presses(.character("u"))
    await script.works(with: desk)
    #expect(desk.asked.contains("undo 4102"))
    script.waits(milliseconds: 2_000)
    script.presses(.escape, .escape)
    script.presses(.character("u"))
    await script.works(with: desk)
    #expect(desk.asked.filter { $0.hasPrefix("undo") }.count == 1)
  }

  @Test("is corrected by a form that names what it replaces, once the item is done")
  func correct() async {
    var detail = ReviewDetail.fixture(4102)
    detail.row.state = .done
    detail.verdicts = [Verdict(reviewer: Officer.ada.person ?? "", decision: .accept, reason: "fine", at: .pinned)]
    var script = await opened(detail)
    script.presses(.character("u"))
    #expect(script.form != nil)
    script.shows("You replace your verdict, accept")
  }

  @Test("that differs from another's stands beside it for the lead")
  func sideBySide() async {
    var detail = ReviewDetail.fixture(4102)
    detail.row.state = .disagreed
    detail.verdicts = [
      Verdict(reviewer: "rui", decision: .block, reason: "it demeans a group", at: .pinned),
      Verdict(reviewer: "ria", decision: .accept, reason: "it quotes a novel", at: .pinned),
    ]
    var script = await opened(detail)
    script.presses(.character(","), .character(","))
    let line = script.text.split(separator: "\n").first { $0.contains("block · rui") }
    #expect(line?.contains("│ accept · ria") == true)
    #expect(
      script.text.split(separator: "\n").contains {
        $0.contains("it demeans a group") && $0.contains("it quotes a novel")
      })
  }

  @Test("figures of checkers that are hidden are said to be")
  func hidden() async {
    var detail = ReviewDetail.fixture(4102)
    detail.generation.scoresHidden = true
    var script = await opened(detail)
    script.presses(.character(","), .character(","), .character(","))
    script.shows("Their figures are hidden until you have decided.")
  }
}
