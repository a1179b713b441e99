/// A figure of one version on one day: of marks `n` is the calls they could be on, of values those that said one.
package struct FigureDay: Sendable, Equatable {
  /// Midnight of UTC.
  package var day: Instant
  package var version: String
  package var n: Int
  /// Of marks their number, of values their sum.
  package var total: Double
  package var squares: Double
  /// How the values lay, ascending; empty for marks.
  package var buckets: [Int]
  package var counts: [Int]
  package init(
    day: Instant, version: String, n: Int, total: Double, squares: Double, buckets: [Int] = [], counts: [Int] = []
  ) {
    self.day = day
    self.version = version
    self.n = n
    self.total = total
    self.squares = squares
    self.buckets = buckets
    self.counts = counts
  }
}

/// A figure that an artifact has, in an environment and a slice: empty for all calls, `language:en`, `service:claims`.
package struct FigureName: Sendable, Hashable {
  package var metric: String
  package var slice: String
  package var environment: String
  package var n: Int
  package init(metric: String, slice: String, environment: String, n: Int) {
    self.metric = metric
    self.slice = slice
    self.environment = environment
    self.n = n
  }
}

/// A figure of an artifact in the window and in the reference before it, as sums.
package struct FleetFigure: Sendable, Equatable {
  package struct Side: Sendable, Equatable {
    package var n: Int
    package var total: Double
    package var squares: Double
    package init(n: Int, total: Double, squares: Double) {
      self.n = n
      self.total = total
      self.squares = squares
    }
  }
  package var watched: Watched
  package var metric: String
  package var reference: Side
  package var window: Side
  package init(watched: Watched, metric: String, reference: Side, window: Side) {
    self.watched = watched
    self.metric = metric
    self.reference = reference
    self.window = window
  }
}

/// What a monitor watches, and what it takes for an alarm, in the words the catalog keeps.
package struct MonitorTerms: Sendable, Equatable {
  package var watched: Watched
  package var environment: String
  package var metric: String
  package var slice: String
  package var statistic: String
  package var direction: String
  /// Midnight of the first day, and of the day after the last; nil where nothing is compared.
  package var reference: Period?
  package var minimal: Int
  package var warning: Double
  package var alarm: Double
  package var tolerance: Double
  package var level: Double
  package var windowDays: Int
  /// The window is so many calls instead, each looked at once.
  package var windowCalls: Int?
  package var objective: Double?
  package var threshold: Double?
  package var period: String?

  package init(
    watched: Watched, environment: String, metric: String, slice: String = "", statistic: String,
    direction: String = "either", reference: Period? = nil, minimal: Int = 100, warning: Double, alarm: Double,
    tolerance: Double = 0, level: Double = 0.05, windowDays: Int = 1, objective: Double? = nil,
    threshold: Double? = nil, period: String? = nil, windowCalls: Int? = nil
  ) {
    self.watched = watched
    self.environment = environment
    self.metric = metric
    self.slice = slice
    self.statistic = statistic
    self.direction = direction
    self.reference = reference
    self.minimal = minimal
    self.warning = warning
    self.alarm = alarm
    self.tolerance = tolerance
    self.level = level
    self.windowDays = windowDays
    self.windowCalls = windowCalls
    self.objective = objective
    self.threshold = threshold
    self.period = period
  }
}

/// A rule in force, for whoever runs it.
package struct StandingRule: Sendable, Equatable {
  package var id: Int64
  package var key: String
  package var terms: MonitorTerms
  /// The first day its promise covers.
  package var streamFrom: Instant
  package var lastSlot: String?
  package var lastVerdict: String?
  package var seed: Int64
  /// By the catalog's clock.
  package var today: Instant
  package init(
    id: Int64, key: String, terms: MonitorTerms, streamFrom: Instant, lastSlot: String?, lastVerdict: String?,
    seed: Int64, today: Instant
  ) {
    self.id = id
    self.key = key
    self.terms = terms
    self.streamFrom = streamFrom
    self.lastSlot = lastSlot
    self.lastVerdict = lastVerdict
    self.seed = seed
    self.today = today
  }
}

/// So many calls of a figure, one after the other.
package struct CallWindow: Sendable, Equatable {
  /// From 1.
  package var number: Int
  package var calls: Int
  /// Of marks, how many calls had it.
  package var hits: Int
  /// How the values lay, ascending; empty for marks.
  package var buckets: [Int]
  package var counts: [Int]
  /// When its last call was.
  package var at: Instant
  package init(number: Int, calls: Int, hits: Int, buckets: [Int] = [], counts: [Int] = [], at: Instant) {
    self.number = number
    self.calls = calls
    self.hits = hits
    self.buckets = buckets
    self.counts = counts
    self.at = at
  }
}

/// What a monitor saw in one slot: a day, a window of calls, or the moment a burn rate or cap changed.
package struct MonitorLook: Sendable, Equatable {
  package var slot: String
  package var nReference: Int
  package var nWindow: Int
  package var value: Double?
  /// ln e.
  package var logEvidence: Double?
  /// `no_data`, `too_few`, `quiet`, `warning`, `alarm`.
  package var verdict: String
  /// Monitors that were looked at together.
  package var fleet: Int
  /// Among those that were called.
  package var isCalled: Bool
  package var words: String
  package var at: Instant?
  package var alarm: Int64?
  package init(
    slot: String, nReference: Int, nWindow: Int, value: Double?, logEvidence: Double?, verdict: String, fleet: Int,
    isCalled: Bool, words: String, at: Instant? = nil, alarm: Int64? = nil
  ) {
    self.slot = slot
    self.nReference = nReference
    self.nWindow = nWindow
    self.value = value
    self.logEvidence = logEvidence
    self.verdict = verdict
    self.fleet = fleet
    self.isCalled = isCalled
    self.words = words
    self.at = at
    self.alarm = alarm
  }
}

package struct Monitor: Sendable, Equatable, Identifiable {
  package struct Mute: Sendable, Equatable {
    package var until: Instant
    package var by: String
    package var reason: String
    package init(until: Instant, by: String, reason: String) {
      self.until = until
      self.by = by
      self.reason = reason
    }
  }
  package var id: String { key }
  package var key: String
  package var terms: MonitorTerms
  package var isRetired: Bool
  package var changedBy: String
  package var reason: String
  package var changedAt: Instant
  /// The newest; nil before the first.
  package var look: MonitorLook?
  package var mute: Mute?
  package var openAlarm: Int64?
  package init(
    key: String, terms: MonitorTerms, isRetired: Bool, changedBy: String, reason: String, changedAt: Instant,
    look: MonitorLook?, mute: Mute?, openAlarm: Int64?
  ) {
    self.key = key
    self.terms = terms
    self.isRetired = isRetired
    self.changedBy = changedBy
    self.reason = reason
    self.changedAt = changedAt
    self.look = look
    self.mute = mute
    self.openAlarm = openAlarm
  }
}
