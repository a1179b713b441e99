package import Governance

/// Takes back one's own newest verdict.
package struct UndoVerdict: Query {
  package struct Row: Sendable {
    /// Nil where another person takes the place, and for a lead's own.
    package var claim: Claim?
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.UndoVerdict
  package var item: Int64
  package var channel: Channel
  package init(item: Int64, channel: Channel) {
    self.item = item
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(item), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let slot: Int? = try row.next()
    let fence: Int64? = try row.next()
    let until: Instant? = try row.next()
    var claim: Claim?
    if let slot, let fence, let until { claim = Claim(item: 0, slot: slot, fence: fence, until: until) }
    return Row(claim: claim, activity: try row.next())
  }
}

/// Puts a new verdict in the place of one's own.
package struct CorrectVerdict: Query {
  package struct Row: Sendable {
    package var state: ReviewState
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.CorrectVerdict
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
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(state: try row.word(), activity: try row.next())
  }
}

/// Takes an item from whoever holds it.
package struct TakeOverClaim: Query {
  package struct Row: Sendable {
    package var claim: Claim
    package var activity: Int64
  }
  package static let sql = EmbeddedSQL.TakeOverClaim
  package var item: Int64
  package var reason: String
  package var channel: Channel
  package init(item: Int64, reason: String, channel: Channel) {
    self.item = item
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.integer(item), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(claim: try Claim(from: &row), activity: try row.next())
  }
}

/// What became of a generation under review; no row until it has left.
/// What became of an event of a producer.
package struct ReadOutcomeOfEvent: Query {
  package static let sql = EmbeddedSQL.ReadOutcomeOfEvent
  /// SHA-256, 32 bytes; nil where none is asked for.
  package var token: [UInt8]?
  package var producer: String
  package var event: String
  package init(token: [UInt8]?, producer: String, event: String) {
    self.token = token
    self.producer = producer
    self.event = event
  }
  package var parameters: [Parameter] { [token.map { .bytes($0) } ?? .text(nil), .text(producer), .text(event)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> EventOutcome {
    let state: EventOutcome.State = try row.word()
    let (generation, tier): (String, Tier) = (try row.next(), try row.word())
    let item: Int64? = try row.next()
    let (kind, decision): (ReviewOutcome.Kind?, Decision?) = (try row.optionalWord(), try row.optionalWord())
    let (delivery, harm): (String, String?) = (try row.next(), try row.next())
    let (settledAt, leftAt): (Instant?, Instant?) = (try row.next(), try row.next())
    let (isCorrected, masked): (Bool, String?) = (try row.next(), try row.next())
    var outcome: ReviewOutcome?
    if let item, let kind, let decision, let settledAt, let leftAt {
      outcome = ReviewOutcome(
        generation: generation, item: item, kind: kind, decision: decision, delivery: delivery, harm: harm,
        settledAt: settledAt, leftAt: leftAt, isCorrected: isCorrected, masked: masked)
    }
    return EventOutcome(state: state, generation: generation, tier: tier, delivery: delivery, outcome: outcome)
  }
}

package struct ReadOutcome: Query {
  package static let sql = EmbeddedSQL.ReadOutcome
  package var generation: String?
  package var item: Int64?
  package var channel: Channel
  package init(generation: String?, item: Int64?, channel: Channel) {
    self.generation = generation
    self.item = item
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(generation), .integer(item), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ReviewOutcome {
    ReviewOutcome(
      generation: try row.next(), item: try row.next(), kind: try row.word(), decision: try row.word(),
      delivery: try row.next(), harm: try row.next(), settledAt: try row.next(), leftAt: try row.next(),
      isCorrected: try row.next(), masked: try row.next())
  }
}
