package import Governance
package import Lineage

/// What is asked about, in any way a place can be named.
package enum LineageRoot: Sendable, Equatable {
  case version(VersionName)
  case place(namespace: String, name: String, field: String?)
}

/// What a place came from, or what it reaches.
package struct LineageAnswer: Sendable, Equatable {
  package struct Node: Sendable, Equatable {
    /// The catalog's number; the same place keeps it.
    package var id: Int64
    package var place: LineageNode
    /// The version it stands for, when it is registered.
    package var version: VersionName?
    /// Steps from the root.
    package var distance: Int
    /// What else it is called.
    package var names: [LineageNode]
    /// What has become of it; nil while it is there and is what it was.
    package var life: PlaceLife?

    package init(id: Int64, place: LineageNode, version: VersionName?, distance: Int, names: [LineageNode] = []) {
      self.id = id
      self.place = place
      self.version = version
      self.distance = distance
      self.names = names
    }
  }

  package struct Edge: Sendable, Equatable {
    /// From the source to what was made of it.
    package var from: Int64
    package var to: Int64
    package var job: LineageNode?
    package var level: LineageLevel
    package var basis: LineageBasis
    package var transformation: LineageTransformation
    /// When it was first recorded.
    package var since: Instant
    /// Whose event first said so, and its digest in hexadecimal.
    package var run: String?
    package var event: String?

    package init(
      from: Int64, to: Int64, job: LineageNode?, level: LineageLevel, basis: LineageBasis,
      transformation: LineageTransformation, since: Instant, run: String?, event: String?
    ) {
      self.from = from
      self.to = to
      self.job = job
      self.level = level
      self.basis = basis
      self.transformation = transformation
      self.since = since
      self.run = run
      self.event = event
    }
  }

  package var root: Int64
  package var direction: LineageDirection
  /// The root first, then by distance.
  package var nodes: [Node]
  package var edges: [Edge]
  /// There is more than what stands here.
  package var partial: Bool
}

extension LineageAnswer {
  /// One line of the tree: how deep, which node, and whether it stood further up already.
  package struct TreeLine: Sendable, Equatable {
    package var depth: Int
    package var node: Node
    package var again: Bool
  }

  /// The answer as an indented tree. A place is taken apart once, where it is nearest to the root; elsewhere it is named.
  package var tree: [TreeLine] {
    let byID = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var beside: [Int64: [Int64]] = [:]
    for edge in edges {
      let (near, far) = direction == .upstream ? (edge.to, edge.from) : (edge.from, edge.to)
      beside[near, default: []].append(far)
    }
    let parts = Dictionary(grouping: nodes.filter { $0.place.kind == .column }) { $0.place.whole }
    let wholes = Dictionary(nodes.map { ($0.place, $0.id) }, uniquingKeysWith: { first, _ in first })
    // At column level a dataset's edges are those of its columns, and a column has those of its dataset as a whole.
    func ends(of node: Node) -> [Int64] {
      let columns = (parts[node.place] ?? []).flatMap { beside[$0.id] ?? [] }
      let whole = node.place.kind == .column ? wholes[node.place.whole].flatMap { beside[$0] } : nil
      return (beside[node.id] ?? []) + columns + (whole ?? [])
    }
    guard let first = byID[root] else { return [] }
    var lines: [TreeLine] = []
    var opened: Set<Int64> = []
    var stack: [(node: Node, depth: Int)] = [(first, 0)]
    while let (node, depth) = stack.popLast() {
      let again = depth != node.distance || !opened.insert(node.id).inserted
      lines.append(TreeLine(depth: depth, node: node, again: again))
      guard !again else { continue }
      var seen: Set<Int64> = []
      let children = ends(of: node).filter { seen.insert($0).inserted }.compactMap { byID[$0] }
        .sorted { ($0.place.name, $0.place.field ?? "", $0.id) < ($1.place.name, $1.place.field ?? "", $1.id) }
      stack += children.reversed().map { (node: $0, depth: depth + 1) }
    }
    return lines
  }
}
