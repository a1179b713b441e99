import Terminal

extension Area {
  /// Wider rows are not followed by the eye from their name to their figures.
  private static let widestRow = 120

  /// The left part of it that rows of a table may fill.
  var readable: Area { Area(row: row, column: column, rows: rows, columns: min(columns, Area.widestRow)) }
}
