/// A column of a table.
package struct TableColumn: Sendable, Equatable {
  package var title: String
  /// Columns it takes when there is enough room.
  package var width: Int
  /// The least it is of use with; below that it is left out.
  package var minimum: Int
  /// Columns with a larger number give way first; 0 never does.
  package var priority: Int
  /// Takes what is left over.
  package var grows: Bool
  package var align: Alignment

  package init(
    _ title: String, width: Int, minimum: Int? = nil, priority: Int = 0, grows: Bool = false, align: Alignment = .left
  ) {
    self.title = title
    self.width = width
    self.minimum = minimum ?? min(width, 4)
    self.priority = priority
    self.grows = grows
    self.align = align
  }
}

/// What stands in one cell of a table.
package struct TableCell: Sendable, Equatable {
  package var text: String
  package var role: Role

  package init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }
}

/// One row of a table, a cell a column.
package struct TableRow: Sendable, Equatable {
  package var cells: [TableCell]
  /// The row has just changed.
  package var isFlashing: Bool
  /// Chosen with `*` for an act on several.
  package var isMarked: Bool

  package init(_ cells: [TableCell], isFlashing: Bool = false, isMarked: Bool = false) {
    self.cells = cells
    self.isFlashing = isFlashing
    self.isMarked = isMarked
  }
}

/// Where a list stands: the cursor, and the first row shown.
///
/// The rows move by half pages when the cursor leaves them: beside another pane every shift of one line rewrites both.
package struct ListPlace: Sendable, Equatable {
  package var cursor = 0
  package var top = 0

  package init(cursor: Int = 0, top: Int = 0) {
    self.cursor = cursor
    self.top = top
  }

  /// Moves by rows and keeps the cursor among `count` rows and in sight in a window of `visible` rows.
  package mutating func move(by step: Int, count: Int, visible: Int) {
    let (sum, overflow) = cursor.addingReportingOverflow(step)
    go(to: overflow ? (step > 0 ? Int.max : 0) : sum, count: count, visible: visible)
  }

  /// Puts the cursor on a row, or the nearest there is; also what to call when `count` or `visible` have changed.
  package mutating func go(to row: Int, count: Int, visible: Int) {
    let visible = max(1, visible)
    cursor = min(max(0, row), max(0, count - 1))
    if cursor < top || cursor >= top + visible {
      let isNear = cursor >= top - visible && cursor < top + 2 * visible
      if isNear {
        let step = max(1, visible / 2)
        top = cursor < top ? min(cursor, top - step) : max(cursor - visible + 1, top + step)
      } else {
        top = cursor - visible / 2
      }
    }
    top = min(max(0, top), max(0, count - visible))
  }

  /// The rows in a window of so many.
  package func shown(count: Int, visible: Int) -> Range<Int> {
    let start = min(max(0, top), max(0, count))
    return start..<min(count, start + max(0, visible))
  }
}

extension Frame {
  /// Draws a table: a header line and the rows given, the first of which is row `place.top` of the list.
  ///
  /// The row under the cursor is drawn `.selected` and begins with `›`, so that it shows without colour too.
  /// - Returns: where the rows stand, so that a click finds its row.
  @discardableResult
  package mutating func table(
    _ columns: [TableColumn], rows: [TableRow], place: ListPlace, in area: Area, focused: Bool = true,
    header: Bool = true
  ) -> Area {
    guard !area.isEmpty else { return area }
    let widths = TableLayout.widths(of: columns, in: area.columns - 1)
    var body = area
    if header {
      let (line, rest) = area.split(top: 1)
      body = rest
      fill(line, as: .dim)
      draw(columns, widths, columns.map { TableCell($0.title, .dim) }, in: line)
    }
    for (index, row) in rows.prefix(body.rows).enumerated() {
      let line = body.line(index)
      fill(line, as: .text)
      draw(columns, widths, row.cells, in: line)
      let isHere = place.top + index == place.cursor
      if row.isFlashing { tint(line, as: .flash) }
      if isHere { tint(line, as: focused ? .selected : .selectedUnfocused) }
      let sign: Unicode.Scalar = isHere ? "›" : row.isMarked ? "*" : " "
      let role: Role = isHere ? (focused ? .selected : .selectedUnfocused) : row.isFlashing ? .flash : .text
      put(sign, at: Position(row: line.row, column: line.column), as: role)
    }
    return body
  }

  private mutating func draw(_ columns: [TableColumn], _ widths: [Int], _ cells: [TableCell], in line: Area) {
    var column = line.column + 1
    for (index, width) in widths.enumerated() where width > 0 {
      if index < cells.count {
        let room = min(width, line.endColumn - column)
        writeFitted(
          cells[index].text, row: line.row, column: column, columns: room, as: cells[index].role,
          align: columns[index].align)
      }
      column += width + 1
    }
  }
}

package enum TableLayout {
  /// How wide each column is drawn, 0 for those left out; they and one blank between fit into `room`.
  package static func widths(of columns: [TableColumn], in room: Int) -> [Int] {
    var widths = columns.map(\.width)
    func excess() -> Int { widths.reduce(0) { $0 + ($1 > 0 ? $1 + 1 : 0) } - 1 - room }
    // The least important give way first: down to their minimum, then wholly. Of equals, those that would grow.
    func rank(_ index: Int) -> (Int, Int, Int) { (columns[index].priority, columns[index].grows ? 1 : 0, index) }
    for index in columns.indices.sorted(by: { rank($0) > rank($1) }) where excess() > 0 {
      widths[index] = max(columns[index].minimum, widths[index] - excess())
      if excess() > 0, columns[index].priority > 0 { widths[index] = 0 }
    }
    let growing = columns.indices.filter { columns[$0].grows && widths[$0] > 0 }
    let free = -excess()
    if free > 0, !growing.isEmpty {
      for (place, index) in growing.enumerated() {
        widths[index] += free / growing.count + (place < free % growing.count ? 1 : 0)
      }
    }
    return widths
  }
}
