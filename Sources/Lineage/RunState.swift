package import Governance

/// What the events of one run say together: a pure function of their set.
package struct RunState: Sendable, Equatable {
  package enum Phase: String, Sendable {
    /// Named by events that move no state.
    case known
    case running, complete, abort, fail
  }

  package var job: LineageNode?
  package var phase: Phase
  /// The earliest START.
  package var startedAt: Instant?
  /// Of the event that ended it.
  package var endedAt: Instant?
  package var inputs: Set<LineageNode>
  package var outputs: Set<LineageNode>
  package var edges: Set<LineageEdge>

  /// - events: of one run, in any order and any number of deliveries.
  package init(of events: some Sequence<LineageEvent>) {
    let all = events.settled()
    let snapshot = all.lastIndex(where: \.isSnapshot) ?? all.startIndex
    let counting = all[snapshot...]
    job = all.last?.subject
    startedAt = all.first { $0.kind == .start }?.at
    let end = all.last { $0.kind?.isTerminal ?? false }
    endedAt = end?.at
    phase =
      switch end?.kind {
      case .complete: .complete
      case .abort: .abort
      case .fail: .fail
      default: all.contains { $0.kind == .start || $0.kind == .running } ? .running : .known
      }
    inputs = Set(counting.flatMap(\.inputs))
    outputs = Set(counting.flatMap(\.outputs))
    edges = RunState.columnEdges(of: counting)
    if counting.contains(where: \.declaresLineage) {
      edges.formUnion(counting.flatMap(\.edges).filter { $0.basis == .explicit })
    } else {
      for source in inputs {
        for target in outputs {
          edges.insert(LineageEdge(source: source, target: target, job: job, level: .dataset, basis: .run))
        }
      }
    }
  }

  /// A facet replaces the one before as a whole, so the last event that has one about a dataset speaks for it.
  static func columnEdges(of events: some Sequence<LineageEvent>) -> Set<LineageEdge> {
    var last: [LineageNode: LineageEvent] = [:]
    for event in events {
      for dataset in event.columnsOf { last[dataset] = event }
    }
    var edges: Set<LineageEdge> = []
    for (dataset, event) in last {
      edges.formUnion(event.edges.filter { $0.basis == .column && $0.target.whole == dataset })
    }
    return edges
  }
}
