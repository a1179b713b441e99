import Terminal

/// A filter or a name being typed under the screen.
struct LinePrompt: Sendable {
  let spec: LineSpec
  private(set) var input: LineEditor
  private(set) var fault: LineFault?
  private var recall: LineRecall

  /// - earlier: lines typed here before, the latest last; ↑ brings them back.
  init(_ spec: LineSpec, earlier: [String] = []) {
    self.spec = spec
    input = LineEditor(spec.text)
    recall = LineRecall(earlier)
  }

  enum Outcome: Sendable, Equatable { case stays, closes, takes(String) }

  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"): return .closes
    case .enter:
      fault = spec.check(input.text)
      return fault == nil ? .takes(input.text) : .stays
    case .up, .control("p"): bring(recall.back(from: input.text))
    case .down, .control("n"): bring(recall.forth())
    default: if input.take(key) { fault = nil }
    }
    return .stays
  }

  private mutating func bring(_ line: String?) {
    guard let line else { return }
    input = LineEditor(line)
    fault = nil
  }

  mutating func paste(_ text: String) { input.insert(text) }

  func draw(into frame: inout Frame, row: Int, columns: Int) {
    frame.fill(Area(row: row, column: 0, rows: 1, columns: columns), as: .input)
    let label = frame.write(" \(spec.label) ", row: row, columns: columns, as: .key)
    guard let fault else {
      let hint = recall.isEmpty || !input.isEmpty ? "" : "↑ earlier lines "
      let room = columns - label - Terminal.columns(of: hint)
      frame.field(input, row: row, column: label, columns: max(0, room), isValid: true, focused: true)
      if room > 8 {
        frame.write([Piece(hint, .input)], row: row, column: label + room, columns: columns - label - room)
      }
      return
    }
    let typed = min(Terminal.columns(of: input.text) + 2, max(8, columns / 2))
    frame.field(input, row: row, column: label, columns: min(typed, columns - label), isValid: false, focused: true)
    frame.write(
      [Piece("column \(fault.at + 1): \(fault.words)", .failed)], row: row, column: label + typed + 1,
      columns: columns - label - typed - 1)
  }
}
