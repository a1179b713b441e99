/// What a shadow-eval measures, and by how much the candidate may be worse.
package struct ShadowMetric: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// 0 or 1 a prompt.
    case share
    /// Any number.
    case score
    /// Above zero, compared by logarithms: cost, time.
    case ratio
  }
  package enum Better: String, Sendable, CaseIterable { case higher, lower }

  package var name: String
  package var kind: Kind
  package var better: Better
  /// In units of the metric; of a ratio a part, 0.2 being a fifth more. Nil: shown, not judged.
  package var margin: Double?
  package init(name: String, kind: Kind, better: Better, margin: Double?) {
    self.name = name
    self.kind = kind
    self.better = better
    self.margin = margin
  }
}

package enum ShadowVerdict: String, Sendable, CaseIterable {
  case pass, regressed, undecided
}

/// One line of the list of runs.
package struct ShadowRunRow: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable, CaseIterable { case open, closed, abandoned }
  package enum Origin: String, Sendable, CaseIterable { case replay, `import` }
  package var id: Int64
  package var artifact: String
  package var candidate: String
  package var origin: Origin
  package var state: State
  /// Nil until it is closed.
  package var verdict: ShadowVerdict?
  /// In the judged metric that has the fewest.
  package var pairs: Int?
  package var seed: Int64
  /// Prompts drawn, of how many live ones, and how many of those were classed above what an endpoint may see; nil for imports.
  package var drawn: Int?
  package var population: Int64?
  package var withheld: Int64?
  package var runBy: String
  package var reason: String
  package var recordedAt: Instant
  package var changedAt: Instant
  package init(
    id: Int64, artifact: String, candidate: String, origin: Origin, state: State, verdict: ShadowVerdict?, pairs: Int?,
    seed: Int64, drawn: Int?, population: Int64?, withheld: Int64?, runBy: String, reason: String, recordedAt: Instant,
    changedAt: Instant
  ) {
    self.id = id
    self.artifact = artifact
    self.candidate = candidate
    self.origin = origin
    self.state = state
    self.verdict = verdict
    self.pairs = pairs
    self.seed = seed
    self.drawn = drawn
    self.population = population
    self.withheld = withheld
    self.runBy = runBy
    self.reason = reason
    self.recordedAt = recordedAt
    self.changedAt = changedAt
  }
}

/// Who is asked in a run: a version, or a judge.
package struct ShadowArm: Sendable, Equatable {
  package enum Role: String, Sendable, CaseIterable { case candidate, baseline, judge }
  /// 0 is the candidate.
  package var arm: Int
  package var role: Role
  package var artifact: String
  package var label: String
  /// A judge's figure.
  package var metric: String?
  /// Nil in an import.
  package var endpoint: ShadowEndpoint?
  /// Environments that serve it.
  package var serving: [String]
  package init(
    arm: Int, role: Role, artifact: String, label: String, metric: String?, endpoint: ShadowEndpoint?, serving: [String]
  ) {
    self.arm = arm
    self.role = role
    self.artifact = artifact
    self.label = label
    self.metric = metric
    self.endpoint = endpoint
    self.serving = serving
  }
}

/// An OpenAI-compatible service, what it may see and what it costs.
package struct ShadowEndpoint: Sendable, Equatable {
  /// The base address, such as `https://models.example/v1`.
  package var url: String
  /// Nil: the version's label.
  package var model: String?
  /// What is classed above this never goes there.
  package var ceiling: DataClass
  /// Decimal texts, in `currency` a million tokens; nil: unknown.
  package var priceIn: String?
  package var priceOut: String?
  package var currency: String?
  package var maxTokens: Int
  package var perMinute: Int
  package var atOnce: Int
  /// Answers a repeated Idempotency-Key once.
  package var isIdempotent: Bool
  package init(
    url: String, model: String? = nil, ceiling: DataClass, priceIn: String? = nil, priceOut: String? = nil,
    currency: String? = nil, maxTokens: Int = 1024, perMinute: Int = 600, atOnce: Int = 4, isIdempotent: Bool = false
  ) {
    self.url = url
    self.model = model
    self.ceiling = ceiling
    self.priceIn = priceIn
    self.priceOut = priceOut
    self.currency = currency
    self.maxTokens = maxTokens
    self.perMinute = perMinute
    self.atOnce = atOnce
    self.isIdempotent = isIdempotent
  }
}

/// The candidate beside one baseline in one metric. Differences are candidate − baseline; of a ratio, of the logarithms.
package struct ShadowComparison: Sendable, Equatable {
  package enum Verdict: String, Sendable, CaseIterable {
    case pass, regressed, undecided
    /// Not judged.
    case shown
  }
  package var arm: Int
  package var metric: String
  /// Empty for all prompts; `language:de` for some; `gap:language` for how far such slices lie apart.
  package var slice: String
  package var n: Int
  package var candidate: Double?
  package var baseline: Double?
  package var difference: Double?
  /// Each bound holds with this confidence.
  package var low: Double?
  package var high: Double?
  package var confidence: Double
  package var method: String
  package var wins: Int
  package var ties: Int
  package var losses: Int
  package var pValue: Double?
  /// By Benjamini and Hochberg over all that is judged in the run.
  package var adjusted: Double?
  /// The smallest worsening that so many pairs show four times in five.
  package var detectable: Double?
  package var verdict: Verdict
  package init(
    arm: Int, metric: String, slice: String, n: Int, candidate: Double?, baseline: Double?, difference: Double?,
    low: Double?, high: Double?, confidence: Double, method: String, wins: Int, ties: Int, losses: Int, pValue: Double?,
    adjusted: Double?, detectable: Double?, verdict: Verdict
  ) {
    self.arm = arm
    self.metric = metric
    self.slice = slice
    self.n = n
    self.candidate = candidate
    self.baseline = baseline
    self.difference = difference
    self.low = low
    self.high = high
    self.confidence = confidence
    self.method = method
    self.wins = wins
    self.ties = ties
    self.losses = losses
    self.pValue = pValue
    self.adjusted = adjusted
    self.detectable = detectable
    self.verdict = verdict
  }
}

