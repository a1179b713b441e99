import Governance
import Operations
import Terminal

/// Where the panes of the drift screen stand.
struct DriftLayout {
  var strip: Area
  /// Charts, the table, or one figure.
  var body: Area
  /// Evaluations by version.
  var evaluations: Area
  /// Charts side by side, and the rows of each.
  var across: Int
  var height: Int
  /// Lines of charts that are seen.
  var lines: Int

  init(_ screen: DriftScreen) {
    let size = screen.sight.size
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    let measures = screen.board?.measures.count ?? 0
    let versions = Set(screen.answers.evaluations.map(\.label)).count
    across = max(1, min(5, size.columns / 38))
    if screen.isTable || screen.isOpen {
      (body, evaluations) = rest.split(bottom: size.rows >= 34 && !screen.isOpen ? min(versions, 8) + 3 : 0)
      height = 0
      lines = 0
      return
    }
    let wanted = (measures + across - 1) / max(1, across)
    (body, evaluations) = rest.split(bottom: size.rows >= 34 ? min(max(1, versions), 5) + 3 : 0)
    height = wanted == 0 ? 8 : max(7, min(12, body.rows / wanted))
    lines = max(1, body.rows / height)
    // One row says what does not fit.
    if lines < wanted, lines * height == body.rows, height > 7 { height -= 1 }
  }

  /// Where the chart of a figure stands; outside the body when it is scrolled away.
  func panel(_ index: Int, top: Int) -> Area {
    let line = index / across - top
    let width = body.columns / across
    let place = index % across
    let last = place == across - 1
    guard line >= 0, line < lines else { return Area(row: 0, column: 0, rows: 0, columns: 0) }
    return Area(
      row: body.row + line * height, column: body.column + place * width, rows: height,
      columns: last ? body.columns - place * width : width)
  }

  /// Rows of the table under its header.
  var tableRows: Int { max(1, body.rows - 1) }
  /// Days of one figure that are seen: the lower part of the body under a header.
  var dayRows: Int { max(1, dayTable.rows - 1) }

  // One figure: chart above, what it means and its days below.
  var chart: Area { body.split(top: max(6, body.rows * 45 / 100)).top }
  private var under: Area { body.split(top: max(6, body.rows * 45 / 100)).bottom }
  var reasons: Area { body.columns >= 100 ? under.split(left: under.columns * 42 / 100).left : under.split(top: 4).top }
  var dayTable: Area {
    body.columns >= 100 ? under.split(left: under.columns * 42 / 100).right : under.split(top: 4).bottom
  }
}
