package import Governance

/// Review items.
package struct PageReviewItems: PagedQuery {
  package static let sql = EmbeddedSQL.PageReviewItems
  static let columns: [String: FilterColumn] = [
    "tier": .choice("r.tier"), "queue": .name("r.queue"), "state": .choice("r.state"), "due": .ahead("r.due"),
    "age": .past("r.arrived_at"), "model": .name("r.model || '@' || r.model_version"),
    "team": .name("(select a.team from artifact a where a.name = r.model)"),
    "owner": .name("(select a.owner from artifact a where a.name = r.model)"), "with": .names("r.claimed_by"),
    "claimed": .truth("cardinality(r.claimed_by) > 0"),
    "registered": .truth(
      "(select true from version v where v.artifact = r.model and v.label = r.model_version) is not null"),
    "text": .text("array_to_string(r.reasons, ' ') || ' ' || r.model"),
  ]
  package var tier: Tier?
  package var queue: String?
  package var mine: Bool
  package var forLead: Bool
  package var states: [ReviewState]
  package var dueBefore: Instant?
  package var filter: FilterConditions
  package var order: ReviewOrder
  package var isDescending: Bool
  package var window: PageWindow

  package init(
    tier: Tier? = nil, queue: String? = nil, mine: Bool = false, forLead: Bool = false, states: [ReviewState],
    dueBefore: Instant? = nil, filter: Filter = .none, order: ReviewOrder = .due, isReversed: Bool = false,
    limit: Int = 0
  ) {
    self.tier = tier
    self.queue = queue
    self.mine = mine
    self.forLead = forLead
    self.states = states
    self.dueBefore = dueBefore
    self.filter = FilterConditions(filter, Self.columns)
    self.order = order
    isDescending = (order == .arrived) != isReversed
    window = PageWindow(limit: limit)
  }

  package var conditions: [Parameter] {
    [
      .text(tier?.rawValue), .text(queue), .bool(mine), .texts(states.map(\.rawValue)), .instant(dueBefore),
      .bool(forLead),
    ]
  }
  package var keys: [PageKey] {
    let id = PageKey("r.id", .integer)
    return order == .due ? [PageKey("r.due", .instant), id] : [id]
  }
  package func key(of row: ReviewRow) -> [KeyValue] {
    order == .due ? [.instant(row.due), .integer(row.id)] : [.integer(row.id)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ReviewRow { try ReviewRow(from: &row) }
}

/// About how many review items a filter has; nil while a past moment is shown.
package struct CountReviewItems: Query {
  package static let sql = EmbeddedSQL.CountReviewItems
  package var tier: Tier?
  package var queue: String?
  package var states: [ReviewState]
  package var dueBefore: Instant?
  package init(tier: Tier?, queue: String?, states: [ReviewState], dueBefore: Instant?) {
    self.tier = tier
    self.queue = queue
    self.states = states
    self.dueBefore = dueBefore
  }
  package var parameters: [Parameter] {
    [.text(tier?.rawValue), .text(queue), .texts(states.map(\.rawValue)), .instant(dueBefore)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Count? {
    try row.next().map { (number: Int64) in Count(exactUpTo10000: Int(number)) }
  }
}

extension ReviewRow {
  init(from row: inout RowReader) throws(Problem) {
    self.init(
      id: try row.next(), tier: try row.word(), queue: try row.next(), due: try row.next(), arrived: try row.next(),
      generation: try row.next(), model: try row.next(), registered: try row.next(), reasons: try row.next(),
      state: try row.word(), claimedBy: try row.next(), decided: try row.next(), needed: try row.next(),
      revision: try row.next())
  }
}

/// One item with its generation; the reading is recorded.
package struct OpenReviewItem: Query {
  package struct Row: Sendable {
    package var row: ReviewRow
    package var rule: String
    package var claim: Claim?
    /// JSON of the catalog's own making.
    package var generation: String
    /// The stored canonical JSON; nil when it was erased.
    package var content: [UInt8]?
  }
  package static let sql = EmbeddedSQL.OpenReviewItem
  package var item: Int64
  package var channel: Channel
  package init(item: Int64, channel: Channel) {
    self.item = item
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(item), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let line = try ReviewRow(from: &row)
    let rule: String = try row.next()
    let slot: Int? = try row.next()
    let fence: Int64? = try row.next()
    let until: Instant? = try row.next()
    var claim: Claim?
    if let slot, let fence, let until { claim = Claim(item: line.id, slot: slot, fence: fence, until: until) }
    return Row(row: line, rule: rule, claim: claim, generation: try row.next(), content: try row.next())
  }
}

/// The verdicts on an item that this person may see.
package struct ListVerdicts: Query {
  package static let sql = EmbeddedSQL.ListVerdicts
  package var item: Int64
  package init(item: Int64) { self.item = item }
  package var parameters: [Parameter] { [.integer(item)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Verdict {
    Verdict(
      reviewer: try row.next(), decision: try row.word(), reason: try row.next(), at: try row.next(),
      ended: try (row.next() as String?).flatMap(Verdict.Ending.init))
  }
}

/// Leases the slot that is due first; no row when nothing waits.
package struct ClaimNext: Query {
  package static let sql = EmbeddedSQL.ClaimNext
  package var tier: Tier?
  package var queue: String?
  package var channel: Channel
  package init(tier: Tier?, queue: String?, channel: Channel) {
    self.tier = tier
    self.queue = queue
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(tier?.rawValue), .text(queue), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Claim { try Claim(from: &row) }
}

/// Leases a slot of one item.
package struct ClaimItem: Query {
  package static let sql = EmbeddedSQL.ClaimItem
  package var item: Int64
  package var channel: Channel
  package init(item: Int64, channel: Channel) {
    self.item = item
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(item), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Claim { try Claim(from: &row) }
}

extension Claim {
  init(from row: inout RowReader) throws(Problem) {
    self.init(item: try row.next(), slot: try row.next(), fence: try row.next(), until: try row.next())
  }
}

/// Prolongs a lease; answers until when.
package struct RenewClaim: Query {
  package static let sql = EmbeddedSQL.RenewClaim
  package var claim: Claim
  package init(claim: Claim) { self.claim = claim }
  package var parameters: [Parameter] { [.integer(claim.item), .integer(claim.slot), .integer(claim.fence)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Instant { try row.next() }
}

/// Puts an item back; answers the number of the activity.
package struct ReleaseClaim: Query {
  package static let sql = EmbeddedSQL.ReleaseClaim
  package var claim: Claim
  package var channel: Channel
  package init(claim: Claim, channel: Channel) {
    self.claim = claim
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(claim.item), .integer(claim.slot), .integer(claim.fence), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Records a verdict.
package struct DecideItem: Query {
  package struct Row: Sendable {
    package var state: ReviewState
    package var decided: Int
    package var needed: Int
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.DecideItem
  package var claim: Claim
  package var decision: Decision
  package var reason: String
  package var harm: String?
  package var channel: Channel
  package init(claim: Claim, decision: Decision, reason: String, harm: String?, channel: Channel) {
    self.claim = claim
    self.decision = decision
    self.reason = reason
    self.harm = harm
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(claim.item), .integer(claim.slot), .integer(claim.fence), .text(decision.rawValue), .text(reason),
      .text(harm), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(state: try row.word(), decided: try row.next(), needed: try row.next(), activity: try row.next())
  }
}

/// Ends what is escalated or disagreed on; answers the number of the activity.
package struct AdjudicateItem: Query {
  package static let sql = EmbeddedSQL.AdjudicateItem
  package var item: Int64
  package var revision: Int64
  package var decision: Decision
  package var reason: String
  package var harm: String?
  package var channel: Channel
  package init(item: Int64, revision: Int64, decision: Decision, reason: String, harm: String?, channel: Channel) {
    self.item = item
    self.revision = revision
    self.decision = decision
    self.reason = reason
    self.harm = harm
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(item), .integer(revision), .text(decision.rawValue), .text(reason), .text(harm),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// The number of a generation's review item, where there is one.
package struct FindReviewItem: Query {
  package static let sql = EmbeddedSQL.FindReviewItem
  package var generation: String
  package init(generation: String) { self.generation = generation }
  package var parameters: [Parameter] { [.text(generation)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
