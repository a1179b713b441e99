import ArgumentParser
import Governance
import Operations

/// `monitor incident`
struct MonitorIncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incident", abstract: "Say whether an alarm of a monitor opens an incident by itself.",
    discussion: "Off unless a lead or an approver says so. An alarm has one incident, whoever opened it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The monitor's name.") var monitor: String
  @Flag(inversion: .prefixedNo, help: "Open one with every alarm.") var opens = true
  @Option(help: "What it then is; may be repeated; else other.") var trait: [IncidentTrait] = []
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.setMonitorIncident(
          monitor, opens: opens, traits: trait.isEmpty ? [.other] : trait, reason: reason, channel: .command))
    }
  }
}
