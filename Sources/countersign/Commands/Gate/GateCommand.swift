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
      Exit status 0 when the gate is met, 1 when it is unmet: also when there is no policy engine, or the policy ends in \
      an error. The decision is not recorded: nothing can be promoted on it.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var version: VersionArgument
  @Option(help: ArgumentHelp("The environment it would serve.", valueName: "environment")) var to: String
  @Option(help: "\(GateFormat.allCases.map(\.rawValue).joined(separator: ", ")).") var format: GateFormat = .text

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let candidate = try await desk.candidate(try version.parsed(), for: to)
      let engine = EmbeddedRego.found(environment: ProcessInfo.processInfo.environment)
      let verdict = await Gate(try PolicyBundle.shipped(), engine: engine).decide(candidate)
      let subject = "\(candidate.artifact)@\(candidate.version) to \(candidate.environment)"
      switch output.json ? GateFormat.json : format {
      case .json: try output.document(.verdict(verdict, of: candidate))
      case .junit: output.write(Array(JUnitReport.text(verdict, subject: subject).utf8))
      case .github: output.write(Array(GitHubReport.text(verdict, subject: subject).utf8))
      case .text: write(verdict, subject, output)
      }
      output.say("This decision is not recorded: no gatekeeper runs here.")
      guard verdict.allow else { throw Problem(.unmet, "gate.unmet", happened: "The gate is unmet.") }
    }
  }

  private func write(_ verdict: GateVerdict, _ subject: String, _ output: Output) {
    output.line(Plain.visible("\(subject): \(verdict.allow ? "met" : "UNMET")"))
    for reason in verdict.reasons { output.line(Plain.visible(reason)) }
    output.table(
      ["STATE", "ID", "VALUE", "LIMIT", "TITLE"],
      verdict.requirements.map { [$0.state.words, $0.id, $0.value, $0.limit, $0.title] })
    for requirement in verdict.unmet {
      output.line(Plain.visible("\(requirement.id): \(requirement.evidence) → \(requirement.remedy)"))
    }
    output.line(Plain.visible("policy \(verdict.policy), engine \(verdict.engine ?? "none")"))
  }
}

/// How `gate check` answers.
enum GateFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, junit, github
}

extension Requirement.State {
  fileprivate var words: String { self == .not_applicable ? "n/a" : rawValue }
}

extension JSONValue {
  fileprivate static func verdict(_ verdict: GateVerdict, of candidate: PromotionCandidate) -> JSONValue {
    .fields([
      ("allow", .bool(verdict.allow)), ("version", .string("\(candidate.artifact)@\(candidate.version)")),
      ("digest", .string("sha256:\(candidate.digest)")), ("environment", .string(candidate.environment)),
      ("requirements", .array(verdict.requirements.map { .requirement($0) })), ("reasons", .texts(verdict.reasons)),
      ("policy", .string(verdict.policy)), ("engine", .text(verdict.engine)), ("decision_id", .null),
      ("recorded", false),
    ])
  }

  private static func requirement(_ requirement: Requirement) -> JSONValue {
    .fields([
      ("id", .string(requirement.id)), ("title", .string(requirement.title)),
      ("state", .string(requirement.state.rawValue)), ("value", .string(requirement.value)),
      ("limit", .string(requirement.limit)), ("evidence", .string(requirement.evidence)),
      ("remedy", .string(requirement.remedy)), ("principle", .string(requirement.principle)),
    ])
  }
}
