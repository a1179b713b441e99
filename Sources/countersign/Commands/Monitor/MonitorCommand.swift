import ArgumentParser
import Drift
import Evidence
import Governance
import Operations

extension MonitorStatistic: ExpressibleByArgument {}
extension Direction: ExpressibleByArgument {}

/// `monitor`: figures that are looked at, however often, with a promise of how seldom they call falsely.
struct MonitorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor", abstract: "Watch figures of models and prompts, and be called when one slides.",
    discussion: """
      A tested monitor calls when a change is all but certain (evidence of 20 for a level of 5 %, whatever the number of \
      looks) and as large as its rule calls too large. So a figure that does not change is ever called with a chance of at \
      most 5 %, and of all that are called at most 5 % are false, expected: one that calls alone among many needs the \
      more evidence. A rule that is set anew, and an alarm that was closed, begin another promise. \
      Burn rates and caps are arithmetic: they are not tested.

      Looks are taken by `countersign serve`; `monitor run` takes them now.
      """,
    subcommands: [
      ListMonitorsCommand.self, ShowMonitor.self, SetMonitorCommand.self, PreviewMonitor.self, MuteMonitorCommand.self,
      UnmuteMonitor.self, RetireMonitor.self, MonitorIncidentCommand.self, RunMonitors.self,
    ])
}

/// `monitor list`
struct ListMonitorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Monitors by name, with what they saw last.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: "Only of this model or prompt.") var artifact: String?
  @Flag(help: "Those that are looked at no more, too.") var all = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let monitors = try await desk.monitors(of: artifact, retiredToo: all)
      guard !output.json else {
        return try output.document(
          .fields([
            ("items", .array(monitors.map { .monitor($0) })), ("next", .null), ("about", .integer(monitors.count)),
          ]))
      }
      output.table(
        ["MONITOR", "WATCHES", "IN", "BY", "STATE", "LAST LOOK", "MUTED"],
        monitors.map { monitor in
          [
            monitor.key, "\(monitor.terms.watched.name) \(monitor.terms.metric) \(monitor.terms.slice)",
            monitor.terms.environment, monitor.terms.statistic,
            monitor.openAlarm.map { "ALARM \($0)" }
              ?? (monitor.isRetired
                ? "retired" : monitor.look.map { MonitorWords.verdict($0.verdict) } ?? "not looked at"),
            monitor.look.map { "\($0.slot) \($0.words)" } ?? "",
            monitor.mute.map { "until \($0.until.rfc3339)" } ?? "",
          ]
        })
    }
  }
}

/// `monitor show`
struct ShowMonitor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One monitor: its rule, and what it saw, newest first.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The monitor's name.") var monitor: String
  @Option(help: "How many looks.") var limit = 30

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let found = try await desk.monitor(monitor)
      let looks = try await desk.looks(of: monitor, limit: min(max(1, limit), 1000))
      guard !output.json else {
        return try output.document(
          .fields([("monitor", .monitor(found)), ("looks", .array(looks.map { .look($0) }))]))
      }
      let terms = found.terms
      output.table(
        ["WHAT", "IS"],
        [
          ["watches", "\(terms.watched.kind.rawValue) \(terms.watched.name) \(terms.metric) \(terms.slice)"],
          ["in", terms.environment], ["by", "\(terms.statistic), \(terms.direction)"],
          [
            "reference",
            terms.reference.map { "\($0.since.day)..\($0.until.advanced(bySeconds: -1).day)" } ?? "none",
          ],
          ["window", terms.windowCalls.map { "\($0) calls" } ?? "\(terms.windowDays) d"],
          ["calls from", "\(terms.alarm), warns from \(terms.warning), at least \(terms.minimal) a side"],
          [found.isRetired ? "retired" : "set", "\(found.changedAt.rfc3339) by \(found.changedBy): \(found.reason)"],
          ["muted", found.mute.map { "until \($0.until.rfc3339) by \($0.by): \($0.reason)" } ?? "no"],
        ])
      output.table(
        ["LOOK", "STATE", "WHAT", "E", "CALLED OF", "ALARM"],
        looks.map {
          [
            $0.slot, MonitorWords.verdict($0.verdict), $0.words, $0.logEvidence.map(MonitorWords.evidence) ?? "",
            $0.isCalled ? "yes, of \($0.fleet)" : "no, of \($0.fleet)", $0.alarm.map { String($0) } ?? "",
          ]
        })
    }
  }
}

