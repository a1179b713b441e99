/// Columns of layers and tracks, and the lines from box to box.
struct Routing {
  private let placing: Placing
  private let channels: [Channel]
  /// The first column of each layer, and its columns.
  private let starts: [Int]
  private let widths: [Int]
  /// Where the tracks of a channel begin, and how far apart they are.
  private let tracks: [(start: Int, step: Int)]
  let rows: Int
  let columns: Int

  init(_ placing: Placing) {
    self.placing = placing
    let graph = placing.graph
    channels = Channel.all(of: placing)
    var starts: [Int] = []
    var widths: [Int] = []
    var tracks: [(start: Int, step: Int)] = []
    var column = 0
    for (layer, vertices) in graph.layers.enumerated() {
      let width = vertices.filter { !graph.isBend($0) }.map { graph.nodes[$0].columns }.max() ?? 1
      starts.append(column)
      widths.append(width)
      column += width
      guard layer + 1 < graph.layers.count else { break }
      let count = channels[layer].trackCount
      let step = count > 6 ? 1 : 2
      tracks.append((column + 1, step))
      // A stub, the tracks, a stub and the head of the arrow.
      column += count == 0 ? 3 : 1 + (count - 1) * step + 1 + 2
    }
    (self.starts, self.widths, self.tracks) = (starts, widths, tracks)
    columns = column
    rows = (0..<graph.vertexCount).map { placing.top[$0] + placing.height[$0] }.max() ?? 0
  }

  func boxes(of nodes: [GraphLayout.Node]) -> [GraphLayout.Box] {
    let graph = placing.graph
    var places = [Int](repeating: 0, count: graph.vertexCount)
    for layer in graph.layers {
      for (place, vertex) in layer.filter({ !graph.isBend($0) }).enumerated() { places[vertex] = place }
    }
    return nodes.indices.map { vertex in
      let layer = graph.layerOf[vertex]
      return GraphLayout.Box(
        id: nodes[vertex].id, layer: layer, place: places[vertex], row: placing.top[vertex], column: starts[layer],
        rows: placing.height[vertex], columns: widths[layer], isLoop: graph.loops.contains(vertex))
    }
  }

  func wires(of nodes: [GraphLayout.Node]) -> [GraphLayout.Wire] {
    placing.graph.chains.compactMap { chain in
      guard let first = chain.vertices.first, let last = chain.vertices.last else { return nil }
      var spots: [GraphLayout.Spot] = []
      func go(_ row: Int, _ column: Int) {
        let spot = GraphLayout.Spot(row: row, column: column)
        if spots.last != spot { spots.append(spot) }
      }
      for (near, far) in zip(chain.vertices, chain.vertices.dropFirst()) {
        let layer = placing.graph.layerOf[near]
        guard let trunk = channels[layer].trunks.first(where: { $0.from == near }),
          let end = trunk.ends.first(where: { $0.to == far })
        else { return nil }
        go(trunk.entry, starts[layer] + widths[layer])
        if let track = trunk.track, end.row != trunk.entry {
          let column = tracks[layer].start + track * tracks[layer].step
          go(trunk.entry, column)
          go(end.row, column)
        }
        go(end.row, starts[layer + 1] - 1)
      }
      let (left, right) = (nodes[first].id, nodes[last].id)
      return GraphLayout.Wire(
        from: chain.isBackward ? right : left, to: chain.isBackward ? left : right, spots: spots,
        isBackward: chain.isBackward, isMutual: chain.isMutual)
    }
  }
}
