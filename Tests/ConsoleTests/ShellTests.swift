import Governance
import Terminal
import Testing

@testable import Console

@Suite("Work outside the screens")
struct WorkQueueTests {
  /// A queue that can be asked inside an expectation.
  private final class Queue {
    private(set) var queue = WorkQueue()
    func add(_ slot: String, writes: Bool = false, after: Int64 = 0, at uptime: Int64 = 0) -> Bool {
      queue.add(
        Job(owner: .screen(.review), slot: slot, what: slot, writes: writes, after: after) { _ in
          Job.Reply(message: slot, problem: nil)
        }, at: uptime)
    }
    func next(at uptime: Int64 = 0) -> WorkQueue.Entry? { queue.next(at: uptime) }
    func finish(_ number: Int, wasCancelled: Bool = false) -> WorkQueue.Finish {
      queue.finish(number, wasCancelled: wasCancelled)
    }
    func forget() -> Bool { queue.forget(.screen(.review)) }
    var waitingWrites: Int { queue.waiting.count { $0.job.writes } }
  }
  private let queue = Queue()

  @Test("a newer load replaces the older: its query is cancelled and its answer dropped")
  func replaces() throws {
    #expect(!queue.add("list"))
    let first = try #require(queue.next())
    #expect(queue.add("list"))
    #expect(queue.next()?.number == nil)
    #expect(queue.finish(first.number) == .dropped)
    let second = try #require(queue.next())
    #expect(queue.finish(second.number) == .wanted)
  }

  @Test("loads of other slots are left alone")
  func otherSlots() throws {
    #expect(!queue.add("list"))
    _ = try #require(queue.next())
    #expect(!queue.add("item"))
    #expect(queue.queue.waiting.count == 1)
  }

  @Test("a write goes first, is never replaced and never cancelled")
  func writes() throws {
    #expect(!queue.add("list"))
    #expect(!queue.add("", writes: true))
    #expect(!queue.add("", writes: true))
    let first = try #require(queue.next())
    #expect(first.job.writes && queue.waitingWrites == 1)
    #expect(!queue.forget())
    #expect(queue.waitingWrites == 1)
    #expect(queue.finish(first.number) == .wanted)
  }

  @Test("a query hit by a cancellation meant for the one before runs again, but not for ever")
  func strayCancellation() throws {
    #expect(!queue.add("list"))
    for _ in 1...5 {
      let hit = try #require(queue.next())
      #expect(queue.finish(hit.number, wasCancelled: true) == .again)
    }
    let last = try #require(queue.next())
    #expect(queue.finish(last.number, wasCancelled: true) == .wanted)
  }

  @Test("work that asks for rest waits for it")
  func rests() {
    #expect(!queue.add("detail", after: 150, at: 1000))
    #expect(queue.next(at: 1149)?.number == nil)
    #expect(queue.queue.wakesAt == 1150)
    #expect(queue.next(at: 1150)?.number != nil)
  }
}

@Suite("The console around the screens")
struct ShellTests {
  @Test("what was said on one screen is not said on the next; what failed is")
  func noticesStay() async {
    let desk = FakeDesk()
    var script = Script(.office)
    await script.works(with: desk)
    script.shell.say(Notice(.word, "Yours until 18:00 UTC."))
    script.presses(.character("4"))
    script.hides("Yours until")
    script.shell.say(Notice(.failure, "The disk is full."))
    script.presses(.character("1"))
    script.shows("The disk is full.")
  }

  @Test("a catalog that cannot be worked with is said once and is not a lost connection")
  func unsuitable() async {
    let desk = FakeDesk()
    var script = Script(.office)
    await script.works(with: desk)
    let problem = Problem(.unsuitable, "catalog.schema", happened: "This database holds no catalog.")
    script.receives(OfficeScreen.Message.answered(.failure(problem)))
    script.shows("This database holds no catalog.")
    #expect(script.shell.lost == nil)
  }

  @Test("a lost connection is a banner with a countdown, the old content stays, and it comes back by itself")
  func lostConnection() async {
    let desk = FakeDesk()
    var script = Script(.review)
    await script.works(with: desk)
    desk.lose(true)
    script.waits(milliseconds: 5_000)
    await script.works(with: desk)
    script.shows("✗ No catalog since 17:24. Trying again in 1 s.")
    script.shows("4101")
    script.waits(milliseconds: 1_000)
    await script.works(with: desk)
    script.shows("Trying again in 2 s.")
    desk.lose(false)
    script.waits(milliseconds: 2_000)
    await script.works(with: desk)
    script.hides("No catalog")
    script.says("The catalog is back.")
  }

