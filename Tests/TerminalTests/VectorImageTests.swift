import Foundation
import FoundationXML
import Testing

@testable import Terminal

@Suite("A picture as SVG")
struct VectorImageTests {
  func sample() -> Frame {
    var frame = Frame(Size(rows: 6, columns: 40))
    frame.box(frame.area, title: "Queue <&>", focused: true)
    frame.write("▲ 0192f3c41 \"toxic\"", row: 1, column: 1, as: .tierHigh)
    frame.write("漢字 e\u{301} ⣿⡇ ▁▂▃▄▅▆▇█ ┏━┓", row: 2, column: 1)
    frame.write("selected \u{1B}[2J row", row: 3, column: 1, as: .selected)
    frame.write("linked words", row: 4, column: 1, as: .link)
    return frame
  }

  @Test("is the same bytes twice and parses as XML", arguments: ThemeIndex.names)
  func parses(name: String) throws {
    let theme = try ThemeIndex.theme(named: name)
    let one = VectorImage.document(of: sample(), theme: theme, title: "a <b> \u{1}")
    let two = VectorImage.document(of: sample(), theme: theme, title: "a <b> \u{1}")
    #expect(one == two)
    let document = try XMLDocument(xmlString: one)
    #expect(document.rootElement()?.name == "svg")
    #expect(!one.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test("stretches ASCII to its columns, and draws lines, blocks and dots as shapes")
  func draws() {
    let svg = VectorImage.document(of: sample(), theme: ThemeIndex.standard, title: "sample")
    #expect(svg.contains("textLength=\"142.8\" lengthAdjust=\"spacingAndGlyphs\""))
    #expect(svg.contains(">▲</text>") && svg.contains(">漢</text>") && svg.contains(">e\u{301}</text>"))
    #expect(svg.contains("0192f3c41 &quot;toxic&quot;"))
    for drawn in ["│", "─", "┏", "█", "⣿"] { #expect(!svg.contains(drawn)) }
    #expect(svg.components(separatedBy: "<circle").count == 1 + 8 + 4)
  }
}
