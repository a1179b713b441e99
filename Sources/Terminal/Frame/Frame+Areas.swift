extension Frame {
  /// Blanks an area in a role.
  package mutating func fill(_ area: Area, as role: Role) {
    guard let (rows, columns) = clipped(area) else { return }
    for row in rows {
      cutWideGlyphs(from: columns.lowerBound, to: columns.upperBound, in: row)
      let line = row * size.columns
      for column in columns { cells[line + column] = .blank(role.rawValue) }
    }
  }

  /// Changes the role of what stands in an area: a selection, a flash.
  package mutating func tint(_ area: Area, as role: Role) {
    guard let (rows, columns) = clipped(area) else { return }
    for row in rows {
      let line = row * size.columns
      for column in columns { cells[line + column].style = role.rawValue }
    }
  }

  /// A box of lines with a title in its upper edge; under 2 × 2 cells nothing is drawn.
  package mutating func box(
    _ area: Area, title: String? = nil, as role: Role = .border, titleRole: Role = .title, focused: Bool = false
  ) {
    guard area.rows >= 2, area.columns >= 2 else { return }
    let role = focused ? .borderFocused : role
    let (top, bottom) = (area.row, area.endRow - 1)
    let (left, right) = (area.column, area.endColumn - 1)
    for column in left...right {
      put("─", at: Position(row: top, column: column), as: role)
      put("─", at: Position(row: bottom, column: column), as: role)
    }
    for row in top...bottom {
      put("│", at: Position(row: row, column: left), as: role)
      put("│", at: Position(row: row, column: right), as: role)
    }
    put("┌", at: Position(row: top, column: left), as: role)
    put("┐", at: Position(row: top, column: right), as: role)
    put("└", at: Position(row: bottom, column: left), as: role)
    put("┘", at: Position(row: bottom, column: right), as: role)
    if let title, area.columns > 6 {
      let room = area.columns - 4
      let words = truncated(" \(title) ", to: room)
      write(words, row: top, column: left + 1, columns: room, as: titleRole)
    }
  }

  /// A horizontal line from one column to before another.
  package mutating func rule(row: Int, from start: Int, to end: Int, as role: Role = .border) {
    guard start < end else { return }
    for column in max(0, start)..<max(0, min(end, size.columns), start) {
      put("─", at: Position(row: row, column: column), as: role)
    }
  }

  /// A vertical line from one row to before another.
  package mutating func rule(column: Int, from start: Int, to end: Int, as role: Role = .border) {
    guard start < end else { return }
    for row in max(0, start)..<max(0, min(end, size.rows), start) {
      put("│", at: Position(row: row, column: column), as: role)
    }
  }

  /// One of our own glyphs, one column wide, in one cell.
  package mutating func put(_ glyph: Unicode.Scalar, at position: Position, as role: Role) {
    guard area.contains(position) else { return }
    cutWideGlyphs(from: position.column, to: position.column + 1, in: position.row)
    let placeable = ScalarClass(of: glyph.value).kind == .narrow
    cells[position.row * size.columns + position.column] = Cell(
      placeable ? glyph.value : MarkText.single, role.rawValue)
  }

  /// Lays another frame over this one: a dialog, a pane.
  package mutating func paste(_ other: Frame, at position: Position) {
    let target = Area(row: position.row, column: position.column, rows: other.size.rows, columns: other.size.columns)
    guard let (rows, columns) = clipped(target) else { return }
    for row in rows {
      cutWideGlyphs(from: columns.lowerBound, to: columns.upperBound, in: row)
      for column in columns {
        let source = (row - position.row) * other.size.columns + column - position.column
        var cell = other.cells[source]
        if cell.glyph >= Cell.firstCluster { cell.glyph = intern(other.cluster(of: cell.glyph)) }
        let halved =
          cell.isWide && column + 1 == columns.upperBound || cell.isContinuation && column == columns.lowerBound
        cells[row * size.columns + column] = halved ? .blank(cell.style) : cell
      }
    }
  }
}
