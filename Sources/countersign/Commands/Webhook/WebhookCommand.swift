import ArgumentParser
import Evidence
import Governance
import Operations

/// `webhook`: addresses that are told what happens.
struct WebhookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook", abstract: "Addresses that are told of outcomes, alarms and promotions.",
    discussion: """
      A daemon (countersign serve) posts JSON ({"type", "timestamp", "data"}: names and decisions, never what a person or a \
      model wrote) with the headers of Standard Webhooks: webhook-id, the same in every try; webhook-timestamp, seconds since \
      1970; webhook-signature, v1 and in base64 the HMAC-SHA256 by the webhook's secret over id.timestamp.body. Check it, \
      refuse old timestamps, and remember ids: a delivery comes once or more. A status of 2xx means taken; 410 that \
      nobody wants it; else it comes again after 2, 4, 8 … seconds and at last every hour (or as Retry-After says), 16 times \
      in all; then it is dead and lies in `webhook deliveries --state dead`.
      """,
    subcommands: [
      ListWebhooksCommand.self, AddWebhookCommand.self, StopWebhookCommand.self, WebhookDeliveriesCommand.self,
      RedeliverCommand.self,
    ])
}

/// `webhook list`
struct ListWebhooksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Addresses that are told, and how that goes.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let hooks = try await desk.webhooks()
      guard !output.json else {
        return try output.document(
          .fields([
            ("items", .array(hooks.map { .webhook($0) })), ("next", .null), ("about", .integer(hooks.count)),
          ]))
      }
      output.table(
        ["NAME", "ADDRESS", "TOLD OF", "LAST", "WAITING", "DEAD", "TROUBLE"],
        hooks.map {
          [
            $0.name, $0.url, $0.events.map { $0.replacing("countersign.", with: "") }.joined(separator: ","),
            $0.deliveredAt?.rfc3339 ?? "never", String($0.waiting), String($0.dead), $0.trouble ?? "",
          ]
        })
    }
  }
}

/// `webhook add`
struct AddWebhookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Tell an address what happens; prints the secret of its signatures, this once.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its name: small letters, digits, dots, hyphens.") var name: String
  @Argument(help: "Its address: https, or http on this machine.") var url: String
  @Option(
    help: ArgumentHelp(
      "What it is told: countersign.outcome, countersign.alarm or countersign.promotion; may be repeated.",
      valueName: "event"))
  var event: [WebhookEvent]
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let made = try await desk.addWebhook(name, url: url, events: event, reason: reason, channel: .command)
      guard !output.json else { return try output.recorded(made.recorded, [("secret", .string(made.secret))]) }
      output.say(
        "\(made.recorded.what) Recorded as activity \(made.recorded.activity). This is its secret; it is not shown again."
      )
      output.line(made.secret)
    }
  }
}

/// `webhook stop`
struct StopWebhookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "stop", abstract: "Tell an address no more.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its name.") var name: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.stopWebhook(name, reason: reason, channel: .command))
    }
  }
}

/// `webhook deliveries`
struct WebhookDeliveriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliveries", abstract: "What was told, is still to be, or was given up, newest first.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: "Of this webhook.") var webhook: String?
  @Option(help: "Only these: waiting, delivered, dead or dropped (taken back before it was told).")
  var state: WebhookDelivery.State?
  @Option(help: ArgumentHelp("Those before this one.", valueName: "delivery")) var before: String?
  @Option(help: "How many at most.") var limit = 100

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      guard (1...1000).contains(limit) else {
        throw Problem(.usage, "webhook.limit", happened: "A page has 1 to 1000 lines.", remedy: "Choose another limit.")
      }
      let rows = try await desk.webhookDeliveries(of: webhook, state: state, before: before, limit: limit)
      let next = rows.count == limit ? rows.last?.id : nil
      guard !output.json else {
        return try output.document(
          .fields([("items", .array(rows.map { .delivery($0) })), ("next", .text(next)), ("about", .null)]))
      }
      output.table(
        ["DELIVERY", "WEBHOOK", "EVENT", "STATE", "TRIES", "NEXT OR ENDED", "LAST"],
        rows.map {
          [
            $0.id, $0.webhook, $0.event.replacing("countersign.", with: "") + " " + $0.subject, $0.state,
            String($0.attempts), ($0.endedAt ?? $0.nextAt).rfc3339, $0.words,
          ]
        })
      if let next { output.say("More: --before \(next)") }
    }
  }
}

/// `webhook redeliver`
struct RedeliverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redeliver", abstract: "Tell something once more that was told or given up, under the same id.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The delivery.") var delivery: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.redeliver(delivery, reason: reason, channel: .command))
    }
  }
}

extension WebhookEvent: ExpressibleByArgument {}
extension WebhookDelivery.State: ExpressibleByArgument {}

extension JSONValue {
  fileprivate static func webhook(_ hook: Webhook) -> JSONValue {
    .fields([
      ("name", .string(hook.name)), ("url", .string(hook.url)), ("events", .texts(hook.events)),
      ("set_by", .string(hook.setBy)), ("reason", .string(hook.reason)), ("since", .instant(hook.since)),
      ("waiting", .integer(hook.waiting)), ("dead", .integer(hook.dead)), ("delivered_at", .instant(hook.deliveredAt)),
      ("trouble", .text(hook.trouble)),
    ])
  }

  fileprivate static func delivery(_ row: WebhookDelivery) -> JSONValue {
    .fields([
      ("id", .string(row.id)), ("webhook", .string(row.webhook)), ("event", .string(row.event)),
      ("subject", .string(row.subject)), ("state", .string(row.state)), ("attempts", .integer(row.attempts)),
      ("next_at", .instant(row.nextAt)), ("last_status", row.status.map { .integer($0) } ?? .null),
      ("last_words", .string(row.words)), ("recorded_at", .instant(row.recordedAt)),
      ("ended_at", .instant(row.endedAt)),
    ])
  }
}
