import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Operations
import Policy

/// `policy`: the rules behind the gates.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "The rules behind the gates: look, check, rehearse, put into force.",
    subcommands: [
      ShowPolicy.self, LintPolicy.self, TestPolicy.self, ExportPolicy.self, RegisterPolicy.self, ActivatePolicy.self,
      ListServedPolicies.self, PolicyLog.self, ReplayDecision.self, RehearsePolicy.self,
    ])
}

/// `policy show`
struct ShowPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A bundle: its revision, files and the ids a gate must answer.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var source: PolicySource

  func run() async throws {
    try await globals.withBundle(source) { bundle, _, output throws(Problem) in
      let answered = Set(bundle.answeredIDs)
      let listed = Set(bundle.listedIDs)
      let findings = PolicyLint.findings(in: bundle)
      if output.json {
        return try output.document(
          .fields([
            ("policy", .string(bundle.revision.text)), ("files", .texts(bundle.files.map(\.name))),
            ("environments", .texts(bundle.environments)), ("ids", .texts(listed.sorted())),
            ("listed_only", .texts(listed.subtracting(answered).sorted())),
            ("answered_only", .texts(answered.subtracting(listed).sorted())),
            ("findings", .texts(findings.map(\.problem.because))),
          ]))
      }
      output.line(bundle.revision.text)
      for file in bundle.files { output.line(Plain.visible("file \(file.name)")) }
      for id in listed.union(answered).sorted() {
        let remark =
          !answered.contains(id) ? " (no rule answers it)" : !listed.contains(id) ? " (no list names it)" : ""
        output.line(Plain.visible("id \(id)\(remark)"))
      }
      for finding in findings { output.line(Plain.visible(finding.problem.because)) }
    }
  }
}

/// `policy lint`
struct LintPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "What is wrong with a bundle, without running it.",
    discussion: """
      Refuses what engines take in silence and what would let a gate through, requirements that only the rules or only the \
      lists name, requirements without a case that is unmet, lists without a case that is met, and what nobody can waive \
      without an alternative. Status 1 when anything is found.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var source: PolicySource

  func run() async throws {
    try await globals.withBundle(source) { bundle, desk, output throws(Problem) in
      var findings = PolicyLint.findings(in: bundle)
      if let desk { findings += try await desk.unreachableAlternatives(bundle) }
      if output.json {
        try output.document(
          .fields([
            ("policy", .string(bundle.revision.text)), ("ok", .bool(findings.isEmpty)),
            ("findings", .array(findings.map(\.document))),
          ]))
      } else {
        for finding in findings { output.line(Plain.visible(finding.words)) }
        if findings.isEmpty { output.line("Nothing was found in \(bundle.files.count) files.") }
      }
      guard findings.isEmpty else {
        throw Problem(
          .unmet, "policy.lint", happened: "\(findings.count) things are wrong with the bundle.",
          remedy: "Mend the policy bundle.")
      }
    }
  }
}

/// `policy test`
struct TestPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run a bundle's golden cases on every policy engine at hand.",
    discussion: "Status 1 when a case does not come out as cases.json says, and when there is no engine.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var source: PolicySource

  func run() async throws {
    try await globals.withBundle(source) { bundle, _, output throws(Problem) in
      var trials: [PolicyTrial] = []
      for engine in PolicyEngines.all(ProcessInfo.processInfo.environment) {
        trials.append(try await PolicyTrial.run(bundle, on: engine))
      }
      if output.json {
        try output.document(
          .fields([
            ("policy", .string(bundle.revision.text)), ("ok", .bool(trials.allSatisfy(\.failures.isEmpty))),
            ("engines", .array(trials.map(\.document))),
          ]))
      } else {
        for trial in trials {
          output.line(
            Plain.visible(
              "\(trial.engine ?? "no engine"): \(trial.cases - trial.failures.count) of \(trial.cases) cases"))
          for failure in trial.failures { output.line(Plain.visible("  \(failure.name): \(failure.what)")) }
        }
      }
      let failed = trials.reduce(0) { $0 + $1.failures.count }
      guard failed == 0 else {
        throw Problem(
          .unmet, "policy.test", happened: "\(failed) cases do not come out as they should.",
          remedy: "Mend the rules, or the cases.")
      }
    }
  }
}

/// `policy export`
struct ExportPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a bundle's files into a folder, to begin one of your own.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var source: PolicySource
  @Option(help: ArgumentHelp("A folder that is new or empty.", valueName: "folder")) var out: String

  func run() async throws {
    try await globals.withBundle(source) { bundle, _, output throws(Problem) in
      try PolicyFolder.write(bundle, to: out)
      output.say("\(bundle.files.count) files of \(bundle.revision.text).")
    }
  }
}

extension PolicyFinding {
  var words: String { "\(file)\(line > 0 ? ":\(line)" : ""): \(code): \(what)" }

  var document: JSONValue {
    .fields([("file", .string(file)), ("line", .integer(line)), ("code", .string(code)), ("what", .string(what))])
  }
}

extension PolicyTrial {
  fileprivate var document: JSONValue {
    .fields([
      ("engine", .text(engine)), ("cases", .integer(cases)),
      (
        "failures",
        .array(failures.map { .fields([("name", .string($0.name)), ("what", .string($0.what))]) })
      ),
    ])
  }
}

/// `policy-worker`: what the embedded engine starts. It speaks on its standard input, a socket.
struct PolicyWorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "policy-worker", shouldDisplay: false)
  @Option var library: String

  func run() throws {
    throw ExitCode(PolicyWorker.serve(library: library))
  }
}
