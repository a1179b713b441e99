import ArgumentParser
import Evidence
import Governance
import Operations

/// `review claim`
struct ClaimReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Lease an item, or the next that is due; its fence is needed to decide.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number; without it the one that is due first.") var item: Int64?
  @Option(help: "Only this tier: medium or high.") var tier: Tier?
  @Option(help: "Only this queue.") var queue: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let claim: Claim?
      if let item {
        claim = try await desk.claim(item, channel: .command)
      } else {
        claim = try await desk.claimNext(tier: tier, queue: queue, channel: .command)
      }
      guard let claim else {
        if output.json { try output.document(.fields([("claim", .null)])) }
        throw Problem(.unmet, "review.nothing-waits", happened: "Nothing is waiting.")
      }
      guard !output.json else { return try output.document(.claim(claim)) }
      output.line("item \(claim.item)  slot \(claim.slot)  fence \(claim.fence)  until \(claim.until.rfc3339)")
    }
  }
}

/// A claim, named by its three numbers.
struct ClaimArguments: ParsableArguments {
  @Argument(help: "The item's number.") var item: Int64
  @Option(help: "The slot that `claim` answered.") var slot = 1
  @Option(help: "The fence that `claim` answered.") var fence: Int64

  var claim: Claim { Claim(item: item, slot: slot, fence: fence, until: Instant(microseconds: 0)) }
}

/// `review renew`
struct RenewReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "renew", abstract: "Prolong a lease.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var held: ClaimArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let claim = try await desk.renew(held.claim)
      guard !output.json else { return try output.document(.claim(claim)) }
      output.line("until \(claim.until.rfc3339)")
    }
  }
}

/// `review release`
struct ReleaseReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "release", abstract: "Put an item back.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var held: ClaimArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.release(held.claim, channel: .command))
    }
  }
}

/// `review decide`
struct DecideReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "decide", abstract: "Give a verdict on a claimed item.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var held: ClaimArguments
  @Argument(help: "accept, mask, block or escalate.") var decision: Decision
  @Option(help: "Why, in words.") var reason: String
  @Option(help: "The category of harm, for block.") var harm: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.decide(held.claim, decision, reason: reason, harm: harm, channel: .command))
    }
  }
}

/// `review adjudicate`
struct AdjudicateReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adjudicate", abstract: "End what is escalated or disagreed on, as a lead.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64
  @Argument(help: "accept, mask or block.") var decision: Decision
  @Option(help: "The revision that was read.") var revision: Int64
  @Option(help: "Why, in words.") var reason: String
  @Option(help: "The category of harm, for block.") var harm: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.adjudicate(
          item, revision: revision, decision, reason: reason, harm: harm, channel: .command))
    }
  }
}
