import Governance
import Terminal

extension Document {
  /// A requirement as an officer reads it: how it stands and what it serves, what is there and what was asked, the
  /// evidence, and what to do about it.
  mutating func requirement(_ requirement: Requirement) {
    section(
      Piece(Cutting.fit(requirement.state.words, 9), requirement.state.role), Piece(requirement.title),
      right: requirement.principle.isEmpty ? [] : [Piece("\(requirement.principle) ", .dim)])
    let figures = Document.figures(of: requirement)
    paragraph([requirement.id, figures].filter { !$0.isEmpty }.joined(separator: "  "), .dim, indent: 9)
    if !requirement.evidence.isEmpty { paragraph(requirement.evidence, .dim, indent: 9) }
    if requirement.state == .unmet, !requirement.remedy.isEmpty { paragraph("→ " + requirement.remedy, indent: 9) }
  }

  /// What is there and what was asked for, `.93 ≥ .90` or `41 d, asked: 30 d`; nothing is asked of what does not apply.
  private static func figures(of requirement: Requirement) -> String {
    let (value, limit) = (requirement.value, requirement.limit)
    guard requirement.state != .not_applicable, !limit.isEmpty else { return value }
    if value.isEmpty { return "asked: \(limit)" }
    return "≥≤<>".contains(limit.prefix(1)) ? "\(value) \(limit)" : "\(value), asked: \(limit)"
  }
}
