/// Calls of one version in one stretch of time, from the log of generations.
package struct VersionUsage: Sendable, Equatable {
  package var from: Instant
  /// Not included.
  package var until: Instant
  package var calls: Int64
  /// Nil where no call said it; so are the other figures.
  package var tokensIn: Int64?
  package var tokensOut: Int64?
  /// Millionths of the currency; nil too where calls were paid in different ones.
  package var costMicros: Int64?
  package var currency: String?
  package var p95Microseconds: Int64?
  /// Calls with at least one flag raised.
  package var flagged: Int64

  package init(
    from: Instant, until: Instant, calls: Int64, tokensIn: Int64? = nil, tokensOut: Int64? = nil,
    costMicros: Int64? = nil, currency: String? = nil, p95Microseconds: Int64? = nil, flagged: Int64 = 0
  ) {
    self.from = from
    self.until = until
    self.calls = calls
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
    self.costMicros = costMicros
    self.currency = currency
    self.p95Microseconds = p95Microseconds
    self.flagged = flagged
  }
}

/// An incident that names a version.
package struct VersionIncident: Sendable, Equatable {
  package var id: Int64
  package var traits: [String]
  /// By Art. 3(49) of the AI Act.
  package var serious: Bool
  /// Where it is followed outside.
  package var ticket: String?
  package var opened: Instant
  package var closed: Instant?

  package init(id: Int64, traits: [String], serious: Bool, ticket: String?, opened: Instant, closed: Instant?) {
    self.id = id
    self.traits = traits
    self.serious = serious
    self.ticket = ticket
    self.opened = opened
    self.closed = closed
  }
}

/// What a shadow run said of a version.
package struct VersionVerdict: Sendable, Equatable {
  package var run: Int64
  package var verdict: ShadowVerdict
  package var pairs: Int?
  package var at: Instant
  /// Labels of the versions it was compared with.
  package var against: [String]

  package init(run: Int64, verdict: ShadowVerdict, pairs: Int?, at: Instant, against: [String]) {
    self.run = run
    self.verdict = verdict
    self.pairs = pairs
    self.at = at
    self.against = against
  }
}

/// An open alarm that names a version.
package struct VersionAlarm: Sendable, Equatable {
  package var id: Int64
  package var kind: String
  package var environment: String
  package var words: String
  package var at: Instant

  package init(id: Int64, kind: String, environment: String, words: String, at: Instant) {
    self.id = id
    self.kind = kind
    self.environment = environment
    self.words = words
    self.at = at
  }
}
