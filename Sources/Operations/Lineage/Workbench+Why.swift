internal import Catalog
package import Governance
package import Lineage

/// Why one place does, or does not, come straight from another.
package struct LineageExplanation: Sendable, Equatable {
  package var source: LineageRoot
  package var target: LineageRoot
  /// The weightiest first.
  package var reasons: [LineageReason]
  /// Places on a shortest way from the source to the target, both included; nil when there is none.
  package var way: [LineageAnswer.Node]?
  /// The same from the target to the source.
  package var wayBack: [LineageAnswer.Node]?

  package init(
    source: LineageRoot, target: LineageRoot, reasons: [LineageReason], way: [LineageAnswer.Node]?,
    wayBack: [LineageAnswer.Node]?
  ) {
    self.source = source
    self.target = target
    self.reasons = reasons
    self.way = way
    self.wayBack = wayBack
  }

  package var holds: Bool { reasons.contains { $0.what == .edge } }
}

/// How the lineage of a place at one moment differs from an earlier one.
package struct LineageChange: Sendable, Equatable {
  package struct Edge: Sendable, Equatable {
    package var from: LineageAnswer.Node
    package var to: LineageAnswer.Node
    package var edge: LineageAnswer.Edge
  }
  package var addedPlaces: [LineageAnswer.Node]
  package var removedPlaces: [LineageAnswer.Node]
  package var addedEdges: [Edge]
  package var removedEdges: [Edge]
  package var partial: Bool

  package var isEmpty: Bool {
    addedEdges.isEmpty && removedEdges.isEmpty && addedPlaces.isEmpty && removedPlaces.isEmpty
  }

  init(from before: LineageAnswer, to after: LineageAnswer) {
    func places(_ answer: LineageAnswer) -> [Int64: LineageAnswer.Node] {
      Dictionary(answer.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    struct Key: Hashable {
      var from: Int64
      var to: Int64
      var job: LineageNode?
      var basis: LineageBasis
      var transformation: LineageTransformation
      init(_ edge: LineageAnswer.Edge) {
        (from, to, job, basis) = (edge.from, edge.to, edge.job, edge.basis)
        transformation = edge.transformation
      }
    }
    func edges(_ answer: LineageAnswer, without other: LineageAnswer) -> [Edge] {
      let known = Set(other.edges.map(Key.init))
      let byID = places(answer)
      return answer.edges.filter { !known.contains(Key($0)) }.compactMap { edge in
        guard let from = byID[edge.from], let to = byID[edge.to] else { return nil }
        return Edge(from: from, to: to, edge: edge)
      }
    }
    let (was, now) = (places(before), places(after))
    addedPlaces = after.nodes.filter { was[$0.id] == nil }
    removedPlaces = before.nodes.filter { now[$0.id] == nil }
    addedEdges = edges(after, without: before)
    removedEdges = edges(before, without: after)
    partial = before.partial || after.partial
  }
}

extension Workbench {
  /// Why one place does, or does not, come straight from another.
  package func explainLineage(
    from source: LineageRoot, to target: LineageRoot
  ) async throws(Problem) -> LineageExplanation {
    let (first, last) = (try await place(of: source), try await place(of: target))
    let reasons = try await connection.rows(ExplainLineage(source: first, target: last))
    let up = try await lineage(of: target, .upstream)
    let way = up.way(to: first)
    var wayBack: [LineageAnswer.Node]?
    if way == nil {
      let down = try await lineage(of: target, .downstream)
      wayBack = down.way(to: first)?.reversed()
    }
    return LineageExplanation(source: source, target: target, reasons: reasons, way: way, wayBack: wayBack)
  }

  /// How what a place came from, or what it reaches, differs between two moments; nil is now.
  package func lineageChanges(
    of root: LineageRoot, _ direction: LineageDirection, from earlier: Instant, to later: Instant?,
    depth: Int = LineageGraph.deepest, level: LineageLevel = .dataset
  ) async throws(Problem) -> LineageChange {
    guard later.map({ earlier < $0 }) ?? true else {
      throw Problem(
        .usage, "lineage.since", happened: "The earlier moment lies after the later one.", remedy: "Turn them round.")
    }
    let after = try await lineage(of: root, direction, depth: depth, level: level)
    try await show(asOf: earlier)
    let before: LineageAnswer
    do throws(Problem) {
      before = try await lineage(of: root, direction, depth: depth, level: level)
    } catch {
      try await show(asOf: later)
      throw error
    }
    try await show(asOf: later)
    return LineageChange(from: before, to: after)
  }
}

extension LineageAnswer {
  /// Places on a shortest way between the root and another, from the other to the root; nil when there is none.
  package func way(to other: Int64) -> [Node]? {
    let byID = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let other = nodes.first { $0.id == other }?.id ?? other
    var beside: [Int64: [Int64]] = [:]
    for edge in edges {
      let (near, far) = direction == .upstream ? (edge.to, edge.from) : (edge.from, edge.to)
      beside[near, default: []].append(far)
    }
    var cameFrom: [Int64: Int64] = [root: root]
    var open = [root]
    while !open.isEmpty, cameFrom[other] == nil {
      var next: [Int64] = []
      for id in open {
        for end in beside[id] ?? [] where cameFrom[end] == nil {
          cameFrom[end] = id
          next.append(end)
        }
      }
      open = next
    }
    guard cameFrom[other] != nil else { return nil }
    var way = [other]
    while let last = way.last, let next = cameFrom[last], next != last { way.append(next) }
    return way.compactMap { byID[$0] }
  }
}
