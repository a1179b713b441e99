import Governance
import SeededNumbers
import Terminal
import Testing

@testable import Console

@Suite("Columns of lists")
struct ColumnTests {
  private func width(_ range: ClosedRange<Int>, grows: Bool = false) -> ColumnLayout.Width {
    ColumnLayout.Width(range: range, grows: grows)
  }

  @Test("stand one after another, and take what is left over")
  func wide() {
    let layout = ColumnLayout([width(10...12, grows: true), width(4...6), width(5...5)], room: 40, aside: 3)
    #expect(layout.before == 0 && layout.after == 0 && layout.mostBefore == 0)
    #expect(layout.places.map(\.column) == [0, 28, 35])
    #expect(layout.places.map(\.width) == [27, 6, 5])
  }

  @Test("that do not fit come by sideways, past the first, which keeps its place")
  func narrow() {
    let widths = [width(10...20), width(8...8), width(8...8), width(8...8), width(8...8)]
    let first = ColumnLayout(widths, room: 32, aside: 0)
    #expect(first.places.map(\.index) == [0, 1, 2] && first.before == 0 && first.after == 2 && first.mostBefore == 2)
    let last = ColumnLayout(widths, room: 32, aside: 9)
    #expect(last.places.map(\.index) == [0, 3, 4] && last.before == 2 && last.after == 0)
  }

  @Test("never overlap or leave their room, and all can be reached, however narrow it is")
  func anyWidth() {
    var random = SplitMix(seed: 26)
    for _ in 0..<5_000 {
      let widths = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        let least = Int.random(in: 1...30, using: &random)
        return width(least...(least + Int.random(in: 0...20, using: &random)), grows: Bool.random(using: &random))
      }
      let room = Int.random(in: 3...160, using: &random)
      var seen: Set<Int> = []
      let most = ColumnLayout(widths, room: room, aside: 0).mostBefore
      for aside in 0...most {
        let layout = ColumnLayout(widths, room: room, aside: aside)
        #expect(layout.mostBefore == most)
        #expect(layout.places.first?.index == 0 && layout.places.first?.column == 0)
        #expect(layout.before + layout.after + layout.places.count == widths.count)
        var end = -1
        for place in layout.places {
          #expect(place.column == end + 1 && place.width > 0 && place.column + place.width <= room)
          end = place.column + place.width
        }
        seen.formUnion(layout.places.map(\.index))
      }
      #expect(seen.count == widths.count, "\(room): \(widths)")
    }
  }

  @Test("move sideways in a list by arrows, and say how many are on either side")
  func sideways() async {
    var script = Script(.registry, rows: 24, columns: 60)
    await script.works(with: FakeDesk())
    script.shows("name")
    script.shows("→3")
    script.hides("←1")
    let name = script.text.split(separator: "\n").first { $0.contains("›") }.map { String($0.prefix(20)) }
    for _ in 0..<9 { script.presses(.right) }
    script.shows("changed")
    script.shows("←")
    script.hides("→1")
    #expect(script.text.split(separator: "\n").first { $0.contains("›") }.map { String($0.prefix(20)) } == name)
    for _ in 0..<9 { script.presses(.left) }
    script.hides("←1")
    #expect(script.shell.motionLines.contains { $0.words == "sideways" })
    // Where all fit there is nothing to pass by.
    script.resizes(rows: 24, columns: 90)
    script.presses(.right)
    script.hides("←1")
    #expect(!script.shell.motionLines.contains { $0.words == "sideways" })
  }

  @Test("are chosen for a screen, in an order, and found again in the next sitting by the same officer alone")
  func choice() async {
    let store = MemoryColumns()
    var personal = Personal()
    personal.columns = store
    var script = Script(.registry, rows: 24, columns: 80, personal: personal)
    await script.works(with: FakeDesk())
    script.presses(.character(";"))
    script.shows("Columns of Registry")
    script.shows("stays the first")
    // Kind is hidden; production goes behind the team.
    script.presses(.space, .down, .right, .space, .space, .enter)
    script.says("kept for you")
    let head = script.text.split(separator: "\n").first { $0.contains("name") && $0.contains("team") }
    #expect(head.map { !$0.contains("kind") } == true, "\(script.text)")
    let owner = "\(Officer.ada.catalog) \(Officer.ada.login)"
    #expect(store.columns(of: owner) == ["registry": ["name", "team", "production", "owner", "changed"]])

    var next = Script(.registry, rows: 24, columns: 80, personal: personal)
    await next.works(with: FakeDesk())
    #expect(next.shell.sight.columns[.registry]?.first == "name")
    // The usual ones are no choice that would have to be kept.
    next.presses(.character(";"), .character("u"), .enter)
    #expect(store.columns(of: owner) == [:])
    #expect(store.columns(of: "somebody else") == [:])
  }

  @Test("are left as they were by Esc, and refused where there is no list")
  func refused() async {
    var script = Script(.registry, rows: 24, columns: 80)
    await script.works(with: FakeDesk())
    let before = script.text
    script.presses(.character(";"), .space, .escape)
    #expect(script.text == before)
    script.presses(.character("1"), .character(";"))
    script.says("no list whose columns")
  }

  @Test("whose names nobody knows any more are passed over")
  func forgotten() {
    let heads = ["a", "b", "c"].map { ColumnHead(name: $0, isUsual: $0 != "c") }
    #expect(ColumnChoice.shown(heads, chosen: nil) == [0, 1])
    #expect(ColumnChoice.shown(heads, chosen: ["gone", "c", "a", "c"]) == [0, 2])
    #expect(ColumnChoice.shown(heads, chosen: []) == [0])
  }

  @Test("have names that are short and unique on their screen")
  func names() {
    for seat in ScreenIndex.entries.map({ $0.make(Sight(now: .pinned)) }) {
      let names = seat.columnHeads.map(\.name)
      #expect(Set(names).count == names.count, "\(seat.title)")
      #expect(names.allSatisfy { !$0.isEmpty && $0.count <= 14 }, "\(seat.title): \(names)")
      #expect(seat.columnHeads.first?.isUsual != false)
    }
  }
}
