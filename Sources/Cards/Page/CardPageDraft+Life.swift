internal import Governance

/// What became of the version in use: calls, incidents, alarms, and what shadow runs said of it.
extension CardPageDraft {
  mutating func usage() {
    guard let usage = facts.usage else { return }
    let source = cite(.generations(from: usage.from, until: usage.until))
    var figures = [("Window", "\(usage.from.words) to \(usage.until.words)"), ("Calls", String(usage.calls))]
    if let tokens = usage.tokensIn { figures.append(("Tokens in", String(tokens))) }
    if let tokens = usage.tokensOut { figures.append(("Tokens out", String(tokens))) }
    if let micros = usage.costMicros {
      figures.append(("Cost", "\(moneyText(micros: micros)) \(usage.currency ?? "(currency not recorded)")"))
    }
    if let p95 = usage.p95Microseconds { figures.append(("Latency, 95th percentile", "\(p95 / 1000) ms")) }
    if usage.calls > 0 { figures.append(("Calls flagged", String(usage.flagged))) }
    add(.lines(figures.map { CardPage.Line(label: $0.0, value: .text($0.1), source: source) }))
  }

  mutating func incidents() {
    for incident in facts.incidents {
      let end = incident.closed.map { "closed \($0.words)" } ?? "open"
      let ticket = incident.ticket.map { ", \($0)" } ?? ""
      let text = "\(incident.kind), opened \(incident.opened.words), \(end)\(ticket)"
      let source = cite(.incident(incident.id))
      add(.lines([CardPage.Line(label: "Incident \(incident.id)", value: .text(text), source: source)]))
    }
    if facts.incidents.isEmpty { add(.note("No incident that names this version is recorded.")) }
  }

  mutating func alarms() {
    for alarm in facts.alarms {
      let text = "\(alarm.kind) in \(alarm.environment) since \(alarm.at.words): \(alarm.words)"
      add(.lines([CardPage.Line(label: "Open alarm \(alarm.id)", value: .text(text), source: cite(.alarm(alarm.id)))]))
    }
  }

  mutating func verdicts() {
    for verdict in facts.verdicts {
      let pairs = verdict.pairs.map { " on \($0) pairs" } ?? ""
      let text =
        "\(verdict.verdict.rawValue)\(pairs) beside \(verdict.against.joined(separator: ", ")), \(verdict.at.words)"
      add(
        .lines([
          CardPage.Line(label: "Shadow run \(verdict.run)", value: .text(text), source: cite(.shadowRun(verdict.run)))
        ]))
    }
  }
}

extension Instant {
  /// As people write it: `2026-11-20 15:00 UTC`.
  var words: String { "\(day) \(clock) UTC" }
}

extension VersionIncident {
  /// What it is: `personal_data` or `serious (AI Act, Art. 3(49)): fundamental_rights, personal_data`.
  var kind: String {
    let words = traits.joined(separator: ", ")
    return serious ? "serious (AI Act, Art. 3(49)): \(words)" : words
  }
}
