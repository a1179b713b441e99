import ArgumentParser
import Evidence
import Foundation
import Governance
import Operations

/// `incident export`
struct ExportIncidents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the register for another program: JSON, or CSV that no spreadsheet takes for formulas.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: "json or csv.") var format = "json"
  @Option(help: ArgumentHelp("A new file to write; without it standard output.", valueName: "file")) var out: String?

  func validate() throws {
    if !["json", "csv"].contains(format) { throw ValidationError("--format is json or csv.") }
  }

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let incidents = try await desk.allIncidents()
      let bytes = format == "csv" ? Array(IncidentExchange.csv(incidents).utf8) : try IncidentExchange.json(incidents)
      guard let out else { return output.write(bytes) }
      try CardFile.write(bytes, to: out, over: false)
      output.line(Plain.visible("\(incidents.count) incidents went to \(out)."))
    }
  }
}

/// `incident import`
struct ImportIncidents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Open the incidents that a JSON or CSV file of another register tells of.",
    discussion: """
      Needed are title, traits and aware_at; description, happened_at, affected, ticket, contract_hours, versions and \
      generations are taken too. What is in the register by title and awareness is passed over.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The file.", valueName: "file")) var file: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Problem(.notFound, "file.unreadable", happened: "\(file) cannot be read.", remedy: "Check the name.")
      }
      let report = try await desk.importIncidents(try IncidentExchange.notices(in: Array(data)), channel: .command)
      if output.json {
        try output.document(
          .fields([
            ("opened", .array(report.opened.map { .integer($0) })), ("known", .integer(report.known)),
            (
              "refused",
              .array(
                report.refused.map {
                  .fields([
                    ("row", .integer($0.row)), ("code", .string($0.problem.code)),
                    ("because", .string($0.problem.because.isEmpty ? $0.problem.happened : $0.problem.because)),
                  ])
                })
            ),
          ]))
      } else {
        output.line("\(report.opened.count) opened, \(report.known) known, \(report.refused.count) refused.")
        for (row, problem) in report.refused { output.line(Plain.visible("row \(row): \(problem.summary)")) }
      }
      guard report.refused.isEmpty else {
        throw Problem(
          .badData, "incident.refused", happened: "\(report.refused.count) rows of the file were refused.",
          because: report.refused.first?.problem.happened ?? "",
          remedy: "Mend them; those that were opened are passed over.")
      }
    }
  }
}
