package import Governance

/// Sets of facts that wait for a decision about their tier.
package struct TierQuestions: Query {
  package struct Row: Sendable {
    /// The digest of the version that decides.
    package var policy: String
    /// Its body.
    package var bundle: String
    /// Hexadecimal, of the facts.
    package var digest: String
    /// A JSON object.
    package var facts: String
  }
  package static let sql = EmbeddedSQL.TierQuestions
  package var most: Int
  package init(most: Int) { self.most = most }
  package var parameters: [Parameter] { [.integer(most)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(policy: try row.next(), bundle: try row.next(), digest: try row.next(), facts: try row.next())
  }
}

/// Keeps a decision about a tier; answers to how many generations it was applied.
package struct DecideTier: Query {
  package static let sql = EmbeddedSQL.DecideTier
  package var policy: String
  package var digest: String
  /// JSON.
  package var decision: String
  package var engine: String
  package init(policy: String, digest: String, decision: String, engine: String) {
    self.policy = policy
    self.digest = digest
    self.decision = decision
    self.engine = engine
  }
  package var parameters: [Parameter] { [.text(policy), .text(digest), .text(decision), .text(engine)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// How many generations the policy has not tiered yet.
package struct CountUntiered: Query {
  package static let sql = EmbeddedSQL.CountUntiered
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Count {
    Count(exactUpTo10000: try row.next())
  }
}

/// How categories of checkers are read.
package struct ListCategories: Query {
  package static let sql = EmbeddedSQL.ListCategories
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> FlagCategory {
    FlagCategory(sent: try row.next(), category: try row.next(), weight: try row.next())
  }
}

/// Says how a category of checkers is read.
package struct MapCategory: Query {
  package static let sql = EmbeddedSQL.MapCategory
  package var category: FlagCategory
  package var reason: String
  package var channel: Channel
  package init(category: FlagCategory, reason: String, channel: Channel) {
    self.category = category
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(category.sent), .text(category.category), .integer(category.weight), .text(reason),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Adds a queue, or changes one that was added.
package struct SetQueue: Query {
  package static let sql = EmbeddedSQL.SetQueue
  package var queue: QueueTerms
  package var reason: String
  package var channel: Channel
  package init(queue: QueueTerms, reason: String, channel: Channel) {
    self.queue = queue
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(queue.key), .text(queue.tier.rawValue), .text(queue.name), .text(queue.team), .integer(Int64(queue.needed)),
      .integer(Int64(queue.dueMinutes)), .integer(Int64(queue.leaseMinutes)), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Says whether a queue keeps items for who reads their language.
package struct SetQueueRouting: Query {
  package static let sql = EmbeddedSQL.SetQueueRouting
  package var queue: String
  package var byLanguage: Bool
  package var reason: String
  package var channel: Channel
  package init(queue: String, byLanguage: Bool, reason: String, channel: Channel) {
    self.queue = queue
    self.byLanguage = byLanguage
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(queue), .text(byLanguage ? "true" : "false"), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Sets when a queue is worked; nil hours: around the clock.
package struct SetQueueHours: Query {
  package static let sql = EmbeddedSQL.SetQueueHours
  package var queue: String
  package var hours: QueueHours?
  package var reason: String
  package var channel: Channel
  package init(queue: String, hours: QueueHours?, reason: String, channel: Channel) {
    self.queue = queue
    self.hours = hours
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(queue), hours.map { .texts($0.days.map(String.init)) } ?? .text(nil), .text(hours?.opens),
      .text(hours?.closes), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// A day on which no queue with hours is worked; without a name it is one no longer.
package struct SetHoliday: Query {
  package static let sql = EmbeddedSQL.SetHoliday
  package var day: String
  package var name: String?
  package var reason: String
  package var channel: Channel
  package init(day: String, name: String?, reason: String, channel: Channel) {
    self.day = day
    self.name = name
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(day), .text(name), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
