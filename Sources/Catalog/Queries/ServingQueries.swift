package import Governance

/// What a serving system is to use.
package struct ResolveVersion: Query {
  package static let sql = EmbeddedSQL.ResolveVersion
  package var artifact: String
  package var environment: String
  package var key: String?
  package init(artifact: String, environment: String, key: String?) {
    self.artifact = artifact
    self.environment = environment
    self.key = key
  }
  package var parameters: [Parameter] { [.text(artifact), .text(environment), .text(key)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Resolution {
    let state: Resolution.State = try row.word()
    let (label, digest, colour): (String?, String?, String?) = (try row.next(), try row.next(), try row.next())
    let weight: Int? = try row.next()
    let because: String? = try row.next()
    let alternative: String? = try row.next()
    return Resolution(
      state: state, label: label, digest: digest, colour: colour, weight: weight, because: because ?? "",
      alternative: alternative ?? "")
  }
}

/// What a producer is to use, as `ResolveVersion`, if its token may ask.
package struct ResolveByToken: Query {
  package static let sql = EmbeddedSQL.ResolveByToken
  /// SHA-256, 32 bytes; nil where none is asked for.
  package var token: [UInt8]?
  package var asked: ResolveVersion
  package init(token: [UInt8]?, asked: ResolveVersion) {
    self.token = token
    self.asked = asked
  }
  package var parameters: [Parameter] { [token.map { .bytes($0) } ?? .text(nil)] + asked.parameters }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Resolution {
    try ResolveVersion.decode(&row)
  }
}

/// What an environment served before, latest first.
package struct ListRollbackTargets: Query {
  package static let sql = EmbeddedSQL.ListRollbackTargets
  package var artifact: String
  package var environment: String
  package init(artifact: String, environment: String) {
    self.artifact = artifact
    self.environment = environment
  }
  package var parameters: [Parameter] { [.text(artifact), .text(environment)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RollbackTarget {
    RollbackTarget(
      label: try row.next(), digest: try row.next(), promotion: try row.next(), servedUntil: try row.next(),
      refusal: try row.next())
  }
}

/// Rolls back; without a label to the latest target there is.
package struct RollBack: Query {
  package static let sql = EmbeddedSQL.RollBack
  package var artifact: String
  package var environment: String
  package var label: String?
  package var reason: String
  package var channel: Channel
  package init(artifact: String, environment: String, label: String?, reason: String, channel: Channel) {
    self.artifact = artifact
    self.environment = environment
    self.label = label
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(artifact), .text(environment), .text(label), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    label: String, confirmation: Int64, due: Instant, activity: Int64
  ) {
    (try row.next(), try row.next(), try row.next(), try row.next())
  }
}

/// What a stop would reach.
package struct ReadStopReach: Query {
  package static let sql = EmbeddedSQL.ReadStopReach
  package var artifact: String
  package var selector: String?
  package var environment: String?
  package init(artifact: String, selector: String?, environment: String?) {
    self.artifact = artifact
    self.selector = selector
    self.environment = environment
  }
  package var parameters: [Parameter] { [.text(artifact), .text(selector), .text(environment)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> StopReach {
    StopReach(
      versions: try row.next(), pointers: try row.next(), users: try row.next(), promotions: try row.next(),
      calls: Count(upToLimit: try row.next()))
  }
}

/// Stops serving.
package struct StopServing: Query {
  package static let sql = EmbeddedSQL.StopServing
  package var artifact: String
  package var selector: String?
  package var environment: String?
  package var reason: String
  package var channel: Channel
  package init(artifact: String, selector: String?, environment: String?, reason: String, channel: Channel) {
    self.artifact = artifact
    self.selector = selector
    self.environment = environment
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(artifact), .text(selector), .text(environment), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (stop: Int64, pointers: Int, activity: Int64) {
    (try row.next(), try row.next(), try row.next())
  }
}

/// Stops, newest first.
package struct PageStops: PagedQuery {
  package static let sql = EmbeddedSQL.PageStops
  package var liftedToo: Bool
  package var artifact: String?
  package var window: PageWindow
  package init(liftedToo: Bool, artifact: String?, limit: Int = 0) {
    self.liftedToo = liftedToo
    self.artifact = artifact
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.bool(liftedToo), .text(artifact)] }
  package var keys: [PageKey] { [PageKey("s.id", .integer)] }
  package var isDescending: Bool { true }
  package func key(of row: StopRow) -> [KeyValue] { [.integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> StopRow {
    let id: Int64 = try row.next()
    let (artifact, label, environment): (String, String?, String?) = (try row.next(), try row.next(), try row.next())
    let (by, reason, state): (String, String, String) = (try row.next(), try row.next(), try row.next())
    let reached = StopReach(
      versions: 0, pointers: try row.next(), users: try row.next(), promotions: try row.next(),
      calls: Count(upToLimit: try row.next()))
    return StopRow(
      id: id, artifact: artifact, label: label, environment: environment, stoppedBy: by, reason: reason,
      isLifted: state == "lifted", reached: reached, at: try row.next(), changedBy: try row.next(),
      answer: try row.next())
  }
}

/// Asks for the end of a stop; answers the confirmation and the activity.
package struct AskResume: Query {
  package static let sql = EmbeddedSQL.AskResume
  package var stop: Int64
  package var reason: String
  package var channel: Channel
  package init(stop: Int64, reason: String, channel: Channel) {
    self.stop = stop
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(stop), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (confirmation: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Asks for a lower tier; answers the confirmation and the activity.
package struct AskLowerTier: Query {
  package static let sql = EmbeddedSQL.AskLowerTier
  package var artifact: String
  package var tier: Tier
  package var reason: String
  package var channel: Channel
  package init(artifact: String, tier: Tier, reason: String, channel: Channel) {
    self.artifact = artifact
    self.tier = tier
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(artifact), .text(tier.rawValue), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (confirmation: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Acts that a second person confirms, newest first.
package struct PageConfirmations: PagedQuery {
  package static let sql = EmbeddedSQL.PageConfirmations
  package var closedToo: Bool
  package var waitingForMe: Bool
  package var window: PageWindow
  package init(closedToo: Bool, waitingForMe: Bool, limit: Int = 0) {
    self.closedToo = closedToo
    self.waitingForMe = waitingForMe
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.bool(closedToo), .bool(waitingForMe)] }
  package var keys: [PageKey] { [PageKey("c.id", .integer)] }
  package var isDescending: Bool { true }
  package func key(of row: ConfirmationRow) -> [KeyValue] { [.integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ConfirmationRow {
    ConfirmationRow(
      id: try row.next(), act: try row.next(), artifact: try row.next(), environment: try row.next(),
      subject: try row.next(), words: try row.next(), askedBy: try row.next(), reason: try row.next(),
      due: try row.next(), state: try row.word(), changedBy: try row.next(), answer: try row.next(),
      at: try row.next(), changedAt: try row.next(), refusal: try row.next())
  }
}

/// Confirms what another has asked for or done; answers the number of the activity.
package struct ConfirmAct: Query {
  package static let sql = EmbeddedSQL.ConfirmAct
  package var confirmation: Int64
  package var reason: String
  package var channel: Channel
  package init(confirmation: Int64, reason: String, channel: Channel) {
    self.confirmation = confirmation
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(confirmation), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Refuses what another has asked for or done, or takes back one's own; answers the number of the activity.
package struct RefuseAct: Query {
  package static let sql = EmbeddedSQL.RefuseAct
  package var confirmation: Int64
  package var reason: String
  package var channel: Channel
  package init(confirmation: Int64, reason: String, channel: Channel) {
    self.confirmation = confirmation
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(confirmation), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Sets the share of traffic of a promoted version; answers what it was.
package struct ShiftTraffic: Query {
  package static let sql = EmbeddedSQL.ShiftTraffic
  package var promotion: Int64
  package var weight: Int
  package var reason: String
  package var channel: Channel
  package init(promotion: Int64, weight: Int, reason: String, channel: Channel) {
    self.promotion = promotion
    self.weight = weight
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(promotion), .integer(weight), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (before: Int, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// What a promotion covers, and what it serves now.
package struct ReadRollout: Query {
  package static let sql = EmbeddedSQL.ReadRollout
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Rollout {
    Rollout(
      environment: try row.next(), colour: try row.next(), weight: try row.next(), limit: try row.next(),
      shiftUntil: try row.next(), expiresAt: try row.next(), serves: try row.next())
  }
}

/// What an environment serves of an artifact, by colour.
package struct ListShares: Query {
  package static let sql = EmbeddedSQL.ListShares
  package var artifact: String
  package var environment: String
  package init(artifact: String, environment: String) {
    self.artifact = artifact
    self.environment = environment
  }
  package var parameters: [Parameter] { [.text(artifact), .text(environment)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ServingShare {
    ServingShare(colour: try row.next(), label: try row.next(), weight: try row.next())
  }
}

/// Versions that production ran lately and nothing named, worst first.
package struct ListObservedFaults: Query {
  package static let sql = EmbeddedSQL.ListObservedFaults
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> ObservedFault {
    ObservedFault(
      kind: try row.word(), name: try row.next(), label: try row.next(), why: try row.word(), firstAt: try row.next(),
      lastAt: try row.next(), calls: Count(upToLimit: try row.next()))
  }
}
