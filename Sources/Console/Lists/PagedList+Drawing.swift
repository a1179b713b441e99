import Governance
import Terminal

extension PagedList {
  /// Draws the rows on the screen into `area`, one a line; `write` writes a row into its line, right of the cursor.
  func draw(
    into frame: inout Frame, area: Area, focused: Bool, empty: [String], write: (Row, inout Frame, Area) -> Void
  ) {
    if isLoaded, isEmpty {
      for (place, words) in empty.enumerated() {
        let rows = wrap(words, columns: max(1, area.columns - 2))
        for (line, row) in rows.enumerated() where place + line < area.rows {
          frame.write(
            [Piece(row.shown, .dim)], row: area.row + place + line, column: area.column + 1, columns: area.columns - 2)
        }
      }
      return
    }
    if !isLoaded {
      let words = hasGivenUp ? "It could not be read." : "Not loaded yet."
      frame.write([Piece(words, .dim)], row: area.row, column: area.column + 1, columns: area.columns - 2)
    }
    for line in 0..<area.rows {
      let index = top + line
      guard index < count else { break }
      let isHere = index == cursor
      let row = area.row + line
      frame.write(isHere ? "›" : " ", row: row, column: area.column, columns: 1, as: .title)
      if let item = self.row(at: index) {
        write(item, &frame, Area(row: row, column: area.column + 1, rows: 1, columns: area.columns - 1))
      } else {
        frame.write("…", row: row, column: area.column + 1, columns: 1, as: .dim)
      }
      if isHere {
        frame.tint(
          Area(row: row, column: area.column, rows: 1, columns: area.columns),
          as: focused ? .selected : .selectedUnfocused)
      }
      // Over the cursor's colour too: its mark tells where it is.
      if let id = self.row(at: index)?.id, changed.contains(id) {
        frame.tint(Area(row: row, column: area.column, rows: 1, columns: area.columns), as: .flash)
      }
    }
  }

  /// `41`, `about 12 000`, or `41 so far` while the end is not known.
  var countWords: String {
    if let about { return NumberWords.count(about) }
    if !isLoaded { return "" }
    return isComplete ? NumberWords.grouped(count) : "\(NumberWords.grouped(count)) so far"
  }
}
