import Terminal

extension Document {
  /// Lines up to this many are shown whole; of longer texts the changed places with two lines around them.
  private static let wholeLines = 60

  /// Adds what changed between two texts, line by line, and word by word inside a changed line.
  ///
  /// Nothing is told by colour alone: lines begin with `-` or `+`, added words stand in brackets.
  ///
  /// - sideBySide: the old text left, the new one right, where each has at least 30 columns.
  mutating func difference(_ difference: [DiffLine], sideBySide: Bool = false) {
    let shown = difference.count <= Document.wholeLines ? difference.map { $0 } : Document.hunks(difference, context: 2)
    if sideBySide, columns >= 63 {
      beside(shown)
      return
    }
    for line in shown {
      guard let line else {
        self.line(Piece("  ⋯", .dim))
        continue
      }
      add(line)
    }
  }

  /// Lines that took the place of others stand beside them; what is the same stands on both sides.
  private mutating func beside(_ shown: [DiffLine?]) {
    let room = (columns - 3) / 2
    var (old, new): ([DiffLine], [DiffLine]) = ([], [])
    for line in shown + [nil] {
      switch line?.kind {
      case .removed?: old.append(contentsOf: [line].compactMap { $0 })
      case .added?: new.append(contentsOf: [line].compactMap { $0 })
      case .same?, nil:
        for place in 0..<max(old.count, new.count) {
          pair(
            old.indices.contains(place) ? old[place] : nil, new.indices.contains(place) ? new[place] : nil, room)
        }
        (old, new) = ([], [])
        if let line { pair(line, line, room) } else { lines.append(Line(left: [Piece("  ⋯", .dim)])) }
      }
    }
    // The end is no gap.
    lines.removeLast()
  }

  private mutating func pair(_ old: DiffLine?, _ new: DiffLine?, _ room: Int) {
    var (left, right) = (Document(columns: room), Document(columns: room))
    if let old { left.add(old) }
    if let new { right.add(new) }
    for row in 0..<max(left.lines.count, right.lines.count) {
      let one = left.lines.indices.contains(row) ? left.lines[row].left : []
      let other = right.lines.indices.contains(row) ? right.lines[row].left : []
      let gap = String(repeating: " ", count: max(0, room - one.columns))
      lines.append(
        Line(
          left: one + [Piece(gap + " │ ", .border)] + other,
          isMatch: row == 0 && (old?.kind != .same || new?.kind != .same)))
    }
  }

  private mutating func add(_ line: DiffLine) {
    let (mark, role, wordRole): (String, Role, Role) =
      switch line.kind {
      case .same: ("  ", .text, .text)
      case .removed: ("- ", .removed, .removedWord)
      case .added: ("+ ", .added, .addedWord)
      }
    var text = ""
    var changed: [Range<Int>] = []
    let isPartly = line.kind != .same && line.pieces.contains { $0.kind == .same }
    for piece in line.pieces {
      let start = text.unicodeScalars.count
      let isChanged = piece.kind != .same && isPartly
      text += isChanged && line.kind == .added ? "[\(piece.text)]" : piece.text
      if isChanged { changed.append(start..<text.unicodeScalars.count) }
    }
    // Rows that go on stand under the beginning of their line, not under the margin.
    let lead = Document.leadingBlanks(of: text)
    text = String(text.dropFirst(lead))
    changed = changed.map { max(0, $0.lowerBound - lead)..<max(0, $0.upperBound - lead) }
    let margin = String(repeating: " ", count: lead)
    for row in wrap(text, columns: columns - 2 - lead) {
      var pieces = [Piece((row.isFirst ? mark : "  ") + margin, role)]
      var from = row.scalars.lowerBound
      for range in changed.map({ $0.clamped(to: row.scalars) }) where !range.isEmpty {
        pieces.append(Piece(Document.part(row, from..<range.lowerBound), role, marks: .named))
        pieces.append(Piece(Document.part(row, range), wordRole, marks: .named))
        from = range.upperBound
      }
      pieces.append(Piece(Document.part(row, from..<row.scalars.upperBound), role, marks: .named))
      lines.append(Line(left: pieces.filter { !$0.text.isEmpty }, isMatch: line.kind != .same && row.isFirst))
    }
  }

  /// Blanks a line begins with, as far as they leave room for the rest.
  private static func leadingBlanks(of text: String) -> Int { text.prefix(16).prefix { $0 == " " }.count }

  /// An indented line whose rows all keep the indent.
  mutating func indented(_ text: String, indent: Int = 0) {
    let lead = Document.leadingBlanks(of: text)
    paragraph(String(text.dropFirst(lead)), indent: lead + indent)
  }

  /// Scalars of the whole text that stand in a row.
  private static func part(_ row: Terminal.Line, _ scalars: Range<Int>) -> String {
    let shown = row.shown.unicodeScalars.dropFirst(scalars.lowerBound - row.scalars.lowerBound).prefix(scalars.count)
    return String(String.UnicodeScalarView(shown))
  }

  /// Lines of the change alone, with `context` unchanged ones around each; nil stands for lines left out.
  private static func hunks(_ lines: [DiffLine], context: Int) -> [DiffLine?] {
    var isNear = [Bool](repeating: false, count: lines.count)
    for (place, line) in lines.enumerated() where line.kind != .same {
      for near in max(0, place - context)...min(lines.count - 1, place + context) { isNear[near] = true }
    }
    var shown: [DiffLine?] = []
    for (place, line) in lines.enumerated() {
      if isNear[place] {
        shown.append(line)
      } else if place == 0 || isNear[place - 1] {
        shown.append(nil)
      }
    }
    return shown
  }
}

extension Terminal.Line {
  /// What is drawn of it: blanks that hang over the edge are left out.
  var shown: String {
    var text = text
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
