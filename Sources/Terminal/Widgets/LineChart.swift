/// Lines over equal steps of time in a rectangle of cells, two dots across and four down in each.
package struct LineChart: Sendable, Equatable {
  package struct Line: Sendable, Equatable {
    /// One a step, the oldest first; nil interrupts the line.
    package var values: [Double?]
    package var role: Role
    package init(_ values: [Double?], as role: Role = .chart) {
      self.values = values
      self.role = role
    }
  }

  /// Later ones lie over earlier ones.
  package var lines: [Line]
  /// The value of a dashed line.
  package var limit: Double?
  /// The step before which an upright dashed line stands.
  package var divider: Int?
  /// The values of the lower and upper edge.
  package var low: Double
  package var high: Double

  /// Edges that hold every value, from zero on where that does not flatten the lines.
  /// - top: what no value is above; the upper edge is not either, then.
  package init(
    _ lines: [Line], limit: Double? = nil, divider: Int? = nil, startsAtZero: Bool = false, top: Double? = nil
  ) {
    self.lines = lines
    self.limit = limit
    self.divider = divider
    let values = (lines.flatMap(\.values).compactMap(\.self) + [limit].compactMap(\.self)).filter(\.isFinite)
    var (least, most) = (values.min() ?? 0, values.max() ?? 1)
    // A fifth of the greatest value at least, so that noise does not look like news.
    let spread = max(least.magnitude, most.magnitude) / 5
    if most - least < spread {
      (least, most) = (least - (spread - most + least) / 2, most + (spread - most + least) / 2)
    }
    if let top, most > top, values.allSatisfy({ $0 <= top }) { (least, most) = (max(0, least - (most - top)), top) }
    let fromZero = startsAtZero || least >= 0 && least < most * 0.6
    let step = LineChart.step(over: max(most - (fromZero ? 0 : least), most.magnitude * 1e-6, 1e-9))
    low = fromZero ? 0 : (least / step).rounded(.down) * step
    high = (most / step).rounded(.up) * step
    if high <= low { high = low + step }
  }

  /// A round number of which a few make the range: 1, 2, 2.5 or 5 times a power of ten.
  private static func step(over range: Double) -> Double {
    var power = 1.0
    while power > range { power /= 10 }
    while power * 10 <= range { power *= 10 }
    let part = range / power
    return power * (part <= 1 ? 0.25 : part <= 2 ? 0.5 : part <= 5 ? 1 : 2)
  }
}

extension Frame {
  /// Draws the lines of a chart; the caller writes what the edges stand for.
  package mutating func chart(_ chart: LineChart, in area: Area) {
    guard area.rows > 0, area.columns > 0 else { return }
    if let divider = chart.divider { drawDivider(divider, of: chart, in: area) }
    if let limit = chart.limit, limit >= chart.low, limit <= chart.high {
      let row = area.row + chart.dot(limit, rows: area.rows * 4) / 4
      for column in 0..<area.columns {
        put("┄", at: Position(row: row, column: area.column + column), as: .chartLimit)
      }
    }
    var dots = [UInt32](repeating: 0, count: area.rows * area.columns)
    var roles = [Role](repeating: .chart, count: dots.count)
    for line in chart.lines {
      chart.trace(line, rows: area.rows * 4, columns: area.columns * 2) { row, column in
        let cell = row / 4 * area.columns + column / 2
        dots[cell] |= LineChart.bit(row: row % 4, column: column % 2)
        roles[cell] = line.role
      }
    }
    for (cell, pattern) in dots.enumerated() where pattern != 0 {
      guard let glyph = Unicode.Scalar(0x2800 + pattern) else { continue }
      put(
        glyph, at: Position(row: area.row + cell / area.columns, column: area.column + cell % area.columns),
        as: roles[cell])
    }
  }

  private mutating func drawDivider(_ step: Int, of chart: LineChart, in area: Area) {
    let count = chart.lines.map(\.values.count).max() ?? 0
    guard count > 1, step > 0, step < count else { return }
    let column = (2 * step - 1) * (area.columns * 2 - 1) / (2 * (count - 1)) / 2
    for row in 0..<area.rows { put("┆", at: Position(row: area.row + row, column: area.column + column), as: .border) }
  }
}

extension LineChart {
  /// The row of dots a value lies in, counted from the top.
  fileprivate func dot(_ value: Double, rows: Int) -> Int {
    let share = (value - low) / (high - low)
    return min(rows - 1, max(0, Int(((1 - share) * Double(rows - 1)).rounded())))
  }

  /// Calls `put` for every dot of a line.
  fileprivate func trace(_ line: Line, rows: Int, columns: Int, put: (_ row: Int, _ column: Int) -> Void) {
    let count = line.values.count
    var last: (row: Int, column: Int)?
    for (place, value) in line.values.enumerated() {
      guard let value, value.isFinite else {
        last = nil
        continue
      }
      let here = (row: dot(value, rows: rows), column: count < 2 ? columns / 2 : place * (columns - 1) / (count - 1))
      guard let before = last, before.column < here.column || before.row != here.row else {
        put(here.row, here.column)
        last = here
        continue
      }
      // Steps of a line between two dots: one a column, or one a row where it is steep.
      let steps = max(here.column - before.column, abs(here.row - before.row))
      for step in 0...steps {
        let row = before.row + Int((Double((here.row - before.row) * step) / Double(steps)).rounded())
        let column = before.column + (here.column - before.column) * step / steps
        put(min(rows - 1, max(0, row)), column)
      }
      last = here
    }
  }

  /// The bit of a dot in U+2800…28FF.
  fileprivate static func bit(row: Int, column: Int) -> UInt32 {
    row == 3 ? 0x40 << UInt32(column) : 1 << UInt32(row + 3 * column)
  }
}
