import Governance
import Terminal

extension AuditScreen {
  static let columns: [ListColumn<ArtifactRow>] = [
    ListColumn("in production", 20...36, grows: true, value: \.name) { row, _ in
      [row.tier.map { Piece($0.mark + " ", $0.role) } ?? Piece("  "), Piece(row.name)]
    },
    ListColumn("version", 7...8, align: .right, value: { $0.production ?? "" }) { row, _ in
      [Piece(NameWords.version(row.production ?? ""))]
    },
    ListColumn("kind", 8...9, as: .dim) { $0.kind.words },
    ListColumn("owner", 14...16, value: { $0.owner ?? "" }) { row, _ in
      [row.owner.map { Piece($0, .dim) } ?? Piece("nobody", .warning)]
    },
    ListColumn("team", 12...14, as: .dim, value: \.team),
    ListColumn("changed", 11...12, align: .right, isUsual: false, value: \.changed.rfc3339) { row, sight in
      [Piece(TimeWords.ago(row.changed, now: sight.now), .dim)]
    },
  ]
}
