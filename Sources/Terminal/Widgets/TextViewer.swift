/// A stretch of a text that is to be seen: what a classifier pointed at, what a search found.
package struct TextSpan: Sendable, Equatable {
  /// Scalars of the whole text.
  package var scalars: Range<Int>
  package var role: Role
  /// Written in the margin line below the words, such as `toxicity .94`.
  package var label: String?

  package init(_ scalars: Range<Int>, _ role: Role, label: String? = nil) {
    self.scalars = scalars
    self.role = role
    self.label = label
  }
}

/// A text laid out for a width, and how far it has been read. Laying out happens once a text and width.
package struct TextViewer: Sendable, Equatable {
  package let text: String
  package private(set) var spans: [TextSpan]
  package private(set) var lines: [Line] = []
  package private(set) var columns: Int = 0
  /// First line shown.
  package private(set) var top = 0
  /// Lines that have been on the screen, from the beginning.
  package private(set) var read = 0
  package let showsNumbers: Bool

  package init(_ text: String, spans: [TextSpan] = [], numbers: Bool = true) {
    self.text = text
    self.spans = spans.sorted { $0.scalars.lowerBound < $1.scalars.lowerBound }
    showsNumbers = numbers
  }

  private var numberWidth: Int {
    guard showsNumbers else { return 0 }
    var count = 1
    for unit in text.utf8 where unit == 0x0A { count += 1 }
    return max(3, String(count).count) + 2
  }

  /// Lays the text out for an area; keeps the place in the text. Call it before drawing whenever the area may have changed.
  package mutating func lay(in area: Size) {
    let width = max(1, area.columns - numberWidth)
    if width != columns || lines.isEmpty {
      let offset = top < lines.count ? lines[top].scalars.lowerBound : 0
      let seen = read > 0 && read <= lines.count ? lines[read - 1].scalars.upperBound : 0
      lines = wrap(text, columns: width)
      columns = width
      top = lines.lastIndex { $0.scalars.lowerBound <= offset } ?? 0
      read = lines.prefix { $0.scalars.upperBound <= seen && seen > 0 }.count
    }
    scroll(by: 0, rows: area.rows)
  }

  /// Scrolls by lines and notes what has been seen.
  package mutating func scroll(by step: Int, rows: Int) {
    let last = max(0, lines.count - max(1, rows))
    top = step > lines.count ? last : min(max(0, top + max(step, -lines.count)), last)
    read = max(read, min(lines.count, top + max(0, rows)))
  }

  /// Brings a scalar of the text into sight, a third down.
  package mutating func reveal(_ scalar: Int, rows: Int) {
    guard let line = lines.lastIndex(where: { $0.scalars.lowerBound <= scalar }) else { return }
    if line < top || line >= top + rows { top = line - rows / 3 }
    scroll(by: 0, rows: rows)
  }

  /// The next span after what is on top of the screen (or the one before), wrapping round; nil without spans.
  package func span(after current: Int?, forward: Bool) -> Int? {
    guard !spans.isEmpty else { return nil }
    guard let current else { return forward ? 0 : spans.count - 1 }
    return (current + (forward ? 1 : spans.count - 1)) % spans.count
  }

  /// How much has been on the screen, 0 to 100.
  package var percentRead: Int { lines.isEmpty ? 100 : read * 100 / lines.count }

  package mutating func mark(_ spans: [TextSpan]) {
    self.spans = spans.sorted { $0.scalars.lowerBound < $1.scalars.lowerBound }
  }
}

extension Frame {
  /// Draws the lines in sight, marks and spans in their roles, line numbers at the left.
  package mutating func viewer(_ viewer: TextViewer, in area: Area) {
    fill(area, as: .text)
    let gutter = max(0, area.columns - viewer.columns)
    for (row, line) in viewer.lines.dropFirst(viewer.top).prefix(area.rows).enumerated() {
      let row = area.row + row
      if viewer.showsNumbers, line.isFirst, gutter > 2 {
        writeFitted(
          "\(line.number + 1)", row: row, column: area.column, columns: gutter - 2, as: .dim, align: .right)
      }
      let column = area.column + gutter
      write(line.text, row: row, column: column, columns: area.endColumn - column, marks: .named)
      let touching = viewer.spans.filter { $0.scalars.overlaps(line.scalars) }
      guard !touching.isEmpty else { continue }
      let starts = columnStarts(of: line.text, marks: .named)
      for span in touching {
        let from = max(0, span.scalars.lowerBound - line.scalars.lowerBound)
        let to = min(span.scalars.upperBound - line.scalars.lowerBound, line.scalars.count)
        guard from < to, to < starts.count else { continue }
        let room = area.endColumn - column
        let (left, right) = (min(starts[from], room), min(starts[to], room))
        tint(Area(row: row, column: column + left, rows: 1, columns: right - left), as: span.role)
      }
    }
  }
}
