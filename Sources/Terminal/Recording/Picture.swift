/// A screen with its colours settled: what an image is drawn from, be it of a frame or of a real terminal.
package struct Picture: Sendable, Equatable {
  struct Glyph: Sendable, Equatable {
    var text: String
    var columns: Int
    var ink: Color
    var paper: Color
    var attributes: Attributes
  }

  package let size: Size
  /// What a cell without a colour of its own has.
  package let ink: Color
  package let paper: Color
  /// Row-major; nil where nothing was put, and for right halves.
  private(set) var glyphs: [Glyph?]

  package init(_ size: Size, ink: Color, paper: Color) {
    self.size = size
    self.ink = ink
    self.paper = paper
    glyphs = Array(repeating: nil, count: size.rows * size.columns)
  }

  /// Settles the colours of a frame by a theme.
  package init(_ frame: Frame, _ theme: Theme) {
    let own = theme[.text]
    self.init(
      frame.size, ink: own.foreground ?? Color(0xD0, 0xD0, 0xD0), paper: own.background ?? Color(0x10, 0x10, 0x10))
    for (index, cell) in frame.cells.enumerated() where !cell.isContinuation {
      var text = String.UnicodeScalarView()
      for value in frame.cluster(of: cell.glyph).scalars { text.append(Unicode.Scalar(value) ?? "?") }
      let style = theme[Role(rawValue: cell.style) ?? .text]
      let position = Position(row: index / frame.size.columns, column: index % frame.size.columns)
      put(String(text), columns: cell.isWide ? 2 : 1, style, at: position)
    }
  }

  /// Puts a glyph; a reversed style is turned round here.
  package mutating func put(_ text: String, columns: Int, _ style: Style, at position: Position) {
    guard position.row >= 0, position.row < size.rows, position.column >= 0, position.column < size.columns else {
      return
    }
    var (front, back) = (style.foreground ?? ink, style.background ?? paper)
    if style.attributes.contains(.reverse) { (front, back) = (back, front) }
    glyphs[position.row * size.columns + position.column] = Glyph(
      text: text, columns: columns, ink: front, paper: back, attributes: style.attributes)
  }
}
