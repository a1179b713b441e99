import Terminal

extension Document {
  /// Lines up to this many are shown whole; of longer texts the changed places with two lines around them.
  private static let wholeLines = 60

  /// Adds what changed between two texts, line by line, and word by word inside a changed line.
  ///
  /// Nothing is told by colour alone: lines begin with `-` or `+`, added words stand in brackets.
  mutating func difference(_ difference: [DiffLine]) {
    let shown = difference.count <= Document.wholeLines ? difference.map { $0 } : Document.hunks(difference, context: 2)
    for line in shown {
      guard let line else {
        self.line(Piece("  ⋯", .dim))
        continue
      }
      add(line)
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
