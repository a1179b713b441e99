package import Governance

/// Leases a job that is due.
package struct TakeJob: Query {
  package static let sql = EmbeddedSQL.TakeJob
  package var holder: String
  /// Seconds.
  package var lease: Int
  /// Jobs that this process cannot do.
  package var unable: [String]
  package init(holder: String, lease: Int, unable: [String] = []) {
    self.holder = holder
    self.lease = lease
    self.unable = unable
  }
  package var parameters: [Parameter] { [.text(holder), .integer(lease), .texts(unable)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (job: String, fence: Int64) {
    (try row.next(), try row.next())
  }
}

/// Ends a run.
package struct EndJob: Query {
  package static let sql = EmbeddedSQL.EndJob
  package var job: String
  package var fence: Int64
  /// `done`, `nothing` or `failed`.
  package var outcome: String
  package var detail: String
  package init(job: String, fence: Int64, outcome: String, detail: String) {
    self.job = job
    self.fence = fence
    self.outcome = outcome
    self.detail = detail
  }
  package var parameters: [Parameter] { [.text(job), .integer(fence), .text(outcome), .text(detail)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Pauses a job, or lets it go on; answers the number of the activity.
package struct PauseJob: Query {
  package static let sql = EmbeddedSQL.PauseJob
  package var name: String
  package var paused: Bool
  package var reason: String
  package var channel: Channel
  package init(name: String, paused: Bool, reason: String, channel: Channel) {
    self.name = name
    self.paused = paused
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(name), .bool(paused), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Makes a job due now; answers the number of the activity.
package struct HastenJob: Query {
  package static let sql = EmbeddedSQL.HastenJob
  package var name: String
  package var reason: String
  package var channel: Channel
  package init(name: String, reason: String, channel: Channel) {
    self.name = name
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(name), .text(reason), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// The schedule, by name.
package struct ListJobs: Query {
  package static let sql = EmbeddedSQL.ListJobs
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> ScheduledJob {
    ScheduledJob(
      name: try row.next(), title: try row.next(), every: try row.next(), atTime: try row.next(),
      paused: try row.next(), due: try row.next(), holder: try row.next(), lastEnded: try row.next(),
      lastOutcome: try row.next(), lastDetail: try row.next())
  }
}

/// Runs of a job, newest first.
package struct ListRuns: Query {
  package static let sql = EmbeddedSQL.ListRuns
  /// Nil for all.
  package var job: String?
  package var limit: Int
  package init(job: String?, limit: Int) {
    self.job = job
    self.limit = limit
  }
  package var parameters: [Parameter] { [.text(job), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> ScheduledRun {
    ScheduledRun(
      id: try row.next(), job: try row.next(), holder: try row.next(), due: try row.next(),
      startedAt: try row.next(), endedAt: try row.next(), outcome: try row.next(), detail: try row.next())
  }
}

/// Gives back reviews whose lease ran out; answers how many.
package struct EndClaims: Query {
  package static let sql = EmbeddedSQL.EndClaims
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Records reviews that are past their due time; answers how many.
package struct NoteBreaches: Query {
  package static let sql = EmbeddedSQL.NoteBreaches
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Forgets traces that were put together long ago; answers how many.
package struct DropOldTraces: Query {
  package static let sql = EmbeddedSQL.DropOldTraces
  /// Seconds.
  package var older: Int
  package init(older: Int) { self.older = older }
  package var parameters: [Parameter] { [.integer(older)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
