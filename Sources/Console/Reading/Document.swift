import Governance
import Terminal

/// Lines laid out for a width, to be read in a pane.
struct Document: Sendable, Equatable {
  /// What Enter or `o` does on a line.
  enum Stop: Sendable, Equatable {
    case turn(Int)
    case version(artifact: String, label: String)
    case row(Int)
  }

  struct Tint: Sendable, Equatable {
    var column: Int
    var columns: Int
    var role: Role
  }

  struct Line: Sendable, Equatable {
    var left: [Piece] = []
    var right: [Piece] = []
    var tints: [Tint] = []
    var stop: Stop?
    /// `{ }` steps here.
    var isSection = false
    /// `n N` steps here.
    var isMatch = false
  }

  var lines: [Line] = []
  let columns: Int

  init(columns: Int) { self.columns = max(1, columns) }

  mutating func line(_ pieces: Piece..., right: [Piece] = [], stop: Stop? = nil) {
    lines.append(Line(left: pieces, right: right, stop: stop))
  }

  mutating func blank() { lines.append(Line()) }

  /// A heading that `{ }` stops at.
  mutating func section(_ pieces: Piece..., right: [Piece] = [], stop: Stop? = nil) {
    lines.append(Line(left: pieces, right: right, stop: stop, isSection: true))
  }

  /// A text wrapped to the width, `indent` columns in.
  mutating func paragraph(_ text: String, _ role: Role = .text, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    for row in wrap(text, columns: columns - indent) {
      lines.append(Line(left: [Piece(margin + row.shown, role, marks: .named)]))
    }
  }

  /// `name` in a column of its own, the text beside it, wrapped.
  mutating func field(_ name: String, _ text: String, _ role: Role = .text, label: Int = 16) {
    let rows = wrap(text, columns: max(8, columns - label))
    for (place, row) in rows.enumerated() {
      let head = Cutting.fit(place == 0 ? name : "", label - 1) + " "
      lines.append(Line(left: [Piece(head, .dim), Piece(row.shown, role, marks: .named)]))
    }
  }

  /// A part of the text somebody flagged; scalars from its beginning.
  struct Flagged: Sendable, Equatable {
    var start: Int
    var end: Int
    var words: String
  }

  /// A text with line numbers, its flagged parts highlighted and named on a line beneath each.
  mutating func numbered(_ text: String, flagged: [Flagged]) {
    let digits = 4
    for row in wrap(text, columns: columns - 6) {
      let number =
        Cutting.fit(row.isFirst ? "\(row.number + 1)" : "", digits, right: true)
      var line = Line(left: [Piece(number + "  ", .dim), Piece(row.shown, marks: .named)])
      let starts = columnStarts(of: Substring(row.shown), marks: .named)
      var under: [Line] = []
      for part in flagged
      where part.start < row.scalars.lowerBound + max(1, row.scalars.count) && part.end > row.scalars.lowerBound {
        let from = starts[min(max(0, part.start - row.scalars.lowerBound), starts.count - 1)]
        let to = starts[min(starts.count - 1, max(0, part.end - row.scalars.lowerBound))]
        guard to > from else { continue }
        line.tints.append(Tint(column: digits + 2 + from, columns: to - from, role: .flagged))
        line.isMatch = true
        let ends = part.end <= row.scalars.upperBound
        let margin = String(repeating: " ", count: digits + 2 + from)
        let bar = String(repeating: "▔", count: to - from)
        under.append(Line(left: [Piece(margin), Piece(bar + (ends ? " " + part.words : ""), .warning)]))
      }
      lines.append(line)
      lines += under.map { Document.fitting($0, columns) }
    }
  }

  /// A bar that would push its words off the edge gets them on the left instead, or else gives way to them: the text
  /// above it is marked as well.
  private static func fitting(_ line: Line, _ columns: Int) -> Line {
    guard line.left.columns > columns, line.left.count == 2 else { return line }
    let words = line.left[1].text.drop { $0 == "▔" }.drop { $0 == " " }
    guard !words.isEmpty else { return line }
    let bar = line.left[1].text.prefix { $0 == "▔" }
    let room = columns - bar.count - line.left[0].text.count
    if room >= 0, line.left[0].text.count > words.count + 1 {
      let margin = String(repeating: " ", count: line.left[0].text.count - words.count - 1)
      return Line(left: [Piece(margin), Piece("\(words) \(bar)", .warning)])
    }
    let left = columns - line.left[0].text.count - Terminal.columns(of: String(words)) - 1
    guard left >= 3 else { return line }
    return Line(left: [line.left[0], Piece("\(bar.prefix(left)) \(words)", .warning)])
  }
}
