import Governance
import Terminal
import Testing

@testable import Console

@Suite("Words for times and figures")
struct WordsTests {
  @Test(
    "times are said as an officer says them",
    arguments: [
      (720, "12 min"), (11_400, "3 h 10"), (93_600, "1 d 02"), (-720, "−12 min"), (40, "40 s"), (0, "0 s"),
      (86_399, "23 h 59"),
    ])
  func spans(seconds: Int64, words: String) {
    #expect(TimeWords.left(until: Instant.pinned.advanced(bySeconds: seconds), now: .pinned) == words)
  }

  @Test("the clock, the quarter and a lease")
  func clock() {
    #expect(TimeWords.clock(.pinned) == "Sat 21 Nov 17:24 UTC")
    #expect(TimeWords.quarter(.pinned) == "Q4 2026")
    #expect(TimeWords.countdown(until: Instant.pinned.advanced(bySeconds: 861), now: .pinned) == "14:21")
    #expect(TimeWords.countdown(until: .pinned, now: .minutes(5)) == "0:00")
    #expect(TimeWords.ago(.minutes(-9 * 1440), now: .pinned) == "2026-11-12")
  }

  @Test(
    "scores lose their zero, odd figures are named",
    arguments: [
      (0.94, ".94"), (1.0, "1.00"), (-0.5, "-.50"), (3.254, "3.25"), (.nan, "not a number"), (.infinity, "∞"),
      (1e300, "1e+300"),
    ])
  func scores(value: Double, words: String) {
    #expect(NumberWords.score(value) == words)
  }

  @Test("counts are grouped, estimates say so")
  func counts() {
    #expect(NumberWords.count(.exactly(318)) == "318")
    #expect(NumberWords.count(.about(18_204_911)) == "about 18 204 911")
    #expect(NumberWords.bytes(90_112) == "90 KB")
  }
}

@Suite("Reading")
struct ReadingTests {
  @Test("numbers the lines of a text and marks what was flagged by its scalars, also across rows")
  func flagged() throws {
    var document = Document(columns: 26)
    let part = Document.Flagged(start: 4, end: 24, words: "toxicity .94")
    document.numbered("abc defgh ijkl mnop qrst uvw\nlast", flagged: [part])
    #expect(
      document.lines.map { $0.left.map(\.text).joined() } == [
        "   1  abc defgh ijkl mnop", "          ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔", "      qrst uvw", "      ▔▔▔▔ toxicity .94",
        "   2  last",
      ])
    #expect(document.lines[2].tints == [Document.Tint(column: 6, columns: 4, role: .flagged)])
    #expect(document.lines.map(\.isMatch) == [true, false, true, false, false])
  }

  @Test("ignores flagged parts that lie outside the text", arguments: [(-5, -1), (4, 2), (99, 120), (0, 0)])
  func outside(start: Int, end: Int) {
    var document = Document(columns: 40)
    document.numbered("text", flagged: [Document.Flagged(start: start, end: end, words: "x")])
    #expect(document.lines.count == 1)
  }

  @Test("shows a long difference by its changed places only")
  func hunks() {
    let old = (1...200).map { "line \($0)" }
    var new = old
    new[99] = "line one hundred"
    var document = Document(columns: 60)
    document.difference(wordDiff(from: old.joined(separator: "\n"), to: new.joined(separator: "\n")))
    #expect(
      document.lines.map { $0.left.map(\.text).joined() } == [
        "  ⋯", "  line 98", "  line 99", "- line 100", "+ line [one hundred]", "  line 101", "  line 102", "  ⋯",
      ])
  }

  @Test("writes a JSON body out as lines, messages under their role")
  func body() {
    let lines = BodyText.lines(
      of:
        #"{"messages":[{"content":"one\ntwo","role":"system"}],"params":{"stop":[],"t":0.20},"name":"x\u00e9\ud83d\ude00"}"#
    )
    #expect(lines == ["system:", "  one", "  two", "params:", "  stop: none", "  t: 0.20", "name: xé😀"])
    #expect(BodyText.lines(of: "{not json\nat all") == ["{not json", "at all"])
  }
}

@Suite("A list paged by key")
struct PagedListTests {
  struct Row: Identifiable, Sendable, Equatable { var id: Int }

  private func page(_ range: Range<Int>, of total: Int = 1000) -> Page<Row> {
    Page(rows: range.map { Row(id: $0) }, next: range.upperBound < total ? "\(range.upperBound)" : nil)
  }

  private func filled(_ pages: Int, of total: Int = 100_000) -> PagedList<Row> {
    var list = PagedList<Row>()
    list.fit(height: 20)
    for number in 0..<pages {
      let after = number == 0 ? nil : "\(number * 100)"
      list.take(
        page(number * 100..<number * 100 + 100, of: total), for: PageRequest(after: after, limit: 100, page: number))
    }
    return list
  }

  @Test("asks for the next page ahead of the cursor, and for none at the end")
  func readsAhead() {
    var list = PagedList<Row>()
    list.fit(height: 20)
    #expect(list.missing() == PageRequest(after: nil, limit: 100, page: 0))
    list.take(page(0..<100), for: PageRequest(after: nil, limit: 100, page: 0))
    #expect(list.missing() == nil)
    for _ in 0..<50 { _ = list.move(.down) }
    #expect(list.missing() == PageRequest(after: "100", limit: 100, page: 1))
    list.take(Page(rows: (100..<110).map { Row(id: $0) }), for: PageRequest(after: "100", limit: 100, page: 1))
    _ = list.move(.bottom)
    #expect(list.cursor == 109 && list.missing() == nil && list.isComplete)
  }

  @Test("keeps the cursor on its row when others come and go")
  func keepsTheRow() {
    var list = filled(1, of: 100)
    for _ in 0..<30 { _ = list.move(.down) }
    let request = list.reload()
    list.take(Page(rows: (5..<100).map { Row(id: $0) }), for: request)
    #expect(list.current?.id == 30 && list.cursor == 25)
    list.take(Page(rows: (5..<100).filter { $0 != 30 }.map { Row(id: $0) }), for: list.reload())
    #expect(list.current?.id == 31)
  }

  @Test("scrolls by half a page when the cursor leaves the window")
  func halfPages() {
    var list = filled(1)
    for _ in 0..<19 { _ = list.move(.down) }
    #expect(list.top == 0)
    _ = list.move(.down)
    #expect(list.top == 11 && list.cursor == 20)
  }

  @Test("lets far pages go and reads them again on the way back")
  func letsGo() {
    var list = filled(40)
    _ = list.move(.bottom)
    list.take(page(4000..<4100, of: 100_000), for: PageRequest(after: "4000", limit: 100, page: 40))
    #expect(list.row(at: 5) == nil && list.count == 4100)
    _ = list.move(.top)
    #expect(list.missing() == PageRequest(after: nil, limit: 100, page: 0))
    list.take(page(0..<100, of: 100_000), for: PageRequest(after: nil, limit: 100, page: 0))
    #expect(list.row(at: 5)?.id == 5 && list.count == 4100)
  }

  @Test("is empty without a trap")
  func empty() {
    var list = PagedList<Row>()
    for motion in Motion.allCases { _ = list.move(motion) }
    list.take(Page(rows: []), for: PageRequest(after: nil, limit: 100, page: 0))
    #expect(list.current == nil && list.isComplete && list.isEmpty)
  }
}
