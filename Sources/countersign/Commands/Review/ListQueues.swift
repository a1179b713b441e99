import ArgumentParser
import Evidence
import Governance
import Operations

/// `review queues`
struct ListReviewQueues: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queues", abstract: "How the queues stand, or how one emptied in the last 24 hours.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "A queue: hour by hour what came, what was settled and what waited.") var queue: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let queues = try await desk.queues()
      guard let queue else {
        guard !output.json else { return try output.list(Page(rows: queues)) { .queue($0) } }
        return output.table(
          ["QUEUE", "TIER", "WAITING", "OLDEST", "DUE <1H", "BREACHED", "DECIDED 24 H"],
          queues.map {
            [
              $0.id, $0.tier.rawValue, words($0.waiting),
              $0.oldest?.rfc3339 ?? "", String($0.dueWithinHour), String($0.breached),
              String($0.decidedByHour.reduce(0, +)),
            ]
          })
      }
      guard queues.contains(where: { $0.id == queue }) else {
        throw Problem(
          .notFound, "queue.unknown", happened: "There is no queue \(queue).",
          remedy: "One of: \(queues.map(\.id).joined(separator: ", ")).")
      }
      let hours = try await desk.burnDown(of: queue)
      guard !output.json else {
        return try output.list(Page(rows: Array(hours.enumerated()))) { place, hour in
          .fields([
            ("hours_ago", .integer(hours.count - 1 - place)), ("arrived", .integer(hour.arrived)),
            ("settled", .integer(hour.settled)), ("waiting", .integer(hour.waiting)),
          ])
        }
      }
      output.table(
        ["HOURS AGO", "CAME", "SETTLED", "WAITING"],
        hours.enumerated().map { place, hour in
          [String(hours.count - 1 - place), String(hour.arrived), String(hour.settled), String(hour.waiting)]
        })
    }
  }
}

private func words(_ count: Count) -> String {
  switch count {
  case .exactly(let number): String(number)
  case .about(let number): "about \(number)"
  }
}

extension JSONValue {
  static func queue(_ queue: QueueSummary) -> JSONValue {
    .fields([
      ("id", .string(queue.id)), ("tier", .string(queue.tier.rawValue)), ("waiting", .integer(queue.waiting.number)),
      ("oldest", queue.oldest.map { .instant($0) } ?? .null), ("due_within_hour", .integer(queue.dueWithinHour)),
      ("breached", .integer(queue.breached)), ("decided_by_hour", .array(queue.decidedByHour.map { .integer($0) })),
    ])
  }
}
