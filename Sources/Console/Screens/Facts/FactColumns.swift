import Cards
import Governance
import Terminal

extension FactsScreen {
  static let columns: [ListColumn<Debt>] = [
    ListColumn("artifact", 18...26, value: \.artifact),
    ListColumn("fact", 18...30, grows: true, value: \.label),
    ListColumn("state", 8...9, value: { $0.state.rawValue }) { row, _ in [Piece(row.state.words, row.state.role)] },
    ListColumn("due", 11...11, value: { $0.due?.rfc3339 ?? "" }) { row, sight in
      let isOver = row.due.map { $0 < sight.now } ?? false
      return [Piece((row.due?.day ?? "") + (isOver ? "!" : ""), isOver ? .failed : .dim)]
    },
    ListColumn("owed by", 14...16, as: .dim, value: \.owner),
    ListColumn("for", 10...14, as: .dim, value: \.paper),
    ListColumn("key", 14...30, isUsual: false, as: .dim, value: \.key),
    ListColumn("asked by", 14...16, isUsual: false, as: .dim) { $0.fact?.askedBy ?? "" },
  ]
}
