package import Governance

/// Asks for a waiver; answers it and the activity.
package struct AskWaiver: Query {
  package static let sql = EmbeddedSQL.AskWaiver
  package var wish: WaiverWish
  package var reason: String
  package var channel: Channel
  package init(wish: WaiverWish, reason: String, channel: Channel) {
    self.wish = wish
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .integer(wish.promotion), .text(wish.requirement), .text(wish.owner), .instant(wish.expiresAt), .text(reason),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (waiver: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Grants, refuses or withdraws a waiver; answers the number of the activity.
package struct AnswerWaiver: Query {
  package static let sql = EmbeddedSQL.AnswerWaiver
  package var waiver: Int64
  package var outcome: WaiverRow.State
  package var reason: String
  package var channel: Channel
  package init(waiver: Int64, outcome: WaiverRow.State, reason: String, channel: Channel) {
    self.waiver = waiver
    self.outcome = outcome
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.integer(waiver), .text(outcome.rawValue), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Waivers, newest first.
package struct PageWaivers: PagedQuery {
  package static let sql = EmbeddedSQL.PageWaivers
  package var all: Bool
  package var window: PageWindow
  package init(all: Bool, limit: Int = 0) {
    self.all = all
    window = PageWindow(limit: limit)
  }
  package var conditions: [Parameter] { [.bool(all)] }
  package var keys: [PageKey] { [PageKey("w.id", .integer)] }
  package var isDescending: Bool { true }
  package func key(of row: WaiverRow) -> [KeyValue] { [.integer(row.id)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> WaiverRow {
    WaiverRow(
      id: try row.next(), artifact: try row.next(), label: try row.next(), environment: try row.next(),
      requirement: try row.next(), owner: try row.next(), reason: try row.next(), expiresAt: try row.next(),
      askedBy: try row.next(), state: try row.word(), changedBy: try row.next(), answer: try row.next(),
      at: try row.next())
  }
}

/// Opens a new revision of a promotion whose inputs have changed; answers whether it did.
package struct RefreshPromotion: Query {
  package static let sql = EmbeddedSQL.RefreshPromotion
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Bool { try row.next() }
}

/// What has changed since somebody signed.
package struct ListInputChanges: Query {
  package static let sql = EmbeddedSQL.ListInputChanges
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> InputChange {
    InputChange(id: try row.next(), before: try row.next(), after: try row.next())
  }
}

/// Who can still sign.
package struct ReadQuorum: Query {
  package static let sql = EmbeddedSQL.ReadQuorum
  package var promotion: Int64
  package init(promotion: Int64) { self.promotion = promotion }
  package var parameters: [Parameter] { [.integer(promotion)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> QuorumStanding {
    QuorumStanding(signed: try row.next(), needed: try row.next(), canSign: try row.next(), fallsTo: try row.next())
  }
}

/// Passes one's signature to another; answers the delegation and the activity.
package struct Delegate: Query {
  package static let sql = EmbeddedSQL.Delegate
  package var to: String
  package var until: Instant
  package var environment: String?
  package var reason: String
  package var channel: Channel
  package init(to: String, until: Instant, environment: String?, reason: String, channel: Channel) {
    self.to = to
    self.until = until
    self.environment = environment
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(to), .instant(until), .text(environment), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (delegation: Int64, activity: Int64) {
    (try row.next(), try row.next())
  }
}

/// Ends a delegation; answers the number of the activity.
package struct EndDelegation: Query {
  package static let sql = EmbeddedSQL.EndDelegation
  package var delegation: Int64
  package var reason: String
  package var channel: Channel
  package init(delegation: Int64, reason: String, channel: Channel) {
    self.delegation = delegation
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(delegation), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Delegations that nobody ended, at most 1,000, newest first.
package struct ListDelegations: Query {
  package static let sql = EmbeddedSQL.ListDelegations
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Delegation {
    Delegation(
      id: try row.next(), from: try row.next(), to: try row.next(), environment: try row.next(),
      until: try row.next(), reason: try row.next(), at: try row.next())
  }
}

/// The people with their rights, the AI office first.
package struct ListPeople: Query {
  package static let sql = EmbeddedSQL.ListPeople
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> PersonRow {
    PersonRow(
      person: try row.next(), name: try row.next(), team: try row.next(), isOffice: try row.next(),
      roles: try row.next(), logins: try row.next(), signsFor: try row.next(), deputy: try row.next(),
      delegation: try row.next(), until: try row.next(), claims: try row.next())
  }
}

/// Takes a right back; answers the number of the activity.
package struct RevokeRight: Query {
  package static let sql = EmbeddedSQL.RevokeRight
  package var login: String
  package var role: String
  package var reason: String
  package var channel: Channel
  package init(login: String, role: String, reason: String, channel: Channel) {
    self.login = login
    self.role = role
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(login), .text(role), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
