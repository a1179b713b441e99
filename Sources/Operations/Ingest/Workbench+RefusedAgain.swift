internal import Catalog
package import Governance
internal import Ingest

/// How a refused record fared that was tried again.
package struct ReplayReport: Sendable, Equatable {
  package enum Outcome: String, Sendable {
    case wentIn = "went_in"
    case refused
    /// It had gone in earlier: nothing was tried.
    case goneIn = "gone_in"
  }
  package var number: Int64
  package var outcome: Outcome
  /// Why it was refused again; empty otherwise.
  package var why: String
  package var counts: IngestReport
}

extension Workbench {
  /// Tries a refused record again as it lies in quarantine: its reason may have gone. Needs the right of ingest.
  package func replay(_ id: Int64, channel: Channel) async throws(Problem) -> ReplayReport {
    let kept = try await openQuarantine(id, channel: channel)
    var report = ReplayReport(number: id, outcome: .wentIn, why: "", counts: IngestReport(file: kept.row.origin))
    guard kept.row.state == "kept" else {
      report.outcome = .goneIn
      return report
    }
    report.counts.lines = 1
    switch try await take(kept, &report.counts) {
    case .success(let receipt): _ = try await connection.rows(EndReplay(id: id, receipt: receipt, channel: channel))
    case .failure(let refusal):
      report.outcome = .refused
      report.why = refusal.reason
      _ = try await connection.rows(EndReplay(id: id, refused: refusal.reason, channel: channel))
    }
    return report
  }

  /// Asks that a refused record be tried again by a daemon, or with `alike` all that its producer's records were refused for
  /// likewise. Needs the right of a builder of the producer's team, a lead or an administrator.
  package func askReplay(_ id: Int64, alike: Bool, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let told = try await connection.one(AskReplay(id: id, alike: alike, reason: reason, channel: channel))
    let what =
      told.asked == 1 ? "record \(id) again" : "\(told.asked) records again that were refused alike"
    var words = "A daemon tries \(what)\(told.isPaused ? ", once the job replay-quarantine goes on" : "")."
    if told.others > 0 { words += " \(told.others) more were refused alike: ask again." }
    return try await recorded(told.activity, words)
  }

  /// Tries what was asked for, the oldest first.
  package func replayAsked(most: Int) async throws(Problem) -> (wentIn: Int64, refused: Int64) {
    var (wentIn, refused): (Int64, Int64) = (0, 0)
    for id in try await connection.rows(ReadAskedReplays(most: most)) {
      do throws(Problem) {
        let report = try await replay(id, channel: .command)
        if report.outcome == .refused { refused += 1 } else { wentIn += 1 }
      } catch  where error.kind == .unreachable || error.kind == .cancelled || error.code == "right.missing" {
        throw error
      } catch {
        // One that breaks must not stop those behind it.
        _ = try await connection.rows(EndReplay(id: id, refused: error.summary, channel: .command))
        refused += 1
      }
    }
    return (wentIn, refused)
  }

  /// Takes a kept record; answers by which receipt, or why it is refused again.
  private func take(
    _ kept: QuarantineDetail, _ counts: inout IngestReport
  ) async throws(Problem) -> Result<Int64, Refusal> {
    counts.refused = 1
    guard let type = FormatIndex.format(named: kept.row.format) else {
      return .failure(.onlyItsSender(kept.row.format))
    }
    let read = type.init(producer: kept.row.producer, now: try await nowOnServer()).read(kept.raw)
    // A token spoke for one producer, and an officer's wish does not change whose records these are.
    if kept.row.origin.hasPrefix("POST "), let named = read.producer, named != kept.row.producer {
      return .failure(.otherProducer)
    }
    guard let outcome = IngestBatch.Fact.of(read) else { return .failure(.blank) }
    if case .failure(let refusal) = outcome { return .failure(refusal) }
    counts.refused = 0
    let receipt = try await openReceipt(
      producer: kept.row.producer, origin: "quarantine \(kept.row.id)", format: type.name)
    let batch = IngestBatch(
      [IngestBatch.Line(number: 1, raw: kept.raw, outcome: outcome)], keepsRefused: false)
    let answer = try await batch.take(over: connection, receipt: receipt)
    try await closeReceipt(receipt)
    counts.add(answer)
    return answer.refusals.first.map { .failure($0.refusal) } ?? .success(receipt)
  }
}

extension QuarantineRow {
  /// Whether it can be tried again here; what was refused as a whole is sent again by its sender alone.
  package var canBeTried: Bool { FormatIndex.format(named: format) != nil }
}

extension LineOutcome {
  /// Whose it says it is; nil where a record does not say.
  var producer: String? {
    switch self {
    case .event(let event): event.producer
    case .flags(let report): report.producer
    case .lineage, .figure, .refused, .blank: nil
    }
  }
}

extension Refusal {
  static let blank = Refusal("record.blank", "There is nothing in it.")

  static func onlyItsSender(_ format: String) -> Refusal {
    Refusal("replay.format", "What came as \(format) was refused as a whole: only its sender can send it again.")
  }

  static let otherProducer = Refusal(
    "producer.other", "The record names another producer than the one whose token was shown.")
}
