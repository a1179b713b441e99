import Terminal

/// A document in a window: where it is scrolled to, what has been read, and the line Enter would act on.
struct ReadingPane: Sendable, Equatable {
  private(set) var document = Document(columns: 1)
  private(set) var top = 0
  private(set) var height = 1
  /// One past the last line that has been on the screen.
  private(set) var furthest = 0
  /// The line the cursor is on, among those with a stop or a section.
  private(set) var cursor: Int?
  /// What is looked for; empty when nothing is.
  private(set) var wanted = ""
  /// Where it reads so, by line.
  private var found: [Int: [Range<Int>]] = [:]
  private var style = ReadingStyle()
  /// A list of stops: arrows step from stop to stop instead of scrolling.
  var isList = false

  /// Another thing to read: from its beginning.
  mutating func open(_ document: Document, isList: Bool = false) {
    let (wanted, style) = (wanted, style)
    self = ReadingPane()
    (self.wanted, self.style, self.isList) = (wanted, style, isList)
    self.document = document
    cursor = isList ? stops.first : nil
    look()
  }

  /// Marks every place that reads so, and shows the first from here on; nothing takes the marks away.
  mutating func find(_ words: String) {
    wanted = words
    look()
    match = nil
    guard !words.isEmpty else { return }
    let lines = found.keys.sorted()
    show(lines.first { $0 >= top } ?? lines.first)
    settle()
  }

  /// How many places read so.
  var places: Int { found.values.reduce(0) { $0 + $1.count } }

  private mutating func look() {
    found = [:]
    let words = Array(wanted.lowercased().unicodeScalars)
    guard !words.isEmpty else { return }
    for (place, line) in document.lines.enumerated() {
      let ranges = line.columns(of: words)
      if !ranges.isEmpty { found[place] = ranges }
    }
  }

  private func isMatch(_ line: Int) -> Bool {
    wanted.isEmpty ? document.lines[line].isMatch : found[line] != nil
  }

  /// The same thing laid out again, after a resize, a fold or a refresh.
  mutating func replace(_ document: Document) {
    guard document != self.document else { return }
    self.document = document
    if let cursor, !stops.contains(cursor) { self.cursor = stops.last { $0 <= cursor } ?? stops.first }
    if isList, cursor == nil { cursor = stops.first }
    look()
    settle()
  }

  mutating func fit(height: Int, style: ReadingStyle = ReadingStyle()) {
    self.style = style
    guard height != self.height else { return }
    self.height = max(1, height)
    settle()
  }

  /// The rendering was shown: what stands in the window counts as read.
  mutating func shown() { furthest = max(furthest, min(document.lines.count, top + height)) }

  /// 0 to 100 of the lines have been on the screen.
  var percentRead: Int {
    document.lines.isEmpty ? 100 : min(100, furthest * 100 / document.lines.count)
  }

  var currentStop: Document.Stop? {
    cursor.flatMap { document.lines.indices.contains($0) ? document.lines[$0].stop : nil }
  }

  private var stops: [Int] {
    document.lines.indices.filter { document.lines[$0].stop != nil || (!isList && document.lines[$0].isSection) }
  }

  /// Answers a motion; false when the pane has no use for it.
  mutating func move(_ motion: Motion) -> Bool {
    switch motion {
    case .top:
      top = 0
      if isList { cursor = stops.first }
    case .bottom:
      top = document.lines.count
      if isList { cursor = stops.last }
    case .nextSection: step(among: stops, by: 1)
    case .previousSection: step(among: stops, by: -1)
    case .nextMatch: show(document.lines.indices.first { $0 > anchor && isMatch($0) })
    case .previousMatch: show(document.lines.indices.last { $0 < anchor && isMatch($0) })
    default:
      guard let lines = motion.step(page: height - 1) else { return false }
      if isList { step(among: stops, by: lines) } else { top += lines }
    }
    settle()
    return true
  }

  /// Puts the cursor on a line of the window.
  mutating func pick(row: Int) {
    if stops.contains(top + row) { cursor = top + row }
  }

  private var match: Int?
  private var anchor: Int { match ?? top - 1 }

  private mutating func show(_ line: Int?) {
    guard let line else { return }
    match = line
    if line < top || line >= top + height { top = line - height / 3 }
  }

  private mutating func step(among stops: [Int], by count: Int) {
    guard !stops.isEmpty else { return }
    let here = cursor ?? (count > 0 ? top - 1 : top + 1)
    let next: Int
    if let place = stops.firstIndex(of: here) {
      next = min(max(0, place + count), stops.count - 1)
    } else {
      next = count > 0 ? (stops.firstIndex { $0 > here } ?? stops.count - 1) : (stops.lastIndex { $0 < here } ?? 0)
    }
    cursor = stops[next]
    if stops[next] < top || stops[next] >= top + height { top = stops[next] - (isList ? height / 2 : 0) }
  }

  private mutating func settle() {
    top = min(max(0, top), max(0, document.lines.count - height))
    if let last = match, last >= document.lines.count { match = nil }
  }

  /// Draws the window into `area`.
  func draw(into frame: inout Frame, area: Area, focused: Bool) {
    for row in 0..<max(0, area.rows) {
      let index = top + row
      guard document.lines.indices.contains(index) else { return }
      let line = document.lines[index]
      let text = style.numbers ? area.split(left: ReadingStyle.gutter).right : area
      if style.numbers {
        let number = Cutting.fit("\(index + 1)", ReadingStyle.gutter - 1, right: true)
        frame.write([Piece(number, .dim)], row: area.row + row, column: area.column, columns: area.columns)
      }
      frame.write(line.left, right: line.right, row: area.row + row, column: text.column, columns: text.columns)
      let marks = (found[index] ?? []).map {
        Document.Tint(column: $0.lowerBound, columns: $0.count, role: .match)
      }
      for tint in line.tints + marks where tint.column < text.columns {
        frame.tint(
          Area(
            row: area.row + row, column: text.column + tint.column, rows: 1,
            columns: min(tint.columns, text.columns - tint.column)), as: tint.role)
      }
      if index == cursor {
        frame.tint(
          Area(row: area.row + row, column: area.column, rows: 1, columns: area.columns),
          as: focused ? .selected : .selectedUnfocused)
      }
    }
  }

  /// How far down the window is: `12–31 of 80`, nothing when all is seen.
  var position: String {
    let count = document.lines.count
    guard count > height else { return "" }
    return "\(top + 1)–\(min(count, top + height)) of \(count)"
  }
}

extension Document.Line {
  /// Where words stand in it, as columns from its beginning; upper and lower case are the same.
  fileprivate func columns(of words: [Unicode.Scalar]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var from = 0
    for piece in left {
      let text = Cutting.line(piece.text)
      let starts = columnStarts(of: Substring(text), marks: piece.marks)
      // Lower case that takes other scalars than the text has would put the marks elsewhere.
      let lower = text.unicodeScalars.map { $0.properties.lowercaseMapping.unicodeScalars.first ?? $0 }
      var place = 0
      while place + words.count <= lower.count {
        if lower[place..<place + words.count].elementsEqual(words) {
          ranges.append(from + starts[place]..<from + starts[place + words.count])
          place += words.count
        } else {
          place += 1
        }
      }
      from += starts.last ?? 0
    }
    return ranges
  }
}
