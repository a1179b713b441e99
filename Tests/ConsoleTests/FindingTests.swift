import Governance
import Terminal
import Testing

@testable import Console

@Suite("Words are found in a text")
struct FindingTests {
  private let desk = FakeDesk()

  private func reading(columns: Int = 120) async -> Script {
    var script = Script(.review, rows: 40, columns: columns)
    await script.works(with: desk)
    script.presses(.down, .enter)
    await script.works(with: desk)
    return script
  }

  @Test("every place is marked and counted, n and N step, Esc takes the marks away before it goes back")
  func finds() async {
    var script = await reading()
    script.presses(.character("/"))
    script.types("YOU")
    script.presses(.enter)
    script.says("n N step")
    let frame = script.shell.render()
    let marked = (0..<40).flatMap { row in
      (0..<120).filter { frame.role(at: Position(row: row, column: $0)) == .match }.map { (row, $0) }
    }
    #expect(marked.count >= 3 && marked.count.isMultiple(of: 3))
    script.presses(.character("n"), .character("N"), .escape)
    #expect(script.shell.isReading)
    let after = script.shell.render()
    #expect(
      !(0..<40).contains { row in (0..<120).contains { after.role(at: Position(row: row, column: $0)) == .match } })
    script.presses(.escape)
    #expect(!script.shell.isReading)
  }

  @Test("what is not there is said, and letters of any script are found whatever their case")
  func others() {
    var document = Document(columns: 30)
    document.paragraph("Straße ÄRGER 両替所 ärger \u{202E}x")
    var pane = ReadingPane()
    pane.open(document)
    pane.fit(height: 5)
    pane.find("ärger")
    #expect(pane.places == 2)
    pane.find("両替")
    #expect(pane.places == 1)
    pane.find("nowhere")
    #expect(pane.places == 0)
    pane.find("")
    #expect(pane.places == 0 && pane.wanted.isEmpty)
  }

  @Test("in a list / filters as ever")
  func lists() async {
    var script = Script(.registry, rows: 40, columns: 120)
    await script.works(with: desk)
    #expect(!script.shell.isReading)
    script.presses(.character("/"))
    if case .line? = script.shell.layers.last {} else { Issue.record("not a filter") }
  }

  @Test("# numbers the lines of a text and takes the numbers away")
  func numbers() async {
    var script = Script(.incidents, rows: 40, columns: 120)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    let body = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(38) }
    let plain = body(script.text)
    script.presses(.character("#"))
    #expect(body(script.text) != plain)
    script.shows("   1 ")
    script.says("Texts with line numbers.")
    script.presses(.character("#"))
    #expect(body(script.text) == plain)
    script.says("Texts without line numbers.")
  }

  @Test("| sets the old text beside the new, words marked on both sides, and narrow panes keep one text")
  func besides() async {
    var script = Script(.registry, rows: 40, columns: 200)
    await script.works(with: desk)
    script.waits(milliseconds: 200)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character("."), .character("d"))
    await script.works(with: desk)
    script.presses(.character("|"))
    let rows = script.text.split(separator: "\n").filter { $0.contains("- ") && $0.contains(" │ + ") }
    #expect(!rows.isEmpty, "\(script.text)")
    script.resizes(rows: 24, columns: 60)
    script.hides(" │ + ")
  }

  @Test("side by side, every row keeps the line between at its column, whatever the text", arguments: [63, 80, 121])
  func aligned(columns width: Int) {
    let old = "same\n漢漢漢漢 old words here and more of them than fit in half\ne\u{301}\u{301} 👩‍👩‍👧 \u{202E}x\nend"
    let new =
      "same\n漢漢漢漢 new words\nadded line\n\u{1B}[2J and a very long line that has to be wrapped at least once\nend"
    var document = Document(columns: width)
    document.difference(wordDiff(from: old, to: new), sideBySide: true)
    let room = (width - 3) / 2
    for line in document.lines {
      var used = 0
      for piece in line.left {
        if piece.role == .border { break }
        used += [piece].columns
      }
      let border = line.left.first { $0.role == .border }
      #expect(used + [border].compactMap { $0 }.columns == room + 3)
      #expect(line.left.columns <= width)
    }
  }
}
