import Terminal

/// Every key that does something here, from the key tables.
struct HelpView: Sendable {
  struct Section: Sendable, Equatable {
    var title: String
    var lines: [HelpLine]
  }

  private let sections: [Section]
  private var top = 0

  init(_ sections: [Section]) { self.sections = sections.filter { !$0.lines.isEmpty } }

  /// False when the key closes the view.
  mutating func press(_ key: Key) -> Bool {
    switch Motion.byKey[key] {
    case .down: top += 1
    case .up: top -= 1
    case .pageDown: top += 10
    case .pageUp: top -= 10
    case .top: top = 0
    case .bottom: top = lines.count
    default: return false
    }
    top = min(max(0, top), max(0, lines.count - 1))
    return true
  }

  private var lines: [[Piece]] {
    let width = min(16, sections.flatMap(\.lines).map { columns(of: $0.keys) }.max() ?? 0) + 2
    var lines: [[Piece]] = []
    for section in sections {
      if !lines.isEmpty { lines.append([]) }
      lines.append([Piece(section.title, .title)])
      for line in section.lines {
        lines.append([
          Piece(Cutting.fit(line.keys, width), .key), Piece(line.words, line.refused == nil ? .text : .dim),
          Piece(line.refused.map { "   now: \($0)" } ?? "", .dim),
        ])
      }
    }
    return lines
  }

  func draw(into frame: inout Frame, over body: Area) {
    let lines = lines
    let width = body.columns < 100 ? body.columns : 86
    let height = min(body.rows, lines.count + 2)
    let area = body.centered(rows: height, columns: width)
    frame.fill(area, as: .text)
    frame.box(area, title: "Keys — ? or Esc closes", focused: true)
    let inner = area.inset(rows: 1, columns: 2)
    let first = min(top, max(0, lines.count - inner.rows))
    for (place, line) in lines.dropFirst(first).prefix(max(0, inner.rows)).enumerated() {
      frame.write(line, row: inner.row + place, column: inner.column, columns: inner.columns)
    }
    if lines.count > inner.rows, inner.rows > 0 {
      frame.write(
        [Piece(" \(first + 1)–\(min(lines.count, first + inner.rows)) of \(lines.count) ", .dim)], row: area.endRow - 1,
        column: max(area.column, area.endColumn - 18), columns: 16)
    }
  }
}
