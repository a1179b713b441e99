package import Governance

/// What can be reached from a node.
package struct Reach: Sendable, Equatable {
  /// Steps from the root, which stands there with 0.
  package var distances: [LineageNode: Int]
  package var edges: Set<LineageEdge>
  /// Ends of edges that were walked: the root is among them when it stands in a ring.
  package var reached: Set<LineageNode>
  /// Something more would have been reached.
  package var partial: Bool
}

extension LineageGraph {
  /// Steps a question may ask for.
  package static let deepest = 1000

  /// Walks breadth first and visits each node once, so that rings end.
  ///
  /// - depth: steps, 1…`deepest`.
  /// - limit: nodes beside the root.
  package func reach(
    from root: LineageNode, _ direction: LineageDirection, level: LineageLevel = .dataset,
    depth: Int = LineageGraph.deepest, limit: Int = 10_000
  ) -> Reach {
    let root = level == .dataset ? root.whole : root
    var reach = Reach(distances: [root: 0], edges: [], reached: [], partial: false)
    var frontier = [root]
    var distance = 0
    while !frontier.isEmpty {
      distance += 1
      var next: [LineageNode] = []
      for node in frontier {
        for edge in edges(at: node, direction, level: level) {
          let end = direction == .upstream ? edge.source : edge.target
          let isNew = reach.distances[end] == nil
          guard !isNew || (distance <= min(depth, LineageGraph.deepest) && reach.distances.count <= limit) else {
            reach.partial = true
            continue
          }
          reach.edges.insert(edge)
          if distance <= depth { reach.reached.insert(end) }
          guard isNew else { continue }
          reach.distances[end] = distance
          next.append(end)
        }
      }
      frontier = next
    }
    return reach
  }

  /// The nodes of a shortest way from one node downstream to another, both included; nil when there is none.
  package func path(from source: LineageNode, to target: LineageNode, level: LineageLevel = .dataset) -> [LineageNode]?
  {
    var cameFrom: [LineageNode: LineageNode] = [source: source]
    var frontier = [source]
    while !frontier.isEmpty, cameFrom[target] == nil {
      var next: [LineageNode] = []
      for node in frontier {
        for edge in edges(at: node, .downstream, level: level) where cameFrom[edge.target] == nil {
          cameFrom[edge.target] = node
          next.append(edge.target)
        }
      }
      frontier = next
    }
    guard cameFrom[target] != nil else { return nil }
    var path = [target]
    while let last = path.last, last != source, let before = cameFrom[last] { path.append(before) }
    return path.reversed()
  }
}
