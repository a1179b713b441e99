import Governance
import Terminal

/// The tabs above the queue, and how many wait in each.
extension ReviewScreen {
  var strip: TabStrip {
    let titles =
      ["All" + (allWaiting.map { " " + NumberWords.count($0) } ?? "")]
      + queues.map { "\(Self.title($0)) \(NumberWords.count($0.waiting))" } + ["Mine"]
      + (isLead ? ["For a lead"] : [])
    return TabStrip(titles: titles, chosen: choices.firstIndex(of: choice) ?? 0)
  }

  /// What narrows the list and how many it leaves, where the list has no box whose title says it.
  var narrowed: [Piece] {
    guard sight.size.columns < 100, !narrowing.isPlain else { return [] }
    return [Piece(" \(list.countWords) \(narrowing.title) ", .input)]
  }

  /// Columns of the tabs beside that.
  var stripRoom: Int { max(0, sight.size.columns - 1 - min(narrowed.columns, sight.size.columns * 3 / 5)) }

  static func title(_ queue: QueueSummary) -> String {
    queue.id == queue.tier.rawValue ? queue.tier.words : "\(queue.tier.mark) \(queue.id)"
  }

  /// In all queues together, by their own counts.
  var allWaiting: Count? {
    guard !queues.isEmpty else { return nil }
    let all = queues.reduce(0) { $0 + $1.waiting.number }
    let isGuessed = queues.contains { if case .about = $0.waiting { true } else { false } }
    return isGuessed ? .about(all) : .exactly(all)
  }
}
