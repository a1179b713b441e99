import Governance
import Operations
import Testing

@testable import Console

@Suite("A list paged by key")
struct PagedListTests {
  struct Row: Identifiable, Sendable, Equatable {
    var id: Int
    var word = ""
  }

  /// A catalog with these rows, ordered by id, that answers by key as the real one does.
  struct Shelf {
    var rows: [Row]
    private(set) var asked: [PageRequest] = []

    init(_ count: Int) { rows = (0..<count).map { Row(id: $0) } }

    mutating func answer(_ request: PageRequest) -> Page<Row> {
      asked.append(request)
      let ordered: [Row]
      switch request.place {
      case .first: ordered = rows
      case .last: ordered = rows.reversed()
      case .after(let cursor): ordered = rows.filter { $0.id > Int(cursor) ?? -1 }
      case .before(let cursor): ordered = rows.reversed().filter { $0.id < Int(cursor) ?? -1 }
      }
      return Page(
        read: Array(ordered.prefix(request.limit + 1)), at: request.place, limit: request.limit, cursor: { "\($0.id)" })
    }

    /// Answers until nothing more is asked.
    mutating func fill(_ list: inout PagedList<Row>) {
      if !list.isLoaded { list.take(answer(list.reload()), for: list.asked ?? .first) }
      while let request = list.missing() { list.take(answer(request), for: request) }
    }
  }

  private func opened(_ shelf: inout Shelf, height: Int = 20) -> PagedList<Row> {
    var list = PagedList<Row>()
    list.fit(height: height)
    shelf.fill(&list)
    return list
  }

  @Test("asks for the next page ahead of the cursor, and for none at the end")
  func readsAhead() {
    var shelf = Shelf(130)
    var list = opened(&shelf)
    #expect(list.count == 100 && shelf.asked.count == 1)
    for _ in 0..<50 { _ = list.move(.down) }
    shelf.fill(&list)
    #expect(shelf.asked.last?.place == .after("99") && list.count == 130 && list.isComplete)
    _ = list.move(.bottom)
    #expect(list.cursor == 129 && list.missing() == nil)
  }

  @Test("asks one question for the end of a million rows, reads backwards from there, and one for the beginning")
  func bothEnds() {
    var shelf = Shelf(1_000_000)
    var list = opened(&shelf)
    _ = list.move(.bottom)
    #expect(list.isJumping && list.cursor == 0)
    let end = list.missing()
    #expect(end?.place == .last && end?.limit == 100)
    #expect(list.missing() == nil)
    if let end { list.take(shelf.answer(end), for: end) }
    #expect(list.current?.id == 999_999 && !list.isComplete)
    shelf.fill(&list)
    for _ in 0..<300 {
      _ = list.move(.up)
      shelf.fill(&list)
    }
    #expect(list.current?.id == 999_699)
    #expect(shelf.asked.filter { $0.place.isBackwards }.allSatisfy { $0.limit == 100 })
    _ = list.move(.top)
    let start = list.missing()
    #expect(start?.place == .first)
    if let start { list.take(shelf.answer(start), for: start) }
    #expect(list.current?.id == 0 && list.top == 0)
    #expect(shelf.asked.count < 12)
  }

  @Test("counts steps typed while an end is on its way from there, and takes the other end back")
  func typedAhead() {
    var shelf = Shelf(1_000)
    var list = opened(&shelf)
    _ = list.move(.bottom)
    _ = list.move(.up)
    _ = list.move(.up)
    shelf.fill(&list)
    #expect(list.current?.id == 997)
    _ = list.move(.top)
    shelf.fill(&list)
    _ = list.move(.bottom)
    let late = list.missing()
    _ = list.move(.top)
    #expect(!list.isJumping && list.current?.id == 0)
    if let late { list.take(shelf.answer(late), for: late) }
    #expect(list.current?.id == 0 && list.row(at: 0)?.id == 0)
  }

