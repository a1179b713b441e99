/// One item that two persons or more decided, blind to each other.
package struct AgreementUnit: Sendable, Equatable {
  /// The Monday of the week in which it was settled, `2026-11-16`.
  package var week: String
  package var item: Int64
  /// In the order of their slots.
  package var decisions: [Decision]

  package init(week: String, item: Int64, decisions: [Decision]) {
    self.week = week
    self.item = item
    self.decisions = decisions
  }
}

/// One item that two persons or more labelled under one key before it was settled.
package struct LabelUnit: Sendable, Equatable {
  /// The Monday of the week in which it was settled, `2026-11-16`.
  package var week: String
  package var item: Int64
  package var key: String
  package var kind: LabelSchema.Kind
  /// A JSON list of what each said.
  package var said: String

  package init(week: String, item: Int64, key: String, kind: LabelSchema.Kind, said: String) {
    self.week = week
    self.item = item
    self.key = key
    self.kind = kind
    self.said = said
  }
}

/// A part of a month's low tier, and what its sample has shown so far.
package struct SampleStratum: Sendable, Equatable {
  package var name: String
  package var population: Int
  package var drawn: Int
  package var decided: Int
  /// Decided ones that were blocked or masked.
  package var violations: Int
  /// The share that was to be drawn.
  package var rate: Double
  /// Hexadecimal, as it was committed to before the month was over.
  package var seedDigest: String
  /// Hexadecimal.
  package var seed: String

  package init(
    name: String, population: Int, drawn: Int, decided: Int, violations: Int, rate: Double, seedDigest: String,
    seed: String
  ) {
    self.name = name
    self.population = population
    self.drawn = drawn
    self.decided = decided
    self.violations = violations
    self.rate = rate
    self.seedDigest = seedDigest
    self.seed = seed
  }
}

/// A decided item whose answer is like another's.
package struct SimilarReview: Sendable, Equatable {
  package var item: Int64
  /// 0…1: of the words that either answer has, the share that both have.
  package var likeness: Double
  package var decision: Decision
  package var reason: String
  package var at: Instant

  package init(item: Int64, likeness: Double, decision: Decision, reason: String, at: Instant) {
    self.item = item
    self.likeness = likeness
    self.decision = decision
    self.reason = reason
    self.at = at
  }
}

/// What somebody wrote about an item.
package struct ReviewComment: Sendable, Equatable {
  package var id: Int64
  package var person: String
  package var words: String
  package var mentions: [String]
  /// Those of them who have not answered.
  package var waitingFor: [String]
  package var at: Instant

  package init(id: Int64, person: String, words: String, mentions: [String], waitingFor: [String], at: Instant) {
    self.id = id
    self.person = person
    self.words = words
    self.mentions = mentions
    self.waitingFor = waitingFor
    self.at = at
  }
}
