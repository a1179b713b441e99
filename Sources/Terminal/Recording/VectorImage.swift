/// A picture of the screen as SVG: the same bytes every time for the same picture.
///
/// Boxes, blocks and braille are drawn as shapes, since glyphs of a font leave gaps between rows. Runs of ASCII are one
/// text each, stretched to their columns; every other glyph stands alone at its cell, so that no font can push a border.
package struct VectorImage {
  /// Tenths of a pixel, so that numbers print without rounding.
  static let cellWidth = 84
  static let cellHeight = 180
  static let margin = 100
  /// From the top of a cell to the line the letters stand on.
  static let baseline = 133

  private let picture: Picture
  private var lines: [String] = []

  /// The whole document, UTF-8, with a line feed at its end.
  package static func document(of picture: Picture, title: String) -> String {
    var image = VectorImage(picture)
    image.draw(title)
    return image.lines.joined(separator: "\n") + "\n"
  }

  /// The whole document of a frame.
  package static func document(of frame: Frame, theme: Theme, title: String) -> String {
    document(of: Picture(frame, theme), title: title)
  }

  private init(_ picture: Picture) { self.picture = picture }

  private mutating func draw(_ title: String) {
    let width = picture.size.columns * Self.cellWidth + 2 * Self.margin
    let height = picture.size.rows * Self.cellHeight + 2 * Self.margin
    let (w, h) = (Self.decimal(width), Self.decimal(height))
    lines.append(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" role=\"img\">"
    )
    lines.append("<title>\(Self.escape(title))</title>")
    lines.append("<rect width=\"\(w)\" height=\"\(h)\" rx=\"6\" fill=\"\(picture.paper.hex)\"/>")
    drawGrounds()
    drawShapes()
    let fonts =
      "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
    lines.append("<g font-family=\"\(fonts)\" font-size=\"14\" xml:space=\"preserve\">")
    for row in 0..<picture.size.rows { drawText(row) }
    lines.append("</g>")
    lines.append("</svg>")
  }

  /// Rectangles behind the cells, runs of one colour as one.
  private mutating func drawGrounds() {
    lines.append("<g shape-rendering=\"crispEdges\">")
    for row in 0..<picture.size.rows {
      for run in runs(row, by: { $0?.paper ?? picture.paper }) where run.key != picture.paper {
        let (x, y) = corner(row, run.columns.lowerBound)
        lines.append(
          "<rect x=\"\(Self.decimal(x))\" y=\"\(Self.decimal(y))\" width=\"\(Self.decimal(run.columns.count * Self.cellWidth))\" height=\"18\" fill=\"\(run.key.hex)\"/>"
        )
      }
    }
    lines.append("</g>")
  }

  /// Lines, blocks and dots, grouped by colour so that the document stays small.
  private mutating func drawShapes() {
    var strokes = CellShapes()
    for row in 0..<picture.size.rows {
      for column in 0..<picture.size.columns {
        guard let glyph = glyph(row, column), let scalar = Self.only(glyph.text) else { continue }
        strokes.add(scalar, ink: glyph.ink, corner(row, column))
      }
    }
    lines += strokes.elements()
  }

  private mutating func drawText(_ row: Int) {
    var column = 0
    while column < picture.size.columns {
      guard let first = glyph(row, column), isDrawnAsText(first) else {
        column += 1
        continue
      }
      var text = first.text
      var end = column + first.columns
      if Self.isAscii(first.text) {
        while end < picture.size.columns, let next = glyph(row, end), Self.isAscii(next.text), next.ink == first.ink,
          next.attributes == first.attributes
        {
          text += next.text
          end += 1
        }
        while text.hasSuffix(" "), !first.attributes.contains(.underline) { text.removeLast() }
      }
      if !text.isEmpty { place(text, first, row, column) }
      column = end
    }
  }

  private mutating func place(_ text: String, _ style: Picture.Glyph, _ row: Int, _ column: Int) {
    let (x, y) = corner(row, column)
    var attributes = "x=\"\(Self.decimal(x))\" y=\"\(Self.decimal(y + Self.baseline))\" fill=\"\(style.ink.hex)\""
    if Self.isAscii(text), text.utf8.count > 1 {
      attributes +=
        " textLength=\"\(Self.decimal(text.utf8.count * Self.cellWidth))\" lengthAdjust=\"spacingAndGlyphs\""
    }
    if style.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
    if style.attributes.contains(.italic) { attributes += " font-style=\"italic\"" }
    if style.attributes.contains(.dim) { attributes += " opacity=\"0.7\"" }
    if style.attributes.contains(.underline) { attributes += " text-decoration=\"underline\"" }
    lines.append("<text \(attributes)>\(Self.escape(text))</text>")
  }

  /// Blanks are only drawn where they are underlined or within a run.
  private func isDrawnAsText(_ glyph: Picture.Glyph) -> Bool {
    if glyph.text == " " || glyph.text.isEmpty { return glyph.attributes.contains(.underline) && !glyph.text.isEmpty }
    return Self.only(glyph.text).map { !CellShapes.draws($0) } ?? true
  }

  private func glyph(_ row: Int, _ column: Int) -> Picture.Glyph? {
    picture.glyphs[row * picture.size.columns + column]
  }

  private func corner(_ row: Int, _ column: Int) -> (x: Int, y: Int) {
    (Self.margin + column * Self.cellWidth, Self.margin + row * Self.cellHeight)
  }

  /// Neighbouring columns of a row for which `key` is the same; a wide glyph counts for both of its columns.
  private func runs(_ row: Int, by key: (Picture.Glyph?) -> Color) -> [(key: Color, columns: Range<Int>)] {
    var result: [(key: Color, columns: Range<Int>)] = []
    var owner: Picture.Glyph?
    var covered = 0
    for column in 0..<picture.size.columns {
      if column >= covered { owner = nil }
      if let here = glyph(row, column) {
        owner = here
        covered = column + here.columns
      }
      let value = key(owner)
      if let last = result.indices.last, result[last].key == value {
        result[last].columns = result[last].columns.lowerBound..<column + 1
      } else {
        result.append((value, column..<column + 1))
      }
    }
    return result
  }

  /// 84 as `8.4`.
  static func decimal(_ tenths: Int) -> String {
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }

  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value || scalar.value & 0xFFFE == 0xFFFE:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isAscii(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { $0 < 0x7F } }

  private static func only(_ text: String) -> UInt32? {
    let scalars = text.unicodeScalars
    return scalars.count == 1 ? scalars.first?.value : nil
  }
}
