import Governance
import Terminal

/// What changed between two bodies, as plain lines: for those who read without a screen.
package enum VersionDifference {
  package enum Mark: String, Sendable { case same, removed, added }

  /// Lines in order; in one that was changed in part, words that came stand in `[+ +]` and words that went in `[- -]`.
  package static func lines(from before: String, to after: String) -> [(mark: Mark, text: String)] {
    wordDiff(from: BodyText.text(of: before), to: BodyText.text(of: after)).map { line in
      let isPartly = line.kind != .same && line.pieces.contains { $0.kind == .same }
      let text = line.pieces.map { piece in
        guard isPartly else { return piece.text }
        return switch piece.kind {
        case .same: piece.text
        case .added: "[+\(piece.text)+]"
        case .removed: "[-\(piece.text)-]"
        }
      }.joined()
      let mark: Mark = line.kind == .same ? .same : line.kind == .added ? .added : .removed
      return (mark, text)
    }
  }
}
