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
