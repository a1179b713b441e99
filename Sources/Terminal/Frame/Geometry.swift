/// How large a screen or a frame is, in cells.
package struct Size: Sendable, Equatable, Hashable {
  package var rows: Int
  package var columns: Int

  package init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }
}

/// A cell, counted from the upper left corner, 0-based.
package struct Position: Sendable, Equatable, Hashable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A rectangle of cells. It may reach outside a frame: what is drawn there is clipped.
package struct Area: Sendable, Equatable, Hashable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  /// The whole of a frame.
  package init(_ size: Size) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  package var size: Size { Size(rows: rows, columns: columns) }
  /// The row below the last one.
  package var endRow: Int { row + rows }
  /// The column right of the last one.
  package var endColumn: Int { column + columns }
  package var isEmpty: Bool { rows == 0 || columns == 0 }

  package func contains(_ position: Position) -> Bool {
    position.row >= row && position.row < endRow && position.column >= column && position.column < endColumn
  }

  /// The same with a margin taken off on every side.
  package func inset(_ margin: Int = 1) -> Area { inset(rows: margin, columns: margin) }

  package func inset(rows: Int, columns: Int) -> Area {
    Area(
      row: row + rows, column: column + columns, rows: self.rows - 2 * rows, columns: self.columns - 2 * columns)
  }

  /// The first `columns` columns, and what is right of them.
  package func split(left columns: Int) -> (left: Area, right: Area) {
    let cut = min(max(0, columns), self.columns)
    return (
      Area(row: row, column: column, rows: rows, columns: cut),
      Area(row: row, column: column + cut, rows: rows, columns: self.columns - cut)
    )
  }

  /// What is left, and the last `columns` columns.
  package func split(right columns: Int) -> (left: Area, right: Area) {
    split(left: self.columns - min(max(0, columns), self.columns))
  }

  /// The first `rows` rows, and what is below them.
  package func split(top rows: Int) -> (top: Area, bottom: Area) {
    let cut = min(max(0, rows), self.rows)
    return (
      Area(row: row, column: column, rows: cut, columns: columns),
      Area(row: row + cut, column: column, rows: self.rows - cut, columns: columns)
    )
  }

  /// What is left, and the last `rows` rows.
  package func split(bottom rows: Int) -> (top: Area, bottom: Area) {
    split(top: self.rows - min(max(0, rows), self.rows))
  }

  /// A rectangle of this size in the middle, never larger than this one.
  package func centered(rows: Int, columns: Int) -> Area {
    let (height, width) = (min(rows, self.rows), min(columns, self.columns))
    return Area(
      row: row + (self.rows - height) / 2, column: column + (self.columns - width) / 2, rows: height, columns: width)
  }

  /// One row of it, counted from its top.
  package func line(_ index: Int) -> Area {
    Area(row: row + index, column: column, rows: index >= 0 && index < rows ? 1 : 0, columns: columns)
  }
}
