import Cards
import Governance

extension Debt {
  /// One of every kind, what is due first at the top.
  static let fixtures: [Debt] = [
    Debt(.fixture(22, "health-quotes", "a8a_declaration_copy", .asked, due: -86_400 * 5)),
    Debt(.fixture(31, "claims-triage", "human_review", .answered, due: 86_400 * 6, answer: "Every refusal is read.")),
    Debt(.fixture(6, "health-quotes", "a8a_operating_logic", .stale, due: nil, answer: "Rules of the tariff.")),
    Debt(
      artifact: "health-quotes", key: "a8a_status", label: "Status", paper: "Annex VIII A", state: .proposed,
      owner: "yannick.durand", proposal: "in_service"),
    Debt(
      artifact: "policies-idx", key: "approvals", label: "Approvals", paper: "card", state: .missing,
      owner: "team claims"),
  ].compactMap { $0 }
}

extension FactRow {
  static func fixture(
    _ id: Int64, _ artifact: String, _ key: String, _ state: FactState, due: Int64?, answer: String? = nil
  ) -> FactRow {
    FactRow(
      id: id, artifact: artifact, kind: .system, team: "customer-care", key: key, state: state, owner: "yannick.durand",
      due: due.map { Instant.pinned.advanced(bySeconds: $0) }, askedBy: "claire.moreau",
      question: "For the registration.",
      answer: answer.map {
        FactAnswer(
          id: id * 10, key: key, value: $0, givenFor: "1", by: "yannick.durand", reason: "design note 9",
          at: Instant.pinned.advanced(bySeconds: -86_400), confirmedBy: state == .stale ? "ines.carvalho" : nil,
          confirmedAt: nil)
      }, cause: state == .stale ? "policy-qa@11 went to production." : "", since: .pinned)
  }
}