/// Where the requests of a run stand, and its bill.
package struct ShadowStanding: Sendable, Equatable {
  package var tasks: Int
  package var answered: Int
  /// To be asked.
  package var open: Int
  /// Under way.
  package var pending: Int
  /// Sent, perhaps paid, never answered, and not sent again.
  package var inDoubt: Int
  /// Never answered, for good.
  package var missing: Int
  /// Millionths of `currency`.
  package var spent: Int64
  /// The most that requests without an outcome may have cost, beside.
  package var reserved: Int64
  package var limit: Int64?
  package var currency: String?
  package init(
    tasks: Int, answered: Int, open: Int, pending: Int, inDoubt: Int, missing: Int, spent: Int64, reserved: Int64,
    limit: Int64?, currency: String?
  ) {
    self.tasks = tasks
    self.answered = answered
    self.open = open
    self.pending = pending
    self.inDoubt = inDoubt
    self.missing = missing
    self.spent = spent
    self.reserved = reserved
    self.limit = limit
    self.currency = currency
  }
}

/// A run with all that the matrix shows.
package struct ShadowRunDetail: Sendable, Equatable {
  package var row: ShadowRunRow
  package var arms: [ShadowArm]
  package var metrics: [ShadowMetric]
  /// Empty until it is closed.
  package var comparisons: [ShadowComparison]
  package var standing: ShadowStanding
  /// Of each judge, as it was when the run was closed.
  package var agreements: [JudgeAgreement]
  /// What it has raised and nobody has closed.
  package var alarm: Alarm?
  /// What is planned for the nights of its artifact.
  package var plan: PlannedNight?
  package init(
    row: ShadowRunRow, arms: [ShadowArm], metrics: [ShadowMetric], comparisons: [ShadowComparison],
    standing: ShadowStanding, agreements: [JudgeAgreement] = [], alarm: Alarm? = nil,
    plan: PlannedNight? = nil
  ) {
    self.plan = plan
    self.agreements = agreements
    self.alarm = alarm
    self.row = row
    self.arms = arms
    self.metrics = metrics
    self.comparisons = comparisons
    self.standing = standing
  }

  /// The worst verdict over all that is judged against one baseline; nil until the run is closed.
  package func verdict(against arm: Int) -> ShadowVerdict? {
    let judged = comparisons.filter { $0.arm == arm && $0.verdict != .shown }.map(\.verdict)
    guard !judged.isEmpty else { return nil }
    return judged.contains(.regressed) ? .regressed : judged.contains(.undecided) ? .undecided : .pass
  }
}

/// What two versions answered to one prompt.
package struct ShadowPair: Sendable, Equatable {
  package var key: String
  package var dataClass: DataClass?
  /// Empty when it was erased.
  package var conversation: [Turn]
  /// Nil: never answered, or erased.
  package var candidate: String?
  package var baseline: String?
  package init(key: String, dataClass: DataClass?, conversation: [Turn], candidate: String?, baseline: String?) {
    self.key = key
    self.dataClass = dataClass
    self.conversation = conversation
    self.candidate = candidate
    self.baseline = baseline
  }
}

/// Where a pair stands in one cell of a run, the candidate's worst first, and its two figures.
package struct ShadowPairFigures: Sendable, Equatable {
  /// From 1, in the order of the draw.
  package var prompt: Int
  /// From 1, of so many.
  package var place: Int
  package var of: Int
  package var candidate: Double
  package var baseline: Double
  package init(prompt: Int, place: Int, of: Int, candidate: Double, baseline: Double) {
    self.prompt = prompt
    self.place = place
    self.of = of
    self.candidate = candidate
    self.baseline = baseline
  }
}

/// Something in production is worse than it should be.
package struct Alarm: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var kind: String
  package var artifact: String
  package var label: String
  package var environment: String
  /// What found it, such as a run's number.
  package var subject: String
  package var words: String
  package var isOpen: Bool
  package var at: Instant
  package init(
    id: Int64, kind: String, artifact: String, label: String, environment: String, subject: String, words: String,
    isOpen: Bool, at: Instant
  ) {
    self.id = id
    self.kind = kind
    self.artifact = artifact
    self.label = label
    self.environment = environment
    self.subject = subject
    self.words = words
    self.isOpen = isOpen
    self.at = at
  }
}

/// What shadow-evals say of a version, for the gate.
package struct ShadowFact: Sendable, Equatable {
  /// Its artifact has an endpoint, or it has a run.
  package var expected: Bool
  /// The newest closed run; nil without one.
  package var run: Int64?
  package var verdict: ShadowVerdict?
  package var pairs: Int?
  package var against: [String]
  /// What production serves beside it.
  package var live: String?
  /// It was compared with that, or nothing is served.
  package var covers: Bool
  package init(
    expected: Bool, run: Int64?, verdict: ShadowVerdict?, pairs: Int?, against: [String], live: String?, covers: Bool
  ) {
    self.expected = expected
    self.run = run
    self.verdict = verdict
    self.pairs = pairs
    self.against = against
    self.live = live
    self.covers = covers
  }
}
