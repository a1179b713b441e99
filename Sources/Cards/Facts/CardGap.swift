package import Governance

/// An obligatory key without a fact that can be relied on, and who has to see to it.
package struct CardGap: Sendable, Equatable {
  package enum Why: String, Sendable {
    case missing
    /// Stated by one person, confirmed by none.
    case unconfirmed
    /// What the statement rests on has changed.
    case stale
  }
  package var key: CardKey
  /// The person who was asked, else the owner's name, else `team NAME`.
  package var owedBy: String
  package var why: Why
  /// Nil while nobody has asked.
  package var due: Instant?

  package init(key: CardKey, owedBy: String, why: Why = .missing, due: Instant? = nil) {
    self.key = key
    self.owedBy = owedBy
    self.why = why
    self.due = due
  }

  var words: String {
    switch why {
    case .missing: "not recorded"
    case .unconfirmed: "stated, waits for a second person"
    case .stale: "stale: what it rests on has changed"
    }
  }
}

extension CardFacts {
  /// Who answers for what is missing: the owner, else the team. An unnamed owner is the team's to name.
  package var debtor: String { owner ?? "team \(team)" }

  /// In listing order.
  package var gaps: [CardGap] {
    CardKey.obligatory(for: kind, tier: tier).compactMap { key in
      why(key).map { CardGap(key: key, owedBy: asked[key]?.owner ?? debtor, why: $0, due: asked[key]?.due) }
    }
  }

  /// What is wrong with a key; nil when it is on record.
  private func why(_ key: CardKey) -> CardGap.Why? {
    guard holds(key) else { return .missing }
    switch statements[key]?.standing {
    case .settled?, nil: return nil
    case .unconfirmed?: return .unconfirmed
    case .stale?: return .stale
    }
  }

  /// Obligatory keys that are on record and settled, of all that are obligatory.
  package var completeness: (recorded: Int, obligatory: Int) {
    let keys = CardKey.obligatory(for: kind, tier: tier)
    return (keys.count { why($0) == nil }, keys.count)
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
    case .waivers: !waivers.isEmpty
    case .diff_stat: difference != nil
    case .serving: !serving.isEmpty
    case .usage: usage != nil
    case .incidents: !incidents.isEmpty
    default: statements[key] != nil
    }
  }
}
