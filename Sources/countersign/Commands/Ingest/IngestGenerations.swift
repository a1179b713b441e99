import ArgumentParser
import Evidence
import Governance
import Operations

/// `ingest generations`
struct IngestGenerations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generations",
    abstract: "Take generation events, one JSON object a line, plain or gzip.",
    discussion: """
      The same event twice changes nothing. Refused lines lie in quarantine with the reason, and the others go in; the \
      exit status is then 65. Interrupted, it goes on where it stopped when it is run again.

      An event has event_id (unique at its producer) and started_at (RFC 3339, or nanoseconds since 1970), and what is known \
      of: producer, model, model_version, prompt_name, prompt_version_text, prompt_id, service, environment, conversation_id, \
      language, user_facing, delivery (held or delivered), data_class, operation, ended_at, tokens_in, tokens_out, \
      cost_micros, currency; input_messages and output_messages (role, and content or parts), system_instructions, \
      prompt_variables, tools; flags (source, category, and verdict or score; side, spans), evals (name, score, judge), \
      retrieved (index, dataset, row_key, rank), embedding (model, vector). What else it says is kept with it. Lines of \
      public data sets are taken as well: id, ts, model, prompt_text or messages, response_text.

        {"event_id":"r1","started_at":"2026-11-21T17:24:00Z","model":"claims-triage","model_version":"14",
         "output_messages":[{"role":"assistant","content":"Approved."}],
         "flags":[{"source":"moderation","category":"violence","score":0.94}]}
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "file")) var files: [String]
  @Option(help: "Whose events these are, when a line does not say.") var producer = "import"

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let meter = ProgressMeter(output: output)
      let reports = try await Interruption.listening { () async throws(Problem) in
        try await desk.ingestGenerations(files: files, producer: producer, progress: meter.show)
      }
      meter.clear()
      try IngestText.tell(reports, output)
    }
  }
}

/// What became of files, a line each.
enum IngestText {
  /// Tells it all, then throws what was wrong: a file that could not be read to its end, or lines that were refused.
  static func tell(_ reports: [IngestReport], _ output: Output) throws(Problem) {
    if output.json {
      try output.document(.fields([("items", .array(reports.map { .report($0) })), ("next", .null)]))
    } else {
      for report in reports { output.line(Plain.visible(line(report))) }
    }
    if let problem = reports.compactMap(\.problem).first { throw problem }
    let refused = reports.reduce(0) { $0 + $1.refused }
    guard refused == 0 else {
      throw Problem(
        .badData, "ingest.refused",
        happened: "\(refused) of \(reports.reduce(0) { $0 + $1.lines }) lines were refused; the others are in.",
        remedy: "Look at `countersign quarantine list`.")
    }
  }

  static func line(_ report: IngestReport) -> String {
    var parts = ["\(report.taken) taken", "\(report.known) already there"]
    if report.refused > 0 {
      parts.append(
        "\(report.refused) refused" + (report.refusedBefore > 0 ? " (\(report.refusedBefore) of them before)" : ""))
    }
    if report.waiting > 0 { parts.append("\(report.waiting) wait for their events") }
    parts.append("\(report.queued) to review")
    return "\(report.file): \(report.lines) lines, \(parts.joined(separator: ", "))"
      + (report.problem.map { ". \($0.summary)" } ?? "")
  }
}
