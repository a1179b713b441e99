import Terminal

/// Where the panes of the review screen stand, in cells of the screen.
struct ReviewLayout {
  /// The first line: queues, or the open item's name and clocks.
  var strip: Area
  /// The box of the queue, and the lines of it that hold rows.
  var list: Area
  var head: Area
  var rows: Area
  /// Why the row under the cursor is in the queue.
  var why: Area
  /// The box of the answer, its lines, and its line of tabs.
  var textBox: Area
  var text: Area
  var tabs: Area
  var sideBox: Area
  var side: Area
  /// Where `100 % read` stands.
  var percent: Area

  static let none = Area(row: 0, column: 0, rows: 0, columns: 0)

  init(size: Size, hasItem: Bool, focus: ReviewScreen.Focus, tab: ReviewItem.Tab) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    (list, head, rows, why) = (Self.none, Self.none, Self.none, Self.none)
    (textBox, text, tabs, sideBox, side, percent) = (
      Self.none, Self.none, Self.none, Self.none, Self.none, Self.none
    )
    if size.columns >= 100 {
      wide(rest, hasItem: hasItem, tab: tab)
    } else if hasItem, focus != .list {
      let (line, body) = rest.split(top: 1)
      tabs = line
      let (reading, last) = body.split(bottom: 1)
      percent = last
      if tab == .response { text = reading } else { side = reading }
    } else {
      let (line, body) = rest.split(top: 1)
      head = line
      (rows, why) = body.split(bottom: min(2, body.rows / 4))
    }
  }

  private mutating func wide(_ area: Area, hasItem: Bool, tab: ReviewItem.Tab) {
    let (left, right) = area.split(left: min(60, max(38, area.columns * 37 / 100)))
    (list, why) = left.split(bottom: min(8, left.rows / 3))
    (head, rows) = list.inset().split(top: 1)
    guard hasItem else {
      textBox = right
      return
    }
    let isSplit = tab != .response && right.rows >= 18
    if isSplit {
      (textBox, sideBox) = right.split(top: right.rows * 52 / 100)
      let inside = textBox.inset(rows: 1, columns: 2)
      let (reading, foot) = inside.split(bottom: 2)
      text = reading
      percent = foot.split(top: 1).top
      tabs = foot.split(top: 1).bottom
      side = sideBox.inset(rows: 1, columns: 2)
    } else {
      textBox = right
      let (reading, foot) = right.inset(rows: 1, columns: 2).split(bottom: 2)
      percent = foot.split(top: 1).top
      tabs = foot.split(top: 1).bottom
      if tab == .response { text = reading } else { side = reading }
    }
  }
}
