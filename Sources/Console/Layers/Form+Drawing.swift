import Governance
import Terminal

extension Form {
  /// Draws the form over the lower part of the screen, so that what it is about stays readable above it.
  func draw(into frame: inout Frame, over body: Area) {
    let width = min(body.columns, 100)
    let inner = max(1, width - 4)
    let lines = layout(inner)
    let height = min(body.rows, lines.count + 2)
    let area = Area(
      row: body.row + body.rows - height, column: body.column + (body.columns - width) / 2, rows: height, columns: width
    )
    frame.fill(area, as: .text)
    frame.box(area, title: spec.title, focused: true)
    let room = max(0, height - 2)
    let focusLine = lines.firstIndex { $0.field == focus && $0.isInput } ?? 0
    let first = min(max(0, lines.count - room), max(0, focusLine - room + 2))
    for (place, line) in lines.dropFirst(first).prefix(room).enumerated() {
      let row = area.row + 1 + place
      frame.write(line.pieces, row: row, column: area.column + 2, columns: inner)
      guard line.isInput, let field = line.field else { continue }
      let column = area.column + 2 + labelWidth
      frame.field(
        inputs[field], row: row, column: column, columns: max(0, inner - labelWidth), isValid: faults[field] == nil,
        focused: field == focus && !isBusy)
    }
  }

  private struct Row {
    var pieces: [Piece]
    var field: Int?
    var isInput = false
  }

  private var labelWidth: Int { (spec.fields.map { columns(of: $0.label) }.max() ?? 0) + 2 }

  private func layout(_ width: Int) -> [Row] {
    var rows = wrap(spec.sentence, columns: width).map { Row(pieces: [Piece($0.shown, marks: .named)]) }
    for (place, field) in spec.fields.enumerated() {
      rows.append(Row(pieces: []))
      let label = Piece(Cutting.fit(field.label, labelWidth), place == focus ? .title : .dim)
      switch field.kind {
      case .choice(let choices):
        let chosen = choices.first { $0.code == inputs[place].text }
        let text = chosen?.words ?? "none chosen yet"
        let role: Role = place == focus ? .selected : chosen == nil ? .dim : .text
        rows.append(
          Row(pieces: [label, Piece("‹ \(text) ›", role), Piece("  ↑ ↓ or the first letter", .dim)], field: place))
      default: rows.append(Row(pieces: [label], field: place, isInput: true))
      }
      if case .words(let numbered) = field.kind, place == focus, inputs[place].isEmpty {
        rows += Form.numbered(numbered, indent: labelWidth, width: width).map { Row(pieces: $0, field: place) }
      }
      if case .exactly(let wanted) = field.kind, faults[place] == nil {
        rows.append(Row(pieces: [Piece(Cutting.fit("", labelWidth)), Piece("type \(wanted)", .dim)], field: place))
      }
      if let fault = faults[place] {
        rows.append(Row(pieces: [Piece(Cutting.fit("", labelWidth)), Piece("✗ " + fault, .failed)], field: place))
      }
    }
    if let problem {
      rows.append(Row(pieces: []))
      rows += wrap("✗ " + problem.summary, columns: width).map { Row(pieces: [Piece($0.shown, .failed)]) }
    }
    rows.append(Row(pieces: []))
    rows.append(
      Row(
        pieces: isBusy
          ? [Piece("Recording …", .dim)]
          : [
            Piece("Enter", .key), Piece(" \(spec.verb)   ", .dim), Piece("Tab", .key),
            Piece(" next field   ", .dim), Piece("Esc", .key), Piece(" back, words are kept", .dim),
          ]))
    return rows
  }

  /// Ready reasons, as many side by side as fit.
  private static func numbered(_ reasons: [String], indent: Int, width: Int) -> [[Piece]] {
    var rows: [[Piece]] = []
    var used = Int.max / 2
    for (place, reason) in reasons.prefix(9).enumerated() {
      let pieces = [Piece("\(place + 1)", .key), Piece(" \(reason)   ", .dim)]
      if used + pieces.columns > width {
        rows.append([Piece(Cutting.fit("", indent))])
        used = indent
      }
      rows[rows.count - 1] += pieces
      used += pieces.columns
    }
    return rows
  }
}
