import ArgumentParser
import Cards
import Evidence
import Exchange
import Foundation
import Governance
import Operations

/// `card`: the card of a version as a document.
struct CardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card", abstract: "Write the card of a version.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var version: VersionArgument
  @Option(help: "\(CardFormat.all.map(\.name).joined(separator: ", ")), or pdf (by WeasyPrint).") var format = "text"
  @Option(help: "The file to write; without it standard output.") var out: String?
  @Flag(help: "Write over a file that is there.") var force = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let isPDF = format == "pdf" && !output.json
      let printer = isPDF ? try WeasyPrint(path: ProcessInfo.processInfo.environment["PATH"] ?? "") : nil
      let format = isPDF ? .html : try CardFormat.named(output.json ? "json" : format)
      if isPDF, out == nil, output.isForPerson {
        throw Problem(
          .usage, "card.pdf", happened: "A PDF is not for a terminal.", remedy: "Name a file with --out.")
      }
      let facts = try await desk.card(try version.parsed())
      var bytes = format.write(facts)
      if let printer { bytes = try printer.pdf(of: bytes) }
      guard let out else { return output.write(bytes) }
      try CardFile.write(bytes, to: out, over: force)
      output.say("Wrote \(bytes.count) bytes to \(out), \(facts.gaps.count) gaps.")
    }
  }
}
