package import Governance

/// Adds what has come to the figures by day; answers how many facts.
package struct KeepFigures: Query {
  package static let sql = EmbeddedSQL.KeepFigures
  package var most: Int
  package init(most: Int = 100_000) { self.most = most }
  package var parameters: [Parameter] { [.integer(most)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// A figure by day and version.
package struct ListFigureDays: Query {
  package static let sql = EmbeddedSQL.ListFigureDays
  package var watched: Watched
  package var name: FigureName
  package var period: Period
  package init(watched: Watched, name: FigureName, period: Period) {
    self.watched = watched
    self.name = name
    self.period = period
  }
  package var parameters: [Parameter] {
    [
      .text(watched.kind.rawValue), .text(watched.name), .text(name.metric), .text(name.slice),
      .text(name.environment), .text(period.since.day), .text(period.until.day),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FigureDay {
    FigureDay(
      day: try row.day(), version: try row.next(), n: try row.next(), total: try row.next(), squares: try row.next(),
      buckets: (try row.next() as [String]).compactMap { Int($0) },
      counts: (try row.next() as [String]).compactMap { Int($0) })
  }
}

/// Vectors that stand for the calls of some days, by day or of all days at once.
package struct ListEmbeddingSamples: Query {
  package static let sql = EmbeddedSQL.ListEmbeddingSamples
  package var watched: Watched
  package var slice: String
  package var environment: String
  package var period: Period
  package var byDay: Bool
  package init(watched: Watched, slice: String, environment: String, period: Period, byDay: Bool) {
    self.watched = watched
    self.slice = slice
    self.environment = environment
    self.period = period
    self.byDay = byDay
  }
  package var parameters: [Parameter] {
    [
      .text(watched.kind.rawValue), .text(watched.name), .text(slice), .text(environment), .text(period.since.day),
      .text(period.until.day), .bool(byDay),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> SampledVector {
    SampledVector(
      day: try row.day(), model: try row.next(), dimension: try row.next(), seen: try row.next(),
      lot: ((try row.next() as [UInt8]?) ?? []).reduce(0) { $0 << 8 | UInt64($1) },
      vector: (try row.next() as [UInt8]?).map(SampledVector.numbers))
  }
}

/// A call's vector in the sample that stands for its day.
package struct SampledVector: Sendable, Equatable {
  package var day: Instant
  package var model: String
  package var dimension: Int
  /// Calls with a vector that the sample stands for.
  package var seen: Int
  package var lot: UInt64
  /// Nil when it was removed with its text.
  package var vector: [Double]?

  /// An array of `real` as PostgreSQL sends it: 20 bytes of head, then 4 of length and 4 of value each.
  static func numbers(_ bytes: [UInt8]) -> [Double] {
    stride(from: 24, through: bytes.count - 4, by: 8).map { place in
      Double(Float(bitPattern: bytes[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) }))
    }
  }
}

/// The figures, slices and environments an artifact has.
package struct ListFigureNames: Query {
  package static let sql = EmbeddedSQL.ListFigureNames
  package var watched: Watched
  package var since: Instant
  package init(watched: Watched, since: Instant) {
    self.watched = watched
    self.since = since
  }
  package var parameters: [Parameter] { [.text(watched.kind.rawValue), .text(watched.name), .text(since.day)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FigureName {
    FigureName(metric: try row.next(), slice: try row.next(), environment: try row.next(), n: try row.next())
  }
}

/// Every figure of every artifact, as sums.
package struct ReadFleet: Query {
  package static let sql = EmbeddedSQL.ReadFleet
  package var environment: String
  package var reference: Period
  package var window: Period
  package init(environment: String, reference: Period, window: Period) {
    self.environment = environment
    self.reference = reference
    self.window = window
  }
  package var parameters: [Parameter] {
    [.text(environment), .text(reference.since.day), .text(window.since.day), .text(window.until.day)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FleetFigure {
    let kind: Watched.Kind = try row.word()
    return FleetFigure(
      watched: Watched(name: try row.next(), kind: kind), metric: try row.next(), reference: try row.side(),
      window: try row.side())
  }
}

/// Monitors by name.
package struct ListMonitors: Query {
  package static let sql = EmbeddedSQL.ListMonitors
  package var artifact: String?
  package var key: String?
  package var retiredToo: Bool
  package init(artifact: String? = nil, key: String? = nil, retiredToo: Bool = false) {
    self.artifact = artifact
    self.key = key
    self.retiredToo = retiredToo
  }
  package var parameters: [Parameter] { [.text(artifact), .text(key), .bool(retiredToo)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Monitor {
    let key: String = try row.next()
    let kind: Watched.Kind = try row.word()
    let name: String = try row.next()
    let environment: String = try row.next()
    let metric: String = try row.next()
    let slice: String = try row.next()
    let _: Int64 = try row.next()
    let terms = try row.terms(Watched(name: name, kind: kind), environment, metric, slice)
    let retired: Bool = try row.next()
    let changedBy: String = try row.next()
    let reason: String = try row.next()
    let changedAt: Instant = try row.next()
    let look = try row.look()
    let until: Instant? = try row.next()
    let mutedBy: String? = try row.next()
    let because: String? = try row.next()
    return Monitor(
      key: key, terms: terms, isRetired: retired, changedBy: changedBy, reason: reason, changedAt: changedAt,
      look: look, mute: until.map { Monitor.Mute(until: $0, by: mutedBy ?? "", reason: because ?? "") },
      openAlarm: try row.next())
  }
}

/// Rules in force.
package struct ListMonitorRules: Query {
  package static let sql = EmbeddedSQL.ListMonitorRules
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> StandingRule {
    let id: Int64 = try row.next()
    let key: String = try row.next()
    let kind: Watched.Kind = try row.word()
    let name: String = try row.next()
    let environment: String = try row.next()
    let metric: String = try row.next()
    let slice: String = try row.next()
    return StandingRule(
      id: id, key: key, terms: try row.terms(Watched(name: name, kind: kind), environment, metric, slice),
      streamFrom: try row.day(), lastSlot: try row.next(), lastVerdict: try row.next(), seed: try row.next(),
      today: try row.day())
  }
}

/// Bad and all calls by seconds back.
package struct ReadBurnWindows: Query {
  package static let sql = EmbeddedSQL.ReadBurnWindows
  package var rule: Int64
  package init(rule: Int64) { self.rule = rule }
  package var parameters: [Parameter] { [.integer(rule)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (seconds: Int, bad: Int, total: Int) {
    (try row.next(), try row.next(), try row.next())
  }
}

/// What was spent in the running period, in millionths, by how many calls.
package struct ReadCapSpent: Query {
  package static let sql = EmbeddedSQL.ReadCapSpent
  package var rule: Int64
  package init(rule: Int64) { self.rule = rule }
  package var parameters: [Parameter] { [.integer(rule)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (spent: Double, calls: Int) {
    (try row.next(), try row.next())
  }
}

/// Records what a rule saw; answers the alarm it raised.
package struct RecordLook: Query {
  package static let sql = EmbeddedSQL.RecordLook
  package var rule: Int64
  package var look: MonitorLook
  package init(rule: Int64, look: MonitorLook) {
    self.rule = rule
    self.look = look
  }
  package var parameters: [Parameter] {
    [
      .integer(rule), .text(look.slot), .integer(look.nReference), .integer(look.nWindow), .double(look.value),
      .double(look.logEvidence), .text(look.verdict), .integer(look.fleet), .bool(look.isCalled), .text(look.words),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64? { try row.next() }
}

/// What a monitor saw, newest first.
package struct ListLooks: Query {
  package static let sql = EmbeddedSQL.ListLooks
  package var key: String
  package var limit: Int
  package init(key: String, limit: Int) {
    self.key = key
    self.limit = limit
  }
  package var parameters: [Parameter] { [.text(key), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> MonitorLook {
    let _: Int64 = try row.next()
    guard var look = try row.look() else {
      throw Problem(.fault, "catalog.answer", happened: "A look has no slot.", remedy: "Run countersign doctor.")
    }
    look.alarm = try row.next()
    return look
  }
}

/// What a rule saw, the first first.
package struct ListRuleLooks: Query {
  package static let sql = EmbeddedSQL.ListRuleLooks
  package var rule: Int64
  package init(rule: Int64) { self.rule = rule }
  package var parameters: [Parameter] { [.integer(rule)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> MonitorLook {
    MonitorLook(
      slot: try row.next(), nReference: try row.next(), nWindow: try row.next(), value: try row.next(),
      logEvidence: try row.next(), verdict: try row.next(), fleet: 0, isCalled: false, words: "")
  }
}

/// Sets a monitor, or another rule for one that is there; answers the activity.
package struct SetMonitor: Query {
  package static let sql = EmbeddedSQL.SetMonitor
  package var key: String
  package var artifact: String?
  package var environment: String?
  package var metric: String?
  package var slice: String?
  /// A JSON object.
  package var rule: String
  package var reason: String
  package var channel: Channel
  package init(
    key: String, artifact: String?, environment: String?, metric: String?, slice: String?, rule: String,
    reason: String, channel: Channel
  ) {
    self.key = key
    self.artifact = artifact
    self.environment = environment
    self.metric = metric
    self.slice = slice
    self.rule = rule
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [
      .text(key), .text(artifact), .text(environment), .text(metric), .text(slice), .text(rule), .text(reason),
      .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Mutes a monitor until a moment; answers the activity.
package struct MuteMonitor: Query {
  package static let sql = EmbeddedSQL.MuteMonitor
  package var key: String
  package var until: Instant
  package var reason: String
  package var channel: Channel
  package init(key: String, until: Instant, reason: String, channel: Channel) {
    self.key = key
    self.until = until
    self.reason = reason
    self.channel = channel
  }
  package var parameters: [Parameter] {
    [.text(key), .instant(until), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Open alarms that no mute hides, newest first.
package struct ListStandingAlarms: Query {
  package static let sql = EmbeddedSQL.ListStandingAlarms
  package var limit: Int
  package init(limit: Int) { self.limit = limit }
  package var parameters: [Parameter] { [.integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Alarm { try ListAlarms.decode(&row) }
}

extension RowReader {
  /// `2026-11-22`, as its midnight of UTC.
  fileprivate mutating func day() throws(Problem) -> Instant {
    guard let day = try optionalDay() else {
      throw Problem(.fault, "catalog.answer", happened: "A day is missing.", remedy: "Run countersign doctor.")
    }
    return day
  }

  fileprivate mutating func optionalDay() throws(Problem) -> Instant? {
    guard let text: String = try next() else { return nil }
    return Instant.reading(of: text + "T00:00:00Z")?.instant
  }

  fileprivate mutating func side() throws(Problem) -> FleetFigure.Side {
    FleetFigure.Side(n: try next(), total: try next(), squares: try next())
  }

  fileprivate mutating func terms(
    _ watched: Watched, _ environment: String, _ metric: String, _ slice: String
  ) throws(Problem) -> MonitorTerms {
    let statistic: String = try next()
    let direction: String = try next()
    let since = try optionalDay()
    let until = try optionalDay()
    var reference: Period?
    if let since, let until { reference = Period(since: since, until: until) }
    return MonitorTerms(
      watched: watched, environment: environment, metric: metric, slice: slice, statistic: statistic,
      direction: direction, reference: reference, minimal: try next(), warning: try next(), alarm: try next(),
      tolerance: try next(), level: try next(), windowDays: try next(), objective: try next(), threshold: try next(),
      period: try next(), windowCalls: try next())
  }

  /// Nil before the first.
  fileprivate mutating func look() throws(Problem) -> MonitorLook? {
    let slot: String? = try next()
    let nReference: Int? = try next()
    let nWindow: Int? = try next()
    let value: Double? = try next()
    let evidence: Double? = try next()
    let verdict: String? = try next()
    let fleet: Int? = try next()
    let called: Bool? = (try next() as String?).map { $0 == "t" }
    let words: String? = try next()
    let at: Instant? = try next()
    guard let slot, let verdict else { return nil }
    return MonitorLook(
      slot: slot, nReference: nReference ?? 0, nWindow: nWindow ?? 0, value: value, logEvidence: evidence,
      verdict: verdict, fleet: fleet ?? 0, isCalled: called ?? false, words: words ?? "", at: at)
  }
}
