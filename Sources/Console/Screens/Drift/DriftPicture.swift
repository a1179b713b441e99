import Drift
import Governance
import Operations
import Terminal

/// Draws the drift screen.
struct DriftPicture {
  let screen: DriftScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = DriftLayout(screen)
    drawStrip(into: &frame, layout)
    guard let board = screen.board else {
      drawNothing(into: &frame, layout)
      return frame
    }
    if screen.isOpen, let measure = screen.measure {
      FigurePicture(screen: screen, board: board, measure: measure, layout: layout).draw(into: &frame)
    } else if screen.isTable {
      drawTable(board, into: &frame, layout)
    } else {
      for index in board.measures.indices {
        let area = layout.panel(index, top: screen.top)
        if area.rows > 0 {
          draw(board.measures[index], board, into: &frame, area: area, isHere: index == screen.cursor)
        }
      }
      drawBeyond(board, into: &frame, layout)
    }
    drawEvaluations(into: &frame, layout)
    return frame
  }

  private func drawNothing(into frame: inout Frame, _ layout: DriftLayout) {
    let words =
      !screen.list.isLoaded || screen.asked != nil
      ? "Not loaded yet."
      : screen.filterText.isEmpty
        ? "No model or prompt is registered yet." : "No model or prompt has these letters. Esc takes the filter away."
    frame.write([Piece(" " + words, .dim)], row: layout.body.row, column: 0, columns: size.columns)
  }

  private func drawStrip(into frame: inout Frame, _ layout: DriftLayout) {
    guard let row = screen.list.current else { return }
    var left = [Piece(" \(row.kind.words) ", .dim), Piece(row.name, .title)]
    if let label = row.production { left.append(Piece("  \(NameWords.version(label)) live", .ok)) }
    if size.columns >= 100, let tier = row.tier { left.append(Piece("  \(tier.mark)", tier.role)) }
    var right: [Piece] = []
    for monitor in screen.monitors where monitor.terms.statistic == "burn" && size.columns >= 100 {
      left.append(
        Piece(
          "  SLO " + (monitor.look?.words ?? "not looked at"), monitor.openAlarm == nil ? .dim : .failed))
    }
    if let frame = screen.board?.frame {
      right.append(Piece("reference \(DriftWords.days(frame.reference))", screen.referenceDays == nil ? .dim : .notice))
      right.append(Piece(" · window \(DriftWords.days(frame.window))", .dim))
      if size.columns >= 120 {
        let seconds = (screen.sight.uptime - screen.loadedAt) / 1000
        let age = screen.board?.isComplete == false ? "flags are being read" : "read \(TimeWords.span(seconds)) ago"
        right.append(Piece(" · " + age, .dim))
      }
    }
    right.append(Piece("  \(screen.list.cursor + 1)/\(screen.list.count)\(screen.list.isComplete ? "" : "+") ", .dim))
    frame.write(left, right: right, row: layout.strip.row, column: 0, columns: size.columns)
  }

  /// Says how many charts are above and below those that are seen.
  private func drawBeyond(_ board: DriftBoard, into frame: inout Frame, _ layout: DriftLayout) {
    let above = screen.top * layout.across
    let below = board.measures.count - (screen.top + layout.lines) * layout.across
    var words: [String] = []
    if above > 0 { words.append("↑ \(NumberWords.of(above, "figure")) above") }
    if below > 0 { words.append("↓ \(NumberWords.of(below, "figure")) below") }
    guard !words.isEmpty, layout.body.rows > layout.lines * layout.height else { return }
    frame.write(
      [Piece(" " + words.joined(separator: "   "), .warning)], row: layout.body.row + layout.lines * layout.height,
      column: 0, columns: size.columns)
  }

  // MARK: Charts

  private func draw(_ measure: Measure, _ board: DriftBoard, into frame: inout Frame, area: Area, isHere: Bool) {
    let verdict = DriftWords.verdict(of: measure, screen.monitors(of: measure))
    let change = measure.verdict == .tooFew ? "" : " " + DriftWords.change(of: measure)
    let room = area.columns - columns(of: measure.title) - 9
    // Where the title leaves no room for all of it the verdict stands alone, or by its mark before the title.
    let words = [
      [Piece(" ", .border), verdict, Piece(change + " ", verdict.role)],
      [Piece(" ", .border), verdict, Piece(" ", verdict.role)],
    ].first { $0.columns <= room }
    let mark = words == nil ? verdict.text.prefix(1) + " " : ""
    frame.box(area, title: (isHere ? "› " : "") + mark + measure.title, focused: isHere)
    if let words {
      frame.write(words, row: area.row, column: area.endColumn - 1 - words.columns, columns: words.columns)
    }
    let inner = area.inset()
    let (plot, feet) = inner.split(bottom: 1)
    FigureChart(measure: measure, board: board, isWhole: false).draw(into: &frame, area: plot)
    let psi = DriftWords.psi(measure)
    frame.write(
      [
        Piece(DriftWords.value(measure.reference.value, measure.unit), .dim), Piece(" → ", .dim),
        Piece(DriftWords.value(measure.window.value, measure.unit)), Piece(psi.isEmpty ? "" : "   \(psi)", .dim),
      ],
      right: [Piece("n \(LineageWords.short(measure.window.n))", .dim)], row: feet.row, column: feet.column + 1,
      columns: feet.columns - 2)
  }

  // MARK: Table

  private static let tableColumns = [
    TableColumn("figure", width: 23, minimum: 14, grows: true), TableColumn("before", width: 9, align: .right),
    TableColumn("now", width: 9, align: .right), TableColumn("change", width: 8, align: .right),
    TableColumn("", width: 13), TableColumn("PSI", width: 5, priority: 2, align: .right),
    TableColumn("n", width: 7, priority: 3, align: .right),
    TableColumn("by day", width: 36, minimum: 8),
  ]

  private func drawTable(_ board: DriftBoard, into frame: inout Frame, _ layout: DriftLayout) {
    let place = ListPlace(cursor: screen.cursor, top: screen.top)
    let shown = place.shown(count: board.measures.count, visible: layout.tableRows)
    let width = TableLayout.widths(of: DriftPicture.tableColumns, in: layout.body.columns - 1).last ?? 0
    frame.table(
      DriftPicture.tableColumns,
      rows: board.measures[shown].map { measure in
        let verdict = DriftWords.verdict(of: measure, screen.monitors(of: measure))
        return TableRow([
          TableCell(measure.title), TableCell(DriftWords.value(measure.reference.value, measure.unit), .dim),
          TableCell(DriftWords.value(measure.window.value, measure.unit)),
          TableCell(measure.verdict == .tooFew ? "" : DriftWords.change(of: measure), verdict.role),
          TableCell(verdict.text, verdict.role),
          TableCell(measure.stability.map { NumberWords.score($0.index) } ?? "", .dim),
          TableCell(LineageWords.short(measure.window.n), .dim),
          TableCell(screen.sight.calm ? "" : sparkline(measure.days.map(\.value), columns: width), .chart),
        ])
      }, place: place, in: layout.body)
  }

  // MARK: Evaluations

  private func drawEvaluations(into frame: inout Frame, _ layout: DriftLayout) {
    let area = layout.evaluations
    guard area.rows > 2 else { return }
    frame.box(area, title: "Evaluations by version, newest first")
    let inner = area.inset(rows: 1, columns: 1)
    let evaluations = screen.answers.evaluations
    guard !evaluations.isEmpty else {
      frame.write(
        [Piece("Nobody has handed in a score for it.", .dim)], row: inner.row, column: inner.column + 1,
        columns: inner.columns)
      return
    }
    var metrics: [String] = []
    var labels: [String] = []
    for one in evaluations {
      if !metrics.contains(one.metric) { metrics.append(one.metric) }
      if !labels.contains(one.label) { labels.append(one.label) }
    }
    metrics = metrics.sorted()
    let live = screen.list.current?.production
    let table =
      [TableColumn("version", width: 14)]
      + metrics.map { TableColumn($0, width: max(18, columns(of: $0)), minimum: 14, priority: 1) }
    frame.table(
      table,
      rows: labels.prefix(inner.rows - 1).map { label in
        TableRow(
          [TableCell(NameWords.version(label) + (label == live ? " ✓ live" : ""), label == live ? .ok : .text)]
            + metrics.map { metric in cell(evaluations.first { $0.label == label && $0.metric == metric }) })
      }, place: ListPlace(cursor: -1), in: inner)
  }

  private func cell(_ evaluation: Evaluation?) -> TableCell {
    guard let evaluation else { return TableCell("–", .dim) }
    let limit = evaluation.limit.map { " \(evaluation.atLeast ? "≥" : "≤") \(NumberWords.score($0, places: 3))" } ?? ""
    let mark = evaluation.met.map { $0 ? "✓ " : "✗ " } ?? ""
    let role: Role = evaluation.met.map { $0 ? .ok : .failed } ?? .text
    return TableCell(mark + NumberWords.score(evaluation.value, places: 4) + limit, role)
  }
}
