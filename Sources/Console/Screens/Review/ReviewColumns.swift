import Governance
import Terminal

extension ReviewScreen {
  static let columns: [ListColumn<ReviewRow>] = [
    ListColumn("item", 11...11, value: { "\($0.id)" }) { row, _ in
      [
        Piece(row.tier.mark + " ", row.tier.role), Piece(Cutting.fit("\(row.id)", 7)),
        Piece(
          row.state == .disagreed ? "⚖" : row.state == .escalated ? "↑" : row.claimedBy.isEmpty ? " " : "·", .warning),
      ]
    },
    ListColumn("why", 16...30, grows: true) { $0.reasons.map(\.termWords).joined(separator: ", ") },
    ListColumn("due in", 8...8, align: .right, value: \.due.rfc3339) { row, sight in
      [Piece(TimeWords.left(until: row.due, now: sight.now), row.due < sight.now ? .warning : .text)]
    },
    ListColumn("version", 16...23, value: \.model) { row, _ in [Piece(row.model, row.registered ? .dim : .warning)] },
    ListColumn("with", 12...14, as: .dim) { $0.claimedBy.joined(separator: ", ") },
    ListColumn("verdicts", 8...8, align: .right, isUsual: false, as: .dim) { "\($0.decided)/\($0.needed)" },
    ListColumn("arrived", 11...12, align: .right, isUsual: false, value: \.arrived.rfc3339) { row, sight in
      [Piece(TimeWords.ago(row.arrived, now: sight.now), .dim)]
    },
    ListColumn("queue", 8...14, isUsual: false, as: .dim, value: \.queue),
    ListColumn("generation", 12...36, isUsual: false, as: .dim, value: \.generation),
  ]
}
