package import Governance

/// What lies around a place: what it came from to the left, what it reaches to the right.
package struct LineageNeighbourhood: Sendable, Equatable {
  package struct Place: Sendable, Equatable {
    package var node: LineageAnswer.Node
    /// Steps from the root: below zero upstream, above zero downstream. In a ring the shorter way counts.
    package var step: Int
    package var facts: PlaceFacts
    package init(node: LineageAnswer.Node, step: Int, facts: PlaceFacts) {
      self.node = node
      self.step = step
      self.facts = facts
    }
  }

  package var root: Int64
  package var level: LineageLevel
  /// The root first, then by the number of steps, then by name.
  package var places: [Place]
  package var edges: [LineageAnswer.Edge]
  /// There is more in that direction than what stands here.
  package var morePartsUpstream: Bool
  package var morePartsDownstream: Bool

  package init(
    root: Int64, level: LineageLevel, places: [Place], edges: [LineageAnswer.Edge], morePartsUpstream: Bool,
    morePartsDownstream: Bool
  ) {
    self.root = root
    self.level = level
    self.places = places
    self.edges = edges
    self.morePartsUpstream = morePartsUpstream
    self.morePartsDownstream = morePartsDownstream
  }

  /// Puts the answers of both directions together.
  init(_ up: LineageAnswer, _ down: LineageAnswer, level: LineageLevel, facts: [Int64: PlaceFacts]) {
    var steps: [Int64: (node: LineageAnswer.Node, step: Int)] = [:]
    for node in up.nodes { steps[node.id] = (node, -node.distance) }
    for node in down.nodes where (steps[node.id]?.step.magnitude).map({ $0 > node.distance }) ?? true {
      steps[node.id] = (node, node.distance)
    }
    let places = steps.map { id, found in
      Place(node: found.node, step: found.step, facts: facts[id] ?? PlaceFacts())
    }.sorted { left, right in
      let (a, b) = (left.node.place, right.node.place)
      return (left.step.magnitude, a.name, a.field ?? "", a.namespace, left.node.id)
        < (right.step.magnitude, b.name, b.field ?? "", b.namespace, right.node.id)
    }
    var seen: Set<EdgeKey> = []
    let edges = (up.edges + down.edges).filter { seen.insert(EdgeKey($0)).inserted }
    self.init(
      root: up.root, level: level, places: places, edges: edges, morePartsUpstream: up.partial,
      morePartsDownstream: down.partial)
  }

  private struct EdgeKey: Hashable {
    var from: Int64
    var to: Int64
    var job: LineageNode?
    var basis: LineageBasis
    var transformation: LineageTransformation

    init(_ edge: LineageAnswer.Edge) {
      (from, to, job) = (edge.from, edge.to, edge.job)
      (basis, transformation) = (edge.basis, edge.transformation)
    }
  }
}
