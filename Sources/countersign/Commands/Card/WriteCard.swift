import ArgumentParser
import Cards
import Evidence
import Exchange
import Foundation
import Governance
import Operations

/// `card write`: the card of a version as a document.
struct WriteCard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write", abstract: "Write the card of a version in one of the formats.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var version: VersionArgument
  @Option(help: "\(CardFormat.all.map(\.name).joined(separator: ", ")), or pdf (by WeasyPrint).") var format = "text"
  @Option(
    help: "A mustache template in the place of our HTML page, with --format html or pdf; `card template` prints one.")
  var template: String?
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
      let page = try readTemplate(for: format)
      let facts = try await desk.card(try version.parsed())
      var bytes = page?.write(facts) ?? format.write(facts)
      if let printer { bytes = try printer.pdf(of: bytes) }
      guard let out else { return output.write(bytes) }
      try CardFile.write(bytes, to: out, over: force)
      output.say("Wrote \(bytes.count) bytes to \(out), \(facts.gaps.count) gaps.")
    }
  }

  private func readTemplate(for format: CardFormat) throws(Problem) -> CardTemplate? {
    guard let template else { return nil }
    guard format.name == "html" else {
      throw Problem(
        .usage, "card.template", happened: "A template makes an HTML page or a PDF.",
        remedy: "Pass --format html or --format pdf.")
    }
    return try CardFile.template(template)
  }
}

/// `card template`
struct PrintTemplate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Print a template to begin with, for `card write --template`.")

  func run() { Output(json: false, quiet: false).write(Array(CardTemplate.example.utf8)) }
}
