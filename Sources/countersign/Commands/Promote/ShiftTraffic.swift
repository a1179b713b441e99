import ArgumentParser
import Evidence
import Governance
import Operations

/// `promote shift`
struct ShiftTrafficCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shift", abstract: "Set the share of traffic of a promoted version.",
    discussion: """
      Less needs nobody. More is covered by the promotion up to the weight and the time that were signed; the other colour \
      takes what is left.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The promotion's number.") var promotion: Int64
  @Option(help: "Percent of the traffic, 0 to 100.") var weight: Int
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.shiftTraffic(promotion, to: weight, reason: reason, channel: .command))
    }
  }
}
