import ArgumentParser
import Evidence
import Governance
import Operations

/// `registry tier`
struct LowerTier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tier", abstract: "Ask for a lower risk tier of an artifact; the AI office confirms it.",
    discussion: "A higher tier needs nobody's leave: register the next version with it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @Argument(help: "The tier: low or medium.") var tier: Tier
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.askLowerTier(artifact, tier, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("confirmation", .integer(answer.confirmation))])
    }
  }
}
