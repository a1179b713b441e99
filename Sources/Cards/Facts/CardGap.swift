internal import Governance

/// An obligatory key that is not recorded, and who has to say it.
package struct CardGap: Sendable, Equatable {
  package var key: CardKey
  /// The owner's name, else `team NAME`.
  package var owedBy: String

  package init(key: CardKey, owedBy: String) {
    self.key = key
    self.owedBy = owedBy
  }
}

extension CardFacts {
  /// Who answers for what is missing: the owner, else the team. An unnamed owner is the team's to name.
  package var debtor: String { owner ?? "team \(team)" }

  /// In listing order.
  package var gaps: [CardGap] {
    CardKey.obligatory(for: kind, tier: tier).filter { !holds($0) }.map { CardGap(key: $0, owedBy: debtor) }
  }

  /// Obligatory keys that are recorded, of all that are obligatory.
  package var completeness: (recorded: Int, obligatory: Int) {
    let keys = CardKey.obligatory(for: kind, tier: tier)
    return (keys.count { holds($0) }, keys.count)
  }

  /// The keys that say something, in listing order.
  package var recordedKeys: [CardKey] { CardKey.allCases.filter(holds) }

  /// Whether something is recorded under a key. A prompt whose messages have no slot has its variables recorded:
  /// there are none.
  package func holds(_ key: CardKey) -> Bool {
    switch key {
    case .name: !name.isEmpty
    case .version: !version.isEmpty
    case .digest: !digest.isEmpty
    case .kind: true
    case .owner: owner != nil
    case .team: !team.isEmpty
    case .risk_tier: tier != nil
    case .messages: !messages.isEmpty
    case .variables: !variables.isEmpty || !messages.isEmpty
    case .dependencies: !dependencies.isEmpty
    case .evals: !evaluations.isEmpty
    case .approvals: promotions.contains { $0.signatures.contains(where: \.approves) }
    case .serving: !serving.isEmpty
    case .usage: usage != nil
    case .incidents: !incidents.isEmpty
    default: statements[key] != nil
    }
  }
}
