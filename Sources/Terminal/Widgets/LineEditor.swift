/// One line of text being written: a form field, a filter, a palette.
///
/// The cursor stands between scalars; a pasted text goes in as one piece, its line breaks and tabs as blanks, and can
/// never be a command.
package struct LineEditor: Sendable, Equatable {
  package private(set) var scalars: [Unicode.Scalar]
  /// Scalars before the cursor.
  package private(set) var cursor: Int
  /// Longest text, in scalars.
  package let limit: Int

  package init(_ text: String = "", limit: Int = 4096) {
    scalars = Array(text.unicodeScalars.prefix(limit))
    cursor = scalars.count
    self.limit = limit
  }

  package var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  package var isEmpty: Bool { scalars.isEmpty }

  /// Takes a key; false when it is none of its own, such as Enter or Esc.
  package mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character, .space:
      insert(key.typed.map(String.init) ?? "")
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(scalars.count, cursor + 1)
    case .wordLeft, .alt("b"): cursor = wordStart()
    case .wordRight, .alt("f"): cursor = wordEnd()
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = scalars.count
    case .backspace:
      if cursor > 0 { remove(cursor - 1..<cursor) }
    case .delete, .control("d"):
      if cursor < scalars.count { remove(cursor..<cursor + 1) }
    case .control("w"): remove(wordStart()..<cursor)
    case .control("u"): remove(0..<cursor)
    case .control("k"): remove(cursor..<scalars.count)
    default: return false
    }
    return true
  }

  /// Inserts typed or pasted text at the cursor, as much as the limit allows.
  package mutating func insert(_ text: String) {
    let clean = text.unicodeScalars.map { $0 == "\n" || $0 == "\r" || $0 == "\t" ? " " : $0 }
    let fitting = clean.prefix(max(0, limit - scalars.count))
    scalars.insert(contentsOf: fitting, at: cursor)
    cursor += fitting.count
  }

  private mutating func remove(_ range: Range<Int>) {
    scalars.removeSubrange(range)
    cursor = range.lowerBound
  }

  private func wordStart() -> Int {
    var place = cursor
    while place > 0, scalars[place - 1] == " " { place -= 1 }
    while place > 0, scalars[place - 1] != " " { place -= 1 }
    return place
  }

  private func wordEnd() -> Int {
    var place = cursor
    while place < scalars.count, scalars[place] == " " { place += 1 }
    while place < scalars.count, scalars[place] != " " { place += 1 }
    return place
  }
}

extension Frame {
  /// Draws a field, scrolled so that the cursor is in sight.
  /// - Returns: where the cursor stands.
  @discardableResult
  package mutating func field(
    _ editor: LineEditor, row: Int, column: Int, columns room: Int, isValid: Bool = true, placeholder: String = ""
  ) -> Position {
    guard room > 0 else { return Position(row: row, column: column) }
    let role: Role = isValid ? .input : .inputInvalid
    fill(Area(row: row, column: column, rows: 1, columns: room), as: role)
    if editor.isEmpty {
      write(truncated(placeholder, to: room), row: row, column: column, columns: room, as: role)
      tint(Area(row: row, column: column, rows: 1, columns: room), as: role)
      return Position(row: row, column: column)
    }
    let starts = columnStarts(of: Substring(editor.text))
    let at = starts[editor.cursor]
    let shift = max(0, at - room + 1)
    let first = starts.firstIndex { $0 >= shift } ?? 0
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: editor.scalars[min(first, editor.scalars.count)...])
    write(String(shown), row: row, column: column, columns: room, as: role)
    return Position(row: row, column: column + at - starts[first])
  }
}
