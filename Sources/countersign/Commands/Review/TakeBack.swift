import ArgumentParser
import Evidence
import Governance
import Operations

/// `review undo`
struct UndoReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back your verdict, within 20 seconds of it.",
    discussion: """
      While the item waits for another reviewer your claim comes back. When your verdict ended the item, its state has \
      told you what the others said: then another person decides in your place.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.undoVerdict(item, channel: .command)
      try output.recorded(answer.recorded, [("claim", answer.claim.map { .claim($0) } ?? .null)])
    }
  }
}

/// `review correct`
struct CorrectReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Put a new verdict in the place of yours on an item that is done.",
    discussion: "Where others decided it too and the verdicts now differ, a lead decides.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64
  @Argument(help: "accept, mask or block.") var decision: Decision
  @Option(help: "The revision that was read.") var revision: Int64
  @Option(help: "Why, in words.") var reason: String
  @Option(help: "The category of harm, for block.") var harm: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.correctVerdict(
          item, revision: revision, decision, reason: reason, harm: harm, channel: .command))
    }
  }
}

/// `review escalate`
struct EscalateReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate", abstract: "Pass a claimed item to a lead.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var held: ClaimArguments
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.decide(held.claim, .escalate, reason: reason, channel: .command))
    }
  }
}

/// `review takeover`
struct TakeOverReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "takeover", abstract: "Take an item from whoever holds it, as a lead.",
    discussion: "The earlier claim is void from then on; what its holder wrote stays on their screen.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.takeOver(item, reason: reason, channel: .command)
      if !output.json {
        output.line("item \(item)  slot \(answer.claim.slot)  fence \(answer.claim.fence)")
      }
      try output.recorded(answer.recorded, [("claim", .claim(answer.claim))])
    }
  }
}
