import Terminal

/// Where the panes of the first screen stand, and which lines of them there is room for.
struct OfficePicture {
  /// A pane's lines, its box or its place beside a label.
  private struct Block {
    var pane: OfficeLine.Pane
    var area: Area
    var hasBox: Bool
    /// Lines of the pane that are shown, by their place in `lines`.
    var shown: [Int]
    /// Lines there was no room for.
    var left: Int
  }

  let lines: [OfficeLine]
  let size: Size
  private var blocks: [Block] = []

  static let labelColumns = 18

  init(lines: [OfficeLine], size: Size) {
    self.lines = lines
    self.size = size
    blocks = Self.isBoxed(size) ? boxed() : stacked()
  }

  /// Whether there is room for boxes side by side.
  static func isBoxed(_ size: Size) -> Bool { size.columns >= 110 && size.rows >= 18 }

  private func own(_ pane: OfficeLine.Pane) -> [Int] { lines.indices.filter { lines[$0].pane == pane } }

  private func head(_ pane: OfficeLine.Pane) -> Int { pane == .queues && !own(.queues).isEmpty ? 1 : 0 }

  private func block(_ pane: OfficeLine.Pane, _ area: Area, hasBox: Bool, rows: Int) -> Block {
    let all = own(pane)
    let shown = Array(all.prefix(max(0, rows - head(pane))))
    return Block(pane: pane, area: area, hasBox: hasBox, shown: shown, left: all.count - shown.count)
  }

  /// Two columns of boxes, no higher than what they hold.
  private func boxed() -> [Block] {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    func rows(_ left: OfficeLine.Pane, _ right: OfficeLine.Pane, least: Int) -> Int {
      max(least, own(left).count + head(left), own(right).count + head(right)) + 2
    }
    let (first, rest) = all.split(top: min(rows(.yourTurn, .queues, least: 3), (size.rows - 3) / 2))
    let (second, below) = rest.split(top: min(rows(.attention, .promotions, least: 3), rest.rows - 3))
    let half = size.columns * 46 / 100
    let (one, two) = first.split(left: half)
    let (three, four) = second.split(left: half)
    let (quarter, left) = below.split(top: min(below.rows, max(1, own(.quarter).count) + 2))
    var boxes: [(OfficeLine.Pane, Area)] = [
      (.yourTurn, one), (.queues, two), (.attention, three), (.promotions, four), (.quarter, quarter),
    ]
    // What a tall screen has left shows the work itself.
    if left.rows >= 4, !own(.dueNext).isEmpty {
      boxes.append((.dueNext, left.split(top: min(left.rows, own(.dueNext).count + 2)).top))
    }
    return boxes.map { block($0.0, $0.1, hasBox: true, rows: $0.1.rows - 2) }
  }

  /// *Your turn* in a box, the others one below another with their names beside; as many lines of each as fit.
  private func stacked() -> [Block] {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (top, rest) = all.split(top: min(max(1, own(.yourTurn).count) + 2, max(0, size.rows - 4)))
    var blocks = [block(.yourTurn, top, hasBox: true, rows: top.rows - 2)]
    let panes: [OfficeLine.Pane] = [.queues, .promotions, .attention, .quarter]
    var most = 8
    func height(_ pane: OfficeLine.Pane) -> Int {
      let count = own(pane).count
      return count == 0 ? 0 : min(count, most) + (most > 1 ? head(pane) : 0)
    }
    func total() -> Int { panes.reduce(0) { $0 + height($1) + (height($1) > 0 && most > 1 ? 1 : 0) } }
    while most > 1, total() > rest.rows { most -= 1 }
    var row = rest.row
    for pane in panes where height(pane) > 0 {
      if most > 1 { row += 1 }
      let label = size.columns < 60 ? 2 : Self.labelColumns
      let area = Area(row: row, column: label, rows: height(pane), columns: size.columns - label - 1)
      var own = block(pane, area, hasBox: false, rows: most == 1 ? 1 + head(pane) : height(pane))
      if row >= size.rows { own.shown = [] }
      blocks.append(own)
      row += height(pane)
    }
    return blocks
  }

  /// Lines the cursor can be on, in the order it takes them.
  var reachable: [Int] { blocks.sorted { $0.pane.rawValue < $1.pane.rawValue }.flatMap(\.shown) }

  func line(row: Int, column: Int) -> Int? {
    for block in blocks {
      let inner = content(block)
      guard row >= inner.row, column >= inner.column, column < inner.column + inner.columns else { continue }
      let place = row - inner.row
      if block.shown.indices.contains(place) { return block.shown[place] }
    }
    return nil
  }

  /// Where the lines of a block begin.
  private func content(_ block: Block) -> Area {
    let inner = block.hasBox ? block.area.inset(rows: 1, columns: 2) : block.area
    let isShort = !block.hasBox && inner.rows <= block.shown.count
    return isShort ? inner : inner.split(top: head(block.pane)).bottom
  }

  func draw(into frame: inout Frame, cursor: Int, isOpen: Bool) {
    let here = lines.indices.contains(cursor) ? lines[cursor].pane : nil
    for block in blocks {
      let more = block.left > 0 ? " +\(block.left)" : ""
      if block.hasBox {
        frame.box(block.area, title: block.pane.title + more, focused: block.pane == here)
      } else if block.area.column >= Self.labelColumns, !block.shown.isEmpty {
        let columns = Self.labelColumns - 2
        // What was left out is said below a title that has no room for it.
        let isBelow = block.pane.title.count + more.count > columns && block.area.rows > 1
        frame.write(
          [Piece(block.pane.title, .title), Piece(isBelow ? "" : more, .dim)], row: block.area.row, column: 1,
          columns: columns)
        if isBelow {
          frame.write([Piece("\(block.left) more", .dim)], row: block.area.row + 1, column: 1, columns: columns)
        }
      }
      let inner = content(block)
      let outer = block.hasBox ? block.area.inset(rows: 1, columns: 2) : block.area
      if inner.row > outer.row {
        frame.write([Piece(OfficeLine.queueHead, .dim)], row: outer.row, column: outer.column, columns: outer.columns)
      }
      for (place, index) in block.shown.enumerated() {
        draw(lines[index], isHere: index == cursor, into: &frame, inner.line(place))
      }
      if isOpen, block.hasBox, own(block.pane).isEmpty {
        frame.write(
          [Piece(OfficePicture.nothing(in: block.pane), .dim)], row: outer.row, column: outer.column,
          columns: outer.columns)
      }
    }
  }

  private func draw(_ line: OfficeLine, isHere: Bool, into frame: inout Frame, _ area: Area) {
    guard area.rows > 0 else { return }
    frame.write(line.left, right: line.right, row: area.row, column: area.column, columns: area.columns)
    guard isHere else { return }
    frame.write("›", row: area.row, column: area.column - 1, columns: 1, as: .title)
    frame.tint(area, as: .selected)
  }

  private static func nothing(in pane: OfficeLine.Pane) -> String {
    switch pane {
    case .yourTurn: "Nothing waits for you."
    case .queues: "There are no queues yet."
    case .promotions: "No promotion is open."
    case .attention: "Nothing is overdue, refused, stopped or unapproved."
    case .quarter, .dueNext: ""
    }
  }
}
