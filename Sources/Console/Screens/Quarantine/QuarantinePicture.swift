import Terminal

/// Where the list stands, what is told below it, and where a record is read.
struct QuarantineLayout {
  let rows: Area
  let foot: Area
  let document: Area

  init(_ size: Size) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let below = all.split(top: 2).bottom
    foot = below.split(bottom: 5).bottom
    rows = below.split(bottom: 5).top.readable
    document = all.split(top: 1).bottom.readable
  }
}

/// Draws the quarantine.
struct QuarantinePicture {
  let screen: QuarantineScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = QuarantineLayout(size)
    if let reading = screen.reading {
      frame.write(
        [Piece(" \(reading.title)", .title)], right: [Piece(reading.pane.position + " ", .dim)], row: 0, column: 0,
        columns: layout.rows.columns)
      reading.pane.draw(into: &frame, area: layout.document, focused: true)
      return frame
    }
    frame.write(
      [
        Piece(" Refused on the way in, and kept", .title),
        Piece(screen.narrowing.isPlain ? "" : "  \(screen.narrowing.title)", .input),
      ], right: [Piece(screen.list.countWords + " ", .dim)], row: 0, column: 0, columns: layout.rows.columns)
    screen.drawList(
      into: &frame, head: Area(row: 1, column: 0, rows: 1, columns: layout.rows.columns), area: layout.rows,
      focused: true, empty: ["Nothing has been refused."])
    guard let row = screen.list.current, layout.foot.rows > 0 else { return frame }
    frame.rule(row: layout.foot.row, from: 0, to: size.columns)
    var document = Document(columns: max(1, size.columns - 2))
    for (text, role) in RefusedWords.about(row) { document.paragraph(text, role) }
    for (place, line) in document.lines.prefix(layout.foot.rows - 1).enumerated() {
      frame.write(line.left, row: layout.foot.row + 1 + place, column: 1, columns: size.columns - 2)
    }
    return frame
  }
}
