import Governance
import Terminal

/// Reads a part of a list.
typealias ListReader<Row: Sendable> = @Sendable (any Desk, PagePlace, Int) async throws(Problem) -> Page<Row>

/// A screen whose list has columns, which the officer chooses and moves past sideways.
protocol TabularScreen: Screen {
  associatedtype Row: Identifiable & Equatable & Sendable where Row.ID: Sendable
  /// All there are; the first names the row and stays where it is.
  static var columns: [ListColumn<Row>] { get }
  var list: PagedList<Row> { get set }
  /// Reads a part of the list as it is narrowed and ordered now.
  var reader: ListReader<Row> { get }
  /// Whether a column says anything of what is listed now: lists of several kinds share a screen.
  func applies(_ column: ListColumn<Row>) -> Bool
}

extension TabularScreen {
  static var columnHeads: [ColumnHead] { columns.map(\.head) }
  func applies(_ column: ListColumn<Row>) -> Bool { true }

  /// The columns the officer sees, in their order.
  var shownColumns: [ListColumn<Row>] {
    ColumnChoice.shown(Self.columnHeads, chosen: sight.columns[Self.name]).map { Self.columns[$0] }
      .filter { applies($0) }
  }

  /// Keeps the list inside the lines it has, and its columns inside their width.
  mutating func fitList(_ area: Area) {
    list.fit(height: area.rows)
    list.fit(aside: area.columns < 3 ? 0 : layout(shownColumns, in: area).mostBefore)
    list.fade(at: sight.uptime)
  }

  /// Motions past columns that do not fit.
  var sidewaysMotions: [Motion] { list.mostAside > 0 ? [.left, .right] : [] }

  /// The cursor stands left of the columns; a blank at the right keeps them off the border.
  private func layout(_ columns: [ListColumn<Row>], in area: Area) -> ColumnLayout {
    ColumnLayout(
      columns.map { ColumnLayout.Width(range: $0.width, grows: $0.grows) }, room: area.columns - 2, aside: list.aside)
  }

  /// Draws the names of the columns into `head` and the rows into `area`; `marked` rows are told by `*`.
  func drawList(
    into frame: inout Frame, head: Area, area: Area, focused: Bool, marked: Set<Row.ID> = [], empty: [String]
  ) {
    guard area.rows > 0, area.columns > 4 else { return }
    let columns = shownColumns
    let gutter = marked.isEmpty ? 0 : 2
    let layout = layout(columns, in: area.split(left: gutter).right)
    if head.rows > 0 { drawHead(of: columns, layout, into: &frame, head.split(left: gutter).right) }
    list.draw(into: &frame, area: area, focused: focused, empty: empty) { row, frame, whole in
      if marked.contains(row.id) { frame.write("*", row: whole.row, column: whole.column, columns: 1, as: .warning) }
      let line = whole.split(left: gutter).right
      for place in layout.places {
        let column = columns[place.index]
        frame.write(
          column.cell(row, sight), align: column.align, row: line.row, column: line.column + place.column,
          columns: place.width)
      }
    }
  }

  private func drawHead(of columns: [ListColumn<Row>], _ layout: ColumnLayout, into frame: inout Frame, _ head: Area) {
    for place in layout.places {
      let column = columns[place.index]
      frame.write(
        [Piece(column.name, .dim)], align: column.align, row: head.row, column: head.column + 1 + place.column,
        columns: place.width)
    }
    if layout.before > 0, let first = layout.places.first {
      let sign = "←\(layout.before)"
      let width = Terminal.columns(of: sign)
      frame.write(
        [Piece(sign, .key)], row: head.row, column: head.column + 1 + max(0, first.width - width), columns: width)
    }
    if layout.after > 0 {
      let sign = "→\(layout.after)"
      let width = Terminal.columns(of: sign)
      frame.write([Piece(sign, .key)], row: head.row, column: head.endColumn - 1 - width, columns: width)
    }
  }
}

extension Frame {
  /// Writes pieces at one edge of `columns` columns, cut with an ellipsis where they do not fit.
  fileprivate mutating func write(_ pieces: [Piece], align: Alignment, row: Int, column: Int, columns: Int) {
    let shift = align == .right ? max(0, columns - pieces.columns) : 0
    write(pieces, row: row, column: column + shift, columns: columns - shift)
  }
}
