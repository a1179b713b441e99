/// What figures are about: a model or a prompt, by the name calls carry.
package struct Watched: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable { case model, prompt }
  package var name: String
  package var kind: Kind
  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// From one moment until another, which is not in it.
package struct Period: Sendable, Hashable {
  package var since: Instant
  package var until: Instant
  package init(since: Instant, until: Instant) {
    self.since = since
    self.until = until
  }
}

/// Calls of one version on one day (UTC). A sum comes with the number of calls that said the figure.
package struct CallDay: Sendable, Equatable {
  package struct Sum: Sendable, Equatable {
    package var total: Double
    package var said: Int
    package init(_ total: Double, said: Int) {
      self.total = total
      self.said = said
    }
  }
  package var version: String
  package var day: Instant
  package var calls: Int
  package var high: Int
  package var medium: Int
  package var tokensIn: Sum
  package var tokensOut: Sum
  /// Microseconds.
  package var latency: Sum
  /// Millionths of `currency`; nothing where a day's calls name several currencies.
  package var cost: Sum
  package var currency: String?

  package init(
    version: String, day: Instant, calls: Int, high: Int, medium: Int, tokensIn: Sum, tokensOut: Sum, latency: Sum,
    cost: Sum, currency: String?
  ) {
    self.version = version
    self.day = day
    self.calls = calls
    self.high = high
    self.medium = medium
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
    self.latency = latency
    self.cost = cost
    self.currency = currency
  }
}

/// Calls of one version on one day with at least one flag of a category.
package struct FlagDay: Sendable, Equatable {
  package var version: String
  package var day: Instant
  package var category: String
  package var calls: Int
  package init(version: String, day: Instant, category: String, calls: Int) {
    self.version = version
    self.day = day
    self.category = category
    self.calls = calls
  }
}

/// What judges said of one version's calls on one day.
package struct ScoreDay: Sendable, Equatable {
  package var version: String
  package var day: Instant
  package var score: String
  package var judged: Int
  package var total: Double
  package var squares: Double
  package init(version: String, day: Instant, score: String, judged: Int, total: Double, squares: Double) {
    self.version = version
    self.day = day
    self.score = score
    self.judged = judged
    self.total = total
    self.squares = squares
  }
}

/// Calls of one version on one day whose review is over, and those of them that were blocked.
package struct VerdictDay: Sendable, Equatable {
  package var version: String
  package var day: Instant
  package var decided: Int
  package var blocked: Int
  package init(version: String, day: Instant, decided: Int, blocked: Int) {
    self.version = version
    self.day = day
    self.decided = decided
    self.blocked = blocked
  }
}

/// One value of a figure, and how many calls had it; nil stands for calls that did not say.
package struct CountedValue: Sendable, Equatable {
  package var value: Double?
  package var calls: Int
  package init(value: Double?, calls: Int) {
    self.value = value
    self.calls = calls
  }
}
