import Governance
import Terminal

/// A registry that is followed, in sentences.
enum SyncWords {
  static func about(_ source: SyncSource, now: Instant) -> [(String, Role)] {
    var lines: [(String, Role)] = []
    let often = source.every.map { "looked at every \(TimeWords.span($0))" } ?? "looked at when somebody asks"
    lines.append(("\(source.kind == .mlflow ? "MLflow" : "git") at \(source.address), \(often).", .text))
    guard let started = source.startedAt else {
      lines.append(("Nobody has looked at it yet.", .dim))
      return lines
    }
    let ago = TimeWords.ago(started, now: now)
    let counts = source.counts
    if source.isRunning {
      lines.append(("A look at it began \(ago) and goes on.", .text))
    } else if source.outcome == "done" || source.outcome == "part" {
      let more = source.outcome == "part" ? "; the rest comes with the next" : ""
      let found = "\(counts.added) new, \(counts.changed) changed, \(counts.gone) gone, \(counts.refused) refused"
      lines.append(
        ("The last look, \(ago), saw \(counts.seen): \(found)\(more).", counts.refused > 0 ? .warning : .text))
    } else {
      lines.append(("The last look, \(ago), failed: \(source.detail)", .warning))
    }
    if let alias = source.alias, let environment = source.environment {
      let set = "Its alias \(alias) follows \(environment): \(source.ordersSet) set"
      let waits = source.ordersWaiting > 0 ? ", \(source.ordersWaiting) waiting, \(source.orderWords ?? "")" : ""
      lines.append((set + waits + ".", source.ordersWaiting > 0 ? .warning : .text))
    }
    return lines
  }
}