  @Test("lets far rows go and reads them again, from either side")
  func letsGo() {
    var shelf = Shelf(10_000)
    var list = opened(&shelf)
    for _ in 0..<400 {
      _ = list.move(.pageDown)
      shelf.fill(&list)
    }
    #expect(list.current?.id == 7_600 && list.count <= PagedList<Row>.keptRows + 100)
    for _ in 0..<400 {
      _ = list.move(.pageUp)
      shelf.fill(&list)
    }
    #expect(list.current?.id == 0 && list.count <= PagedList<Row>.keptRows + 100)
    #expect(list.rows.map(\.id) == Array(0..<list.count))
  }

  @Test("keeps the cursor on its row when others come and go, wherever it stands")
  func keepsTheRow() {
    var shelf = Shelf(500)
    var list = opened(&shelf)
    for _ in 0..<300 {
      _ = list.move(.down)
      shelf.fill(&list)
    }
    shelf.rows.removeAll { $0.id % 7 == 0 && $0.id != 300 }
    let request = list.reload()
    list.take(shelf.answer(request), for: request)
    #expect(list.current?.id == 300)
    shelf.rows.removeAll { $0.id == 300 }
    let again = list.reload()
    list.take(shelf.answer(again), for: again)
    #expect(list.current?.id == 302)
  }

  @Test("tells the rows apart that changed or came, for a moment, and none that were only read for the first time")
  func flashes() {
    var shelf = Shelf(300)
    var list = opened(&shelf)
    var request = list.reload()
    list.take(shelf.answer(request), for: request, at: 1_000)
    #expect(list.changed.isEmpty)
    shelf.rows[3].word = "claimed"
    shelf.rows.removeAll { $0.id == 5 }
    shelf.rows.insert(Row(id: -1), at: 0)
    request = list.reload()
    list.take(shelf.answer(request), for: request, at: 2_000)
    #expect(list.changed == [-1, 3])
    list.fade(at: 2_500)
    #expect(!list.changed.isEmpty)
    list.fade(at: 2_700)
    #expect(list.changed.isEmpty)
    shelf.rows[3].word = "calm"
    request = list.reload()
    list.take(shelf.answer(request), for: request, at: nil)
    #expect(list.changed.isEmpty)
  }

  @Test("scrolls by half a page when the cursor leaves the window")
  func halfPages() {
    var shelf = Shelf(100)
    var list = opened(&shelf)
    for _ in 0..<19 { _ = list.move(.down) }
    #expect(list.top == 0)
    _ = list.move(.down)
    #expect(list.top == 11 && list.cursor == 20)
  }

  @Test("asks again after an answer that did not come")
  func givesUp() {
    var shelf = Shelf(1_000)
    var list = opened(&shelf)
    _ = list.move(.bottom)
    #expect(list.missing() != nil)
    #expect(list.missing() == nil)
    list.giveUp()
    #expect(!list.isJumping && list.missing() == nil)
    _ = list.move(.bottom)
    shelf.fill(&list)
    #expect(list.current?.id == 999)
  }

  @Test("goes no further than what is here where rows say no place, as of a list that is made out on the way")
  func forwardOnly() {
    var list = PagedList<Row>()
    list.fit(height: 5)
    list.take(Page(rows: (0..<50).map { Row(id: $0) }, next: "50"), for: list.reload())
    _ = list.move(.bottom)
    #expect(list.cursor == 49 && list.missing()?.place == .after("50"))
  }

  @Test("is empty without a trap, and takes no answer meant for another filter")
  func empty() {
    var list = PagedList<Row>()
    for motion in Motion.allCases { _ = list.move(motion) }
    let early = list.reload()
    list.clear()
    list.take(Page(rows: [Row(id: 1)]), for: early)
    #expect(!list.isLoaded)
    list.take(Page(rows: []), for: list.reload())
    #expect(list.current == nil && list.isComplete && list.isEmpty)
  }
}
