import Governance
import Terminal

extension RegistryScreen {
  static let columns: [ListColumn<ArtifactRow>] = [
    ListColumn("name", 23...36, grows: true, value: \.name) { row, _ in
      [
        row.tier.map { Piece($0.mark + " ", $0.role) } ?? Piece("  "), Piece(row.name, row.retired ? .dim : .text),
        Piece(row.retired ? " (retired)" : "", .dim),
      ]
    },
    ListColumn("kind", 8...9, as: .dim) { $0.kind.words },
    ListColumn("production", 10...10, align: .right, value: { $0.production ?? "" }) { row, _ in
      [row.production.map { Piece(NameWords.version($0), .ok) } ?? Piece("–", .dim)]
    },
    ListColumn("team", 12...14, as: .dim) { $0.team },
    ListColumn("owner", 14...16, value: { $0.owner ?? "" }) { row, _ in
      [row.owner.map { Piece($0, .dim) } ?? Piece("nobody", .warning)]
    },
    ListColumn("changed", 11...12, align: .right, value: \.changed.rfc3339) { row, sight in
      [Piece(TimeWords.ago(row.changed, now: sight.now), .dim)]
    },
    ListColumn("tier", 6...8, isUsual: false, value: { $0.tier?.rawValue ?? "" }) { row, _ in
      [row.tier.map { Piece($0.rawValue, $0.role) } ?? Piece("not set", .warning)]
    },
    ListColumn("newest", 8...10, align: .right, isUsual: false, value: { $0.latest ?? "" }) { row, _ in
      [row.latest.map { Piece(NameWords.version($0)) } ?? Piece("–", .dim)]
    },
    ListColumn("purpose", 20...40, grows: true, isUsual: false, as: .dim, value: \.purpose),
  ]
}
