package import Governance
internal import Lineage

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
  /// Which columns flow where among these places, and the classes they hold.
  package var meaning: LineageMeaning

  package init(
    root: Int64, level: LineageLevel, places: [Place], edges: [LineageAnswer.Edge], morePartsUpstream: Bool,
    morePartsDownstream: Bool, meaning: LineageMeaning = .nothing
  ) {
    self.meaning = meaning
    self.root = root
    self.level = level
    self.places = places
    self.edges = edges
    self.morePartsUpstream = morePartsUpstream
    self.morePartsDownstream = morePartsDownstream
  }

  /// An answer of one direction, with nothing known besides.
  package init(_ answer: LineageAnswer, level: LineageLevel) {
    let isUp = answer.direction == .upstream
    self.init(
      root: answer.root, level: level,
      places: answer.nodes.map { Place(node: $0, step: isUp ? -$0.distance : $0.distance, facts: PlaceFacts()) },
      edges: answer.edges, morePartsUpstream: isUp && answer.partial, morePartsDownstream: !isUp && answer.partial)
  }

  /// Puts the answers of both directions together.
  init(
    _ up: LineageAnswer, _ down: LineageAnswer, level: LineageLevel, facts: [Int64: PlaceFacts], meaning: LineageMeaning
  ) {
    var steps: [Int64: (node: LineageAnswer.Node, step: Int)] = [:]
    for node in up.nodes { steps[node.id] = (node, -node.distance) }
    for node in down.nodes where (steps[node.id]?.step.magnitude).map({ $0 > node.distance }) ?? true {
      steps[node.id] = (node, node.distance)
    }
    let places = steps.map { id, found in
      var facts = facts[id] ?? PlaceFacts()
      facts.life = found.node.life
      // What it inherits counts beside what is said of it.
      facts.dataClass = meaning.inheritance.highest(in: id) ?? facts.dataClass
      return Place(node: found.node, step: found.step, facts: facts)
    }.sorted { left, right in
      let (a, b) = (left.node.place, right.node.place)
      return (left.step.magnitude, a.name, a.field ?? "", a.namespace, left.node.id)
        < (right.step.magnitude, b.name, b.field ?? "", b.namespace, right.node.id)
    }
    var seen: Set<EdgeKey> = []
    let edges = (up.edges + down.edges).filter { seen.insert(EdgeKey($0)).inserted }
    self.init(
      root: up.root, level: level, places: places, edges: edges, morePartsUpstream: up.partial,
      morePartsDownstream: down.partial, meaning: meaning)
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
