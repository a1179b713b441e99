import Terminal

/// A filter or a name being typed under the screen.
struct LinePrompt: Sendable {
  let spec: LineSpec
  private(set) var input: LineEditor
  private(set) var fault: LineFault?
  private var recall: LineRecall
  var offer = NameOffer()
  /// How the text can go on, after Tab.
  private(set) var endings: [String] = []

  /// - earlier: lines typed here before, the latest last; ↑ brings them back.
  init(_ spec: LineSpec, earlier: [String] = []) {
    self.spec = spec
    input = LineEditor(spec.text)
    recall = LineRecall(earlier)
  }

  enum Outcome: Sendable, Equatable { case stays, closes, takes(String) }

  /// What is to be asked of the catalog for the text as it stands.
  var question: NameQuestion? { input.cursor == input.scalars.count ? spec.question(input.text) : nil }

  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("c"): return .closes
    case .tab where input.cursor == input.scalars.count:
      let found = spec.endings(input.text, offer)
      if found.common.unicodeScalars.count > input.scalars.count || found.words.count == 1 {
        input = LineEditor(found.common)
      }
      endings = found.words.count > 1 ? found.words : []
      return .stays
    case .enter:
      fault = spec.check(input.text)
      return fault == nil ? .takes(input.text) : .stays
    case .up, .control("p"): bring(recall.back(from: input.text))
    case .down, .control("n"): bring(recall.forth())
    default:
      if input.take(key) {
        fault = nil
        endings = []
      }
    }
    return .stays
  }

  private mutating func bring(_ line: String?) {
    guard let line else { return }
    input = LineEditor(line)
    fault = nil
    endings = []
  }

  mutating func paste(_ text: String) { input.insert(text) }

  func draw(into frame: inout Frame, row: Int, columns: Int) {
    frame.fill(Area(row: row, column: 0, rows: 1, columns: columns), as: .input)
    if let fault { return draw(fault, into: &frame, row: row, columns: columns) }
    let label = drawLabel(into: &frame, row: row, columns: columns)
    let earlier = recall.isEmpty || !input.isEmpty ? "" : "↑ earlier lines"
    let offered = endings.isEmpty ? offer.names : endings
    let hint = input.isEmpty && offered.isEmpty ? spec.hint : offered.joined(separator: "  ")
    let words = [hint, earlier].filter { !$0.isEmpty }.joined(separator: "   ")
    let typed = label + min(Terminal.columns(of: input.text) + 2, columns - label)
    defer {
      if !words.isEmpty, typed + 1 < columns {
        frame.write([Piece(Cutting.line(words), .dim)], row: row, column: typed + 1, columns: columns - typed - 1)
      }
    }
    frame.field(input, row: row, column: label, columns: columns - label, isValid: true, focused: true)
  }

  /// What is wrong matters more than what the line is for: where both do not fit the label goes.
  private func draw(_ fault: LineFault, into frame: inout Frame, row: Int, columns: Int) {
    let words = "column \(fault.at + 1): \(fault.words)"
    let typed = min(Terminal.columns(of: input.text) + 2, max(8, columns / 2))
    let taken = Terminal.columns(of: spec.label) + 2 + typed + 1 + Terminal.columns(of: words)
    let label = taken > columns ? 0 : drawLabel(into: &frame, row: row, columns: columns)
    frame.field(input, row: row, column: label, columns: min(typed, columns - label), isValid: false, focused: true)
    frame.write(
      [Piece(words, .failed)], row: row, column: label + typed + 1, columns: columns - label - typed - 1)
  }

  private func drawLabel(into frame: inout Frame, row: Int, columns: Int) -> Int {
    frame.write(" \(spec.label) ", row: row, columns: columns, as: .key)
  }
}
