import Governance
import Terminal

/// Whether everything flows in, and what does not.
enum InflowWords {
  /// A spool that nobody has told of for so many seconds may hold anything.
  private static let silence: Int64 = 300

  /// What keeps something from being here, the worst first; empty when nothing does.
  static func trouble(_ summary: SourceSummary, now: Instant) -> [String] {
    var parts: [String] = []
    let silent = summary.spools.filter { now.seconds(since: $0.toldAt) > silence }
    if let newest = silent.map(\.toldAt).max() {
      parts.append("\(NumberWords.of(silent.count, "spool")) silent since \(TimeWords.ago(newest, now: now))")
    }
    let holding = summary.spools.filter { $0.requests > 0 }
    if !holding.isEmpty {
      let requests = holding.reduce(0) { $0 + Int($1.requests) }
      let bytes = holding.reduce(0) { $0 + $1.bytes }
      let full = holding.contains(where: \.isFull) ? ", full" : ""
      let age = holding.compactMap(\.since).min().map { ", oldest \(TimeWords.span(now.seconds(since: $0)))" } ?? ""
      parts.append("\(NumberWords.grouped(requests)) spooled, \(NumberWords.bytes(Int(bytes)))\(full)\(age)")
    }
    if let since = summary.flags.map(\.since).min() {
      let reports = summary.flags.reduce(0) { $0 + Int($1.reports) }
      parts.append("\(NumberWords.of(reports, "flag")) early, oldest \(TimeWords.span(now.seconds(since: since)))")
    }
    let kept = summary.sources.reduce(0) { $0 + Int($1.quarantined) }
    if kept > 0 { parts.append("\(NumberWords.grouped(kept)) in quarantine") }
    let gaps = summary.completeness.filter { $0.missing > 0 }
    if !gaps.isEmpty { parts.append("calls missing on \(NumberWords.of(Set(gaps.map(\.day)).count, "day"))") }
    let failed = summary.syncs.filter { !$0.isRunning && ["failed", "lost"].contains($0.outcome ?? "") }
    if !failed.isEmpty { parts.append("\(NumberWords.of(failed.count, "registry", "registries")) not read") }
    return parts
  }

  /// One line: what flows in, or as much of what does not as there is room for, and how much more there is.
  static func line(_ summary: SourceSummary, now: Instant, columns: Int) -> (String, Role) {
    let parts = trouble(summary, now: now)
    guard !parts.isEmpty else {
      return (summary.spools.isEmpty ? "Everything flows in." : "Everything flows in; spools are empty.", .dim)
    }
    for shown in stride(from: parts.count, through: 1, by: -1) {
      let more = shown < parts.count ? " · and \(parts.count - shown) more" : ""
      let text = parts.prefix(shown).joined(separator: " · ") + more
      if text.count <= columns || shown == 1 { return (text, .warning) }
    }
    return ("", .dim)
  }
}
