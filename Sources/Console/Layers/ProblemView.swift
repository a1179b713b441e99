import Governance
import Terminal

/// A problem in full: what happened, why, what to do, and its code for whoever is asked about it.
struct ProblemView: Sendable {
  let problem: Problem

  func draw(into frame: inout Frame, over body: Area) {
    let width = min(body.columns, 80)
    var document = Document(columns: max(1, width - 4))
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
    document.line(Piece("Esc", .key), Piece(" closes", .dim))
    let area = body.centered(rows: document.lines.count + 2, columns: width)
    frame.fill(area, as: .text)
    frame.box(area, title: "What went wrong", focused: true)
    let inner = area.inset(rows: 1, columns: 2)
    for (place, line) in document.lines.prefix(max(0, inner.rows)).enumerated() {
      frame.write(line.left, row: inner.row + place, column: inner.column, columns: inner.columns)
    }
  }
}
