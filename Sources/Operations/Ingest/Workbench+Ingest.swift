internal import Catalog
package import Evidence
package import Governance
package import Ingest

extension Workbench {
  /// Reads files of generation events, one JSON object a line, plain or gzip, `-` for standard input, and takes them in.
  ///
  /// Idempotent: an event that is there already changes nothing. Refused lines lie in quarantine with the reason. The next
  /// batch is read while the catalog takes the one before. Memory does not grow with the file.
  ///
  /// - Takes: `progress` is called after every batch.
  /// - Throws: what ends the whole run: the catalog is lost, the right is missing. A file that cannot be read to its end
  ///   says so in its report, and the next one is begun.
  package func ingestGenerations(
    files: [String], producer: String, channel: Channel = .command,
    progress: @Sendable (IngestProgress) -> Void = { _ in }
  ) async throws(Problem) -> [IngestReport] {
    try await ingest(GenerationLines.self, files, producer, progress)
  }

  /// The same for OpenLineage events.
  package func ingestOpenLineage(
    files: [String], producer: String, progress: @Sendable (IngestProgress) -> Void = { _ in }
  ) async throws(Problem) -> [IngestReport] {
    try await ingest(OpenLineage.self, files, producer, progress)
  }

  /// The same for reports of flags.
  package func ingestFlags(
    files: [String], producer: String, progress: @Sendable (IngestProgress) -> Void = { _ in }
  ) async throws(Problem) -> [IngestReport] {
    try await ingest(FlagLines.self, files, producer, progress)
  }

  /// The same for figures that others measured: our own lines, logs of OpenAI Evals, runs of MLflow.
  ///
  /// - Takes: `defaults` are members of a figure that a line or a report does not say itself.
  package func ingestFigures(
    _ type: any LineFormat.Type, files: [String], producer: String, defaults: [JSONValue.Member],
    progress: @Sendable (IngestProgress) -> Void = { _ in }
  ) async throws(Problem) -> [IngestReport] {
    try await ingest(type, files, producer, reports: ReportReading(defaults: defaults), progress)
  }

  private func ingest(
    _ type: any LineFormat.Type, _ files: [String], _ producer: String, reports reading: ReportReading? = nil,
    _ progress: @Sendable (IngestProgress) -> Void
  ) async throws(Problem) -> [IngestReport] {
    try mayWrite()
    let format = type.init(producer: producer, now: try await nowOnServer())
    var reports: [IngestReport] = []
    for file in files {
      var report = IngestReport(file: file)
      do {
        let input = try InputFile(file)
        let receipt = try await connection.one(
          OpenReceipt(producer: producer, format: type.name, origin: file == "-" ? "standard input" : file))
        report.problem = try await take(input, format, reading, receipt, &report, progress)
        _ = try await connection.rows(CloseReceipt(receipt: receipt))
      } catch  where error.code.hasPrefix("file.") {
        report.problem = error
      }
      reports.append(report)
    }
    return reports
  }

  /// Takes a file to its end; answers why it ended before.
  private func take(
    _ input: InputFile, _ format: any LineFormat, _ reading: ReportReading?, _ receipt: Int64,
    _ report: inout IngestReport,
    _ progress: (IngestProgress) -> Void
  ) async throws(Problem) -> Problem? {
    var reader = LineReader()
    var reading = reading
    var digest = RunningDigest()
    var batch = IngestBatch()
    var ahead = BatchAhead(connection, receipt: receipt)
    var ending: Problem?

    func note(_ answer: BatchAnswer?, _ report: inout IngestReport) {
      guard let answer else { return }
      report.add(answer)
      progress(IngestProgress(file: report.file, report: report, bytes: (input.consumed, input.size)))
    }

    var more = true
    while more {
      var lines: [LineReader.Line] = []
      do {
        if let block = try input.next() {
          lines = reader.take(block)
          if reading != nil { digest.update(block) }
        } else {
          more = false
          if let last = reader.finish() { lines.append(last) }
        }
      } catch {
        // Whole lines before the damage are taken; the one it cuts comes again with the mended file.
        ending = error
        more = false
      }
      var told: [ReportLine] = []
      for line in lines { told += reading?.take(line) ?? [ReportLine(line)] }
      if !more, ending == nil { told += reading?.finish(digest: digest.hex) ?? [] }
      for line in told {
        guard let read = line.refusal.map({ .failure($0) }) ?? IngestBatch.Fact.of(format.read(line.raw)) else {
          continue
        }
        report.lines += 1
        batch.add(IngestBatch.Line(number: line.number, raw: line.raw, outcome: read))
        if batch.isFull {
          note(try await ahead.send(batch), &report)
          batch = IngestBatch()
        }
      }
      if Task.isCancelled {
        note(try await ahead.send(batch), &report)
        note(try await ahead.settle(), &report)
        _ = try await connection.rows(CloseReceipt(receipt: receipt))
        throw Problem(
          .cancelled, "ingest.stopped", happened: "Stopped; \(report.taken + report.known) events were taken.",
          remedy: "Run the same command again: it goes on where it stopped.")
      }
    }
    note(try await ahead.send(batch), &report)
    note(try await ahead.settle(), &report)
    return ending
  }
}

extension IngestReport {
  mutating func add(_ answer: BatchAnswer) {
    taken += answer.taken
    known += answer.known
    queued += answer.queued
    refused += answer.refused
    refusedBefore += answer.refusedBefore
    waiting += answer.waiting
  }
}

extension Workbench {
  func openReceipt(producer: String, origin: String, format: String = GenerationLines.name) async throws(Problem)
    -> Int64
  {
    try await connection.one(OpenReceipt(producer: producer, format: format, origin: origin))
  }

  func closeReceipt(_ receipt: Int64) async throws(Problem) {
    _ = try await connection.rows(CloseReceipt(receipt: receipt))
  }
}
