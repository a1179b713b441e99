import Governance
import Terminal

/// Which pair of a run: the prompt, from 1, and the baseline beside the candidate.
struct ShadowPairPlace: Sendable, Equatable {
  var prompt: Int
  var arm: Int

  /// The next or previous one, as far as the run goes.
  func moved(prompt step: Int = 0, arm turn: Int = 0, in run: ShadowRunDetail?) -> ShadowPairPlace {
    let baselines = run?.arms.count { $0.role == .baseline } ?? 1
    let prompts = run?.row.drawn ?? run?.row.pairs ?? Int.max
    return ShadowPairPlace(
      prompt: min(max(1, prompt + step), max(1, prompts)), arm: min(max(1, arm + turn), max(1, baselines)))
  }
}

/// One prompt with what a baseline and the candidate answered: the difference word by word.
struct ShadowPairReading: Sendable {
  let pair: ShadowPair
  let place: ShadowPairPlace
  private let lines: [Document.Line]
  private var top = 0

  init(_ pair: ShadowPair, at place: ShadowPairPlace, columns: Int) {
    self.pair = pair
    self.place = place
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
    document.paragraph("- baseline, + candidate:", .dim)
    switch (pair.baseline, pair.candidate) {
    case (let old?, let new?): document.difference(wordDiff(from: old, to: new))
    case (let old?, nil):
      document.paragraph(old)
      document.paragraph("The candidate did not answer.", .warning)
    case (nil, let new?):
      document.paragraph(new)
      document.paragraph("The baseline did not answer.", .warning)
    case (nil, nil): document.paragraph("Neither answered, or both were erased.", .warning)
    }
    lines = document.lines
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
      [Piece(" Prompt \(place.prompt)  ", .title), Piece(pair.key, .dim)],
      right: [Piece("data class \(letter)  baseline \(place.arm)  ] next  . other baseline ", .dim)], row: 0, column: 0,
      columns: size.columns)
    for (row, line) in lines.dropFirst(top).prefix(max(0, size.rows - 1)).enumerated() {
      frame.write(line.left, right: line.right, row: row + 1, column: 1, columns: size.columns - 2)
    }
    return frame
  }
}
