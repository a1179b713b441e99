import ArgumentParser
import Evidence
import Governance
import Operations

/// `onboard`
struct OnboardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "onboard", abstract: "What a team has done to be governed here, and what comes next.",
    discussion:
      "The records tick the steps, nobody does. Without a team: every domain team and its next step, those that have one first."
  )
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The team's key.") var team: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      if let team {
        try OnboardCommand.tell(team, try await desk.onboarding(of: team), output)
      } else {
        try OnboardCommand.tell(try await desk.onboardingTeams(), output)
      }
    }
  }

  private static func tell(_ team: String, _ steps: [OnboardingStep], _ output: Output) throws(Problem) {
    guard !output.json else {
      return try output.document(
        .fields([
          ("team", .string(team)), ("items", .array(steps.map { .step($0) })), ("next", .null),
          ("about", .integer(steps.count)),
        ]))
    }
    output.table(
      ["STATE", "STEP", "FACT", "AT", "BY"],
      steps.map { [$0.state.words, $0.title, $0.fact, $0.at?.rfc3339 ?? "", $0.person ?? ""] })
    for step in steps where step.state == .missing {
      output.say("\(step.title): \(step.remedy)")
      if !step.command.isEmpty { output.say("  \(step.command)") }
    }
  }

  private static func tell(_ teams: [OnboardingStanding], _ output: Output) throws(Problem) {
    guard !output.json else {
      return try output.document(
        .fields([
          ("items", .array(teams.map { .standing($0) })), ("next", .null), ("about", .integer(teams.count)),
        ]))
    }
    output.table(
      ["TEAM", "NAME", "DONE", "NEXT"],
      teams.map { [$0.team, $0.name, "\($0.done) of \($0.applicable)", $0.nextTitle ?? ""] })
  }
}

extension OnboardingStep.State {
  fileprivate var words: String {
    switch self {
    case .done: "done"
    case .missing: "missing"
    case .notApplicable: "n/a"
    }
  }
}

extension JSONValue {
  fileprivate static func step(_ step: OnboardingStep) -> JSONValue {
    .fields([
      ("key", .string(step.key)), ("title", .string(step.title)), ("state", .string(step.state.rawValue)),
      ("fact", .string(step.fact)), ("at", .instant(step.at)), ("person", .text(step.person)),
      ("remedy", .string(step.remedy)), ("command", .string(step.command)), ("screen", .string(step.screen)),
    ])
  }

  fileprivate static func standing(_ team: OnboardingStanding) -> JSONValue {
    .fields([
      ("team", .string(team.team)), ("name", .string(team.name)), ("done", .integer(team.done)),
      ("applicable", .integer(team.applicable)), ("next_key", .text(team.nextKey)),
      ("next_title", .text(team.nextTitle)),
    ])
  }
}
