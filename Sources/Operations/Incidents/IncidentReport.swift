package import Governance

/// A draft of the report to an authority, from the record alone. What is not known says so; nothing is invented.
package struct IncidentReport: Sendable {
  private let detail: IncidentDetail

  package init(_ detail: IncidentDetail) { self.detail = detail }

  package var markdown: String {
    let row = detail.row
    var lines = [
      "# Draft report: \(plain(row.title))", "",
      "From the record of incident \(row.id). A person must read, complete and send it.", "",
      "| | |", "|---|---|",
      line("What it is", row.traits.joined(separator: ", ")),
      line("Serious by Art. 3(49) of Regulation (EU) 2024/1689", row.serious ? "yes" : "no"),
      line("Happened", detail.happenedAt?.rfc3339 ?? "unknown"), line("Aware since", row.awareAt.rfc3339),
      line("People affected", row.affected.map { String($0) } ?? "unknown"),
      line("Recorded by", "\(row.openedBy), \(row.recordedAt.rfc3339)"), line("Time zone of the office", detail.zone),
      "", "## What happened", "", detail.description.isEmpty ? "Not described." : plain(detail.description), "",
      "## Deadlines", "",
    ]
    lines += detail.clocks.map { clock in
      let answer = clock.stage.map { "\($0), \(clock.answeredAt?.rfc3339 ?? "")" } ?? "not answered yet"
      return "- \(plain(clock.title)): by \(clock.due.rfc3339) (\(clock.source)); \(answer)"
    }
    if detail.clocks.isEmpty { lines.append("None runs.") }
    lines += ["", "## What it concerns, as held when it was linked", ""]
    lines += detail.links.map { "- \($0.kind) \(plain($0.subject)), sha256:\($0.digest)" }
    if detail.links.isEmpty { lines.append("Nothing is linked.") }
    lines += ["", "## What was done", ""]
    lines += detail.acts.map { act in
      let stage = act.stage.map { " (\(act.duty ?? ""), \($0))" } ?? ""
      return "- \(act.recordedAt.rfc3339) \(act.act)\(stage) by \(act.person): \(plain(act.reason))"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ name: String, _ value: String) -> String {
    "| \(name) | \(plain(value).replacing("|", with: "\\|")) |"
  }

  /// One line that is no markup: what could begin some is escaped, what acts instead of showing is left out.
  private func plain(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": shown += " "
      case "<", ">", "[", "]", "*", "_", "`", "#", "\\", "!": shown += "\\" + String(scalar)
      default:
        let category = scalar.properties.generalCategory
        if category != .control, category != .format || scalar.value == 0x200C || scalar.value == 0x200D {
          shown.unicodeScalars.append(scalar)
        }
      }
    }
    return shown
  }
}
