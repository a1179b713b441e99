import Terminal

extension Frame {
  /// A field with the cell under its cursor marked while it has the focus.
  mutating func field(
    _ editor: LineEditor, row: Int, column: Int, columns: Int, isValid: Bool, focused: Bool
  ) {
    let cursor = field(editor, row: row, column: column, columns: columns, isValid: isValid)
    guard focused, columns > 0 else { return }
    tint(Area(row: cursor.row, column: cursor.column, rows: 1, columns: 1), as: .selected)
  }
}
