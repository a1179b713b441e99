import Drift
import Governance
import Operations

/// The forms of monitors.
enum MonitorForms {
  static func key(_ watched: Watched, _ metric: String) -> String {
    let text = "\(watched.name)-\(metric)".lowercased().map { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber || "._-".contains(letter)) ? letter : "-"
    }
    return String(String(text).drop { "._-".contains($0) }.prefix(100))
  }

  static func mute(_ monitor: Monitor) -> FormSpec {
    FormSpec(
      id: "mute-\(monitor.key)", title: "mute · \(monitor.key)",
      sentence:
        "What it finds is kept off the Office until then. It still looks, its alarms stand, and gates count them."
        + (monitor.mute.map { " It is muted until \(TimeWords.dated($0.until)) by \($0.by)." } ?? ""),
      fields: [
        FormSpec.Field(name: "days", label: "days, 0 ends a mute", kind: .number(7, within: 0...90)),
        FormSpec.Field(
          name: "reason", label: "reason",
          kind: .words(numbered: ["known and being mended", "planned change", "no longer of interest"])),
      ], verb: "mute")
  }

  /// Of what a person still has to say how many hours it gives, no incident is opened here.
  static func incident(_ alarm: Int64, _ monitor: Monitor) -> FormSpec {
    let words = monitor.look?.words ?? monitor.terms.metric
    return FormSpec(
      id: "alarm-\(alarm)-incident", title: "open an incident · alarm \(alarm)",
      sentence:
        "Opens an incident about the version of \(monitor.terms.watched.name) that alarm \(alarm) names; its clocks run from now on. An alarm has one incident.",
      fields: [
        FormSpec.Field(
          name: "title", label: "title",
          kind: .line(String("\(monitor.terms.watched.name): \(words)".prefix(200)))),
        FormSpec.Field(
          name: "trait", label: "what it is",
          kind: .choice(
            ([.other] + IncidentTrait.allCases.filter { $0 != .other && $0 != .contract }).map {
              FormSpec.Choice(code: $0.rawValue, words: $0.words)
            })),
        FormSpec.Field(
          name: "reason", label: "what happened",
          kind: .words(numbered: [
            "\(monitor.key) raised alarm \(alarm)\(monitor.look.map { ", seen \($0.slot.prefix(10))" } ?? "")",
            "people complained, and alarm \(alarm) bears it out",
          ])),
      ], verb: "open the incident")
  }

  static func watch(_ terms: MonitorTerms, _ key: String, _ preview: RulePreview?) -> FormSpec {
    let days = terms.reference.map { " Reference \(DriftWords.days($0))." } ?? ""
    return FormSpec(
      id: "monitor-\(key)", title: "watch · \(key)",
      sentence:
        "Looks at \(terms.metric) \(terms.windowCalls.map { "every \($0) calls" } ?? "each day") by \(terms.statistic), from today on.\(days) \(words(preview))",
      fields: [
        FormSpec.Field(
          name: "statistic", label: "by",
          kind: .line(terms.statistic)),
        FormSpec.Field(name: "warning", label: "warns from", kind: .line("\(terms.warning)")),
        FormSpec.Field(name: "alarm", label: "calls from", kind: .line("\(terms.alarm)")),
        FormSpec.Field(
          name: "minimal", label: "least calls a side", kind: .number(terms.minimal, within: 1...10_000_000)),
        FormSpec.Field(name: "window", label: "window", kind: .line(window(terms))),
        FormSpec.Field(
          name: "reason", label: "reason", kind: .words(numbered: ["it matters to the office", "after an incident"])),
      ], verb: "watch it")
  }

  /// How often it would have called.
  static func words(_ preview: RulePreview?) -> String {
    guard let preview else { return "There is no past to try it on." }
    let found = preview.preview
    let days = found.readings.count
    guard days > 0 else { return "There is no past to try it on." }
    let first = preview.firstAlarm.map { ", first on \(DriftWords.day($0))" }
    return
      "In the last \(days) \(preview.ends.isEmpty ? "days" : "windows") it would have called on \(found.alarms)\(first ?? ""), warned on \(found.warnings), and had too little on \(found.silent)."
  }

  static func terms(_ terms: MonitorTerms, _ answer: FormAnswer) throws(Problem) -> MonitorTerms {
    var terms = terms
    guard MonitorStatistic(rawValue: answer["statistic"])?.isTested == true else {
      throw Problem(
        .usage, "monitor.statistic", happened: "There is no such statistic here.",
        remedy:
          "Write share, mean, psi, ks, js, wasserstein or mmd; burn rates and caps are set by `countersign monitor set`."
      )
    }
    guard let warning = Double(answer["warning"]), let alarm = Double(answer["alarm"]), warning >= 0, alarm >= warning
    else {
      throw Problem(
        .usage, "monitor.threshold", happened: "The two sizes are no numbers of which the second is the larger.",
        remedy: "Write them like 0.01 and 0.02.")
    }
    terms.statistic = answer["statistic"]
    (terms.warning, terms.alarm) = (warning, alarm)
    terms.minimal = Int(answer["minimal"]) ?? terms.minimal
    try read(answer["window"], into: &terms)
    return terms
  }

  /// `7 days`, `500 calls`.
  private static func window(_ terms: MonitorTerms) -> String {
    if let calls = terms.windowCalls { return "\(calls) calls" }
    return terms.windowDays == 1 ? "1 day" : "\(terms.windowDays) days"
  }

  private static func read(_ window: String, into terms: inout MonitorTerms) throws(Problem) {
    let words = window.split(separator: " ").map(String.init)
    let number = words.first.flatMap { Int($0) }
    let isCalls = ["call", "calls"].contains(words.last)
    guard let number, words.count == 2, isCalls || ["day", "days"].contains(words.last) else {
      throw Problem(
        .usage, "monitor.window", happened: "The window is no number of days or calls.",
        remedy: "Write it like 7 days or 500 calls.")
    }
    terms.windowCalls = isCalls ? number : nil
    if !isCalls { terms.windowDays = number }
  }
}
