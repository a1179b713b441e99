import Terminal

/// A filter or a name being typed under the screen.
struct LinePrompt: Sendable {
  let spec: LineSpec
  private(set) var input: LineEditor
  private(set) var fault: LineFault?

  init(_ spec: LineSpec) {
    self.spec = spec
    input = LineEditor(spec.text)
  }

  enum Outcome: Sendable, Equatable { case stays, closes, takes(String) }

  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"): return .closes
    case .enter:
      fault = spec.check(input.text)
      return fault == nil ? .takes(input.text) : .stays
    default:
      if input.take(key) { fault = nil }
      return .stays
    }
  }

  mutating func paste(_ text: String) { input.insert(text) }

  func draw(into frame: inout Frame, row: Int, columns: Int) {
    frame.fill(Area(row: row, column: 0, rows: 1, columns: columns), as: .input)
    let label = frame.write(" \(spec.label) ", row: row, columns: columns, as: .key)
    guard let fault else {
      frame.field(input, row: row, column: label, columns: columns - label, isValid: true, focused: true)
      return
    }
    let typed = min(Terminal.columns(of: input.text) + 2, max(8, columns / 2))
    frame.field(input, row: row, column: label, columns: min(typed, columns - label), isValid: false, focused: true)
    frame.write(
      [Piece("column \(fault.at + 1): \(fault.words)", .failed)], row: row, column: label + typed + 1,
      columns: columns - label - typed - 1)
  }
}
