import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Operations
import Policy

/// `policy register`
struct RegisterPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Register a bundle as a version of an artifact of kind policy.",
    discussion: "Refused while `policy lint` finds anything. It decides nothing before it is promoted: policy activate."
  )
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @OptionGroup var source: PolicySource
  @Option(help: "The team it belongs to.") var team: String
  @Option(help: "Who answers for it.") var owner: String?
  @Option(help: "Its risk tier: low, medium or high.") var tier: Tier?
  @Option(help: "What it is for, in one sentence.") var purpose = "What must be met before anything is promoted."
  @Option(help: "The version's label; without it the next number.") var label: String?
  @Option(help: "What changed, and why.") var message: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let bundle = try await source.bundle(desk)
      try PolicyForce.mustBeClean(bundle)
      let registration = Registration(
        artifact: artifact, kind: .policy, team: team, owner: owner, tier: tier, purpose: purpose, label: label,
        body: try PolicyForce.text(of: bundle), message: message, parent: nil, source: nil, dependsOn: [])
      let answer = try await desk.register(registration, channel: .command)
      if answer.isNew || output.json {
        return try output.recorded(
          answer.recorded,
          [
            ("version", .string(answer.version.text)), ("is_new", .bool(answer.isNew)),
            ("policy", .string(bundle.revision.text)),
          ])
      }
      output.line(Plain.visible("\(answer.version.text) has the same content; nothing was recorded."))
    }
  }
}

/// `policy activate`
struct ActivatePolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activate", abstract: "Ask for a bundle to decide the gates of an environment.",
    discussion: """
      This is a promotion like any other: once it is signed, the environment serves the bundle, and every gate there is \
      decided by it. It takes the signatures of the tier that needs most. Refused while `policy lint` finds anything or a \
      golden case fails.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var version: VersionArgument
  @Option(help: ArgumentHelp("The environment whose gates it decides.", valueName: "environment")) var to: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let name = try version.parsed()
      let bundle = try await desk.bundle(name)
      try PolicyForce.mustBeClean(bundle)
      guard bundle.environments.contains(to) else {
        throw Problem(
          .badData, "policy.no-list", happened: "This policy does not say what must be met in \(to).",
          because: "It names \(bundle.environments.joined(separator: ", ")).",
          remedy: "Name the environment under gate.expected in its data.json.")
      }
      let unreachable = try await desk.unreachableAlternatives(bundle)
      if let finding = unreachable.first { throw PolicyForce.refused(finding) }
      for engine in PolicyEngines.all(ProcessInfo.processInfo.environment) {
        let trial = try await PolicyTrial.run(bundle, on: engine)
        if let failure = trial.failures.first {
          throw Problem(
            .unmet, "policy.test", happened: "\(trial.failures.count) golden cases of the bundle fail.",
            because: "\(failure.name): \(failure.what)", remedy: "Look at `countersign policy test`.")
        }
      }
      let answer = try await desk.requestPromotion(name, to: to, reason: reason, channel: .command)
      try output.recorded(
        answer.recorded,
        [("promotion", .integer(Int(answer.promotion))), ("policy", .string(bundle.revision.text))])
    }
  }
}

/// `policy list`
struct ListServedPolicies: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The bundles in force, and the gatekeepers that decide by them.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let (policies, keepers) = (try await desk.gatePolicies(), try await desk.gatekeepers())
      guard !output.json else {
        return try output.document(
          .fields([
            (
              "items",
              .array(
                policies.map {
                  .fields([
                    ("environment", .string($0.environment)), ("version", .string("\($0.artifact)@\($0.label)")),
                    ("policy", .string($0.revision)), ("since", .instant($0.since)), ("by", .string($0.movedBy)),
                    ("reason", .string($0.reason)),
                  ])
                })
            ), ("next", .null), ("about", .integer(policies.count)),
            (
              "gatekeepers",
              .array(
                keepers.map {
                  .fields([
                    ("holder", .string($0.holder)), ("login", .string($0.login)), ("engine", .string($0.engine)),
                    ("seen_at", .instant($0.seenAt)),
                  ])
                })
            ),
          ]))
      }
      output.table(
        ["ENVIRONMENT", "POLICY", "REVISION", "SINCE", "BY"],
        policies.map {
          [$0.environment, "\($0.artifact)@\($0.label)", String($0.revision.prefix(19)), $0.since.rfc3339, $0.movedBy]
        })
      if policies.isEmpty { output.say("No environment serves a policy: the catalog's own requirements hold.") }
      for keeper in keepers {
        output.line(Plain.visible("gatekeeper \(keeper.login) (\(keeper.engine)), seen \(keeper.seenAt.rfc3339)"))
      }
    }
  }
}

enum PolicyForce {
  static func mustBeClean(_ bundle: PolicyBundle) throws(Problem) {
    if let finding = PolicyLint.findings(in: bundle).first { throw refused(finding) }
  }

  static func refused(_ finding: PolicyFinding) -> Problem {
    Problem(
      .badData, "policy.lint", happened: "The bundle is refused.", because: finding.words,
      remedy: "Look at `countersign policy lint`.")
  }

  static func text(of bundle: PolicyBundle) throws(Problem) -> String {
    do throws(JSONRefusal) {
      return String(decoding: try CanonicalJSON.bytes(of: bundle.body), as: UTF8.self)
    } catch {
      throw error.problem(with: "The bundle")
    }
  }
}
