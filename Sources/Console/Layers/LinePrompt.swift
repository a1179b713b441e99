import Terminal

/// A filter or a name being typed under the screen.
struct LinePrompt: Sendable {
  let spec: LineSpec
  private(set) var input: LineInput
  private(set) var fault: LineFault?

  init(_ spec: LineSpec) {
    self.spec = spec
    input = LineInput(spec.text)
  }

  enum Outcome: Sendable, Equatable { case stays, closes, takes(String) }

  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape: return .closes
    case .enter:
      fault = spec.check(input.string)
      return fault == nil ? .takes(input.string) : .stays
    default:
      if input.press(key) { fault = nil }
      return .stays
    }
  }

  mutating func paste(_ text: String) { input.insert(text) }

  func draw(into frame: inout Frame, row: Int, columns: Int) {
    frame.fill(Area(row: row, column: 0, rows: 1, columns: columns), as: .input)
    let label = frame.write(" \(spec.label) ", row: row, columns: columns, as: .footerKey)
    guard let fault else {
      input.draw(into: &frame, row: row, column: label, columns: columns - label, focused: true)
      return
    }
    let typed = min(Terminal.columns(of: input.string) + 2, max(8, columns / 2))
    input.draw(
      into: &frame, row: row, column: label, columns: min(typed, columns - label), focused: true, role: .inputInvalid)
    frame.write(
      [Piece("column \(fault.at + 1): \(fault.words)", .failed)], row: row, column: label + typed + 1,
      columns: columns - label - typed - 1)
  }
}
