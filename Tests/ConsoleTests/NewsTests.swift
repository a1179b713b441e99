import Governance
import Operations
import Terminal
import Testing

@testable import Console

@Suite("What others do while a screen is looked at")
struct NewsTests {
  private let desk = FakeDesk()

  private func count(_ what: String) -> Int { desk.asked.count { $0 == what } }

  @Test("is read again at once, then gathered: twice a second at the most")
  func gathered() async {
    var script = Script(.review)
    await script.works(with: desk)
    let before = count("items all")
    script.waits(milliseconds: 600)
    for step in 0..<200 {
      script.shell.hear([.review])
      script.shell.tick()
      await script.works(with: desk)
      script.waits(milliseconds: 5)
      if step % 50 == 0 { await script.works(with: desk) }
    }
    script.waits(milliseconds: 500)
    await script.works(with: desk)
    #expect((2...4).contains(count("items all") - before), "\(count("items all") - before) readings in 1.6 s")
  }

  @Test("is not read where the screen does not show it, nor while a past moment is shown")
  func ignored() async {
    var script = Script(.incidents)
    await script.works(with: desk)
    script.waits(milliseconds: 600)
    let before = desk.asked.count
    script.shell.hear([.review, .generation])
    await script.works(with: desk)
    #expect(desk.asked.count == before)
    script.shell.hear([ChangeKind(rawValue: "incident")])
    await script.works(with: desk)
    #expect(desk.asked.count > before)
    script.shell.nowShows(.minutes(-600))
    await script.works(with: desk)
    script.waits(milliseconds: 600)
    let past = desk.asked.count
    script.shell.hear([.anything])
    await script.works(with: desk)
    #expect(desk.asked.count == past)
  }

  @Test("shows on the row it is about, for a moment; the cursor stays; not on slow lines")
  func flashes() async throws {
    for calm in [false, true] {
      var script = Script(.review)
      script.shell.sight.calm = calm
      await script.works(with: desk)
      script.presses(.down)
      var rows = ReviewRow.waiting
      rows[0].claimedBy = ["ben.okafor"]
      guard case .review? = script.shell.frontSeat?.name, let seat = script.shell.frontSeat as? Seated<ReviewScreen>
      else { return }
      var screen = seat.screen
      let request = screen.list.reload()
      screen.list.take(Page(rows: rows), for: request, at: screen.sight.flashTime)
      #expect(screen.list.changed == (calm ? [] : [rows[0].id]) && screen.list.cursor == 1)
      if !calm {
        let frame = screen.render(in: Size(rows: 20, columns: 80))
        let tinted = (0..<20).filter { row in frame.role(at: Position(row: row, column: 40)) == .flash }
        #expect(tinted.count == 1)
      }
      screen.sight.uptime += 700
      _ = screen.settle()
      #expect(screen.list.changed.isEmpty)
    }
  }

  @Test("a claim renews itself in the second half of its time while keys arrive, and only then")
  func renews() async {
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.down)
    await script.works(with: desk)
    #expect(count("renew 4101") + count("renew 4102") == 0, "nothing before half its time is over")
    script.waits(milliseconds: 500_000)
    await script.works(with: desk)
    #expect(!desk.asked.contains { $0.hasPrefix("renew") }, "nothing while nobody is there")
    script.presses(.down)
    script.waits(milliseconds: 1)
    await script.works(with: desk)
    #expect(desk.asked.count { $0.hasPrefix("renew") } == 1)
    script.presses(.down, .up)
    script.waits(milliseconds: 1_000)
    await script.works(with: desk)
    #expect(desk.asked.count { $0.hasPrefix("renew") } == 1)
  }

  @Test(
    "a session that stopped listening has the catalog asked, and the banner go as soon as it is back",
    arguments: [ScreenName.review, .drift, .fleet, .lineage])
  func lost(screen: ScreenName) async {
    var script = Script(screen)
    await script.works(with: desk)
    desk.lose(true)
    script.shell.hearNothing()
    await script.works(with: desk)
    script.shows("No catalog since")
    desk.lose(false)
    script.shell.hearAgain()
    script.shell.tick()
    await script.works(with: desk)
    script.hides("No catalog since")
  }
}

@Suite("The line that filters")
struct FilterLineTests {
  @Test("completes by Tab, names the choices, points at a fault, and orders the list by > and <")
  func line() async {
    let desk = FakeDesk()
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.character("/"))
    script.types("ti")
    script.presses(.tab)
    script.shows("/ tier:")
    script.presses(.tab)
    script.shows("low  medium  high")
    script.types("h")
    script.presses(.tab)
    script.shows("tier:high")
    script.types(" dew<4h")
    script.presses(.enter)
    script.shows("column 11: no such field; did you mean due?")
    for _ in 0..<7 { script.presses(.backspace) }
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("/ tier:high")
    script.presses(.character(">"))
    await script.works(with: desk)
    script.says("By arrived.")
    script.presses(.character("<"))
    await script.works(with: desk)
    script.shows("by arrived, turned round")
    script.presses(.escape)
    await script.works(with: desk)
    script.hides("tier:high")
  }
}
