import Governance
import Terminal

/// A problem in full: what happened, why, what to do, and its code for whoever is asked about it.
struct ProblemView: Sendable {
  let problem: Problem
  private var top = 0

  init(problem: Problem) { self.problem = problem }

  /// All of it as plain lines, to be handed on.
  var text: String {
    [problem.happened, problem.because, problem.remedy, "code: \(problem.code)"].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// Takes a key; false when it closes the view. `room` is the body it is drawn over.
  mutating func press(_ key: Key, over room: Size) -> Bool {
    let height = min(room.rows, document(columns: width(in: room.columns)).lines.count + 2) - 2
    let last = max(0, document(columns: width(in: room.columns)).lines.count - max(1, height))
    switch Motion.byKey[key] {
    case .top: top = 0
    case .bottom: top = last
    case let motion?:
      guard let step = motion.step(page: max(1, height - 1)) else { return false }
      top = min(max(0, top + step), last)
    case nil: return false
    }
    return true
  }

  private func width(in columns: Int) -> Int { min(columns, 80) }

  private func document(columns: Int) -> Document {
    var document = Document(columns: max(1, columns - 4))
    document.paragraph(problem.happened, .failed)
    if !problem.because.isEmpty {
      document.blank()
      document.paragraph(problem.because)
    }
    if !problem.remedy.isEmpty {
      document.blank()
      document.paragraph(problem.remedy, .title)
    }
    document.blank()
    document.field("code", problem.code, .dim, label: 6)
    document.line(Piece("Esc", .key), Piece(" closes   ", .dim), Piece("y", .key), Piece(" copies it", .dim))
    return document
  }

  func draw(into frame: inout Frame, over body: Area) {
    let width = width(in: body.columns)
    let document = document(columns: width)
    let area = body.centered(rows: min(body.rows, document.lines.count + 2), columns: width)
    frame.fill(area, as: .text)
    frame.box(area, title: "What went wrong", focused: true)
    let inner = area.inset(rows: 1, columns: 2)
    let first = min(top, max(0, document.lines.count - inner.rows))
    for (place, line) in document.lines.dropFirst(first).prefix(max(0, inner.rows)).enumerated() {
      frame.write(line.left, row: inner.row + place, column: inner.column, columns: inner.columns)
    }
    guard document.lines.count > inner.rows, inner.rows > 0, area.columns > 24 else { return }
    let words = " \(first + 1)–\(min(document.lines.count, first + inner.rows)) of \(document.lines.count) ↑ ↓ "
    frame.write(
      [Piece(words, .dim)], row: area.endRow - 1, column: area.endColumn - columns(of: words) - 2,
      columns: columns(of: words))
  }
}
