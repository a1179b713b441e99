/// A program that reports to the office, with what it brought lately.
package struct DataSource: Sendable, Equatable, Identifiable {
  package var producer: String
  package var team: String?
  /// What its token is for: `generations`, `openlineage`, `otlp`. Empty when it has none.
  package var scopes: [String]
  /// How many tokens of it are valid.
  package var tokens: Int
  /// SHA-256 of the certificates it is bound to, in hexadecimal, the newest first; its tokens count without one while there is none.
  package var certificates: [String]
  /// When its last file or request ended.
  package var lastAt: Instant?
  /// Seconds from its newest event to the arrival of it.
  package var lag: Double?
  package var format: String?
  package var takenInHour: Int64
  package var takenInDay: Int64
  package var knownInDay: Int64
  package var refusedInDay: Int64
  /// What lies in quarantine and was not replayed.
  package var quarantined: Int64
  /// Traces that are not whole yet.
  package var waitingTraces: Int64
  /// Why the newest of what lies in quarantine is there.
  package var lastRefusal: String?

  package var id: String { producer }

  package init(
    producer: String, team: String?, scopes: [String], tokens: Int, certificates: [String], lastAt: Instant?,
    lag: Double?,
    format: String?,
    takenInHour: Int64, takenInDay: Int64, knownInDay: Int64, refusedInDay: Int64, quarantined: Int64,
    waitingTraces: Int64, lastRefusal: String?
  ) {
    self.producer = producer
    self.team = team
    self.scopes = scopes
    self.tokens = tokens
    self.certificates = certificates
    self.lastAt = lastAt
    self.lag = lag
    self.format = format
    self.takenInHour = takenInHour
    self.takenInDay = takenInDay
    self.knownInDay = knownInDay
    self.refusedInDay = refusedInDay
    self.quarantined = quarantined
    self.waitingTraces = waitingTraces
    self.lastRefusal = lastRefusal
  }
}

/// What a service counted of its own calls on a day, beside what is stored of them.
package struct Completeness: Sendable, Equatable {
  package var producer: String
  package var service: String
  /// `2026-11-21`, of UTC.
  package var day: String
  package var counted: Int64
  package var stored: Int64

  package var missing: Int64 { max(0, counted - stored) }

  package init(producer: String, service: String, day: String, counted: Int64, stored: Int64) {
    self.producer = producer
    self.service = service
    self.day = day
    self.counted = counted
    self.stored = stored
  }
}

/// Work that comes round, done by one of any number of daemons.
package struct ScheduledJob: Sendable, Equatable, Identifiable {
  package var name: String
  package var title: String
  /// Seconds from one run's end to the next.
  package var every: Int64
  /// `03:00` of the office's day, when it comes once a day.
  package var atTime: String?
  package var paused: Bool
  /// Nil: at once.
  package var due: Instant?
  /// The daemon that does it now.
  package var holder: String?
  package var lastEnded: Instant?
  /// `done`, `nothing` or `failed`.
  package var lastOutcome: String?
  package var lastDetail: String

  package var id: String { name }

  package init(
    name: String, title: String, every: Int64, atTime: String?, paused: Bool, due: Instant?, holder: String?,
    lastEnded: Instant?, lastOutcome: String?, lastDetail: String
  ) {
    self.name = name
    self.title = title
    self.every = every
    self.atTime = atTime
    self.paused = paused
    self.due = due
    self.holder = holder
    self.lastEnded = lastEnded
    self.lastOutcome = lastOutcome
    self.lastDetail = lastDetail
  }
}

/// One run of a job that found something to do.
package struct ScheduledRun: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var job: String
  package var holder: String
  package var due: Instant?
  package var startedAt: Instant
  package var endedAt: Instant?
  /// `running`, `done`, `failed`, or `lost` when its daemon went away.
  package var outcome: String
  package var detail: String

  package init(
    id: Int64, job: String, holder: String, due: Instant?, startedAt: Instant, endedAt: Instant?, outcome: String,
    detail: String
  ) {
    self.id = id
    self.job = job
    self.holder = holder
    self.due = due
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.outcome = outcome
    self.detail = detail
  }
}

/// What waits in the spool of a daemon, as it told last.
package struct SpoolStanding: Sendable, Equatable {
  /// The machine and the folder.
  package var spool: String
  package var requests: Int64
  package var bytes: Int64
  /// When the oldest request came that waits.
  package var since: Instant?
  package var isFull: Bool
  package var toldAt: Instant

  package init(spool: String, requests: Int64, bytes: Int64, since: Instant?, isFull: Bool, toldAt: Instant) {
    self.spool = spool
    self.requests = requests
    self.bytes = bytes
    self.since = since
    self.isFull = isFull
    self.toldAt = toldAt
  }
}

/// Reports of flags of a producer whose events have not come.
package struct WaitingFlags: Sendable, Equatable {
  package var producer: String
  package var reports: Int64
  /// When the oldest came.
  package var since: Instant

  package init(producer: String, reports: Int64, since: Instant) {
    self.producer = producer
    self.reports = reports
    self.since = since
  }
}
