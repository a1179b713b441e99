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
    if let refusal = try await take(kept, &report.counts) {
      report.outcome = .refused
      report.why = refusal.reason
    }
    _ = try await connection.rows(EndReplay(id: id, refused: report.why, channel: channel))
    return report
  }

  /// Asks that a refused record be tried again by a daemon, or with `alike` all that its producer's records were refused for
  /// likewise. Needs the right of a builder of the producer's team, a lead or an administrator.
  package func askReplay(_ id: Int64, alike: Bool, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let (asked, activity) = try await connection.one(
      AskReplay(id: id, alike: alike, reason: reason, channel: channel))
    return try await recorded(
      activity,
      asked == 1
        ? "A daemon tries record \(id) again." : "A daemon tries \(asked) records again that were refused alike.")
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

  /// Takes a kept record; answers why it is refused again.
  private func take(_ kept: QuarantineDetail, _ counts: inout IngestReport) async throws(Problem) -> Refusal? {
    guard let type = FormatIndex.format(named: kept.row.format) else {
      counts.refused = 1
      return Refusal(
        "replay.format",
        "What came as \(kept.row.format) is tried again by its sender alone: it was refused as a whole.")
    }
    let read = type.init(producer: kept.row.producer, now: try await nowOnServer()).read(kept.raw)
    // A token spoke for one producer, and an officer's wish does not change whose records these are.
    if kept.row.origin.hasPrefix("POST "), let named = read.producer, named != kept.row.producer {
      counts.refused = 1
      return .otherProducer
    }
    guard let outcome = IngestBatch.Fact.of(read) else { return nil }
    if case .failure(let refusal) = outcome {
      counts.refused = 1
      return refusal
    }
    let receipt = try await openReceipt(
      producer: kept.row.producer, origin: "quarantine \(kept.row.id)", format: type.name)
    let batch = IngestBatch(
      [IngestBatch.Line(number: 1, raw: kept.raw, outcome: outcome)], keepsRefused: false)
    let answer = try await batch.take(over: connection, receipt: receipt)
    try await closeReceipt(receipt)
    counts.add(answer)
    return answer.refusals.first?.refusal
  }
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
  static let otherProducer = Refusal(
    "producer.other", "The record names another producer than the one whose token was shown.")
}
