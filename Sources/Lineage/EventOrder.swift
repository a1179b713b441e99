package import Governance

/// The one order of events, whatever order they arrived in: the producer's time, then rank, then digest.
///
/// Receipt never counts, so replays and back-fills give the same catalog.
extension LineageEvent {
  /// Of events at the same time a start comes first and an end last.
  package var rank: Int {
    switch kind {
    case .start: 0
    case .running, .other, nil: 1
    case .complete, .abort, .fail: 2
    }
  }

  package static func inOrder(_ left: LineageEvent, _ right: LineageEvent) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if left.nanoseconds != right.nanoseconds { return left.nanoseconds < right.nanoseconds }
    if left.rank != right.rank { return left.rank < right.rank }
    return left.digest.lexicographicallyPrecedes(right.digest)
  }
}

extension Sequence<LineageEvent> {
  /// Each event once, in order.
  func settled() -> [LineageEvent] {
    var seen: Set<[UInt8]> = []
    return filter { seen.insert($0.digest).inserted }.sorted(by: LineageEvent.inOrder)
  }
}
