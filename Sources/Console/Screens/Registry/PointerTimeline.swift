import Governance
import Terminal

/// What each environment pointed to, as bars along one line of time.
struct PointerTimeline {
  /// A line of bars: one colour of one environment.
  struct Row: Equatable {
    var environment: String
    var colour: String
    /// In order of time; the last one reaches to the end.
    var bars: [Bar]
  }

  /// From `column` to where the next bar begins.
  struct Bar: Equatable {
    var label: String
    var weight: Int
    var column: Int
  }

  private(set) var rows: [Row] = []
  let columns: Int
  let from: Instant
  let until: Instant

  /// - Takes: the moves in any order; how many columns a line of bars may fill.
  /// - Returns: nil where there is nothing to draw, or no room for it.
  init?(_ moves: [PointerMove], now: Instant, columns: Int) {
    let moves = moves.sorted { ($0.effectiveAt, $0.recordedAt) < ($1.effectiveAt, $1.recordedAt) }
    guard let first = moves.first, columns >= 20 else { return nil }
    self.columns = columns
    from = first.effectiveAt
    until = max(now, moves.last?.effectiveAt ?? now)
    let span = Double(max(1, until.microseconds - from.microseconds))
    for move in moves {
      let share = Double(move.effectiveAt.microseconds - from.microseconds) / span
      let bar = Bar(label: move.label, weight: move.weight, column: min(columns - 1, Int(share * Double(columns))))
      if let row = rows.firstIndex(where: { $0.environment == move.environment && $0.colour == move.colour }) {
        // What lasted less than a column gives way to what came after it.
        if rows[row].bars.last?.column == bar.column { rows[row].bars.removeLast() }
        rows[row].bars.append(bar)
      } else {
        rows.append(Row(environment: move.environment, colour: move.colour, bars: [bar]))
      }
    }
    rows.sort {
      let (left, right) = ($0.environment == "production" ? 0 : 1, $1.environment == "production" ? 0 : 1)
      return (left, $0.environment, $0.colour) < (right, $1.environment, $1.colour)
    }
  }

  /// The bars of a row: what it points to now in its own colour, what it pointed to before dimmed.
  func pieces(of row: Row) -> [Piece] {
    var pieces = [Piece(String(repeating: " ", count: row.bars.first?.column ?? 0))]
    for (place, bar) in row.bars.enumerated() {
      let isNow = place == row.bars.count - 1
      let end = isNow ? columns : row.bars[place + 1].column
      let role: Role = !isNow ? .dim : row.environment == "production" ? .ok : .text
      pieces.append(Piece(PointerTimeline.text(bar, end - bar.column), bar.weight == 0 ? .dim : role))
    }
    return pieces
  }

  /// `├v21 50 %───`: as much of it as there is room for.
  private static func text(_ bar: Bar, _ room: Int) -> String {
    if bar.weight == 0 { return "┤" + String(repeating: " ", count: room - 1) }
    let name = NameWords.version(bar.label)
    let whole = bar.weight == 100 ? name : "\(name) \(bar.weight) %"
    let words = [whole, name].first { Terminal.columns(of: $0) < room } ?? ""
    return "├" + words + String(repeating: "─", count: room - 1 - Terminal.columns(of: words))
  }

  /// The days at both ends, and where there is room the one in the middle.
  var axis: String {
    func day(_ at: Instant) -> String { String(TimeWords.stamp(at).prefix(6)) }
    let middle = Instant(microseconds: from.microseconds + (until.microseconds - from.microseconds) / 2)
    let hasMiddle = columns >= 40 && day(middle) != day(from) && day(middle) != day(until)
    let days = [day(from), hasMiddle ? day(middle) : "", day(until)]
    let room = max(0, columns - days.reduce(0) { $0 + $1.count })
    let left = max(0, columns / 2 - days[0].count - days[1].count / 2)
    return days[0] + String(repeating: " ", count: min(left, room)) + days[1]
      + String(repeating: " ", count: room - min(left, room)) + days[2]
  }
}
