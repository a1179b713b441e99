package import Governance

/// All edges that are known, and who stands beside whom.
package struct LineageGraph: Sendable {
  package let edges: Set<LineageEdge>
  private var upstream: [LineageNode: [LineageEdge]] = [:]
  private var downstream: [LineageNode: [LineageEdge]] = [:]
  private var columns: [LineageNode: Set<LineageNode>] = [:]

  package init(_ edges: some Sequence<LineageEdge>) {
    self.edges = Set(edges)
    for edge in self.edges {
      upstream[edge.target, default: []].append(edge)
      downstream[edge.source, default: []].append(edge)
      for end in [edge.source, edge.target] where end.kind == .column { columns[end.whole, default: []].insert(end) }
    }
  }

  /// The graph that a set of events makes, in any order and any number of deliveries.
  package init(events: some Sequence<LineageEvent>) {
    let tellers = Dictionary(grouping: events) { Teller(run: $0.run, subject: $0.run == nil ? $0.subject : nil) }
    self.init(
      tellers.flatMap { teller, events in
        teller.run != nil ? RunState(of: events).edges : LineageGraph.declaredEdges(of: events)
      })
  }

  private struct Teller: Hashable {
    var run: String?
    var subject: LineageNode?
  }

  /// What a job or dataset says of itself outside any run: the last `lineage` facet replaces those before.
  private static func declaredEdges(of events: [LineageEvent]) -> Set<LineageEdge> {
    let settled = events.settled()
    let declared = settled.last(where: \.declaresLineage)?.edges.filter { $0.basis == .explicit } ?? []
    return RunState.columnEdges(of: settled).union(declared)
  }

  /// Edges that end (`upstream`) or begin at a node. At column level a dataset speaks for its columns, and what touches a
  /// whole dataset touches each of its columns.
  func edges(at node: LineageNode, _ direction: LineageDirection, level: LineageLevel) -> [LineageEdge] {
    var ends: Set<LineageNode> = [node]
    if level == .column {
      ends.insert(node.whole)
      if node.kind == .dataset { ends.formUnion(columns[node] ?? []) }
    }
    let beside = direction == .upstream ? upstream : downstream
    return ends.flatMap { beside[$0] ?? [] }.filter { $0.level == level }
  }
}

/// Which way a question goes along the edges.
package enum LineageDirection: String, Sendable, CaseIterable {
  /// To what it came from.
  case upstream
  /// To what it reaches.
  case downstream
}
