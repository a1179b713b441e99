package import Drift

/// One figure of an artifact over time, and how it stands against a reference.
package struct Measure: Sendable, Equatable, Identifiable {
  package enum Unit: Sendable, Equatable {
    case calls
    /// 0…1, drawn as per cent.
    case share
    case tokens, milliseconds
    /// Millionths of a currency.
    case money(String)
    /// A judge's score.
    case score
    /// MMD² of vectors, of the window to the reference.
    case discrepancy
  }

  /// A day's figure; nil where nothing can be said of it.
  package struct Day: Sendable, Equatable {
    package var value: Double?
    /// Calls, verdicts or judgements the value is of.
    package var n: Int
    package init(value: Double?, n: Int) {
      self.value = value
      self.n = n
    }
  }

  /// A period's figure.
  package struct Stand: Sendable, Equatable {
    package var value: Double?
    package var n: Int
    package init(value: Double?, n: Int) {
      self.value = value
      self.n = n
    }
  }

  /// A bound that an evaluation of the version in production had to reach.
  package struct Limit: Sendable, Equatable {
    package var value: Double
    package var atLeast: Bool
    /// The suite it comes from.
    package var suite: String
    package init(value: Double, atLeast: Bool, suite: String) {
      self.value = value
      self.atLeast = atLeast
      self.suite = suite
    }
  }

  package enum Verdict: Sendable, Equatable {
    case steady
    /// By more than chance would have it, over all figures looked at together.
    case moved
    /// Beyond its limit in the window.
    case beyondLimit
    case tooFew
    /// Nothing is compared: why.
    case notCompared(String)
  }

  /// Stable: `calls`, `tier.high`, `flag.privacy_pii`, `blocked`, `tokens_in`, `score.groundedness` …
  package var id: String
  package var title: String
  package var unit: Unit
  /// One a day of the board, the oldest first.
  package var days: [Day]
  package var versions: [String: [Day]]
  package var reference: Stand
  package var window: Stand
  package var limit: Limit?
  package var verdict: Verdict
  /// How often a difference as large comes about by chance, corrected for all figures of the board; nil when not tested.
  package var pValue: Double?
  /// Of lengths, latency and cost.
  package var stability: StabilityTest?
  /// How it was compared, where that is told beside the figures.
  package var basis = ""

  package init(
    id: String, title: String, unit: Unit, days: [Day] = [], versions: [String: [Day]] = [:],
    reference: Stand = Stand(value: nil, n: 0), window: Stand = Stand(value: nil, n: 0), limit: Limit? = nil,
    verdict: Verdict = .notCompared(""), pValue: Double? = nil, stability: StabilityTest? = nil
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.days = days
    self.versions = versions
    self.reference = reference
    self.window = window
    self.limit = limit
    self.verdict = verdict
    self.pValue = pValue
    self.stability = stability
  }

  /// Lengths, latency and cost are compared by where their values lie; scores by their means.
  package var isComparedByDistribution: Bool {
    switch unit {
    case .tokens, .milliseconds, .money: true
    case .calls, .share, .score, .discrepancy: false
    }
  }

  /// The name `values(of:)` knows it by; nil for shares and counts, which have no distribution.
  package var distribution: String? {
    switch unit {
    case .tokens, .milliseconds, .money: id
    case .score: id.hasPrefix("score.") ? String(id.dropFirst("score.".count)) : nil
    case .calls, .share, .discrepancy: nil
    }
  }
}
