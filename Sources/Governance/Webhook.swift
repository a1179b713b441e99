/// An address that is told what happens, as it happens.
package struct Webhook: Sendable, Equatable {
  package var name: String
  package var url: String
  package var events: [String]
  package var setBy: String
  package var reason: String
  package var since: Instant
  /// Deliveries that are still to be made.
  package var waiting: Int
  /// Deliveries that were given up.
  package var dead: Int
  package var deliveredAt: Instant?
  /// What stood in the way of the last one that is not delivered.
  package var trouble: String?

  package init(
    name: String, url: String, events: [String], setBy: String, reason: String, since: Instant, waiting: Int, dead: Int,
    deliveredAt: Instant?, trouble: String?
  ) {
    self.name = name
    self.url = url
    self.events = events
    self.setBy = setBy
    self.reason = reason
    self.since = since
    self.waiting = waiting
    self.dead = dead
    self.deliveredAt = deliveredAt
    self.trouble = trouble
  }
}

/// What webhooks can be told.
package enum WebhookEvent: String, Sendable, CaseIterable {
  case outcome = "countersign.outcome"
  case alarm = "countersign.alarm"
  case promotion = "countersign.promotion"
}

/// One thing told to one address.
package struct WebhookDelivery: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable { case waiting, delivered, dead, dropped }
  /// The same in every try.
  package var id: String
  package var webhook: String
  package var event: String
  package var subject: String
  package var state: String
  package var attempts: Int
  package var nextAt: Instant
  /// Of the last answer; nil when there was none.
  package var status: Int?
  package var words: String
  package var recordedAt: Instant
  package var endedAt: Instant?

  package init(
    id: String, webhook: String, event: String, subject: String, state: String, attempts: Int, nextAt: Instant,
    status: Int?, words: String, recordedAt: Instant, endedAt: Instant?
  ) {
    self.id = id
    self.webhook = webhook
    self.event = event
    self.subject = subject
    self.state = state
    self.attempts = attempts
    self.nextAt = nextAt
    self.status = status
    self.words = words
    self.recordedAt = recordedAt
    self.endedAt = endedAt
  }
}
