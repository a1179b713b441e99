import Governance
import Terminal
import Testing

@testable import Console

@Suite("An item on the review screen")
struct ReviewReadingTests {
  private let desk = FakeDesk()

  private func opened(_ detail: ReviewDetail, columns: Int = 80) async -> Script {
    var script = Script(.review, rows: 24, columns: columns)
    await script.works(with: desk)
    script.presses(.down, .enter)
    script.receives(ReviewScreen.Message.opened(.success(detail), item: detail.row.id))
    script.waits(milliseconds: 400)
    return script
  }

  @Test("is compared with decided ones when their tab is looked at, and not before", arguments: [80, 120])
  func similar(columns: Int) async {
    var script = await opened(.fixture(4102), columns: columns)
    #expect(!desk.asked.contains("similar 4102"))
    script.presses(.character(","))
    script.shows("Comparing with what was decided")
    await script.works(with: desk)
    #expect(desk.asked.contains("similar 4102"))
    script.shows("87 %")
    script.shows("item 12")
    script.shows("A summary of the file.")
    script.shows("Similar 2")
    script.hides("\u{1B}")
    script.presses(.character("."), .character(","))
    #expect(desk.asked.filter { $0 == "similar 4102" }.count == 1, "it is asked once")
  }

  @Test("that is masked says so and is revealed with a reason, after which it is read again")
  func masked() async {
    var detail = ReviewDetail.fixture(4102)
    detail.generation.masked = .red
    var script = await opened(detail)
    script.shows("It holds red data, beyond your clearance")
    script.presses(.character("V"), .enter)
    script.shows("Say why; it is recorded with your name.")
    script.presses(.character("2"), .enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("reveal 4102: a person has asked about it"))
    #expect(desk.asked.last { $0.hasPrefix("open") } == "open 4102")
    var plain = await opened(.fixture(4102))
    plain.presses(.character("V"))
    plain.says("Nothing of it is masked for you.")
  }

  @Test("that the policy covers says which of it")
  func covered() async {
    var detail = ReviewDetail.fixture(4102, claim: .fixture())
    detail.generation.covered = ["privacy_pii"]
    var script = await opened(detail)
    script.shows("The tier policy covers what was flagged as")
    script.presses(.character("V"))
    script.shows("to you for an hour; that you saw them is recorded first.")
  }

  @Test("leads to an incident about it and its versions, and after a block of what people have had offers that")
  func incident() async {
    var detail = ReviewDetail.fixture(4102, claim: .fixture())
    detail.generation.wasDelivered = true
    var script = await opened(detail)
    script.presses(.character("x"))
    script.shows("so its harm is recorded")
    script.presses(.character("p"), .tab, .character("1"), .enter)
    await script.works(with: desk)
    script.says("I opens an incident")
    script.presses(.character("I"))
    script.shows("open an incident · item 4102")
    script.presses(.tab, .character("o"), .tab, .character("1"), .enter)
    await script.works(with: desk)
    let opened = desk.asked.last { $0.hasPrefix("incident") } ?? ""
    #expect(opened.contains("[\"other\"]") && opened.contains("has reached a person"), "\(opened)")
    #expect(opened.contains(detail.generation.id), "\(opened)")
    script.presses(.character("I"))
    script.says("Open the item it is about first.")
  }

  @Test("keeps how it was read with the verdict only where the office wants it, and says so", arguments: [true, false])
  func attention(isKept: Bool) async {
    var detail = ReviewDetail.fixture(4102, claim: .fixture())
    detail.generation.keepsAttention = isKept
    var script = await opened(detail)
    if isKept { script.shows("kept for you alone") } else { script.hides("kept for you alone") }
    script.presses(.character("a"))
    script.types("sound")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(desk.asked.contains { $0.hasPrefix("attention 4102") } == isKept)
  }

  @Test("has beside its queue, before it is opened, how that emptied in the last day")
  func burnDown() async {
    var script = Script(.review, rows: 40, columns: 120)
    await script.works(with: desk)
    script.hides("The last 24 hours")
    script.presses(.character("."))
    await script.works(with: desk)
    script.shows("The last 24 hours of")
    script.shows("17 now")
  }
}
