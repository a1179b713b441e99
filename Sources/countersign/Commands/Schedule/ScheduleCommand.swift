import ArgumentParser
import Evidence
import Governance
import Operations

/// `schedule`: work that comes round.
struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "Work that comes round, done by one of the daemons.",
    subcommands: [
      ListSchedule.self, ScheduleHistory.self, RunScheduled.self, PauseScheduled.self, ResumeScheduled.self,
    ])
}

/// `schedule list`
struct ListSchedule: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every job: how often, when next, and how it ended last.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let jobs = try await desk.schedule()
      guard !output.json else {
        return try output.document(
          .fields([("items", .array(jobs.map { .job($0) })), ("next", .null), ("about", .integer(jobs.count))]))
      }
      output.table(
        ["JOB", "EVERY", "NEXT", "LAST", "ENDED", "WHAT"],
        jobs.map {
          [
            $0.name, $0.atTime.map { "day at \($0)" } ?? "\($0.every) s",
            $0.paused ? "paused" : $0.holder.map { "runs on \($0)" } ?? $0.due?.rfc3339 ?? "now",
            $0.lastEnded?.rfc3339 ?? "never", $0.lastOutcome ?? "", $0.lastDetail.isEmpty ? $0.title : $0.lastDetail,
          ]
        })
    }
  }
}

/// `schedule history`
struct ScheduleHistory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Runs that found something to do, newest first.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Only of this job.") var job: String?
  @Option(help: "How many.") var limit = 50

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let runs = try await desk.scheduleRuns(of: job, limit: max(1, limit))
      guard !output.json else {
        return try output.document(
          .fields([("items", .array(runs.map { .run($0) })), ("next", .null), ("about", .null)]))
      }
      output.table(
        ["NO", "JOB", "STARTED", "ENDED", "OUTCOME", "BY", "WHAT"],
        runs.map {
          [
            String($0.id), $0.job, $0.startedAt.rfc3339, $0.endedAt?.rfc3339 ?? "", $0.outcome, $0.holder, $0.detail,
          ]
        })
    }
  }
}

/// `schedule run`
struct RunScheduled: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Make a job due now; the next daemon that looks does it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The job's name.") var job: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.hastenJob(job, reason: reason, channel: .command))
    }
  }
}

/// `schedule pause`
struct PauseScheduled: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "pause", abstract: "Let a job rest.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The job's name.") var job: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.pauseJob(job, paused: true, reason: reason, channel: .command))
    }
  }
}

/// `schedule resume`
struct ResumeScheduled: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "resume", abstract: "Let a paused job go on.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The job's name.") var job: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.pauseJob(job, paused: false, reason: reason, channel: .command))
    }
  }
}

extension JSONValue {
  fileprivate static func job(_ job: ScheduledJob) -> JSONValue {
    .fields([
      ("name", .string(job.name)), ("title", .string(job.title)), ("every_seconds", .integer(job.every)),
      ("at_time", .text(job.atTime)), ("paused", .bool(job.paused)), ("due", .instant(job.due)),
      ("holder", .text(job.holder)), ("last_ended", .instant(job.lastEnded)), ("last_outcome", .text(job.lastOutcome)),
      ("last_detail", .string(job.lastDetail)),
    ])
  }

  fileprivate static func run(_ run: ScheduledRun) -> JSONValue {
    .fields([
      ("id", .integer(run.id)), ("job", .string(run.job)), ("holder", .string(run.holder)), ("due", .instant(run.due)),
      ("started_at", .instant(run.startedAt)), ("ended_at", .instant(run.endedAt)), ("outcome", .string(run.outcome)),
      ("detail", .string(run.detail)),
    ])
  }
}