  @Test("a spinner names what is loading after 150 ms, and Esc stops it")
  func spinner() {
    var script = Script(.registry)
    _ = script.shell.work.next(at: script.shell.sight.uptime)
    script.hides("loading")
    script.shell.sight.uptime += 149
    script.hides("loading")
    script.shell.sight.uptime += 1
    script.shows("loading who you are")
    script.presses(.escape)
    #expect(script.shell.wantsCancel)
    script.says("Stopped loading who you are.")
  }

  @Test("what was stopped is not read again by itself, whatever others change; Ctrl-L reads it")
  func stopped() async {
    var script = Script(.review)
    await script.works(with: FakeDesk())
    script.waits(milliseconds: 5_000)
    _ = script.shell.work.next(at: script.shell.sight.uptime)
    script.shell.sight.uptime += 150
    script.presses(.escape)
    script.says("Stopped loading the queue. Ctrl-L reads it again.")
    script.shell.hear([.review])
    script.waits(milliseconds: 60_000)
    #expect(script.work.isEmpty)
    script.presses(.control("l"))
    #expect(script.work == ["the queue", "the queues"])
  }

  @Test("what is visible is read again every five seconds without moving the cursor")
  func refreshes() async {
    let desk = FakeDesk()
    var script = Script(.review)
    await script.works(with: desk)
    script.presses(.down, .down)
    script.waits(milliseconds: 4_999)
    #expect(script.work.isEmpty)
    script.waits(milliseconds: 1)
    #expect(script.work == ["the queue", "the queues"])
    let rows = Array(ReviewRow.waiting.dropFirst())
    script.receives(
      ReviewScreen.Message.listed(.success(Page(rows: rows)), PageRequest.first))
    script.shows("›▲ 4103")
  }

  @Test("an old answer for another item is not shown")
  func oldAnswer() async {
    var script = Script(.review)
    await script.works(with: FakeDesk())
    script.presses(.enter)
    script.presses(.down, .enter)
    script.receives(ReviewScreen.Message.opened(.success(.fixture(4101)), item: 4101))
    script.hides("item 4101")
  }

  @Test("Backspace returns to the screen one came from, as it stood")
  func comesBack() async {
    let desk = FakeDesk()
    var script = Script(.office)
    await script.works(with: desk)
    script.presses(.character("3"))
    await script.works(with: desk)
    script.presses(.down, .character("o"))
    #expect(script.shell.front == .registry)
    script.presses(.backspace)
    script.shows("›▲ claims-triage")
    script.presses(.backspace)
    #expect(script.shell.front == .office)
    script.presses(.backspace)
    script.says("There is nothing to go back to.")
  }

  @Test("the office leads to the row it speaks of")
  func officeLeads() async {
    let desk = FakeDesk()
    var script = Script(.office)
    await script.works(with: desk)
    script.presses(.down, .down, .down, .down, .down, .enter)
    await script.works(with: desk)
    #expect(script.shell.front == .promotions)
    #expect(desk.asked.contains("promotion 12"))
    script.shows("kyc-summary prompt v22 → production")
  }

  @Test("c in the office claims the next high item and opens it")
  func officeClaims() async {
    let desk = FakeDesk()
    var script = Script(.office)
    await script.works(with: desk)
    script.presses(.character("c"))
    await script.works(with: desk)
    #expect(desk.asked.contains("claim next high") && desk.asked.contains("open 4102"))
    script.shows("yours 14:2")
  }

  @Test("a click goes to a tab, and a second click on a row opens it")
  func mouse() async {
    let desk = FakeDesk()
    var script = Script(.office)
    await script.works(with: desk)
    script.clicks(row: 1, column: 12)
    await script.works(with: desk)
    #expect(script.shell.front == .review)
    script.clicks(row: 6, column: 10)
    script.shows("›▲ 4103")
    script.clicks(row: 6, column: 10)
    await script.works(with: desk)
    #expect(desk.asked.last == "open 4103")
  }

  @Test("q leaves, Ctrl-L paints again, a hang-up leaves too")
  func orders() {
    var script = Script(.office)
    script.presses(.control("l"), .character("q"))
    #expect(script.shell.orders == [.repaint, .quit])
    script.shell.orders = []
    script.shell.receive(.hangup)
    #expect(script.shell.orders == [.quit])
  }
}
