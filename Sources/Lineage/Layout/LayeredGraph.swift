/// A graph cut into layers: every edge leads to the next layer, long ones by way of bends that stand for them.
///
/// Source: Sugiyama, Tagawa and Toda (1981), doi:10.1109/TSMC.1981.4308636.
struct LayeredGraph {
  /// Vertices by layer, in the order they stand. The first `nodeCount` are nodes of the input, the rest bends.
  var layers: [[Int]] = []
  let nodes: [GraphLayout.Node]
  private(set) var layerOf: [Int] = []
  /// Neighbours in the next layer and in the one before.
  private(set) var after: [[Int]] = []
  private(set) var before: [[Int]] = []
  /// Every edge of the input once, with the vertices it goes through from left to right.
  private(set) var chains: [Chain] = []
  private(set) var loops: Set<Int> = []

  struct Chain {
    var vertices: [Int]
    /// Its input edge leads from the last vertex to the first.
    var isBackward: Bool
    /// There is one from the last to the first as well.
    var isMutual: Bool
  }

  var nodeCount: Int { nodes.count }
  var vertexCount: Int { layerOf.count }
  func isBend(_ vertex: Int) -> Bool { vertex >= nodes.count }

  init(_ nodes: [GraphLayout.Node], edges: [(from: Int64, to: Int64)]) {
    self.nodes = nodes
    let places = Dictionary(
      nodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var targets = [[Int]](repeating: [], count: nodes.count)
    var known: Set<[Int]> = []
    for edge in edges {
      guard let from = places[edge.from], let to = places[edge.to] else { continue }
      if from == to {
        loops.insert(from)
      } else if known.insert([from, to]).inserted {
        targets[from].append(to)
      }
    }
    let backward = LayeredGraph.closing(targets)
    var forward = [[Int]](repeating: [], count: nodes.count)
    for (from, ends) in targets.enumerated() {
      for to in ends {
        let (left, right) = backward.contains([from, to]) ? (to, from) : (from, to)
        if !forward[left].contains(right) { forward[left].append(right) }
      }
    }
    layerOf = LayeredGraph.layering(forward)
    after = [[Int]](repeating: [], count: nodes.count)
    before = after
    layers = [[Int]](repeating: [], count: (layerOf.max() ?? -1) + 1)
    for vertex in nodes.indices { layers[layerOf[vertex]].append(vertex) }
    for (left, ends) in forward.enumerated() {
      for right in ends {
        // Of two edges in opposite directions one line is drawn, forward.
        let isForward = targets[left].contains(right)
        addChain(
          from: left, to: right, isBackward: !isForward, isMutual: isForward && targets[right].contains(left))
      }
    }
  }

  private mutating func addChain(from left: Int, to right: Int, isBackward: Bool, isMutual: Bool) {
    var chain = [left]
    for layer in (layerOf[left] + 1)..<max(layerOf[left] + 1, layerOf[right]) {
      let bend = layerOf.count
      layerOf.append(layer)
      after.append([])
      before.append([])
      layers[layer].append(bend)
      chain.append(bend)
    }
    chain.append(right)
    for (near, far) in zip(chain, chain.dropFirst()) {
      after[near].append(far)
      before[far].append(near)
    }
    chains.append(Chain(vertices: chain, isBackward: isBackward, isMutual: isMutual))
  }

  /// Edges that lead back into the way a depth-first walk is on: turned round, the rest is without rings. Walks begin at
  /// nodes nothing leads to.
  private static func closing(_ targets: [[Int]]) -> Set<[Int]> {
    var incoming = [Int](repeating: 0, count: targets.count)
    for ends in targets { for end in ends { incoming[end] += 1 } }
    enum State { case new, open, done }
    var state = [State](repeating: .new, count: targets.count)
    var closing: Set<[Int]> = []
    for start in targets.indices.sorted(by: { (incoming[$0] > 0 ? 1 : 0, $0) < (incoming[$1] > 0 ? 1 : 0, $1) })
    where state[start] == .new {
      var way: [(node: Int, next: Int)] = [(start, 0)]
      state[start] = .open
      while let (node, next) = way.last {
        guard next < targets[node].count else {
          state[node] = .done
          way.removeLast()
          continue
        }
        way[way.count - 1].next += 1
        let end = targets[node][next]
        switch state[end] {
        case .new:
          state[end] = .open
          way.append((end, 0))
        case .open: closing.insert([node, end])
        case .done: break
        }
      }
    }
    return closing
  }

  /// Each node as far left as what leads to it allows; then each as near to what it leads to as can be.
  private static func layering(_ targets: [[Int]]) -> [Int] {
    var incoming = [Int](repeating: 0, count: targets.count)
    for ends in targets { for end in ends { incoming[end] += 1 } }
    var layer = [Int](repeating: 0, count: targets.count)
    var ready = targets.indices.filter { incoming[$0] == 0 }
    var sorted: [Int] = []
    while let node = ready.popLast() {
      sorted.append(node)
      for end in targets[node] {
        layer[end] = max(layer[end], layer[node] + 1)
        incoming[end] -= 1
        if incoming[end] == 0 { ready.append(end) }
      }
    }
    for node in sorted.reversed() {
      if let nearest = targets[node].map({ layer[$0] }).min() { layer[node] = nearest - 1 }
    }
    let first = layer.min() ?? 0
    return layer.map { $0 - first }
  }
}
