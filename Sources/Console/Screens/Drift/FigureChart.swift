import Governance
import Operations
import Terminal

/// The line of a figure over its days, with its limit or its reference, and what the edges stand for.
struct FigureChart {
  let measure: Measure
  let board: DriftBoard
  /// With a line a version and the days written under it.
  let isWhole: Bool

  /// Columns for the values beside the plot.
  private static let margin = 8

  func draw(into frame: inout Frame, area: Area) {
    guard area.rows > 0, area.columns > FigureChart.margin + 6 else { return }
    let days = measure.days.map(\.value)
    guard days.contains(where: { $0 != nil }) else {
      frame.write(
        [
          Piece(
            measure.unit == .discrepancy ? "A monitor's looks are drawn here." : "No call says it in these days.", .dim)
        ], row: area.row + area.rows / 2, column: area.column + 2,
        columns: area.columns - 2)
      return
    }
    let (labels, plot) = area.split(left: FigureChart.margin)
    var lines = [LineChart.Line(days)]
    if isWhole, measure.versions.count > 1, let last = board.versions.first {
      // The latest version is drawn over those before it.
      lines = measure.versions.filter { $0.key != last }.sorted { $0.key < $1.key }
        .map { LineChart.Line($0.value.map { $0.n > 0 ? $0.value : nil }, as: .dim) }
      lines.append(LineChart.Line((measure.versions[last] ?? []).map { $0.n > 0 ? $0.value : nil }))
    }
    let limit = measure.limit?.value ?? measure.reference.value
    let divider = board.frame.days.firstIndex { board.frame.isWindow($0) }
    let isShare = measure.unit == .share || measure.unit == .calls
    let chart = LineChart(
      lines, limit: limit, divider: divider, startsAtZero: isShare,
      top: measure.unit == .share || measure.unit == .score && (measure.limit?.value ?? 0) <= 1 ? 1 : nil)
    // Under a dozen columns or two rows of cells a line says nothing: a sparkline and its ends do.
    guard plot.columns >= 12, plot.rows >= 2 else {
      frame.write(
        sparkline(days, columns: area.columns), row: area.row, column: area.column, columns: area.columns, as: .chart)
      return
    }
    frame.chart(chart, in: plot)
    func label(_ value: Double, row: Int, as role: Role) {
      let text = DriftWords.edge(value, measure.unit)
      frame.write(
        Cutting.fit(text, FigureChart.margin - 1, right: true), row: labels.row + row, column: labels.column,
        columns: FigureChart.margin - 1, as: role)
    }
    label(chart.high, row: 0, as: .dim)
    label(chart.low, row: plot.rows - 1, as: .dim)
    if let limit = measure.limit?.value, plot.rows > 3 {
      let row = Int(((chart.high - limit) / (chart.high - chart.low) * Double(plot.rows - 1)).rounded())
      if row > 0, row < plot.rows - 1 { label(limit, row: row, as: .chartLimit) }
    }
  }
}
