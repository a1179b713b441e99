/// A text being written: one line, as a filter or a palette, or several, as a reason in a form.
///
/// The cursor stands between scalars; a pasted text goes in as one piece and can never be a command: tabs become blanks,
/// and so do line breaks where there is one line.
package struct LineEditor: Sendable, Equatable {
  package private(set) var scalars: [Unicode.Scalar]
  /// Scalars before the cursor.
  package private(set) var cursor: Int
  /// Longest text, in scalars.
  package let limit: Int
  /// Line feeds are part of the text.
  package let hasLines: Bool

  package init(_ text: String = "", limit: Int = 4096, lines: Bool = false) {
    scalars = Array(LineEditor.clean(text, lines: lines).prefix(limit))
    cursor = scalars.count
    self.limit = limit
    hasLines = lines
  }

  /// Carriage returns go with their line feed; what has no place in the text becomes a blank.
  private static func clean(_ text: String, lines: Bool) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var afterReturn = false
    for scalar in text.unicodeScalars {
      let isBreak = scalar == "\n" || scalar == "\r"
      if isBreak, !(scalar == "\n" && afterReturn) {
        result.append(lines ? "\n" : " ")
      } else if !isBreak {
        result.append(scalar == "\t" ? " " : scalar)
      }
      afterReturn = scalar == "\r"
    }
    return result
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
    case .home, .control("a"): cursor = lineStart()
    case .end, .control("e"): cursor = lineEnd()
    case .control("j") where hasLines: insert("\n")
    case .backspace:
      if cursor > 0 { remove(cursor - 1..<cursor) }
    case .delete, .control("d"):
      if cursor < scalars.count { remove(cursor..<cursor + 1) }
    case .control("w"): remove(wordStart()..<cursor)
    case .control("u"): remove(lineStart()..<cursor)
    case .control("k"): remove(cursor..<lineEnd())
    default: return false
    }
    return true
  }

  /// Inserts typed or pasted text at the cursor, as much as the limit allows; returns how many scalars were left out.
  @discardableResult
  package mutating func insert(_ text: String) -> Int {
    let clean = LineEditor.clean(text, lines: hasLines)
    let fitting = clean.prefix(max(0, limit - scalars.count))
    scalars.insert(contentsOf: fitting, at: cursor)
    cursor += fitting.count
    return clean.count - fitting.count
  }

  /// The text wrapped as it is drawn, and where the cursor stands in it: the row among `lines`, the column in it.
  package func laid(columns: Int) -> (lines: [Line], cursor: Position) {
    // One column is left for a cursor behind the last letter.
    let lines = wrap(text, columns: max(1, columns - 1), marks: .single)
    let row = lines.lastIndex { $0.scalars.lowerBound <= cursor } ?? 0
    let starts = columnStarts(of: lines[row].text, marks: .single)
    let column = starts[min(cursor - lines[row].scalars.lowerBound, starts.count - 1)]
    return (lines, Position(row: row, column: min(column, max(0, columns - 1))))
  }

  /// Moves the cursor up or down among the lines as they are drawn; false at the first or last of them.
  package mutating func step(by count: Int, columns: Int) -> Bool {
    let (lines, here) = laid(columns: columns)
    let row = here.row + count
    guard lines.indices.contains(row) else { return false }
    let starts = columnStarts(of: lines[row].text, marks: .single)
    let within = starts.lastIndex { $0 <= here.column } ?? 0
    // Behind the last letter of a wrapped line is the beginning of the next.
    let isWrapped = lines.indices.contains(row + 1) && !lines[row + 1].isFirst
    let last = max(0, lines[row].scalars.count - (isWrapped ? 1 : 0))
    cursor = lines[row].scalars.lowerBound + min(within, last)
    return true
  }

  private mutating func remove(_ range: Range<Int>) {
    scalars.removeSubrange(range)
    cursor = range.lowerBound
  }

  private func isGap(_ place: Int) -> Bool { scalars[place] == " " || scalars[place] == "\n" }

  private func wordStart() -> Int {
    var place = cursor
    while place > 0, isGap(place - 1) { place -= 1 }
    while place > 0, !isGap(place - 1) { place -= 1 }
    return place
  }

  private func wordEnd() -> Int {
    var place = cursor
    while place < scalars.count, isGap(place) { place += 1 }
    while place < scalars.count, !isGap(place) { place += 1 }
    return place
  }

  private func lineStart() -> Int { (scalars[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  private func lineEnd() -> Int { scalars[cursor...].firstIndex(of: "\n") ?? scalars.count }
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
