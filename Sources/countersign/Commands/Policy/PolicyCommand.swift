import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Policy

/// `policy`: the rules behind the gates.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Look at the rules behind the gates.", subcommands: [ShowPolicy.self])
}

/// `policy show`: needs no catalog.
struct ShowPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "The active bundle: its revision, files and the ids a gate must answer.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let bundle = try PolicyBundle.shipped()
      let answered = Set(bundle.answeredIDs)
      let listed = Set(bundle.listedIDs)
      let findings = RegoVet.findings(in: bundle)
      if output.json {
        return try output.document(
          .fields([
            ("policy", .string(bundle.revision.text)), ("files", .texts(bundle.modules.map(\.name) + ["data.json"])),
            ("environments", .texts(bundle.environments)), ("ids", .texts(listed.sorted())),
            ("listed_only", .texts(listed.subtracting(answered).sorted())),
            ("answered_only", .texts(answered.subtracting(listed).sorted())),
            ("findings", .texts(findings.map(\.problem.because))),
          ]))
      }
      output.line(bundle.revision.text)
      for name in bundle.modules.map(\.name) + ["data.json"] { output.line(Plain.visible("file \(name)")) }
      for id in listed.union(answered).sorted() {
        let remark =
          !answered.contains(id) ? " (no rule answers it)" : !listed.contains(id) ? " (no list names it)" : ""
        output.line(Plain.visible("id \(id)\(remark)"))
      }
      for finding in findings { output.line(Plain.visible(finding.problem.because)) }
    }
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
