/// Where the review of a producer's event stands.
package struct EventOutcome: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    /// No policy has decided yet whether somebody must read it.
    case untiered
    /// Nobody is asked to read it.
    case not_reviewed
    /// Somebody has still to decide, or could take a verdict back.
    case pending
    case left
  }
  package var state: State
  /// The generation's id, 36 characters.
  package var generation: String
  package var tier: Tier
  /// `held` or `delivered`, as the generation arrived.
  package var delivery: String
  /// Once it has left.
  package var outcome: ReviewOutcome?

  package init(state: State, generation: String, tier: Tier, delivery: String, outcome: ReviewOutcome?) {
    self.state = state
    self.generation = generation
    self.tier = tier
    self.delivery = delivery
    self.outcome = outcome
  }
}

/// What became of a generation under review, told to the service that waits for it.
package struct ReviewOutcome: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case released, released_masked, refused, harm_recorded

    package var words: String {
      switch self {
      case .released: "released"
      case .released_masked: "released, masked"
      case .refused: "refused"
      case .harm_recorded: "delivered already; the harm is recorded"
      }
    }
  }
  /// The generation's id, 36 characters.
  package var generation: String
  package var item: Int64
  package var kind: Kind
  package var decision: Decision
  /// `held` or `delivered`, as the generation arrived.
  package var delivery: String
  package var harm: String?
  package var settledAt: Instant
  /// When its verdicts could no longer be undone.
  package var leftAt: Instant
  /// An earlier outcome of the same item had left before this one.
  package var isCorrected: Bool
  /// The answer with its flagged parts covered, where that is what was released.
  package var masked: String?

  package init(
    generation: String, item: Int64, kind: Kind, decision: Decision, delivery: String, harm: String?,
    settledAt: Instant, leftAt: Instant, isCorrected: Bool, masked: String?
  ) {
    self.generation = generation
    self.item = item
    self.kind = kind
    self.decision = decision
    self.delivery = delivery
    self.harm = harm
    self.settledAt = settledAt
    self.leftAt = leftAt
    self.isCorrected = isCorrected
    self.masked = masked
  }
}
