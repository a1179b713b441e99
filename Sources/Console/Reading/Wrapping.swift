import Terminal

/// A text laid out in rows of a width, each row knowing which scalars of the text it shows.
struct Wrapping: Sendable, Equatable {
  struct Row: Sendable, Equatable {
    var text: String
    /// Scalars of the whole text before this row.
    var start: Int
    /// Scalars this row takes up, the line end not among them; may be one more than its text shows.
    var scalars: Int
    /// From 1: the text's own line, nil on a row that goes on with the one before.
    var line: Int?
  }

  private(set) var rows: [Row] = []

  /// A blank that falls on the edge is counted but not drawn. Breaks at line ends, then at blanks where the width asks for it, then anywhere. A tab becomes one blank.
  init(_ text: String, columns room: Int) {
    let room = max(1, room)
    var offset = 0
    var number = 1
    for line in Wrapping.lines(of: text) {
      lay(line.text, from: offset, number: number, room: room)
      offset += line.scalars
      number += 1
    }
  }

  private mutating func lay(_ line: [Unicode.Scalar], from offset: Int, number: Int, room: Int) {
    let starts = columnStarts(of: Substring(Wrapping.text(line[...])), marks: .named)
    guard starts.count == line.count + 1 else { return }
    var number: Int? = number
    var first = 0
    var blank: Int?
    for place in line.indices {
      if starts[place + 1] - starts[first] > room, place > first, starts[place + 1] > starts[place] {
        if line[place] == " " {
          var full = row(line[first..<place], from: offset + first, number: number)
          full.scalars += 1
          rows.append(full)
          (first, blank, number) = (place + 1, nil, nil)
          continue
        }
        let end = blank ?? place
        rows.append(row(line[first..<end], from: offset + first, number: number))
        (first, blank, number) = (end, nil, nil)
      }
      if line[place] == " " { blank = place + 1 }
    }
    rows.append(row(line[first...], from: offset + first, number: number))
  }

  private func row(_ scalars: ArraySlice<Unicode.Scalar>, from start: Int, number: Int?) -> Row {
    Row(text: Wrapping.text(scalars), start: start, scalars: scalars.count, line: number)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The text's own lines, tabs made blanks, with the scalars each takes, its line end among them.
  private static func lines(of text: String) -> [(text: [Unicode.Scalar], scalars: Int)] {
    var found: [(text: [Unicode.Scalar], scalars: Int)] = []
    var line: [Unicode.Scalar] = []
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      if scalar == "\n" {
        if line.last == "\r" { line.removeLast() }
        found.append((line, count))
        (line, count) = ([], 0)
      } else {
        line.append(scalar == "\t" ? " " : scalar)
      }
    }
    found.append((line, count))
    return found
  }
}
