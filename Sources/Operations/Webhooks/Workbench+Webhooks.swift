internal import Catalog
internal import Foundation
package import Governance

/// What became of a round of deliveries.
package struct WebhookReport: Sendable, Equatable {
  package struct Trouble: Sendable, Equatable {
    package var webhook: String
    package var delivery: String
    package var words: String
  }
  package var claimed = 0
  package var delivered = 0
  package var troubles: [Trouble] = []
}

extension Workbench {
  package func webhooks() async throws(Problem) -> [Webhook] { try await connection.rows(ListWebhooks()) }

  /// What was told or is still to be, newest first; those before `before`.
  package func webhookDeliveries(
    of webhook: String?, state: WebhookDelivery.State?, before: String?, limit: Int
  ) async throws(Problem) -> [WebhookDelivery] {
    try await connection.rows(
      ListWebhookDeliveries(webhook: webhook, state: state?.rawValue, before: before, limit: limit))
  }

  /// Names an address and what it is told; its secret is shown this once.
  package func addWebhook(
    _ name: String, url: String, events: [WebhookEvent], reason: String, channel: Channel
  ) async throws(Problem) -> (secret: String, recorded: Recorded) {
    try mayWrite()
    let made = try await connection.one(
      AddWebhook(name: name, url: url, events: events.map(\.rawValue), reason: reason, channel: channel))
    return (made.secret, try await recorded(made.activity, "\(name) is told."))
  }

  package func stopWebhook(_ name: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(StopWebhook(name: name, reason: reason, channel: channel))
    return try await recorded(activity, "\(name) is told no more.")
  }

  /// Tells something once more, under the same id.
  package func redeliver(_ delivery: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    guard UUID(uuidString: delivery) != nil else {
      throw Problem(
        .notFound, "webhook.no-delivery", happened: "\(delivery) is no delivery.",
        remedy: "Look at `countersign webhook deliveries`.")
    }
    let activity = try await connection.one(Redeliver(delivery: delivery, reason: reason, channel: channel))
    return try await recorded(activity, "\(delivery) is told once more; the next daemon that looks does it.")
  }

  /// Makes the deliveries that are due, side by side. A daemon that is killed in between leaves them to another, under the
  /// same ids.
  ///
  /// - holder: a name no other process has.
  package func deliverWebhooks(by holder: String, through post: any WebhookPost) async throws(Problem) -> WebhookReport
  {
    let due = try await connection.rows(ClaimDeliveries(holder: holder, most: 16))
    var report = WebhookReport(claimed: due.count)
    guard !due.isEmpty else { return report }
    let answers = await withTaskGroup(of: (Int, WebhookAnswer).self) { group in
      for (place, row) in due.enumerated() {
        group.addTask {
          let call = WebhookCall(
            url: row.url, delivery: row.delivery, stamp: row.stamp, signature: row.signature, body: row.body)
          return (place, await post.post(call))
        }
      }
      return await group.reduce(into: [(Int, WebhookAnswer)]()) { $0.append($1) }
    }
    for (place, answer) in answers {
      let row = due[place]
      let state = try await connection.one(
        SettleDelivery(
          delivery: row.delivery, fence: row.fence, status: answer.status, words: answer.words,
          retryAfter: answer.retryAfter))
      if state == "delivered" {
        report.delivered += 1
      } else {
        report.troubles.append(.init(webhook: row.webhook, delivery: row.delivery, words: answer.words))
      }
    }
    return report
  }
}
