import Drift
import Governance
import Operations
import Terminal

/// One figure: its line, what was compared, and its days or its histogram.
struct FigurePicture {
  let screen: DriftScreen
  let board: DriftBoard
  let measure: Measure
  let layout: DriftLayout

  func draw(into frame: inout Frame) {
    drawChart(into: &frame)
    drawReasons(into: &frame)
    if screen.showsSlices {
      SlicePicture(screen: screen, measure: measure).draw(into: &frame, area: layout.dayTable)
    } else if screen.showsHistogram, screen.showsGaps {
      GapPicture(screen: screen, measure: measure).draw(into: &frame, area: layout.dayTable)
    } else if screen.showsHistogram, let stability = measure.stability {
      drawHistogram(stability, into: &frame)
    } else {
      drawDays(into: &frame)
    }
  }

  private func drawChart(into frame: inout Frame) {
    let area = layout.chart
    let verdict = DriftWords.verdict(of: measure, screen.monitors(of: measure))
    frame.box(
      area, title: "\(measure.title)  \(verdict.text) \(DriftWords.change(of: measure))", titleRole: verdict.role)
    let inner = area.inset(rows: 1, columns: 1)
    let (plot, feet) = inner.split(bottom: 1)
    FigureChart(measure: measure, board: board, isWhole: true).draw(into: &frame, area: plot)
    let days = board.frame.days
    let line = measure.limit == nil ? "┄ reference" : "┄ limit"
    let versions =
      measure.versions.count > 1 ? "   bright: \(board.versions.first.map { NameWords.version($0) } ?? "")" : ""
    frame.write(
      [
        Piece("        " + (days.first.map { DriftWords.day($0) } ?? ""), .dim), Piece("   " + line, .chartLimit),
        Piece("   ┆ window" + versions, .dim),
      ], right: [Piece((days.last.map { DriftWords.day($0) } ?? "") + " ", .dim)], row: feet.row, column: feet.column,
      columns: feet.columns)
  }

  private func drawReasons(into frame: inout Frame) {
    let isBox = layout.reasons.rows > 5
    var area = layout.reasons
    if isBox {
      frame.box(area, title: "What is compared")
      area = area.inset(rows: 1, columns: 2)
    }
    var document = Document(columns: area.columns)
    let unit = measure.unit
    document.line(
      Piece("reference ", .dim), Piece(DriftWords.value(measure.reference.value, unit)),
      Piece("  n \(NumberWords.grouped(measure.reference.n))", .dim), Piece("    window ", .dim),
      Piece(DriftWords.value(measure.window.value, unit)), Piece("  n \(NumberWords.grouped(measure.window.n))", .dim))
    for monitor in screen.monitors(of: measure) {
      document.paragraph(DriftWords.monitor(monitor), monitor.openAlarm == nil ? .text : .failed)
    }
    for reason in DriftWords.reasons(of: measure, in: board) { document.paragraph(reason, .dim) }
    for (place, line) in document.lines.prefix(area.rows).enumerated() {
      frame.write(line.left, right: line.right, row: area.row + place, column: area.column, columns: area.columns)
    }
  }

  // MARK: Days

  private func drawDays(into frame: inout Frame) {
    var area = layout.dayTable
    if area.rows > 6 {
      frame.box(area, title: "By day")
      area = area.inset()
    }
    let versions = board.versions.filter { measure.versions[$0] != nil }
    let columns =
      [
        TableColumn("day", width: 8), TableColumn("all", width: 10, align: .right),
        TableColumn("n", width: 8, align: .right),
      ]
      + versions.prefix(6).map { TableColumn(NameWords.version($0), width: 11, minimum: 9, priority: 1, align: .right) }
    let count = board.frame.days.count
    let shown = screen.dayPlace.shown(count: count, visible: area.rows - 1)
    // The latest day first.
    frame.table(
      columns,
      rows: shown.map { row in
        let place = count - 1 - row
        let day = board.frame.days[place]
        let all = measure.days[place]
        return TableRow(
          [
            TableCell(DriftWords.day(day), board.frame.isWindow(day) ? .text : .dim),
            TableCell(DriftWords.value(all.value, measure.unit), all.n == 0 ? .dim : .text),
            TableCell(NumberWords.grouped(all.n), .dim),
          ]
            + versions.prefix(6).map { version in
              let one = measure.versions[version]?[place]
              return TableCell(one.flatMap { $0.n > 0 ? DriftWords.value($0.value, measure.unit) : nil } ?? "", .dim)
            })
      }, place: screen.dayPlace, in: area)
  }

  // MARK: Histogram

  private func drawHistogram(_ stability: StabilityTest, into frame: inout Frame) {
    var area = layout.dayTable
    if area.rows > 6 {
      frame.box(area, title: "Share of calls by deciles of the reference: before, now")
      area = area.inset(rows: 1, columns: 1)
    }
    guard case .edges(let edges, _) = stability.binning, let shares = stability.histogram.shares else { return }
    let most = max(0.0001, shares.map { max($0.reference, $0.current) }.max() ?? 1)
    let label = 19
    let figures = 16
    let room = max(4, (area.columns - label - figures) / 2)
    for (place, share) in shares.prefix(area.rows).enumerated() {
      let row = area.row + place
      let changed = stability.histogram.totals.current > 0 && abs(share.current - share.reference) > 0.05
      frame.write(
        [
          Piece(place == screen.dayPlace.cursor ? "›" : " ", .title),
          Piece(Cutting.fit(range(edges, place), label - 2, right: true) + " ", .dim),
        ], row: row, column: area.column,
        columns: label)
      frame.write(
        bar(share.reference / most, columns: room), row: row, column: area.column + label, columns: room, as: .dim)
      frame.write(
        bar(share.current / most, columns: room), row: row, column: area.column + label + room + 1, columns: room,
        as: changed ? .warning : .chart)
      frame.write(
        [
          Piece(Cutting.fit(percent(share.reference), 7, right: true), .dim), Piece(" ", .dim),
          Piece(Cutting.fit(percent(share.current), 7, right: true), changed ? .warning : .text),
        ],
        row: row, column: area.endColumn - figures, columns: figures)
    }
  }

  private func percent(_ share: Double) -> String { NumberWords.decimal(share * 100, places: 1) + " %" }

  private func range(_ edges: [Double], _ place: Int) -> String {
    let (low, high) = (edges[place], edges[place + 1])
    if !low.isFinite { return "under \(DriftWords.value(high, measure.unit))" }
    if !high.isFinite { return "from \(DriftWords.value(low, measure.unit))" }
    return "\(DriftWords.value(low, measure.unit)) – \(DriftWords.value(high, measure.unit))"
  }
}
