import Drift
import Governance
import Operations
import Terminal

/// A figure by slice of the calls: language, service.
struct SlicePicture {
  let screen: DriftScreen
  let measure: Measure

  func draw(into frame: inout Frame, area: Area) {
    var area = area
    if area.rows > 6 {
      frame.box(area, title: "By slice, the least likely first")
      area = area.inset()
    }
    guard let slices = screen.slices, slices.id == measure.id else {
      frame.write(
        [Piece("Slices are being read.", .dim)], row: area.row, column: area.column + 1, columns: area.columns - 1)
      return
    }
    guard !slices.rows.isEmpty else {
      frame.write(
        [Piece("Its calls name no language and no service.", .dim)], row: area.row, column: area.column + 1,
        columns: area.columns - 1)
      return
    }
    frame.table(
      [
        TableColumn("slice", width: 22, minimum: 12, grows: true), TableColumn("before", width: 10, align: .right),
        TableColumn("now", width: 10, align: .right), TableColumn("n", width: 7, align: .right),
        TableColumn("p", width: 11, priority: 1, align: .right), TableColumn("", width: 11),
      ],
      rows: slices.rows.map { row in
        let isMoved = (row.pValue ?? 1) <= DriftBoard.falseShare
        return TableRow([
          TableCell(row.slice), TableCell(DriftWords.value(row.before, unit(measure)), .dim),
          TableCell(DriftWords.value(row.now, unit(measure))), TableCell(LineageWords.short(row.n), .dim),
          TableCell(row.pValue.map(DriftWords.probability) ?? "", .dim),
          TableCell(
            row.pValue == nil ? "– too few" : isMoved ? "✗ moved" : "✓ steady",
            row.pValue == nil ? .dim : isMoved ? .warning : .ok),
        ])
      }, place: screen.dayPlace, in: area)
  }

  private func unit(_ measure: Measure) -> Measure.Unit { measure.unit }
}

/// Where the two distribution functions stand apart: over the values, how many more lie under each now than before.
struct GapPicture {
  let screen: DriftScreen
  let measure: Measure

  func draw(into frame: inout Frame, area: Area) {
    var area = area
    if area.rows > 6 {
      frame.box(area, title: "ECDF now less before, over the values")
      area = area.inset(rows: 1, columns: 1)
    }
    guard let name = measure.distribution, let sample = screen.answers.samples[name], area.rows > 2,
      let gaps = SketchPair(reference: LogHistogram(sample.reference), current: LogHistogram(sample.window)).gaps,
      let widest = gaps.max(by: { abs($0.gap) < abs($1.gap) }), let first = gaps.first, let last = gaps.last
    else {
      frame.write(
        [Piece("There are too few values.", .dim)], row: area.row, column: area.column + 1, columns: area.columns - 1)
      return
    }
    let (plot, foot) = area.split(bottom: 1)
    frame.chart(LineChart([LineChart.Line(gaps.map { -$0.gap })], limit: 0), in: plot)
    frame.write(
      [
        Piece(DriftWords.value(first.value, measure.unit), .dim),
        Piece(
          "   widest \(NumberWords.decimal(abs(widest.gap) * 100, places: 1)) pt at \(DriftWords.value(widest.value, measure.unit)) (KS distance)"
        ),
      ], right: [Piece(DriftWords.value(last.value, measure.unit), .dim)], row: foot.row, column: foot.column,
      columns: foot.columns)
  }
}

extension LogHistogram {
  init(_ counted: [CountedValue]) {
    let said = counted.filter { $0.value?.isFinite == true }
    self.init(buckets: said.map { LogHistogram.bucket(of: $0.value ?? 0) }, counts: said.map(\.calls))
  }
}

extension DriftWords {
  /// A monitor's alarm stands before what the board finds.
  static func verdict(of measure: Measure, _ monitors: [Monitor]) -> Piece {
    if monitors.contains(where: { $0.openAlarm != nil && $0.mute == nil }) { return Piece("✗ alarm", .failed) }
    if monitors.contains(where: { $0.openAlarm != nil }) { return Piece("~ muted", .dim) }
    return verdict(of: measure)
  }

  static func monitor(_ monitor: Monitor) -> String {
    var words = monitor.openAlarm.map { "✗ alarm \($0) of \(monitor.key)" } ?? "watched by \(monitor.key)"
    if let look = monitor.look { words += ": \(look.words), seen \(look.slot.prefix(10))" }
    if let mute = monitor.mute { words += "; muted until \(TimeWords.dated(mute.until)) by \(mute.by): \(mute.reason)" }
    return words
  }
}
