/// Where a text stands in more room than it needs.
package enum Alignment: Sendable { case left, right, center }

/// The text, or as much of it as fits before an ellipsis. Reads no further than it has to.
package func truncated(_ text: String, to room: Int, marks: Marks = .single) -> String {
  guard room > 0 else { return "" }
  var placing = Placing(marks)
  var used = 0
  var cut = text.startIndex
  var index = text.startIndex
  let scalars = text.unicodeScalars
  while index < scalars.endIndex {
    used += placing.place(scalars[index].value).columns
    if used > room { return String(text[..<cut]) + "…" }
    scalars.formIndex(after: &index)
    if used < room { cut = index }
  }
  return text
}

extension Frame {
  /// Writes text into exactly `columns` columns: cut with an ellipsis when it is longer, filled with blanks when not.
  package mutating func writeFitted(
    _ text: String, row: Int, column: Int, columns room: Int, as role: Role = .text, align: Alignment = .left
  ) {
    guard room > 0 else { return }
    let words = truncated(text, to: room)
    fill(Area(row: row, column: column, rows: 1, columns: room), as: role)
    let free = room - Terminal.columns(of: words)
    let shift =
      switch align {
      case .left: 0
      case .right: free
      case .center: free / 2
      }
    write(words, row: row, column: column + shift, columns: room - shift, as: role)
  }
}