/// What a monitor watches and when it calls, on the command line.
struct MonitorOptions: ParsableArguments {
  @Argument(help: "The monitor's name: small letters, digits, dots, hyphens.") var monitor: String
  @Option(help: "The model or prompt it watches.") var artifact: String?
  @Option(
    help: "The figure, such as flag.toxicity, score.groundedness, latency, semantic; `drift figures` lists them."
  )
  var metric: String?
  @Option(help: "Only calls of this slice, such as language:de or service:claims.") var slice: String?
  @Option(name: [.customLong("env")], help: "The environment; production unless told.") var environment: String?
  @Option(help: "share of marks; mean, psi, ks, js, wasserstein of values; mmd of vectors; burn; cap.")
  var statistic: MonitorStatistic?
  @Option(help: "rise, fall or either.") var direction: Direction?
  @Option(
    help: ArgumentHelp(
      "The days it is compared with, both included; the last four weeks unless told.", valueName: "day..day"))
  var reference: String?
  @Option(help: "The least calls on either side.") var minimal: Int?
  @Option(help: "The size of a change it warns from: points as a share (0.02), deviations, or the distance itself.")
  var warning: Double?
  @Option(help: "The size of a change it calls from; of a cap its amount in units of the currency.") var alarm: Double?
  @Option(help: "Of shares: a difference up to it is no change (0.01 is one point).") var tolerance: Double?
  @Option(help: "The chance of ever calling falsely by this rule.") var level: Double?
  @Option(help: ArgumentHelp("Days that are compared with the reference, the last so many.", valueName: "days"))
  var window: Int?
  @Option(
    help: ArgumentHelp(
      "Compare so many calls at a time instead, each looked at once, ten minutes after the last.", valueName: "calls"))
  var windowCalls: Int?
  @Option(help: "Of a burn rate: the share of good calls that is promised, such as 0.99.") var objective: Double?
  @Option(help: "Of a burn rate: from which value on a call is bad.") var threshold: Double?
  @Option(help: "Of a cap: day or month.") var period: String?

  /// The rule that is there with what is told changed, or a new one.
  func terms(_ desk: Workbench) async throws(Problem) -> MonitorTerms {
    var before: MonitorTerms?
    do throws(Problem) { before = try await desk.monitor(monitor).terms } catch {
      guard error.code == "monitor.unknown" else { throw error }
    }
    let now = try await desk.nowOnServer()
    var terms: MonitorTerms
    if let before { terms = before } else { terms = try await fresh(desk) }
    terms.watched.name = artifact ?? terms.watched.name
    terms.metric = metric ?? terms.metric
    terms.slice = slice ?? terms.slice
    terms.environment = environment ?? terms.environment
    if let statistic {
      if before == nil || statistic.rawValue != terms.statistic {
        (terms.warning, terms.alarm) = MonitorDefaults.thresholds(statistic)
      }
      terms.statistic = statistic.rawValue
    }
    terms.direction = direction?.rawValue ?? terms.direction
    terms.minimal = minimal ?? terms.minimal
    let scale = terms.statistic == "cap" ? 1_000_000.0 : 1
    terms.alarm = alarm.map { $0 * scale } ?? terms.alarm
    terms.warning =
      warning.map { $0 * scale } ?? (alarm == nil ? terms.warning : min(terms.warning, terms.alarm))
    if terms.statistic == "cap", warning == nil, alarm != nil { terms.warning = terms.alarm * 0.8 }
    terms.tolerance = tolerance ?? terms.tolerance
    terms.level = level ?? terms.level
    guard window == nil || windowCalls == nil else {
      throw Problem(
        .usage, "monitor.window", happened: "A window is told in days and in calls.",
        remedy: "Give --window or --window-calls.")
    }
    terms.windowDays = window ?? terms.windowDays
    terms.windowCalls = window == nil ? windowCalls ?? terms.windowCalls : nil
    terms.objective = terms.statistic == "burn" ? objective ?? terms.objective : nil
    terms.threshold = threshold ?? terms.threshold
    terms.period = terms.statistic == "cap" ? period ?? terms.period ?? "month" : nil
    if let reference {
      guard let days = MonitorDefaults.days(reference) else {
        throw Problem(
          .usage, "monitor.reference", happened: "--reference is no two days.",
          remedy: "Write them like 2026-10-01..2026-10-28.")
      }
      terms.reference = days
    }
    let isCompared = MonitorStatistic(rawValue: terms.statistic)?.isTested ?? true
    if !isCompared, windowCalls == nil { terms.windowCalls = nil }
    terms.reference = isCompared ? terms.reference ?? MonitorDefaults.reference(until: now) : nil
    return terms
  }

