internal import Catalog
package import Governance
internal import Ingest

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
    try mayWrite()
    let format = GenerationLines(producer: producer, now: try await nowOnServer())
    var reports: [IngestReport] = []
    for file in files {
      var report = IngestReport(file: file)
      do {
        let input = try InputFile(file)
        let receipt = try await connection.one(
          OpenReceipt(producer: producer, format: GenerationLines.name, origin: file == "-" ? "standard input" : file))
        report.problem = try await take(input, format, receipt, &report, progress)
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
    _ input: InputFile, _ format: GenerationLines, _ receipt: Int64, _ report: inout IngestReport,
    _ progress: (IngestProgress) -> Void
  ) async throws(Problem) -> Problem? {
    var reader = LineReader()
    var batch = IngestBatch()
    var ahead: Task<Result<BatchAnswer, Problem>, Never>?
    var ending: Problem?

    func settle(_ report: inout IngestReport) async throws(Problem) {
      guard let running = ahead else { return }
      ahead = nil
      report.add(try await running.value.get())
      progress(IngestProgress(file: report.file, report: report, bytes: (input.consumed, input.size)))
    }
    func flush(_ report: inout IngestReport) async throws(Problem) {
      try await settle(&report)
      let full = batch
      batch = IngestBatch()
      let connection = self.connection
      ahead = Task {
        do throws(Problem) {
          return .success(try await full.take(over: connection, receipt: receipt))
        } catch {
          return .failure(error)
        }
      }
    }

    var more = true
    while more {
      var lines: [LineReader.Line] = []
      do {
        if let block = try input.next() {
          lines = reader.take(block)
        } else {
          more = false
          if let last = reader.finish() { lines.append(last) }
        }
      } catch {
        // Whole lines before the damage are taken; the one it cuts comes again with the mended file.
        ending = error
        more = false
      }
      for line in lines {
        let read: Result<GenerationEvent, Refusal>
        var raw: [UInt8] = []
        switch line.content {
        case .bytes(let bytes):
          raw = bytes
          switch format.read(bytes) {
          case .event(let event): read = .success(event)
          case .refused(let refusal): read = .failure(refusal)
          case .blank: continue
          }
        case .tooLong(let refusal): read = .failure(refusal)
        }
        report.lines += 1
        batch.add(IngestBatch.Line(number: line.number, raw: raw, outcome: read))
        if batch.isFull { try await flush(&report) }
      }
      if Task.isCancelled {
        try await flush(&report)
        try await settle(&report)
        _ = try await connection.rows(CloseReceipt(receipt: receipt))
        throw Problem(
          .cancelled, "ingest.stopped", happened: "Stopped; \(report.taken + report.known) events were taken.",
          remedy: "Run the same command again: it goes on where it stopped.")
      }
    }
    try await flush(&report)
    try await settle(&report)
    return ending
  }

  /// Takes a refused line once more, as it lies in quarantine: its reason may have gone.
  package func replay(_ id: Int64, channel: Channel) async throws(Problem) -> IngestReport {
    let kept = try await openQuarantine(id, channel: channel)
    let format = GenerationLines(producer: kept.producer, now: try await nowOnServer())
    var report = IngestReport(file: kept.row.origin)
    let receipt = try await connection.one(
      OpenReceipt(producer: kept.producer, format: GenerationLines.name, origin: "quarantine \(id)"))
    var batch = IngestBatch()
    switch format.read(kept.raw) {
    case .event(let event): batch.add(IngestBatch.Line(number: 1, raw: kept.raw, outcome: .success(event)))
    case .refused(let refusal): batch.add(IngestBatch.Line(number: 1, raw: kept.raw, outcome: .failure(refusal)))
    case .blank: break
    }
    report.lines = batch.lines.count
    report.add(try await batch.take(over: connection, receipt: receipt))
    _ = try await connection.rows(CloseReceipt(receipt: receipt))
    if report.refused == 0 { _ = try await connection.rows(MarkReplayed(id: id, channel: channel)) }
    return report
  }
}

extension IngestReport {
  fileprivate mutating func add(_ answer: BatchAnswer) {
    taken += answer.taken
    known += answer.known
    queued += answer.queued
    refused += answer.refused
    refusedBefore += answer.refusedBefore
  }
}

extension Workbench {
  func openReceipt(producer: String, origin: String) async throws(Problem) -> Int64 {
    try await connection.one(OpenReceipt(producer: producer, format: GenerationLines.name, origin: origin))
  }

  func closeReceipt(_ receipt: Int64) async throws(Problem) {
    _ = try await connection.rows(CloseReceipt(receipt: receipt))
  }
}
