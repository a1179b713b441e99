extension Frame {
  /// Draws lines of a difference: `+` and `-` before what changed, changed words in their own role and in brackets where
  /// `brackets` asks for it, since colour alone tells nothing.
  ///
  /// A line too long for the area is wrapped. Returns how many lines of the difference were begun.
  @discardableResult
  package mutating func diff(_ lines: ArraySlice<DiffLine>, in area: Area, brackets: Bool = true) -> Int {
    fill(area, as: .text)
    var row = area.row
    var begun = 0
    for line in lines {
      guard row < area.endRow else { break }
      begun += 1
      let role: Role = line.kind == .added ? .added : line.kind == .removed ? .removed : .text
      put(
        line.kind == .added ? "+" : line.kind == .removed ? "-" : " ", at: Position(row: row, column: area.column),
        as: role)
      var text = ""
      var spans: [TextSpan] = []
      for piece in line.pieces {
        let start = text.unicodeScalars.count
        text += brackets && piece.kind != .same ? "[\(piece.text)]" : piece.text
        if piece.kind != .same {
          spans.append(TextSpan(start..<text.unicodeScalars.count, piece.kind == .added ? .addedWord : .removedWord))
        }
      }
      row = draw(text, spans, role, from: row, in: area)
    }
    return begun
  }

  private mutating func draw(_ text: String, _ spans: [TextSpan], _ role: Role, from row: Int, in area: Area) -> Int {
    var row = row
    let room = area.columns - 1
    for line in wrap(text, columns: room) where row < area.endRow {
      let column = area.column + 1
      write(line.text, row: row, column: column, columns: room, as: role, marks: .named)
      let starts = columnStarts(of: line.text, marks: .named)
      for span in spans where span.scalars.overlaps(line.scalars) {
        let from = min(starts[max(0, span.scalars.lowerBound - line.scalars.lowerBound)], room)
        let to = min(starts[min(span.scalars.upperBound - line.scalars.lowerBound, starts.count - 1)], room)
        tint(Area(row: row, column: column + from, rows: 1, columns: to - from), as: span.role)
      }
      row += 1
    }
    return row
  }
}
