import Governance
import Terminal

/// Where the panes of the incidents screen stand.
struct IncidentLayout {
  var strip: Area
  var listBox: Area
  var head: Area
  var rows: Area
  var box: Area
  var document: Area
  /// Where requests are read, and the box around it.
  var sheet: Area
  var sheetBox: Area

  init(size: Size, focus: IncidentsScreen.Focus) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let none = ReviewLayout.none
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    (listBox, head, rows, box, document) = (none, none, none, none, none)
    sheetBox = rest
    sheet = size.columns >= 100 ? rest.inset(rows: 1, columns: 2) : rest.inset(rows: 0, columns: 1)
    if size.columns >= 100 {
      (listBox, box) = rest.split(left: size.columns * 46 / 100)
      (head, rows) = listBox.inset().split(top: 1)
      document = box.inset(rows: 1, columns: 2)
    } else if focus == .list {
      (head, rows) = rest.split(top: 1)
    } else {
      document = rest.inset(rows: 0, columns: 1)
    }
  }
}

/// Draws the incidents screen.
struct IncidentPicture {
  let screen: IncidentsScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = IncidentLayout(size: size, focus: screen.focus)
    let isWide = size.columns >= 100
    if !isWide, screen.focus == .detail, let detail = screen.detail {
      frame.write(
        [Piece(" Incident \(detail.row.id)", .title)], right: [Piece(screen.pane.position + " ", .dim)],
        row: layout.strip.row, column: 0, columns: size.columns)
    } else {
      screen.strip.draw(
        into: &frame, row: layout.strip.row, column: 1, columns: size.columns - 1)
    }
    if screen.choice == .requests {
      if isWide { frame.box(layout.sheetBox, title: "Requests", focused: true) }
      screen.pane.draw(into: &frame, area: layout.sheet, focused: true)
      return frame
    }
    if isWide {
      frame.box(layout.listBox, title: "Incidents \(screen.list.countWords)", focused: screen.focus == .list)
      frame.box(
        layout.box, title: screen.detail.map { "Incident \($0.row.id)" } ?? "Incident",
        focused: screen.focus == .detail)
    }
    screen.drawList(
      into: &frame, head: layout.head, area: layout.rows, focused: screen.focus == .list,
      empty: ["No incident is open. Open one: countersign incident open."])
    if layout.document.rows > 0, let detail = screen.detail,
      screen.focus == .detail || screen.list.current?.id == detail.row.id
    {
      screen.pane.draw(into: &frame, area: layout.document, focused: screen.focus == .detail)
      let position = " \(screen.pane.position) "
      let width = columns(of: position)
      if isWide, width > 2, width + 4 < layout.box.columns {
        frame.write(
          [Piece(position, .dim)], row: layout.box.endRow - 1, column: layout.box.endColumn - width - 2, columns: width)
      }
    }
    return frame
  }
}
