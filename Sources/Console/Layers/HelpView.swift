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

  /// Takes a key; false when it closes the view. `room` is the body it is drawn over.
  mutating func press(_ key: Key, over room: Size) -> Bool {
    let count = lines(in: HelpView.width(in: room.columns) - 4).count
    let height = max(1, min(room.rows, count + 2) - 2)
    let last = max(0, count - height)
    switch Motion.byKey[key] {
    case .top: top = 0
    case .bottom: top = last
    case let motion?:
      guard let step = motion.step(page: max(1, height - 1)) else { return false }
      top = min(max(0, top + step), last)
    case nil: return false
    }
    return true
  }

  private static func width(in columns: Int) -> Int { columns < 100 ? columns : 86 }

  /// Why a key does nothing now stands beside its words, or below them where there is no room.
  private func lines(in room: Int) -> [[Piece]] {
    let width = min(16, sections.flatMap(\.lines).map { columns(of: $0.keys) }.max() ?? 0) + 2
    var lines: [[Piece]] = []
    for section in sections {
      if !lines.isEmpty { lines.append([]) }
      lines.append([Piece(section.title, .title)])
      for line in section.lines {
        let words = [
          Piece(Cutting.fit(line.keys, width), .key), Piece(line.words, line.refused == nil ? .text : .dim),
        ]
        let why = line.refused.map { [Piece("   now: \($0)", .dim)] } ?? []
        if (words + why).columns <= room {
          lines.append(words + why)
        } else {
          var below = Document(columns: max(1, room - width - 2))
          below.paragraph("now: \(line.refused ?? "")", .dim)
          lines.append(words)
          lines += below.lines.map { [Piece(String(repeating: " ", count: width + 2), .dim)] + $0.left }
        }
      }
    }
    return lines
  }

  func draw(into frame: inout Frame, over body: Area) {
    let width = HelpView.width(in: body.columns)
    let lines = lines(in: width - 4)
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
