import Governance
import Terminal

/// One prompt with what a baseline and the candidate answered: the difference word by word, and what both were given for it.
struct ShadowPairReading: Sendable {
  /// From 1, in the order of the draw.
  let prompt: Int
  private let pair: ShadowPair
  private let title: String
  private let difference: [DiffLine]
  private var layout: (columns: Int, sideBySide: Bool)?
  private var lines: [Document.Line] = []
  private var top = 0

  init(_ found: ShadowCellPair, of cell: ShadowCell, in run: ShadowRunDetail?) {
    (prompt, pair) = (found.figures.prompt, found.pair)
    let metric = run?.metrics.first { $0.name == cell.metric }
    func value(_ figure: Double) -> String { metric.map { ShadowWords.value(figure, $0) } ?? "\(figure)" }
    func label(_ arm: Int) -> String { run?.arms.first { $0.arm == arm }?.label ?? "" }
    let figures = found.figures
    title =
      "\(cell.metric)  \(label(0)): \(value(figures.candidate))   \(label(cell.arm)): \(value(figures.baseline))   \(figures.place) of \(figures.of), worst first"
    difference = wordDiff(from: found.pair.baseline ?? "", to: found.pair.candidate ?? "")
  }

  /// Breaks its lines for so many columns.
  mutating func layOut(columns: Int, sideBySide: Bool) {
    if let layout, layout == (columns, sideBySide) { return }
    layout = (columns, sideBySide)
    var document = Document(columns: max(10, columns - 2))
    for turn in pair.conversation {
      document.paragraph("\(turn.role):", .dim)
      for part in turn.parts {
        switch part {
        case .text(let text): for line in text.split(separator: "\n") { document.indented(String(line), indent: 2) }
        default: document.paragraph("  (not text)", .dim)
        }
      }
    }
    document.paragraph(sideBySide ? "baseline, and beside it the candidate:" : "- baseline, + candidate:", .dim)
    switch (pair.baseline, pair.candidate) {
    case (.some, .some): document.difference(difference, sideBySide: sideBySide)
    case (let old?, nil):
      document.paragraph(old)
      document.paragraph("The candidate did not answer.", .warning)
    case (nil, let new?):
      document.paragraph(new)
      document.paragraph("The baseline did not answer.", .warning)
    case (nil, nil): document.paragraph("Neither answered, or both were erased.", .warning)
    }
    lines = document.lines
    top = min(top, max(0, lines.count - 1))
  }

  mutating func move(_ motion: Motion, page: Int) {
    switch motion {
    case .top: top = 0
    case .bottom: top = max(0, lines.count - page)
    default: top = min(max(0, top + (motion.step(page: page) ?? 0)), max(0, lines.count - page))
    }
  }

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    let letter = pair.dataClass.map { $0.rawValue.prefix(1).uppercased() } ?? "?"
    frame.write(
      [Piece(" \(title)", .title)], right: [Piece("\(pair.key)  data class \(letter) ", .dim)], row: 0, column: 0,
      columns: size.columns)
    for (row, line) in lines.dropFirst(top).prefix(max(0, size.rows - 1)).enumerated() {
      frame.write(line.left, right: line.right, row: row + 1, column: 1, columns: size.columns - 2)
    }
    return frame
  }
}
