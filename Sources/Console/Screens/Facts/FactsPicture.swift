import Cards
import Governance
import Terminal

/// Where the panes of the facts screen stand.
struct FactsLayout {
  var strip: Area
  var listBox: Area
  var head: Area
  var rows: Area
  var box: Area
  var document: Area

  init(size: Size, focus: FactsScreen.Focus) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let none = ReviewLayout.none
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    (listBox, head, rows, box, document) = (none, none, none, none, none)
    if size.columns >= 100 {
      (listBox, box) = rest.split(left: size.columns * 58 / 100)
      (head, rows) = listBox.inset().split(top: 1)
      document = box.inset(rows: 1, columns: 2)
    } else if focus == .list {
      (head, rows) = rest.split(top: 1)
    } else {
      document = rest.inset(rows: 0, columns: 1)
    }
  }
}

/// Draws the facts screen.
struct FactsPicture {
  let screen: FactsScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = FactsLayout(size: size, focus: screen.focus)
    let isWide = size.columns >= 100
    let marked = screen.marked.isEmpty ? "" : "\(screen.marked.count) marked "
    frame.write(
      [
        Piece(" Who owes what", .title),
        Piece(screen.onlyMine ? "   only what you owe" : "   to cards in production and to forms that are due", .dim),
      ], right: [Piece(marked, .warning)], row: layout.strip.row, column: 0, columns: size.columns)
    if isWide {
      frame.box(layout.listBox, title: "Owed \(screen.list.countWords)", focused: screen.focus == .list)
      frame.box(
        layout.box, title: screen.list.current.map { "\($0.label) of \($0.artifact)" } ?? "",
        focused: screen.focus == .detail)
    }
    screen.drawList(
      into: &frame, head: layout.head, area: layout.rows, focused: screen.focus == .list,
      marked: Set(screen.marked.keys),
      empty: [screen.onlyMine ? "You owe nothing." : "Nobody owes anything."])
    if layout.document.rows > 0, screen.list.current != nil {
      screen.pane.draw(into: &frame, area: layout.document, focused: screen.focus == .detail)
    }
    return frame
  }
}

extension Debt.State {
  var words: String { self == .answered ? "confirm" : rawValue }

  var role: Role {
    switch self {
    case .missing, .asked: .warning
    case .stale: .failed
    case .answered, .proposed: .text
    }
  }
}
