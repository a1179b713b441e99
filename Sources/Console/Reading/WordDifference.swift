import Terminal

/// What changed between two texts, line by line, and word by word inside a changed line.
///
/// Nothing is told by colour alone: lines begin with `-` or `+`, added words stand in brackets.
struct WordDifference: Sendable, Equatable {
  enum Kind: Sendable, Equatable { case same, removed, added }
  struct Line: Sendable, Equatable {
    var kind: Kind
    /// Runs of text; `changed` ones are not on the other side.
    var runs: [(text: String, changed: Bool)]
    static func == (left: Line, right: Line) -> Bool {
      left.kind == right.kind && left.runs.elementsEqual(right.runs) { $0 == $1 }
    }
  }

  private(set) var lines: [Line] = []

  /// Above these sizes a line is only said to have changed: the comparison grows with the square of what differs.
  static let mostLines = 1600
  static let mostWords = 1500

  init(from old: String, to new: String) {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    if before.count + after.count > Self.mostLines {
      if before != after { (removed, added) = (Set(before.indices), Set(after.indices)) }
    } else {
      for change in after.difference(from: before) {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): added.insert(offset)
        }
      }
    }
    var left = 0
    var right = 0
    while left < before.count || right < after.count {
      var gone: [String] = []
      var come: [String] = []
      while left < before.count, removed.contains(left) { gone.append(before[left]); left += 1 }
      while right < after.count, added.contains(right) { come.append(after[right]); right += 1 }
      if gone.isEmpty, come.isEmpty {
        guard left < before.count, right < after.count else { break }
        lines.append(Line(kind: .same, runs: [(after[right], false)]))
        left += 1
        right += 1
      } else {
        block(gone, come)
      }
    }
  }

  /// Lines of the change alone, with `context` unchanged ones around each; nil stands for lines left out.
  func hunks(context: Int) -> [Line?] {
    let near = lines.indices.filter { index in
      lines[max(0, index - context)...min(lines.count - 1, index + context)].contains { $0.kind != .same }
    }
    var shown: [Line?] = []
    var last = -1
    for index in near {
      if index > last + 1 { shown.append(nil) }
      shown.append(lines[index])
      last = index
    }
    if let end = near.last, end < lines.count - 1 { shown.append(nil) }
    return shown
  }

  var isEmpty: Bool { lines.allSatisfy { $0.kind == .same } }

  private mutating func block(_ gone: [String], _ come: [String]) {
    var before: [Line] = []
    var after: [Line] = []
    for place in 0..<max(gone.count, come.count) {
      switch (place < gone.count ? gone[place] : nil, place < come.count ? come[place] : nil) {
      case (let old?, let new?):
        let (was, now) = Self.words(from: old, to: new)
        before.append(Line(kind: .removed, runs: was))
        after.append(Line(kind: .added, runs: now))
      case (let old?, nil): before.append(Line(kind: .removed, runs: [(old, true)]))
      case (nil, let new?): after.append(Line(kind: .added, runs: [(new, true)]))
      case (nil, nil): break
      }
    }
    lines += before + after
  }

  private static func words(
    from old: String, to new: String
  ) -> ([(text: String, changed: Bool)], [(text: String, changed: Bool)]) {
    let before = split(old)
    let after = split(new)
    guard before.count + after.count <= mostWords else { return ([(old, true)], [(new, true)]) }
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    return (runs(before, removed), runs(after, added))
  }

  /// Words and the gaps between them, each a token of its own.
  private static func split(_ line: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    var afterNumber = false
    for character in line {
      defer { afterNumber = character.isNumber }
      if character.isLetter || character.isNumber || character == "_" || (character == "." && afterNumber) {
        word.append(character)
      } else {
        if !word.isEmpty { tokens.append(word) }
        word = ""
        tokens.append(String(character))
      }
    }
    if !word.isEmpty { tokens.append(word) }
    return tokens
  }

  private static func runs(_ tokens: [String], _ changed: Set<Int>) -> [(text: String, changed: Bool)] {
    var found: [(text: String, changed: Bool)] = []
    for (place, token) in tokens.enumerated() {
      var isChanged = changed.contains(place)
      if !isChanged, token == " ", changed.contains(place - 1), changed.contains(place + 1) { isChanged = true }
      if let last = found.last, last.changed == isChanged {
        found[found.count - 1].text += token
      } else {
        found.append((token, isChanged))
      }
    }
    return found
  }
}

extension Document {
  /// Adds a difference, wrapped: whole texts when short, the changed places with two lines around them otherwise.
  mutating func difference(_ difference: WordDifference) {
    let whole = difference.lines.count <= 60
    let shown: [WordDifference.Line?] = whole ? difference.lines.map { $0 } : difference.hunks(context: 2)
    for line in shown {
      guard let line else {
        self.line(Piece("  ⋯", .dim))
        continue
      }
      let (mark, role, wordRole): (String, Role, Role) =
        switch line.kind {
        case .same: ("  ", .text, .text)
        case .removed: ("- ", .removed, .removedWord)
        case .added: ("+ ", .added, .addedWord)
        }
      var text = ""
      var changed: [Range<Int>] = []
      let partly = line.runs.contains { !$0.changed }
      for run in line.runs {
        let start = text.unicodeScalars.count
        let bracketed = run.changed && line.kind == .added && partly
        text += bracketed ? "[\(run.text)]" : run.text
        if run.changed, partly, line.kind != .same { changed.append(start..<text.unicodeScalars.count) }
      }
      for (place, row) in Wrapping(text, columns: columns - 2).rows.enumerated() {
        var pieces = [Piece(place == 0 ? mark : "  ", role)]
        var from = row.start
        for range in changed.map({ $0.clamped(to: row.start..<row.start + row.scalars) }) where !range.isEmpty {
          pieces.append(Piece(Document.part(row, from, range.lowerBound), role, marks: .named))
          pieces.append(Piece(Document.part(row, range.lowerBound, range.upperBound), wordRole, marks: .named))
          from = range.upperBound
        }
        pieces.append(Piece(Document.part(row, from, Int.max), role, marks: .named))
        lines.append(Line(left: pieces.filter { !$0.text.isEmpty }, isMatch: line.kind != .same && place == 0))
      }
    }
  }

  private static func part(_ row: Wrapping.Row, _ from: Int, _ to: Int) -> String {
    let scalars = row.text.unicodeScalars.dropFirst(from - row.start)
    return String(String.UnicodeScalarView(to == Int.max ? scalars : scalars.prefix(to - from)))
  }
}
