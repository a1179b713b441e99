package import Governance

/// Promotions, newest first.
package struct PagePromotions: PagedQuery {
  package static let sql = EmbeddedSQL.PagePromotions
  static let columns: [String: FilterColumn] = [
    "artifact": .name("p.artifact"), "kind": .choice("p.kind"), "tier": .choice("p.tier"),
    "env": .name("p.environment"),
    "state": .choice("p.state"), "by": .name("p.requested_by"), "age": .past("p.recorded_at"),
    "signed": .number("p.signed"), "text": .text("p.artifact || ' ' || p.reason"),
  ]
  package var states: [PromotionState]
  package var artifact: String?
  package var waitingForMe: Bool
  package var filter: FilterConditions
  package var isDescending: Bool
  package var window: PageWindow
  package init(
    states: [PromotionState], artifact: String? = nil, waitingForMe: Bool = false, filter: Filter = .none,
    isReversed: Bool = false, limit: Int = 0
  ) {
    self.states = states
    self.artifact = artifact
    self.waitingForMe = waitingForMe
    self.filter = FilterConditions(filter, Self.columns)
    isDescending = !isReversed
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.texts(states.map(\.rawValue)), .text(artifact), .bool(waitingForMe)] }
  package var keys: [PageKey] { [PageKey("p.id", .integer)] }
  package func key(of row: PromotionRow) -> [KeyValue] { [.integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> PromotionRow {
    try ReadPromotion.decode(&row).row
  }
}

/// How many promotions a page's filter has, whoever can sign them.
package struct CountPromotions: Query {
  package static let sql = EmbeddedSQL.CountPromotions
  package var page: PagePromotions
  package init(of page: PagePromotions) { self.page = page }
  package var parameters: [Parameter] { [.texts(page.states.map(\.rawValue)), .text(page.artifact)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Count {
    Count(exactUpTo10000: try row.next())
  }
}

/// One promotion with its reason.
package struct ReadPromotion: Query {
  package static let sql = EmbeddedSQL.ReadPromotion
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (row: PromotionRow, reason: String) {
    let line = PromotionRow(
      id: try row.next(), artifact: try row.next(), kind: try row.word(), label: try row.next(),
      environment: try row.next(), state: try row.word(), requestedBy: try row.next(), requestedAt: try row.next(),
      signed: try row.next(), needed: try row.next(), met: try row.next(), requirements: try row.next(),
      tier: try row.optionalWord(), revision: try row.next())
    return (line, try row.next())
  }
}

/// The label of the version that a promotion replaces, or had replaced when it was closed; no row when nothing served.
package struct FindServedBefore: Query {
  package static let sql = EmbeddedSQL.FindServedBefore
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// What must be met, unmet first.
package struct ListRequirements: Query {
  package static let sql = EmbeddedSQL.ListRequirements
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Requirement {
    Requirement(
      id: try row.next(), title: try row.next(), state: try row.word(), value: try row.next(), limit: try row.next(),
      evidence: try row.next(), remedy: try row.next(), principle: try row.next())
  }
}

/// Why this person cannot sign; nil when they can.
package struct ReadRefusal: Query {
  package static let sql = EmbeddedSQL.ReadRefusal
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String? { try row.next() }
}

/// Signatures and rejections, oldest first.
package struct ListSignatures: Query {
  package static let sql = EmbeddedSQL.ListSignatures
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Signature {
    Signature(
      person: try row.next(), approves: try row.next(), reason: try row.next(), channel: try row.next(),
      at: try row.next())
  }
}

/// Generations of a version in the last seven days.
package struct CountCalls: Query {
  package static let sql = EmbeddedSQL.CountCalls
  package var artifact: String
  package var label: String
  package init(artifact: String, label: String) {
    self.artifact = artifact
    self.label = label
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Count { Count(upToLimit: try row.next()) }
}

/// Asks for a promotion; answers its number and that of the activity.
package struct RequestPromotion: Query {
  package static let sql = EmbeddedSQL.RequestPromotion
  package var version: VersionName
  package var environment: String
  package var reason: String
  package var channel: Channel
  package var effectiveAt: Instant?
  package var wish: RolloutWish
  package init(
    version: VersionName, environment: String, reason: String, channel: Channel, effectiveAt: Instant? = nil,
    wish: RolloutWish = RolloutWish()
  ) {
    self.version = version
    self.environment = environment
    self.reason = reason
    self.channel = channel
    self.effectiveAt = effectiveAt
    self.wish = wish
  }
  package var parameters: [Parameter] {
    [
      .text(version.artifact), .text(version.selectorText), .text(environment), .text(reason),
      .text(channel.rawValue), .instant(effectiveAt), .text(wish.colour), .integer(wish.weight.map(Int64.init)),
      .integer(wish.limit.map(Int64.init)), .instant(wish.shiftUntil),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (promotion: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

extension VersionName {
  /// The part after the `@`.
  var selectorText: String { String(text.dropFirst(artifact.count + 1)) }
}

/// Signs a promotion as it was read.
package struct SignPromotion: Query {
  package struct Row: Sendable {
    package var signed: Int
    package var needed: Int
    package var promoted: Bool
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.SignPromotion
  package var promotion: Int64
  package var revision: Int64
  package var reason: String
  package var channel: Channel
  /// A DSSE envelope that states what is signed; nil to sign by login alone.
  package var envelope: [UInt8]?
  package init(promotion: Int64, revision: Int64, reason: String, channel: Channel, envelope: [UInt8]?) {
    self.promotion = promotion
    self.revision = revision
    self.reason = reason
    self.channel = channel
    self.envelope = envelope
  }
  package var parameters: [Parameter] {
    [
      .integer(promotion), .integer(revision), .text(reason), .text(channel.rawValue),
      envelope.map { .bytes($0) } ?? .text(nil),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(signed: try row.next(), needed: try row.next(), promoted: try row.next(), activity: try row.next())
  }
}

/// Rejects a promotion, or withdraws one's own; answers the number of the activity.
package struct RejectPromotion: Query {
  package static let sql = EmbeddedSQL.RejectPromotion
  package var promotion: Int64
  package var revision: Int64
  package var reason: String
  package var channel: Channel
  package init(promotion: Int64, revision: Int64, reason: String, channel: Channel) {
    self.promotion = promotion
    self.revision = revision
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(promotion), .integer(revision), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
