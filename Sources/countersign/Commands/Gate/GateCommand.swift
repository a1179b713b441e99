import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Operations
import Policy

/// `gate`: what must be met before a promotion, for pipelines.
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "Ask the policy gate.", subcommands: [CheckGate.self])
}

/// `gate check`
struct CheckGate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Whether a version may be promoted to an environment.",
    discussion: """
      Asks the gatekeeper (`countersign serve`) through the catalog; what it decides is recorded, and decision_id names it.

      Exit status 0 when the gate is met, 1 when it is unmet: also when there is no policy in force, no policy engine, or \
      the policy ends in an error. Where no gatekeeper is awake, the gate is decided here for you to read, says that this is \
      not recorded, and the status is 69 whatever it says.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var version: VersionArgument
  @Option(help: ArgumentHelp("The environment it would serve.", valueName: "environment")) var to: String
  @Option(help: "\(GateFormat.allCases.map(\.rawValue).joined(separator: ", ")).") var format: GateFormat = .text
  @Option(help: ArgumentHelp("How long to wait for the gatekeeper's answer.", valueName: "seconds")) var wait = 20.0

  func validate() throws {
    guard (0.1...600).contains(wait) else { throw ValidationError("--wait takes 0.1 to 600.") }
  }

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let name = try version.parsed()
      let (facts, policy) = try await desk.gateFacts(name, for: to)
      let answer =
        globals.readOnly ? nil : try await desk.askGate(name, for: to, channel: .command, within: wait)
      let verdict: GateVerdict
      if let answer { verdict = answer.verdict } else { verdict = await decidedHere(facts, policy) }
      let report = GateReport(facts: facts, verdict: verdict, decision: answer?.decision)
      try report.write(output.json ? .json : format, output)
      guard answer != nil else {
        throw Problem(
          .unreachable, "gate.not-recorded", happened: "This decision is not recorded.",
          because: globals.readOnly ? "Nothing is written with --read-only." : "No gatekeeper has answered.",
          remedy: "Let `countersign serve` run at a login with the right of gatekeeper.")
      }
      guard verdict.allow else { throw Problem(.unmet, "gate.unmet", happened: "The gate is unmet.") }
    }
  }

  private func decidedHere(_ facts: GateFacts, _ policy: Result<ServedBundle, Problem>) async -> GateVerdict {
    switch policy {
    case .success(let served):
      let engine = PolicyEngines.chosen(ProcessInfo.processInfo.environment)
      return await Gate(served.bundle, engine: engine).decide(facts)
    case .failure(let problem): return GateRule.unmet(nil, because: problem, policy: "")
    }
  }
}

/// How `gate check` answers.
enum GateFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, junit, github
}

/// A verdict with what it is about.
struct GateReport {
  var facts: GateFacts
  var verdict: GateVerdict
  /// Nil when it is not recorded.
  var decision: String?

  private var subject: String { "\(facts.artifact)@\(facts.version) to \(facts.environment)" }

  func write(_ format: GateFormat, _ output: Output) throws(Problem) {
    switch format {
    case .json: try output.document(document)
    case .junit: output.write(Array(JUnitReport.text(verdict, subject: subject).utf8))
    case .github: output.write(Array(GitHubReport.text(verdict, subject: subject).utf8))
    case .text: words(output)
    }
  }

  private func words(_ output: Output) {
    output.line(Plain.visible("\(subject): \(verdict.allow ? "met" : "UNMET")"))
    for reason in verdict.reasons { output.line(Plain.visible(reason)) }
    output.table(
      ["STATE", "ID", "VALUE", "LIMIT", "TITLE"],
      verdict.requirements.map { [$0.state.words, $0.id, $0.value, $0.limit, $0.title] })
    for requirement in verdict.unmet {
      output.line(Plain.visible("\(requirement.id): \(requirement.evidence) → \(requirement.remedy)"))
    }
    let recorded = decision.map { "decision \($0)" } ?? "not recorded"
    output.line(
      Plain.visible(
        "policy \(verdict.policy.isEmpty ? "none" : verdict.policy), engine \(verdict.engine ?? "none"), \(recorded)"))
  }

  private var document: JSONValue {
    .fields([
      ("allow", .bool(verdict.allow)), ("version", .string("\(facts.artifact)@\(facts.version)")),
      ("digest", .string(facts.digest)), ("environment", .string(facts.environment)),
      ("requirements", .array(verdict.requirements.map(\.document))), ("reasons", .texts(verdict.reasons)),
      ("policy", .string(verdict.policy)), ("engine", .text(verdict.engine)), ("decision_id", .text(decision)),
      ("recorded", .bool(decision != nil)),
    ])
  }
}

extension Requirement.State {
  var words: String { self == .not_applicable ? "n/a" : rawValue }
}
