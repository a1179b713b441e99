import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Operations
import Policy

/// `review tiers`
struct ReviewTiers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiers", abstract: "How many generations the tier policy has not decided, and decide them.",
    discussion: """
      A tier policy is a version of an artifact of kind policy whose body decides tiers; production serves it like any \
      other version, through its gate and a second person. --bundle prints the body of the shipped one, to be registered. \
      Without one in production the first rules hold. --decide needs the right of gatekeeper.
      """)
  @OptionGroup var globals: GlobalOptions
  @Flag(help: "Ask the policy about what waits.") var decide = false
  @Flag(help: "Print the shipped policy as the body of a version.") var bundle = false

  func run() async throws {
    if bundle {
      try await globals.reporting { output throws(Problem) in try output.document(TierPolicy.shippedBody) }
      return
    }
    try await globals.withDesk(writes: decide) { desk, output throws(Problem) in
      guard decide else {
        let waiting = try await desk.untiered()
        guard !output.json else { return try output.document(.fields([("untiered", .integer(waiting.number))])) }
        return output.line("untiered: \(waiting.number)")
      }
      let engine = EmbeddedRego.found(environment: ProcessInfo.processInfo.environment)
      var (decided, applied) = (0, Int64(0))
      while true {
        let round = try await desk.decideTiers(by: engine)
        if round.decided == 0 { break }
        decided += round.decided
        applied += round.applied
      }
      guard !output.json else {
        return try output.document(.fields([("decided", .integer(decided)), ("applied", .integer(applied))]))
      }
      output.line("\(decided) sets of facts decided, for \(applied) generations")
    }
  }
}

/// `review category`
struct ReviewCategory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "category", abstract: "How the office reads the categories of its checkers.",
    subcommands: [ListFlagCategories.self, SetFlagCategory.self])
}

/// `review category list`
struct ListFlagCategories: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All categories that are mapped.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let categories = try await desk.flagCategories()
      guard !output.json else {
        return try output.list(Page(rows: categories)) {
          .fields([
            ("sent", .string($0.sent)), ("category", .string($0.category)), ("weight", .integer($0.weight)),
          ])
        }
      }
      output.table(["SENT", "CATEGORY", "WEIGHT"], categories.map { [$0.sent, $0.category, String($0.weight)] })
    }
  }
}

/// `review category set`
struct SetFlagCategory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Say how a category is read from now on, as a lead.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "As checkers spell it.") var sent: String
  @Argument(help: "The office's own category, such as hate_harassment.") var category: String
  @Option(help: "0 says nothing about harm, 1 asks for a look, 2 is severe.") var weight: Int
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.mapCategory(
          FlagCategory(sent: sent, category: category, weight: weight), reason: reason, channel: .command))
    }
  }
}

/// `review hours`
struct SetReviewHours: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hours", abstract: "Set when a queue is worked; its due times then count working time only.",
    discussion: "Without --days the queue is worked around the clock. Items that wait keep their due time.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The queue.") var queue: String
  @Option(help: "Days of the week, 1 is Monday; may be repeated.") var day: [Int] = []
  @Option(help: "When it opens, in the office's time zone.") var opens = "09:00"
  @Option(help: "When it closes.") var closes = "17:00"
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let hours = day.isEmpty ? nil : QueueHours(days: day, opens: opens, closes: closes)
      try output.recorded(try await desk.setHours(of: queue, hours, reason: reason, channel: .command))
    }
  }
}

/// `review queue`
struct SetReviewQueue: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Add a queue, or change one that was added; with a team its reviewers work it.",
    discussion: """
      What comes into it the tier policy decides: a decision names its queue. A team's queue is worked by its reviewers \
      and by those of the AI office. Its tier stays as it is.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its key: small letters, digits, dots, hyphens.") var queue: String
  @Option(help: "high, medium or low.") var tier: Tier
  @Option(help: "What it is called; else its key.") var name: String?
  @Option(help: "The team that works it, beside the AI office.") var team: String?
  @Option(help: "How many persons decide, blind to each other; of high tier two at least.") var needed: Int?
  @Option(help: "After how many minutes an item is due, where the policy does not say.") var dueMinutes = 1440
  @Option(help: "For how many minutes a claim lasts.") var leaseMinutes = 15
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let terms = QueueTerms(
        key: queue, tier: tier, name: name ?? queue, team: team, needed: needed ?? (tier == .high ? 2 : 1),
        dueMinutes: dueMinutes, leaseMinutes: leaseMinutes)
      try output.recorded(try await desk.setQueue(terms, reason: reason, channel: .command))
    }
  }
}

/// `review routing`
struct SetReviewRouting: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routing", abstract: "Let a queue keep items for the reviewers who read their language.",
    discussion: """
      An item is kept until half of its time has gone, and only while some reviewer reads its language; a region makes \
      no difference. Nothing is kept from a person whose languages are not known: catalog grant --language. An item that \
      is claimed by its number is anybody's.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The queue.") var queue: String
  @Flag(inversion: .prefixedNo, help: "Keep them, or give them to any reviewer.") var byLanguage: Bool
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.setRouting(of: queue, byLanguage: byLanguage, reason: reason, channel: .command))
    }
  }
}

/// `review holiday`
struct SetReviewHoliday: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holiday", abstract: "Name a day on which no queue with hours is worked.",
    discussion: "Without --name the day is a working day again.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The day, such as 2026-12-25.") var day: String
  @Option(help: "What day it is.") var name: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.setHoliday(day, name: name, reason: reason, channel: .command))
    }
  }
}
