import Governance
import Terminal

extension PromotionsScreen {
  static let columns: [ListColumn<PromotionRow>] = [
    ListColumn("what goes", 22...40, grows: true, value: { "\($0.artifact)@\($0.label)" }) { row, _ in
      [
        row.tier.map { Piece($0.mark + " ", $0.role) } ?? Piece("  "),
        Piece("\(row.artifact) \(NameWords.version(row.label))"),
      ]
    },
    ListColumn("where", 10...12, value: \.environment) { row, _ in [Piece(row.environment)] },
    ListColumn("gate", 14...15, value: { "\($0.state.rawValue), \($0.met) of \($0.requirements) met" }) { row, _ in
      [gate(row)]
    },
    ListColumn("signed", 6...6, align: .right) { "\($0.signed)/\($0.needed)" },
    ListColumn("kind", 8...9, as: .dim) { $0.kind.words },
    ListColumn("asked by", 14...16, as: .dim, value: \.requestedBy),
    ListColumn("asked", 11...12, align: .right, value: \.requestedAt.rfc3339) { row, sight in
      [Piece(TimeWords.ago(row.requestedAt, now: sight.now), .dim)]
    },
    ListColumn("number", 6...8, align: .right, isUsual: false, as: .dim) { "\($0.id)" },
  ]

  private static func gate(_ row: PromotionRow) -> Piece {
    switch row.state {
    case .open:
      PromotionWords.gate(row)
    case .promoted: Piece("✓ promoted", .ok)
    case .rejected: Piece("✗ rejected", .failed)
    case .withdrawn: Piece("– withdrawn", .dim)
    case .expired: Piece("– expired", .dim)
    }
  }
}
