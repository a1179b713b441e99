import SeededNumbers
import Testing

@testable import Terminal

@Suite("Wrapping and fitting")
struct WrappingTests {
  @Test("breaks at blanks, then anywhere, and keeps the blank at the end of its line")
  func breaksAtBlanks() {
    #expect(wrap("the quick brown fox", columns: 10).map(\.text) == ["the quick ", "brown fox"])
    #expect(wrap("incomprehensibilities", columns: 8).map(\.text) == ["incompre", "hensibil", "ities"])
    #expect(wrap("漢字漢字漢", columns: 5).map(\.text) == ["漢字", "漢字", "漢"])
    #expect(wrap("", columns: 5).map(\.text) == [""])
    #expect(wrap("a\r\nb\n\nc", columns: 5).map(\.text) == ["a", "b", "", "c"])
    #expect(wrap("a\n b c", columns: 3).map(\.number) == [0, 1, 1])
  }

  @Test("tells which scalars stand in each line")
  func tellsScalars() {
    let text = "one two\r\nthree e\u{301}four five"
    let lines = wrap(text, columns: 8)
    let scalars = Array(text.unicodeScalars)
    for line in lines { #expect(Array(line.text.unicodeScalars) == Array(scalars[line.scalars])) }
    #expect(lines.first?.scalars == 0..<7)
    #expect(lines.dropFirst().first?.scalars.lowerBound == 9)
  }

  @Test("never makes a line wider than the room, whatever the text")
  func staysWithin() {
    let pieces = ["a", " ", "漢", "e\u{301}", "\u{202E}", "👨‍👩‍👧", "word ", "\n", "\t", "\u{7}", "น้ำ", "🇩🇪"]
    var random = SplitMix(seed: 7)
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let room = Int.random(in: 20...30, using: &random)
      var next = 0
      for line in wrap(text, columns: room) {
        var visible = line.text
        while visible.last == " " { visible.removeLast() }
        #expect(columns(of: visible, marks: .named) <= room)
        #expect(line.scalars.lowerBound >= next && line.scalars.lowerBound - next <= 2)
        next = line.scalars.upperBound
      }
      #expect(next == text.unicodeScalars.count || text.last == "\n" || text.last == "\r\n")
    }
  }

  @Test("cuts with an ellipsis only when it must")
  func cuts() {
    #expect(truncated("exactly", to: 7) == "exactly")
    #expect(truncated("exactly", to: 6) == "exact…")
    #expect(truncated("漢字漢字", to: 6) == "漢字…")
    #expect(truncated("abc", to: 1) == "…")
    #expect(truncated("abc", to: 0) == "")
    var frame = Frame(Size(rows: 3, columns: 8))
    frame.writeFitted("12.5", row: 0, column: 0, columns: 8, align: .right)
    frame.writeFitted("long words", row: 1, column: 0, columns: 8)
    frame.writeFitted("mid", row: 2, column: 0, columns: 8, align: .center)
    #expect(frame.text() == "    12.5\nlong wo…\n  mid")
  }
}
