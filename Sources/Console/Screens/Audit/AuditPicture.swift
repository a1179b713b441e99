import Governance
import Terminal

/// Where the panes of the audit screen stand.
struct AuditLayout {
  var strip: Area
  var listBox: Area
  var head: Area
  var rows: Area
  var box: Area
  var document: Area
  var quartersBox: Area
  var quarters: Area
  var gapsBox: Area
  var gaps: Area
  /// How the chosen quarter stands, in place of the card.
  var standing: Area

  init(size: Size, focus: AuditScreen.Focus, quarters count: Int) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let none = ReviewLayout.none
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    (listBox, head, rows, box, document) = (none, none, none, none, none)
    (quartersBox, quarters, standing, gapsBox, gaps) = (none, none, none, none, none)
    if size.columns >= 100, focus.isQuarter {
      let across = size.columns >= 120
      let (left, right) = rest.split(left: across ? 30 : size.columns * 44 / 100)
      if across {
        quartersBox = left
        (gapsBox, box) = right.split(left: right.columns * 48 / 100)
      } else {
        (quartersBox, gapsBox) = left.split(top: min(max(count, 1), 6) + 2)
        box = right
      }
      (quarters, gaps) = (quartersBox.inset(), gapsBox.inset())
      standing = box.inset(rows: 1, columns: 2)
    } else if size.columns >= 100 {
      (listBox, box) = rest.split(left: size.columns * 38 / 100)
      if count > 0, listBox.rows >= 16 {
        (quartersBox, listBox) = listBox.split(top: min(count, 6) + 2)
        quarters = quartersBox.inset()
      }
      (head, rows) = listBox.inset().split(top: 1)
      document = box.inset(rows: 1, columns: 2)
    } else if focus == .list {
      (head, rows) = rest.split(top: 1)
    } else if focus == .quarters {
      (quartersBox, quarters) = rest.split(top: 1)
    } else if focus == .gaps {
      (gapsBox, gaps) = rest.split(top: 1)
    } else if focus == .standing {
      standing = rest.inset(rows: 0, columns: 1)
    } else {
      document = rest.inset(rows: 0, columns: 1)
    }
  }
}

/// Draws the audit screen.
struct AuditPicture {
  let screen: AuditScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = AuditLayout(size: size, focus: screen.focus, quarters: screen.shelf.rows.count)
    let isWide = size.columns >= 100
    let quarter = TimeWords.quarter(screen.sight.now)
    if !isWide, screen.focus == .card, let reading = screen.reading {
      frame.write(
        [Piece(" \(reading.title)", .title)], right: [Piece(reading.pane.position + " ", .dim)],
        row: layout.strip.row,
        column: 0, columns: size.columns)
    } else if !isWide, !screen.shelf.rows.isEmpty {
      let standing = screen.shelf.rows.prefix(3).flatMap {
        [Piece(" \($0.quarter) ", .title), $0.statePiece, Piece(" ")]
      }
      frame.write(
        standing, right: [Piece(screen.sight.key("Tab") + " ", .key), Piece("quarters, cards ", .dim)],
        row: layout.strip.row, column: 0, columns: size.columns)
    } else {
      frame.write(
        [
          Piece(" \(quarter)", .title),
          Piece("   quarters to be frozen, and cards of what is in production now", .dim),
        ],
        row: layout.strip.row, column: 0, columns: size.columns)
    }
    if isWide {
      if layout.listBox.rows > 0 {
        frame.box(layout.listBox, title: "In production \(screen.list.countWords)", focused: screen.focus == .list)
      }
      if layout.quartersBox.rows > 0 {
        frame.box(layout.quartersBox, title: "Quarters", focused: screen.focus == .quarters)
      }
      if layout.gapsBox.rows > 0 {
        frame.box(layout.gapsBox, title: "Missing \(screen.shelf.gaps.count)", focused: screen.focus == .gaps)
      }
      frame.box(layout.box, title: title, focused: screen.focus == .card || screen.focus == .standing)
    } else if layout.gapsBox.rows > 0 {
      frame.write(
        [Piece(" Missing in \(screen.shelf.current?.quarter ?? "")", .title)],
        right: [Piece("\(screen.shelf.gaps.count) ", .dim)], row: layout.gapsBox.row, column: 0, columns: size.columns)
    }
    screen.shelf.drawGaps(
      into: &frame, area: layout.gaps, focused: screen.focus == .gaps, now: screen.sight.now)
    screen.shelf.draw(into: &frame, area: layout.quarters, focused: screen.focus == .quarters)
    if layout.standing.rows > 0 {
      screen.shelf.pane.draw(into: &frame, area: layout.standing, focused: screen.focus == .standing)
    }
    screen.drawList(
      into: &frame, head: layout.head, area: layout.rows, focused: screen.focus == .list,
      empty: ["Nothing is in production, so no card is due."])
    if layout.document.rows > 0, let reading = screen.reading, isWide || screen.focus == .card {
      let isHere = screen.focus == .card || screen.list.current.flatMap { screen.version(of: $0) } == reading.name
      if isHere { reading.pane.draw(into: &frame, area: layout.document, focused: screen.focus == .card) }
      let position = " \(reading.pane.position) "
      let width = columns(of: position)
      if isWide, isHere, width > 2, width + 4 < layout.box.columns {
        frame.write(
          [Piece(position, .dim)], row: layout.box.endRow - 1, column: layout.box.endColumn - width - 2, columns: width)
      }
    }
    return frame
  }

  private var title: String {
    if screen.focus.isQuarter {
      if case .verdict = screen.shelf.paper { return "A pack, verified" }
      if case .difference = screen.shelf.paper { return "Difference" }
      if case .gap = screen.shelf.paper, let gap = screen.shelf.gap {
        return gap.key.map { "\($0) of \(gap.scope)" } ?? "What is missing"
      }
      return screen.shelf.current.map { "Quarter \($0.quarter)" } ?? "Quarter"
    }
    let name = screen.focus == .card ? screen.reading?.name : screen.list.current.flatMap { screen.version(of: $0) }
    if let reading = screen.reading, reading.name == name { return reading.title }
    return name.map { "Card of \($0.text)" } ?? "Card"
  }
}
