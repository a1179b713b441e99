import Testing

@testable import Terminal

@Suite("Twins of what a terminal cannot show")
struct FoldingTests {
  private func folded(_ text: String, _ folding: Folding = .ascii) -> String {
    var frame = Frame(Size(rows: 1, columns: columns(of: text)))
    frame.write(text, row: 0)
    let cells = folding.fold(Array(frame.cells)[...]) { $0 }
    return String(String.UnicodeScalarView(cells.compactMap { Unicode.Scalar($0.glyph) }))
  }

  @Test(
    "name the same limit, in as many columns",
    arguments: [
      (".931 ≥ .900", ".931 >=.900"), ("≤ 30 d", "<=30 d"), ("a ≥5", "a>=5"), ("≤≥ ", "?>="), ("x≥3", "x?3"),
      ("≥", "?"), ("n ≠ 3", "n !=3"),
    ])
  func limits(_ pair: (text: String, twin: String)) {
    #expect(folded(pair.text) == pair.twin)
    #expect(folded(pair.text).count == columns(of: pair.text))
    // Never the bare sign, which means another limit.
    #expect(folded(pair.text).replacing("<=", with: "").replacing(">=", with: "").allSatisfy { $0 != "<" && $0 != ">" })
  }

  @Test("leave names readable where accents cannot be shown")
  func names() {
    #expect(folded("Inês Muñoz, Zoë, Åsa, François, Straße × 2") == "Ines Munoz, Zoe, Asa, Francois, Stra?e x 2")
  }

  @Test("keep the width of whatever stands there, marks and wide glyphs too")
  func width() {
    for text in ["▲ high ✓ met – · … → ≥ x", "漢字 ≥ 字", "e\u{301} ≤ é", "┌──┐│ ≥│"] {
      for folding in [Folding.ascii, .asciiWithBoxes, .console] {
        var frame = Frame(Size(rows: 1, columns: columns(of: text)))
        frame.write(text, row: 0)
        #expect(folding.fold(Array(frame.cells)[...]) { $0 }.count == frame.cells.count)
      }
    }
  }
}
