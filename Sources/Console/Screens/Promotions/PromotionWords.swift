import Governance
import Terminal

/// How a promotion stands, in a few words.
enum PromotionWords {
  /// `5 of 6 met   1/2 signed`; what became of it once it is closed.
  static func progress(_ row: PromotionRow) -> [Piece] {
    guard row.state == .open else { return [Piece(row.state.rawValue, row.state == .promoted ? .ok : .dim)] }
    return [gate(row), Piece("   \(row.signed)/\(row.needed) ✍ ")]
  }

  /// How its gate stands. At a past moment nothing is asked of what had not been decided by then.
  static func gate(_ row: PromotionRow) -> Piece {
    if row.requirements == 0 { return Piece("undecided", .dim) }
    return row.met == row.requirements
      ? Piece("✓ all met", .ok) : Piece("✗ \(row.met) of \(row.requirements) met", .warning)
  }

  static func subject(_ row: PromotionRow) -> String {
    "\(row.artifact) \(row.kind.words) \(NameWords.version(row.label)) → \(row.environment)"
  }
}