  private func fresh(_ desk: Workbench) async throws(Problem) -> MonitorTerms {
    guard let artifact, let metric else {
      throw Problem(
        .usage, "monitor.new",
        happened: "There is no monitor called \(monitor), and a new one is not told what to watch.",
        remedy: "Give --artifact and --metric.")
    }
    let kind = try await desk.artifact(artifact).row.kind
    guard let watched = Watched.Kind(rawValue: kind.rawValue) else {
      throw Problem(
        .usage, "monitor.kind", happened: "\(artifact) is neither a model nor a prompt.", remedy: "Watch one that is.")
    }
    return MonitorDefaults.terms(of: metric, Watched(name: artifact, kind: watched))
  }
}

/// `monitor set`
struct SetMonitorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Watch a figure, or change the rule of a monitor.",
    discussion: """
      What is not told stays as it is, or is what fits the figure. Another rule is another promise: its looks begin on \
      the day it is set, so that nobody chooses one by what it would have called. `monitor preview` shows that.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var options: MonitorOptions
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let terms = try await options.terms(desk)
      try output.recorded(
        try await desk.setMonitor(options.monitor, terms, reason: reason, channel: .command))
    }
  }
}

/// `monitor preview`
struct PreviewMonitor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "How often a rule would have called in the last 90 days, without setting it.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var options: MonitorOptions
  @Option(help: "How many days back.") var days = 90

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let terms = try await options.terms(desk)
      let today = DriftFrame.midnight(of: try await desk.nowOnServer())
      guard let found = try await desk.preview(terms, today: today, days: min(max(1, days), 400)) else {
        throw Problem(
          .unmet, "monitor.preview", happened: "There is nothing to try it on.",
          because: "It has no calls, or is a burn rate or a cap, which are not tested.", remedy: "Set it and look.")
      }
      let preview = found.preview
      if output.json {
        return try output.document(
          .fields([
            ("from", .string(found.period.since.day)), ("window_calls", .integer(terms.windowCalls.map { Int64($0) })),
            (terms.windowCalls == nil ? "days" : "windows", .integer(preview.readings.count)),
            ("alarm_days", .integer(preview.alarms)), ("warning_days", .integer(preview.warnings)),
            ("silent_days", .integer(preview.silent)),
            ("first_alarm", .text(found.firstAlarm?.day)),
          ]))
      }
      let first = found.firstAlarm.map { ", the first on \($0.day)" }
      output.table(
        [terms.windowCalls.map { "WINDOWS OF \($0) CALLS" } ?? "DAYS", "ALARM", "WARNING", "NO DATA OR TOO FEW"],
        [
          [
            "\(preview.readings.count) from \(found.period.since.day)", "\(preview.alarms)\(first ?? "")",
            "\(preview.warnings)", "\(preview.silent)",
          ]
        ])
    }
  }
}

/// `monitor mute`
struct MuteMonitorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mute", abstract: "Keep what a monitor finds off the Office for a while.",
    discussion: "It still looks, its alarms stand, and gates count them. A mute ends, after 90 days at most.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The monitor's name.") var monitor: String
  @Option(name: [.customLong("for")], help: ArgumentHelp("For how long, such as 12h or 7d.", valueName: "duration"))
  var span: TimeSpan?
  @Option(help: "Until when (RFC 3339).") var until: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let end: Instant
      if let until {
        end = try Instant(option: "--until", until)
      } else if let span {
        end = try await desk.nowOnServer().advanced(bySeconds: span.seconds)
      } else {
        throw Problem(
          .usage, "monitor.mute", happened: "A mute ends, and nobody said when.", remedy: "Give --for or --until.")
      }
      try output.recorded(try await desk.muteMonitor(monitor, until: end, reason: reason, channel: .command))
    }
  }
}

/// `monitor unmute`
struct UnmuteMonitor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "unmute", abstract: "End a mute before its time.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The monitor's name.") var monitor: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.unmuteMonitor(monitor, reason: reason, channel: .command))
    }
  }
}

/// `monitor retire`
struct RetireMonitor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Look at something no more. What it found stands.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The monitor's name.") var monitor: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.retireMonitor(monitor, reason: reason, channel: .command))
    }
  }
}

/// `monitor run`
struct RunMonitors: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Look now at everything that is watched. Exit status 1 when an alarm is raised.",
    discussion:
      "Each day that is over, and each window of calls that is full, is looked at once, so running it again finds nothing more."
  )
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Record only what this monitor sees; all are still weighed together.") var monitor: String?

  func run() async throws {
    var raised = 0
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      if let monitor { _ = try await desk.monitor(monitor) }
      do throws(Problem) { try await desk.keepFigures() } catch {
        // A lead may look, and a program keeps the figures.
        guard error.kind == .notPermitted else { throw error }
      }
      let run = try await desk.runMonitors(only: monitor)
      raised = run.alarms
      guard !output.json else {
        return try output.document(
          .fields([
            ("items", .array(run.lines.map { .line($0) })), ("next", .null), ("about", .integer(run.lines.count)),
            ("fleet", .integer(run.fleet)), ("alarms", .integer(run.alarms)),
          ]))
      }
      output.table(
        ["MONITOR", "LOOK", "STATE", "WHAT", "ALARM"],
        run.lines.map {
          [
            $0.key, $0.look.slot, MonitorWords.verdict($0.look.verdict), $0.look.words,
            $0.alarm.map { String($0) } ?? "",
          ]
        })
    }
    if raised > 0 { throw ExitCode(1) }
  }
}

extension JSONValue {
  static func monitor(_ monitor: Monitor) -> JSONValue {
    let terms = monitor.terms
    return .fields([
      ("monitor", .string(monitor.key)), ("kind", .string(terms.watched.kind.rawValue)),
      ("artifact", .string(terms.watched.name)), ("environment", .string(terms.environment)),
      ("metric", .string(terms.metric)), ("slice", .string(terms.slice)), ("statistic", .string(terms.statistic)),
      ("direction", .string(terms.direction)), ("reference_from", .text(terms.reference?.since.day)),
      ("reference_until", .text(terms.reference?.until.day)), ("minimal", .integer(terms.minimal)),
      ("warning", .double(terms.warning)), ("alarm", .double(terms.alarm)), ("tolerance", .double(terms.tolerance)),
      ("level", .double(terms.level)), ("window_days", .integer(terms.windowDays)),
      ("window_calls", .integer(terms.windowCalls.map { Int64($0) })),
      ("objective", .double(terms.objective)), ("threshold", .double(terms.threshold)), ("period", .text(terms.period)),
      ("retired", .bool(monitor.isRetired)), ("set_by", .string(monitor.changedBy)),
      ("set_at", .instant(monitor.changedAt)), ("reason", .string(monitor.reason)),
      ("muted_until", .instant(monitor.mute?.until)), ("open_alarm", .integer(monitor.openAlarm)),
      ("look", monitor.look.map { .look($0) } ?? .null),
    ])
  }

  static func look(_ look: MonitorLook) -> JSONValue {
    .fields([
      ("slot", .string(look.slot)), ("state", .string(look.verdict)), ("n_reference", .integer(look.nReference)),
      ("n_window", .integer(look.nWindow)), ("value", .double(look.value)), ("log_e", .double(look.logEvidence)),
      ("fleet", .integer(look.fleet)), ("called", .bool(look.isCalled)), ("words", .string(look.words)),
      ("at", .instant(look.at)), ("alarm", .integer(look.alarm)),
    ])
  }

  fileprivate static func line(_ line: MonitorRun.Line) -> JSONValue {
    .fields([("monitor", .string(line.key)), ("look", .look(line.look)), ("alarm", .integer(line.alarm))])
  }
}
