internal import Catalog
package import Governance

/// A job that was run just now.
package struct JobReport: Sendable, Equatable {
  package var job: String
  package var outcome: String
  package var detail: String
}

extension Workbench {
  package func schedule() async throws(Problem) -> [ScheduledJob] { try await connection.rows(ListJobs()) }

  /// Runs that found something to do, newest first.
  package func scheduleRuns(of job: String?, limit: Int) async throws(Problem) -> [ScheduledRun] {
    try await connection.rows(ListRuns(job: job, limit: limit))
  }

  package func pauseJob(
    _ name: String, paused: Bool, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(PauseJob(name: name, paused: paused, reason: reason, channel: channel))
    return try await recorded(activity, paused ? "\(name) is paused." : "\(name) goes on.")
  }

  /// Makes a job due now; a daemon does it.
  package func hastenJob(_ name: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(HastenJob(name: name, reason: reason, channel: channel))
    return try await recorded(activity, "\(name) is due now; the next daemon that looks does it.")
  }

  /// Does one job that is due, if there is one that this login may do and nobody else does.
  ///
  /// - Parameters:
  ///   - holder: a name no other process has.
  ///   - cards: where this process publishes cards; without it that job is another's.
  ///   - roads: how this process reaches the sources that are followed; without them that job is another's.
  package func runDueJob(
    holder: String, cards: PublishedFolder? = nil, roads: (any SourceRoads)? = nil
  ) async throws(Problem) -> JobReport? {
    let unable = (cards == nil ? [Self.publishCards] : []) + (roads == nil ? [Self.syncSources] : [])
    guard let (job, fence) = try await connection.first(TakeJob(holder: holder, lease: 120, unable: unable)) else {
      return nil
    }
    var report: JobReport
    do throws(Problem) {
      let done = try await perform(job, cards, roads)
      report = JobReport(job: job, outcome: done.isEmpty ? "nothing" : "done", detail: done)
    } catch  where error.kind == .unreachable {
      throw error  // the lease runs out, and another daemon takes over
    } catch {
      report = JobReport(job: job, outcome: "failed", detail: error.summary)
    }
    _ = try await connection.rows(
      EndJob(job: job, fence: fence, outcome: report.outcome, detail: report.detail))
    return report
  }

  private static let publishCards = "publish-cards"
  private static let syncSources = "sync-sources"

  /// Says what was done; nothing when there was nothing to do.
  private func perform(
    _ job: String, _ cards: PublishedFolder?, _ roads: (any SourceRoads)?
  ) async throws(Problem) -> String {
    switch job {
    case "seal-log":
      do throws(Problem) {
        let head = try await sealLog()
        return head.added > 0 ? "\(head.added) leaves sealed, \(head.size) in all" : ""
      } catch  where error.code == "log.led" {
        return ""
      } catch {
        throw error
      }
    case "join-flags":
      let (joined, givenUp) = try await connection.one(JoinFlags(most: 1000))
      return [words(joined, "reports of flags joined"), words(givenUp, "put into quarantine")].filter { !$0.isEmpty }
        .joined(separator: ", ")
    case "replay-quarantine":
      let (wentIn, refused) = try await replayAsked(most: 500)
      return [words(wentIn, "records went in"), words(refused, "refused again")].filter { !$0.isEmpty }
        .joined(separator: ", ")
    case "open-snapshots": return try await connection.one(OpenEndedQuarter()).map { "\($0) opened" } ?? ""
    case "end-claims": return words(try await connection.one(EndClaims()), "claims given back")
    case "note-breaches": return words(try await connection.one(NoteBreaches()), "reviews past their due time")
    case "drop-old-traces":
      return words(try await connection.one(DropOldTraces(older: 86_400)), "traces forgotten")
    case "drop-old-deliveries": return words(try await connection.one(DropOldDeliveries()), "deliveries forgotten")
    case Self.publishCards:
      guard let cards else { return "" }
      let report = try await publish(into: cards)
      return words(Int64(report.changed.count), "cards published\(report.commit.map { ", commit \($0)" } ?? "")")
    case Self.syncSources:
      guard let roads else { return "" }
      return try await syncDueSources(roads)
    case "begin-shadow-evals": return try await beginShadowNights()
    case "keep-figures": return words(try await keepFigures(), "facts added to the figures")
    case "run-monitors":
      let run = try await runMonitors()
      return run.lines.isEmpty ? "" : "\(run.lines.count) looks, \(run.alarms) alarms"
    case "retire-content": return words(try await retireContent(limit: 20_000), "contents retired")
    default:
      throw Problem(
        .fault, "schedule.unknown", happened: "This countersign does not know the job \(job).",
        remedy: "Upgrade it, or pause the job.")
    }
  }

  private func words(_ count: Int64, _ what: String) -> String { count > 0 ? "\(count) \(what)" : "" }
}
