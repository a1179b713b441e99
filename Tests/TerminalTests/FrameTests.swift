import SeededNumbers
import Testing

@testable import Terminal

@Suite("A frame")
struct FrameTests {
  @Test("shows ASCII as it is and clips it at the right edge")
  func clipsAscii() {
    var frame = Frame(Size(rows: 2, columns: 8))
    #expect(frame.write("countersign", row: 0) == 8)
    #expect(frame.write("to the end", row: 1, column: 5) == 3)
    #expect(frame.text() == "counters\n     to")
  }

  @Test("never leaves half of a wide glyph behind")
  func cutsWideGlyphs() {
    var frame = Frame(Size(rows: 1, columns: 6))
    frame.write("漢字", row: 0)
    frame.write("x", row: 0, column: 1)
    #expect(frame.text() == " x字")
    #expect(frame.write("漢字", row: 0, column: 3) == 3)
    #expect(frame.text() == " x 漢")
  }

  @Test("keeps glyphs whole however writes overlap: 20,000 random ones")
  func staysWhole() {
    let pieces = ["漢", "a", "e\u{301}", "x漢字", "👍🏽", "\u{FE0F}", "字\u{301}", "9\u{FE0F}\u{20E3}", "ab漢", "\u{202E}漢"]
    var random = SplitMix(seed: 13)
    var frame = Frame(Size(rows: 1, columns: 9))
    for _ in 0..<20_000 {
      let text =
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
        + pieces[Int.random(in: 0..<pieces.count, using: &random)]
      let columns = Bool.random(using: &random) ? nil : Int.random(in: 0...9, using: &random)
      frame.write(text, row: 0, column: Int.random(in: -6...9, using: &random), columns: columns)
      for column in 0..<9 {
        let next = column < 8 && frame.cells[column + 1].isContinuation
        if frame.cells[column].isWide != next || frame.cells[0].isContinuation {
          Issue.record("half a glyph at \(column) after '\(text)': \(frame.cells)")
          return
        }
      }
    }
  }

  @Test("places ASCII alike with and without looking it up")
  func placesAsciiAlike() {
    for value in UInt32(0x20)...0x7E {
      for follower: UInt32 in [0x301, 0xFE0F, 0x20E3, 0x200D, 0x1F3FB, 0x1161] {
        var (one, two) = (Placing(.single), Placing(.single))
        _ = one.place(value)
        two.pass(ascii: value)
        let (first, second) = (one.place(follower), two.place(follower))
        #expect(first == second, "\(value) \(follower)")
      }
    }
  }

  @Test("takes apart what terminals disagree about")
  func takesApart() {
    var frame = Frame(Size(rows: 6, columns: 24))
    frame.write("👨‍👩‍👧.", row: 0)
    frame.write("🇩🇪.", row: 1)
    frame.write("👍🏽. 1️⃣. ❤️.", row: 2)
    frame.write("a\u{202E}b\u{1B}[2Jc", row: 3)
    frame.write("a\u{202E}b", row: 4, marks: .named)
    frame.write("e\u{301}\u{301}\u{301}\u{301}\u{301}.", row: 5)
    #expect(
      frame.text() == """
        👨·👩·👧.
        DE.
        👍·. 1·. ❤.
        a�b�[2Jc
        a‹U+202E RLO›b
        e\u{301}\u{301}\u{301}\u{301}�.
        """)
    #expect(frame.role(at: Position(row: 3, column: 1)) == .mark)
    #expect(frame.role(at: Position(row: 1, column: 0)) == .mark)
  }

  @Test("counts columns as it draws them", arguments: ["plain", "漢字かな", "e\u{301}t\u{E9}", "👨‍👩‍👧", "น้ำ", "क्षि", "a\u{AD}b"])
  func countsColumns(text: String) {
    for marks in [Marks.single, .named] {
      var frame = Frame(Size(rows: 1, columns: 200))
      #expect(frame.write(text, row: 0, marks: marks) == columns(of: text, marks: marks))
    }
  }

  @Test("places only what every terminal agrees on, for every scalar there is")
  func everyScalar() {
    var frame = Frame(Size(rows: 1, columns: 20))
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a" + String(Character(scalar))
      frame.fill(frame.area, as: .text)
      let used = frame.write(text, row: 0, marks: value % 2 == 0 ? .single : .named)
      var filled = 0
      for cell in frame.cells[..<used] {
        filled += 1
        if cell.isContinuation { continue }
        for glyph in cell.glyph < Cell.firstCluster ? [cell.glyph] : frame.cluster(of: cell.glyph).scalars {
          let kind = ScalarClass(of: glyph).kind
          let placeable = kind != .marked && kind != .regional
          if !placeable && glyph != MarkText.single { Issue.record("U+\(String(value, radix: 16)) placed \(glyph)") }
        }
      }
      if filled != used || used != columns(of: text, marks: value % 2 == 0 ? .single : .named) {
        Issue.record("U+\(String(value, radix: 16)): \(used) columns, \(filled) cells")
      }
    }
  }

  @Test("draws a box with a title, and pastes another frame over it")
  func drawsBoxes() {
    var frame = Frame(Size(rows: 3, columns: 14))
    frame.box(frame.area, title: "Queue")
    var other = Frame(Size(rows: 1, columns: 4))
    other.write("e\u{301}字", row: 0)
    frame.paste(other, at: Position(row: 1, column: 2))
    #expect(
      frame.text() == """
        ┌ Queue ─────┐
        │ é字        │
        └────────────┘
        """)
  }
}
