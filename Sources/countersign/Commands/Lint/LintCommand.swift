import ArgumentParser
import Cards
import Evidence
import Foundation
import Governance
import Operations

/// `lint`
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "What is wrong with prompts and chains, before anybody runs them.",
    discussion: """
      Each FILE is a prompt as `registry register` takes it, or a chain's body as JSON with --kind chain. A name that is no \
      file is a version of the registry, ARTIFACT@VERSION: then what it pins is known, too.

      Looked for: variables that are not declared or not used, what comes from outside and stands outside of a fence, keys \
      and passwords, models, snippets and indexes named without a version, no word that a machine writes (Art. 50), and more \
      text than the model takes. Bundles of rules have `policy lint`.

      Status 1 when anything is found.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("Files, or versions of the registry.", valueName: "file|artifact@version"))
  var sources: [String]
  @Option(help: "What the files are: prompt, template or chain.") var kind = ArtifactKind.prompt
  @Option(help: "How the files are written: \(PromptImport.formats.joined(separator: ", ")).") var format: String?
  @Option(help: ArgumentHelp("What the model takes; without it what a pinned model says.", valueName: "tokens"))
  var context: Int?

  func validate() throws {
    guard !sources.isEmpty else { throw ValidationError("Name a file or a version.") }
    guard [.prompt, .template, .chain].contains(kind) else {
      throw ValidationError("--kind is prompt, template or chain; bundles of rules have `policy lint`.")
    }
  }

  func run() async throws {
    let versions = sources.filter {
      !FileManager.default.fileExists(atPath: $0) && !$0.contains("/") && $0.contains("@")
    }
    guard !versions.isEmpty else {
      return try await globals.reporting { output throws(Problem) in try await report(nil, versions, output) }
    }
    try await globals.withDesk { desk, output throws(Problem) in try await report(desk, versions, output) }
  }

  private func report(_ desk: Workbench?, _ versions: [String], _ output: Output) async throws(Problem) {
    var found: [(source: String, findings: [PromptFinding])] = []
    for source in sources {
      if let desk, versions.contains(source) {
        found.append((source, try await desk.lint(try VersionName(source), context: context)))
      } else {
        let read = try PromptImport.read(
          try bytes(of: source), named: source, kind: kind == .template ? .prompt : kind, format: format, config: nil)
        found.append((source, PromptLint(read.body, kind: kind, context: context).findings))
      }
    }
    let count = found.reduce(0) { $0 + $1.findings.count }
    if output.json {
      try output.document(
        .fields([
          ("ok", .bool(count == 0)),
          (
            "items",
            .array(
              found.map {
                .fields([("source", .string($0.source)), ("findings", .array($0.findings.map(\.document)))])
              })
          ),
        ]))
    } else {
      for one in found {
        for finding in one.findings {
          output.line(Plain.visible("\(one.source)\(finding.place): \(finding.what) \(finding.remedy)"))
        }
      }
      if count == 0 { output.line("Nothing was found in \(found.count == 1 ? "it" : "\(found.count) of them").") }
    }
    guard count == 0 else {
      throw Problem(
        .unmet, "lint.found", happened: count == 1 ? "One thing was found." : "\(count) things were found.",
        remedy: "Mend them, and look again.")
    }
  }

  private func bytes(of file: String) throws(Problem) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Problem(
        .notFound, "file.unreadable", happened: "\(file) cannot be read.",
        remedy: "Name a file that is there, or a version as ARTIFACT@VERSION.")
    }
    return Array(data)
  }
}

extension PromptFinding {
  /// `, message 2, line 3`, as far as it is known.
  fileprivate var place: String {
    [message.map { ", message \($0)" }, line.map { ", line \($0)" }].compactMap { $0 }.joined()
  }

  fileprivate var document: JSONValue {
    .fields([
      ("code", .string(code.rawValue)), ("message", message.map { .integer($0) } ?? .null),
      ("line", line.map { .integer($0) } ?? .null), ("what", .string(what)), ("remedy", .string(remedy)),
    ])
  }
}
