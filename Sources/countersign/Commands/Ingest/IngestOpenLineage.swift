import ArgumentParser
import Evidence
import Governance
import Operations

/// `ingest openlineage`
struct IngestOpenLineage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openlineage",
    abstract: "Take OpenLineage events, one JSON object a line, plain or gzip.",
    discussion: """
      Run, job and dataset events of spec 2-0-2, in any order. The same event twice changes nothing. A facet that cannot \
      be read is set aside and its event taken; refused lines lie in quarantine with the reason, and the exit status is \
      then 65.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "file")) var files: [String]
  @Option(help: "Who hands these events in.") var producer = "openlineage"

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let meter = ProgressMeter(output: output)
      let reports = try await Interruption.listening { () async throws(Problem) in
        try await desk.ingestOpenLineage(files: files, producer: producer, progress: meter.show)
      }
      meter.clear()
      try IngestText.tell(reports, output)
    }
  }
}
