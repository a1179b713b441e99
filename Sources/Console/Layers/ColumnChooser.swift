import Terminal

/// Which columns a list shows and in which order: what is chosen here holds when Enter takes it.
struct ColumnChooser: Sendable {
  struct Line: Sendable, Equatable {
    var name: String
    var isShown: Bool
  }

  let screen: ScreenName
  private let title: String
  private let heads: [ColumnHead]
  private(set) var lines: [Line]
  private(set) var cursor = 1
  private var top = 0

  /// - chosen: names as they were kept, nil for the usual columns.
  init(_ heads: [ColumnHead], chosen: [String]?, of screen: ScreenName, title: String) {
    self.screen = screen
    self.title = title
    self.heads = heads
    lines = ColumnChooser.lines(heads, chosen)
  }

  private static func lines(_ heads: [ColumnHead], _ chosen: [String]?) -> [Line] {
    let shown = ColumnChoice.shown(heads, chosen: chosen)
    return shown.map { Line(name: heads[$0].name, isShown: true) }
      + heads.indices.filter { !shown.contains($0) }.map { Line(name: heads[$0].name, isShown: false) }
  }

  /// Names of the columns shown, in order; nil where they are the usual ones.
  var choice: [String]? {
    let names = lines.filter(\.isShown).map(\.name)
    return names == ColumnChooser.lines(heads, nil).filter(\.isShown).map(\.name) ? nil : names
  }

  enum Outcome: Sendable, Equatable { case stays, closes, takes }

  mutating func press(_ key: Key, over room: Size) -> Outcome {
    let height = Swift.max(1, min(room.rows, lines.count + 5) - 5)
    switch key {
    case .escape, .control("c"), .character("q"): return .closes
    case .enter: return .takes
    case .space, .character("*"): if cursor > 0 { lines[cursor].isShown.toggle() }
    case .left: move(by: -1)
    case .right: move(by: 1)
    case .character("u"):
      lines = ColumnChooser.lines(heads, nil)
      cursor = min(1, lines.count - 1)
    default:
      switch Motion.byKey[key] {
      case .top: cursor = 0
      case .bottom: cursor = lines.count - 1
      case let motion?: cursor = min(max(0, cursor + (motion.step(page: height) ?? 0)), lines.count - 1)
      case nil: break
      }
    }
    top = min(max(top, cursor - height + 1), cursor)
    return .stays
  }

  /// Takes the column before or after its neighbour; the first of the list keeps its place.
  private mutating func move(by step: Int) {
    let next = cursor + step
    guard cursor > 0, next > 0, next < lines.count else { return }
    lines.swapAt(cursor, next)
    cursor = next
  }

  func draw(into frame: inout Frame, over body: Area) {
    let area = body.centered(rows: min(body.rows, lines.count + 5), columns: min(body.columns, 60))
    frame.fill(area, as: .text)
    frame.box(area, title: "Columns of \(title)", focused: true)
    let inner = area.inset(rows: 1, columns: 2)
    let (list, foot) = inner.split(bottom: min(3, max(0, inner.rows - 1)))
    for (place, line) in lines.enumerated().dropFirst(top).prefix(list.rows) {
      let row = list.row + place - top
      let mark = line.isShown ? "[x]" : "[ ]"
      let note = place == 0 ? "  stays the first" : ""
      frame.write(
        [Piece("\(mark) \(line.name)", line.isShown ? .text : .dim), Piece(note, .dim)], row: row, column: list.column,
        columns: list.columns)
      if place == cursor {
        frame.tint(Area(row: row, column: list.column, rows: 1, columns: list.columns), as: .selected)
      }
    }
    for (place, keys) in ColumnChooser.keys.enumerated() where place + 1 < foot.rows {
      let pieces = keys.flatMap { [Piece($0.0, .key), Piece(" \($0.1)   ", .dim)] }
      frame.write(pieces, row: foot.row + 1 + place, column: foot.column, columns: foot.columns)
    }
  }

  private static let keys = [
    [("Space", "show or hide"), ("← →", "earlier, later"), ("u", "the usual ones")],
    [("Enter", "keep them for you"), ("Esc", "as it was")],
  ]
}
