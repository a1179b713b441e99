import Terminal

/// A run of text in one role.
struct Piece: Sendable, Equatable {
  var text: String
  var role: Role
  /// How a control or bidi character in it is shown: by one cell in lists, by its name where text is read.
  var marks: Marks

  init(_ text: String, _ role: Role = .text, marks: Marks = .single) {
    self.text = text
    self.role = role
    self.marks = marks
  }
}

extension [Piece] {
  /// Columns the pieces take together.
  var columns: Int { reduce(0) { $0 + Terminal.columns(of: $1.text, marks: $1.marks) } }
}

extension Frame {
  /// Writes pieces one after another, cut with an ellipsis where they do not fit; returns the columns used.
  @discardableResult
  mutating func write(_ pieces: [Piece], row: Int, column: Int, columns: Int) -> Int {
    var used = 0
    for (place, piece) in pieces.enumerated() where used < columns {
      let room = columns - used
      let text = Cutting.line(piece.text)
      let goesOn = pieces.dropFirst(place + 1).contains { !$0.text.isEmpty }
      let needed = Terminal.columns(of: text, marks: piece.marks)
      let words =
        needed == room && goesOn
        ? truncated(text + "…", to: room, marks: piece.marks)
        : truncated(text, to: room, marks: piece.marks)
      used += write(
        words, row: row, column: column + used, columns: room, as: piece.role, marks: piece.marks)
    }
    return used
  }

  /// Writes `left` from the left and `right` against the right edge; what is on the right keeps its place.
  mutating func write(_ left: [Piece], right: [Piece], row: Int, column: Int, columns: Int) {
    let end = Swift.min(right.columns, columns)
    let room = end == 0 ? columns : columns - end - 1
    if room > 0 { write(left, row: row, column: column, columns: room) }
    if end > 0 { write(right, row: row, column: column + columns - end, columns: end) }
  }
}

/// Making a text fit on one line.
enum Cutting {
  /// Line ends and tabs become one space; everything else is left to the frame.
  static func line(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 9 }) else { return text }
    var result = String.UnicodeScalarView()
    var gap = false
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" || scalar == "\t" {
        gap = true
      } else {
        if gap { result.append(" ") }
        gap = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Padded with blanks to `room` columns, or cut to it.
  static func fit(_ text: String, _ room: Int, right: Bool = false) -> String {
    let kept = truncated(line(text), to: room)
    let gap = String(repeating: " ", count: max(0, room - columns(of: kept)))
    return right ? gap + kept : kept + gap
  }
}
