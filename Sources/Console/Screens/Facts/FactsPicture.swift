import Cards
import Governance
import Terminal

/// Where the panes of the facts screen stand.
struct FactsLayout {
  var strip: Area
  var listBox: Area
  var rows: Area
  var box: Area
  var document: Area

  init(size: Size, focus: FactsScreen.Focus) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let none = ReviewLayout.none
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    (listBox, rows, box, document) = (none, none, none, none)
    if size.columns >= 100 {
      (listBox, box) = rest.split(left: size.columns * 56 / 100)
      rows = listBox.inset()
      document = box.inset(rows: 1, columns: 2)
    } else if focus == .list {
      rows = rest
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
    screen.list.draw(
      into: &frame, area: layout.rows, focused: screen.focus == .list,
      empty: [screen.onlyMine ? "You owe nothing." : "Nobody owes anything."]
    ) { debt, width in words(of: debt, width) }
    if layout.document.rows > 0, screen.list.current != nil {
      screen.pane.draw(into: &frame, area: layout.document, focused: screen.focus == .detail)
    }
    return frame
  }

  private func words(of debt: Debt, _ width: Int) -> (left: [Piece], right: [Piece]) {
    let isOverdue = debt.due.map { $0 < screen.sight.now } ?? false
    var right = [Piece(" " + Cutting.fit(debt.state.words, 9), debt.state.role)]
    if width >= 70 { right.append(Piece(" " + Cutting.fit(debt.owner, 15), .dim)) }
    right.append(
      Piece(" " + Cutting.fit(debt.due?.day ?? "", 10) + (isOverdue ? "!" : " "), isOverdue ? .failed : .dim))
    let mark = screen.marked[debt.id] == nil ? "  " : "* "
    return (
      [Piece(mark, .warning), Piece(Cutting.fit(debt.artifact, min(24, width / 4))), Piece(" " + debt.label)], right
    )
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
