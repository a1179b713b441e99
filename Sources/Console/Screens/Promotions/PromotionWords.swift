import Governance
import Terminal

/// How a promotion stands, in a few words.
enum PromotionWords {
  /// `5 of 6 met   1/2 signed`; what became of it once it is closed.
  static func progress(_ row: PromotionRow) -> [Piece] {
    guard row.state == .open else { return [Piece(row.state.rawValue, row.state == .promoted ? .ok : .dim)] }
    let isMet = row.met == row.requirements
    return [
      Piece(isMet ? "✓ all met" : "✗ \(row.met) of \(row.requirements) met", isMet ? .ok : .warning),
      Piece("   \(row.signed)/\(row.needed) ✍ "),
    ]
  }

  static func subject(_ row: PromotionRow) -> String {
    "\(row.artifact) \(row.kind.words) \(NameWords.version(row.label)) → \(row.environment)"
  }
}
