import Terminal

/// One line of text being typed, with a cursor. Line ends that come in by pasting become blanks.
struct LineInput: Sendable, Equatable {
  private(set) var text: [Character]
  private(set) var cursor: Int

  init(_ text: String = "") {
    self.text = Array(Cutting.line(text))
    cursor = self.text.count
  }

  var string: String { String(text) }
  var isEmpty: Bool { text.isEmpty }

  /// Answers an editing key; false when it is none.
  mutating func press(_ key: Key) -> Bool {
    if let character = key.typed {
      insert(String(character))
      return true
    }
    switch key {
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .wordLeft: cursor = wordStart
    case .wordRight: cursor = wordEnd
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace: if cursor > 0 { remove(cursor - 1..<cursor) }
    case .delete: if cursor < text.count { remove(cursor..<cursor + 1) }
    case .control("u"): remove(0..<cursor)
    case .control("k"): remove(cursor..<text.count)
    case .control("w"): remove(wordStart..<cursor)
    default: return false
    }
    return true
  }

  mutating func insert(_ pasted: String) {
    let new = Array(Cutting.line(pasted))
    text.insert(contentsOf: new, at: cursor)
    cursor = min(text.count, cursor + new.count)
  }

  private mutating func remove(_ range: Range<Int>) {
    text.removeSubrange(range)
    cursor = min(range.lowerBound, text.count)
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, text[place - 1] == " " { place -= 1 }
    while place > 0, text[place - 1] != " " { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < text.count, text[place] == " " { place += 1 }
    while place < text.count, text[place] != " " { place += 1 }
    return place
  }

  /// Draws the part around the cursor; the cursor's cell is marked when the field has the focus.
  func draw(into frame: inout Frame, row: Int, column: Int, columns room: Int, focused: Bool, role: Role = .input) {
    guard room > 0 else { return }
    frame.fill(Area(row: row, column: column, rows: 1, columns: room), as: role)
    var first = cursor
    var before = 0
    while first > 0 {
      let width = columns(of: String(text[first - 1]))
      if before + width > room - 1 { break }
      before += width
      first -= 1
    }
    frame.write(String(text[first...]), row: row, column: column, columns: room, as: role)
    if focused {
      frame.tint(Area(row: row, column: column + before, rows: 1, columns: 1), as: .selected)
    }
  }
}
