package import Governance

/// Names an address and what it is told; its secret is answered this once.
package struct AddWebhook: Query {
  package static let sql = EmbeddedSQL.AddWebhook
  package var name: String
  package var url: String
  package var events: [String]
  package var reason: String
  package var channel: Channel
  package init(name: String, url: String, events: [String], reason: String, channel: Channel) {
    self.name = name
    self.url = url
    self.events = events
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(name), .text(url), .texts(events), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (activity: Int64, secret: String) {
    (try row.next(), try row.next())
  }
}

/// Tells an address no more; answers the number of the activity.
package struct StopWebhook: Query {
  package static let sql = EmbeddedSQL.StopWebhook
  package var name: String
  package var reason: String
  package var channel: Channel
  package init(name: String, reason: String, channel: Channel) {
    self.name = name
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(name), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Addresses that are told, by name.
package struct ListWebhooks: Query {
  package static let sql = EmbeddedSQL.ListWebhooks
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Webhook {
    Webhook(
      name: try row.next(), url: try row.next(), events: try row.next(), setBy: try row.next(),
      reason: try row.next(), since: try row.next(), waiting: try row.next(), dead: try row.next(),
      deliveredAt: try row.next(), trouble: try row.next())
  }
}

/// What was told or is still to be, newest first.
package struct ListWebhookDeliveries: Query {
  package static let sql = EmbeddedSQL.ListWebhookDeliveries
  package var webhook: String?
  package var state: String?
  package var before: String?
  package var limit: Int
  package init(webhook: String?, state: String?, before: String?, limit: Int) {
    self.webhook = webhook
    self.state = state
    self.before = before
    self.limit = limit
  }
  package var parameters: [Parameter] { [.text(webhook), .text(state), .text(before), .integer(Int64(limit))] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> WebhookDelivery {
    WebhookDelivery(
      id: try row.next(), webhook: try row.next(), event: try row.next(), subject: try row.next(),
      state: try row.next(), attempts: try row.next(), nextAt: try row.next(), status: try row.next(),
      words: try row.next(), recordedAt: try row.next(), endedAt: try row.next())
  }
}

/// Tells something once more; answers the number of the activity.
package struct Redeliver: Query {
  package static let sql = EmbeddedSQL.Redeliver
  package var delivery: String
  package var reason: String
  package var channel: Channel
  package init(delivery: String, reason: String, channel: Channel) {
    self.delivery = delivery
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(delivery), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Takes deliveries that are due.
package struct ClaimDeliveries: Query {
  package struct Row: Sendable {
    package var delivery: String
    package var fence: Int64
    package var webhook: String
    package var url: String
    package var body: String
    /// Seconds since 1970.
    package var stamp: Int64
    package var signature: String
  }
  package static let sql = EmbeddedSQL.ClaimDeliveries
  package var holder: String
  package var most: Int
  package init(holder: String, most: Int) {
    self.holder = holder
    self.most = most
  }
  package var parameters: [Parameter] { [.text(holder), .integer(Int64(most))] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(
      delivery: try row.next(), fence: try row.next(), webhook: try row.next(), url: try row.next(),
      body: try row.next(), stamp: try row.next(), signature: try row.next())
  }
}

/// Says what became of a try; answers the state it is in now.
package struct SettleDelivery: Query {
  package static let sql = EmbeddedSQL.SettleDelivery
  package var delivery: String
  package var fence: Int64
  package var status: Int?
  package var words: String
  package var retryAfter: Int?
  package init(delivery: String, fence: Int64, status: Int?, words: String, retryAfter: Int?) {
    self.delivery = delivery
    self.fence = fence
    self.status = status
    self.words = words
    self.retryAfter = retryAfter
  }
  package var parameters: [Parameter] {
    [
      .text(delivery), .integer(fence), .integer(status.map { Int64($0) }), .text(words),
      .integer(retryAfter.map { Int64($0) }),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Forgets what was told long ago; answers how many.
package struct DropOldDeliveries: Query {
  package static let sql = EmbeddedSQL.DropOldDeliveries
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
