internal import Catalog
package import Governance

/// Which review items to list; nil and empty mean no condition.
package struct ReviewFilter: Sendable, Equatable {
  package var tier: Tier?
  package var queue: String?
  /// Only what this person holds.
  package var mine: Bool
  /// Only what waits for a lead: escalated, disagreed on, or past its due time.
  package var forLead: Bool
  package var states: [ReviewState]
  package var dueBefore: Instant?
  /// What the officer typed, in the words of `FilterGrammar.review`.
  package var words: Filter
  package var order: ReviewOrder
  package var isReversed: Bool
  /// The first page says how long the list is.
  package var isCounted: Bool

  package init(
    tier: Tier? = nil, queue: String? = nil, mine: Bool = false, forLead: Bool = false,
    states: [ReviewState] = [.open, .escalated, .disagreed], dueBefore: Instant? = nil, words: Filter = .none,
    order: ReviewOrder = .due, isReversed: Bool = false, isCounted: Bool = true
  ) {
    self.tier = tier
    self.queue = queue
    self.mine = mine
    self.forLead = forLead
    self.states = states
    self.dueBefore = dueBefore
    self.words = words
    self.order = order
    self.isReversed = isReversed
    self.isCounted = isCounted
  }

  /// Who asks for done items by name gets them too.
  fileprivate var allStates: [ReviewState] { words.names("state") ? ReviewState.allCases : states }
}

extension Workbench {
  /// Review items, by default the first due first.
  package func reviewItems(_ filter: ReviewFilter, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<ReviewRow>
  {
    var page = try await page(
      PageReviewItems(
        tier: filter.tier, queue: filter.queue, mine: filter.mine, forLead: filter.forLead, states: filter.allStates,
        dueBefore: filter.dueBefore, filter: filter.words, order: filter.order, isReversed: filter.isReversed),
      at: place, limit: limit)
    if place == .first, page.about == nil, filter.isCounted, !filter.mine, !filter.forLead, filter.words.isEmpty {
      page.about = try await connection.one(
        CountReviewItems(tier: filter.tier, queue: filter.queue, states: filter.states, dueBefore: filter.dueBefore))
    }
    return page
  }

  /// Everything a reviewer reads about an item. The reading is recorded before the content is answered.
  package func openReview(_ item: Int64, channel: Channel = .screen) async throws(Problem) -> ReviewDetail {
    try mayWrite()
    let opened = try await connection.one(OpenReviewItem(item: item, channel: channel))
    let verdicts = try await connection.rows(ListVerdicts(item: item))
    return ReviewDetail(
      row: opened.row, claim: opened.claim,
      generation: try GenerationReading.generation(metadata: opened.generation, content: opened.content),
      verdicts: verdicts, rule: opened.rule, comments: try await reviewComments(on: item))
  }

  /// How a queue emptied in the last 24 hours, the oldest first.
  package func burnDown(of queue: String) async throws(Problem) -> [BurnHour] {
    try await connection.rows(ListBurnDown(queue: queue))
  }

  /// Leases the item that is due first; nil when nothing waits.
  package func claimNext(tier: Tier?, queue: String? = nil, channel: Channel = .screen) async throws(Problem) -> Claim?
  {
    try mayWrite()
    return try await connection.first(ClaimNext(tier: tier, queue: queue, channel: channel))
  }

  package func claim(_ item: Int64, channel: Channel = .screen) async throws(Problem) -> Claim {
    try mayWrite()
    return try await connection.one(ClaimItem(item: item, channel: channel))
  }

  package func renew(_ claim: Claim) async throws(Problem) -> Claim {
    try mayWrite()
    var claim = claim
    claim.until = try await connection.one(RenewClaim(claim: claim))
    return claim
  }

  /// Puts an item back for others.
  package func release(_ claim: Claim, channel: Channel = .screen) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(ReleaseClaim(claim: claim, channel: channel))
    return try await recorded(activity, "Item \(claim.item) was put back.")
  }

  /// Records a verdict on a claimed item.
  package func decide(
    _ claim: Claim, _ decision: Decision, reason: String, harm: String? = nil, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let answer = try await connection.one(
      DecideItem(claim: claim, decision: decision, reason: reason, harm: harm, channel: channel))
    let next =
      switch answer.state {
      case .done: "it is done"
      case .open: "\(answer.decided) of \(answer.needed) verdicts, it waits for another reviewer"
      case .disagreed: "the verdicts differ, a lead decides"
      case .escalated: "a lead decides"
      }
    return try await recorded(answer.activity, "Item \(claim.item): \(decision.words); \(next).")
  }

  /// Ends what is escalated or disagreed on.
  package func adjudicate(
    _ item: Int64, revision: Int64, _ decision: Decision, reason: String, harm: String? = nil, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      AdjudicateItem(
        item: item, revision: revision, decision: decision, reason: reason, harm: harm, channel: channel))
    return try await recorded(activity, "Item \(item): \(decision.words) as adjudicated; it is done.")
  }

  func mayWrite() throws(Problem) {
    guard !readOnly else {
      throw Problem(
        .notPermitted, "read-only", happened: "Nothing is written with --read-only.",
        because: "Reading what a person wrote is recorded, so that counts as writing.",
        remedy: "Leave out --read-only.")
    }
  }
}
