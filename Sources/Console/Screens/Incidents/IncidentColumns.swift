import Governance
import Terminal

extension IncidentsScreen {
  static let columns: [ListColumn<IncidentRow>] = [
    ListColumn("number", 7...7, value: { "\($0.id)" }) { row, _ in
      [row.serious ? Piece("! ", .failed) : Piece("  "), Piece("\(row.id)", .dim)]
    },
    ListColumn("what happened", 28...50, grows: true, value: \.title),
    ListColumn("next clock", 11...16, align: .right, value: { $0.nextDue?.rfc3339 ?? "" }) { row, sight in
      [clock(row, now: sight.now)]
    },
    ListColumn("aware", 11...12, align: .right, value: \.awareAt.rfc3339) { row, sight in
      [Piece(TimeWords.ago(row.awareAt, now: sight.now), .dim)]
    },
    ListColumn("opened by", 14...16, as: .dim, value: \.openedBy),
    ListColumn("affected", 8...8, align: .right) { $0.affected.map { NumberWords.grouped($0) } ?? "" },
    ListColumn("serious", 7...7, isUsual: false) { $0.serious ? "serious" : "" },
    ListColumn("traits", 12...30, isUsual: false, as: .dim) { $0.traits.joined(separator: ", ") },
    ListColumn("ticket", 8...16, isUsual: false, as: .dim) { $0.ticket ?? "" },
  ]

  private static func clock(_ row: IncidentRow, now: Instant) -> Piece {
    guard row.isOpen else { return Piece("✓ closed", .ok) }
    guard let due = row.nextDue else { return Piece("– no clock", .dim) }
    return Piece((due < now ? "✗ " : "") + TimeWords.left(until: due, now: now), due < now ? .failed : .warning)
  }
}
