import Cards
import Governance
import Terminal

extension FactsScreen {
  static let columns: [ListColumn<Debt>] = [
    ListColumn("artifact", 13...26, value: \.artifact),
    ListColumn("fact", 14...30, grows: true, value: \.label),
    ListColumn("owed by", 14...16, as: .dim, value: \.owner),
    ListColumn("state", 8...9, value: { $0.state.rawValue }) { row, _ in [Piece(row.state.words, row.state.role)] },
    ListColumn("due", 7...11, value: { $0.due?.rfc3339 ?? "" }) { row, sight in
      guard let due = row.due else { return [] }
      let isOver = due < sight.now
      // The year only where it is another.
      let day = due.day.prefix(4) == sight.now.day.prefix(4) ? String(TimeWords.stamp(due).prefix(6)) : due.day
      return [Piece(day + (isOver ? "!" : ""), isOver ? .failed : .dim)]
    },
    ListColumn("for", 10...14, as: .dim, value: \.paper),
    ListColumn("key", 14...30, isUsual: false, as: .dim, value: \.key),
    ListColumn("asked by", 14...16, isUsual: false, as: .dim) { $0.fact?.askedBy ?? "" },
  ]
}
