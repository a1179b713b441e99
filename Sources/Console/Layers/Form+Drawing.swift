import Governance
import Terminal

extension Form {
  /// A field of several lines shows so many of them at most.
  private static let mostLines = 6

  /// Draws the form over the lower part of the screen, so that what it is about stays readable above it.
  func draw(into frame: inout Frame, over body: Area) {
    let width = formColumns(in: body.columns)
    let inner = max(1, width - 4)
    let lines = layout(inner)
    let height = min(body.rows, lines.count + 2)
    let area = Area(
      row: body.row + body.rows - height, column: body.column + (body.columns - width) / 2, rows: height, columns: width
    )
    frame.fill(area, as: .text)
    frame.box(area, title: spec.title, focused: true)
    let room = max(0, height - 2)
    let focusLine = lines.lastIndex { $0.field == focus && $0.holdsCursor } ?? 0
    let first = min(max(0, lines.count - room), max(0, focusLine - room + 2))
    for (place, line) in lines.dropFirst(first).prefix(room).enumerated() {
      let row = area.row + 1 + place
      frame.write(line.pieces, row: row, column: area.column + 2, columns: inner)
      guard let field = line.field, let input = line.input else { continue }
      let place = Area(
        row: row, column: area.column + 2 + labelWidth, rows: 1, columns: max(0, inner - labelWidth))
      draw(input, of: field, isHere: line.holdsCursor, into: &frame, at: place)
    }
  }

  private func draw(_ input: Input, of field: Int, isHere: Bool, into frame: inout Frame, at place: Area) {
    let isFocused = field == focus && !isBusy
    let isValid = standingFault(in: field) == nil
    switch input {
    case .whole:
      frame.field(
        shown(field), row: place.row, column: place.column, columns: place.columns, isValid: isValid,
        focused: isFocused)
    case .line(let text, let cursor):
      frame.fill(place, as: isValid ? .input : .inputInvalid)
      frame.write(
        String(text), row: place.row, column: place.column, columns: place.columns, as: isValid ? .input : .inputInvalid
      )
      guard isFocused, isHere, cursor < place.columns else { return }
      frame.tint(Area(row: place.row, column: place.column + cursor, rows: 1, columns: 1), as: .selected)
    }
  }

  /// What is drawn of a field: of a secret one a star a letter.
  private func shown(_ field: Int) -> LineEditor {
    guard case .secret = spec.fields[field].kind else { return inputs[field] }
    return LineEditor(String(repeating: "*", count: inputs[field].text.count))
  }

  /// What of a field stands in a row.
  private enum Input {
    case whole
    /// One line of several, and the cursor's column in it.
    case line(Substring, cursor: Int)
  }

  private struct Row {
    var pieces: [Piece]
    var field: Int?
    var input: Input?
    var holdsCursor = false
  }

  private var labelWidth: Int { (spec.fields.map { columns(of: $0.label) }.max() ?? 0) + 2 }

  private func formColumns(in columns: Int) -> Int { min(columns, 100) }

  /// Columns of a field in a body of so many.
  func fieldColumns(in columns: Int) -> Int { formColumns(in: columns) - 4 - labelWidth }

  private func layout(_ width: Int) -> [Row] {
    var rows = wrap(spec.sentence, columns: width).map { Row(pieces: [Piece($0.shown, marks: .named)]) }
    for (place, field) in spec.fields.enumerated() {
      rows.append(Row(pieces: []))
      rows += input(place, field, width)
      let margin = Piece(Cutting.fit("", labelWidth))
      if case .words(let numbered) = field.kind, place == focus, inputs[place].isEmpty {
        rows += Form.numbered(numbered, indent: labelWidth, width: width).map { Row(pieces: $0, field: place) }
      }
      if place == focus, !isBusy, question != nil, question == offer.asked, !offer.names.isEmpty {
        let names = offer.names.joined(separator: "  ")
        rows.append(Row(pieces: [margin, Piece(names, .dim)], field: place))
      }
      if let fault = standingFault(in: place) {
        for line in wrap("✗ " + fault, columns: max(1, width - labelWidth)) {
          rows.append(Row(pieces: [margin, Piece(line.shown, .failed)], field: place))
        }
      } else if case .exactly(let wanted) = field.kind {
        let isThere = inputs[place].text == wanted
        rows.append(
          Row(
            pieces: [margin, isThere ? Piece("✓ that is the name", .ok) : Piece("type \(wanted)", .dim)], field: place))
      }
    }
    if let problem {
      rows.append(Row(pieces: []))
      rows += wrap("✗ " + problem.summary, columns: width).map { Row(pieces: [Piece($0.shown, .failed)]) }
    }
    rows.append(Row(pieces: []))
    rows.append(Row(pieces: isBusy ? [Piece("Recording …", .dim)] : keys(width)))
    return rows
  }

  private func input(_ place: Int, _ field: FormSpec.Field, _ width: Int) -> [Row] {
    let label = Piece(Cutting.fit(field.label, labelWidth), place == focus ? .title : .dim)
    if case .choice(let choices) = field.kind {
      let chosen = choices.first { $0.code == inputs[place].text }
      let text = chosen?.words ?? "none chosen yet"
      let role: Role = place == focus ? .selected : chosen == nil ? .dim : .text
      return [
        Row(
          pieces: [label, Piece("‹ \(text) ›", role), Piece("  ↑ ↓ or the first letter", .dim)], field: place,
          holdsCursor: true)
      ]
    }
    guard field.kind.hasLines else { return [Row(pieces: [label], field: place, input: .whole, holdsCursor: true)] }
    let (lines, cursor) = inputs[place].laid(columns: max(1, width - labelWidth))
    let first = min(max(0, lines.count - Form.mostLines), max(0, cursor.row - Form.mostLines + 1))
    return lines.enumerated().dropFirst(first).prefix(Form.mostLines).map { index, line in
      Row(
        pieces: index == first ? [label] : [], field: place, input: .line(line.text, cursor: cursor.column),
        holdsCursor: index == cursor.row)
    }
  }

  /// What can be done here, as much as fits.
  private func keys(_ width: Int) -> [Piece] {
    var keys = [("Enter", spec.verb), ("Esc", "back, words kept")]
    if completion != nil {
      keys.insert(("Tab", "complete"), at: 1)
    } else if spec.fields.count > 1 {
      keys.insert(("Tab", "next field"), at: 1)
    }
    if canRecall { keys.append(("Ctrl-P", "earlier")) }
    if spec.fields.indices.contains(focus), spec.fields[focus].kind.hasLines {
      keys += [("Ctrl-X", "editor"), ("Ctrl-J", "new line")]
    }
    var pieces: [Piece] = []
    for (key, words) in keys {
      let more = [Piece(key, .key), Piece(" \(words)   ", .dim)]
      guard (pieces + more).columns - 3 <= width else { break }
      pieces += more
    }
    return pieces
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
