import ArgumentParser
import Governance
import Operations

/// `ingest flags`
struct IngestFlags: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flags",
    abstract: "Take reports of safety flags, one JSON object a line, plain or gzip.",
    discussion: """
      A report names its event ({"event_id": …} or {"generation": …}) and is a flag ({"source", "category", "verdict" or \
      "score", "side", "taxonomy", "spans"}) or the answer of a checker as it came ({"checker": "azure", "answer": …}; \
      azure, openai, llama_guard, presidio). The same report twice changes nothing; one whose event has not come waits for \
      it, and lies in quarantine after a week. The tier of the event follows.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "file")) var files: [String]
  @Option(help: "Whose events these are about, when a line does not say.") var producer = "import"

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let meter = ProgressMeter(output: output)
      let reports = try await Interruption.listening { () async throws(Problem) in
        try await desk.ingestFlags(files: files, producer: producer, progress: meter.show)
      }
      meter.clear()
      try IngestText.tell(reports, output)
    }
  }
}
