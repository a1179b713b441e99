/// Which rows the vertices of a layered graph stand in.
///
/// A vertex wants to stand where its lines come straight; among neighbours that want the same rows the wishes are met as
/// nearly as the order allows, in the sense of least squares.
struct Placing {
  let graph: LayeredGraph
  /// The first row of each vertex.
  private(set) var top: [Int]
  let height: [Int]
  private let spacing: Int

  init(_ graph: LayeredGraph, spacing: Int) {
    self.graph = graph
    self.spacing = spacing
    height = (0..<graph.vertexCount).map { vertex in
      guard !graph.isBend(vertex) else { return 1 }
      return max(graph.nodes[vertex].rows, min(graph.before[vertex].count, GraphLayout.mostPorts) + 2)
    }
    top = [Int](repeating: 0, count: graph.vertexCount)
    for layer in graph.layers {
      var row = 0
      for (place, vertex) in layer.enumerated() {
        if place > 0 { row += gap(layer[place - 1], vertex) }
        top[vertex] = row
        row += height[vertex]
      }
    }
  }

  /// Empty rows between two neighbours of a layer. Bends run close to each other and to boxes.
  private func gap(_ upper: Int, _ lower: Int) -> Int {
    graph.isBend(upper) || graph.isBend(lower) ? 0 : spacing
  }

  /// The row in which a vertex's lines leave it.
  func exit(_ vertex: Int) -> Int { top[vertex] + exitOffset(vertex) }

  private func exitOffset(_ vertex: Int) -> Int { graph.isBend(vertex) ? 0 : (height[vertex] - 1) / 2 }

  /// The vertices before this one in the order of their rows, each with the row in which its line arrives.
  func arrivals(_ vertex: Int) -> [(from: Int, row: Int)] {
    let from = graph.before[vertex].sorted { (exit($0), $0) < (exit($1), $1) }
    return from.enumerated().map { ($0.element, top[vertex] + arrivalOffset($0.offset, of: from.count, vertex)) }
  }

  private func arrivalOffset(_ place: Int, of count: Int, _ vertex: Int) -> Int {
    guard !graph.isBend(vertex) else { return 0 }
    let room = height[vertex] - 2
    guard count > 1 else { return exitOffset(vertex) }
    if count > room { return 1 + place * room / count }
    return 1 + (room - count) / 2 + place
  }

  /// Moves all vertices towards their wishes, to and fro, then to the upper edge.
  mutating func settle() {
    for round in 0..<12 {
      let order = round % 2 == 0 ? Array(graph.layers.indices) : Array(graph.layers.indices.reversed())
      for layer in order { place(layer, byLeft: round % 2 == 0, byBoth: round >= 8) }
    }
    let first = top.min() ?? 0
    for vertex in top.indices { top[vertex] -= first }
  }

  private mutating func place(_ layer: Int, byLeft: Bool, byBoth: Bool) {
    let vertices = graph.layers[layer]
    let wishes = vertices.map { wish($0, byLeft: byLeft || byBoth, byRight: !byLeft || byBoth) }
    var needed: [Int] = []
    for (place, vertex) in vertices.enumerated() {
      guard place > 0, let last = needed.last else {
        needed.append(0)
        continue
      }
      needed.append(last + height[vertices[place - 1]] + gap(vertices[place - 1], vertex))
    }
    // Pools of vertices that stand as close as they may, each where the mean of its wishes is.
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for (place, wish) in wishes.enumerated() {
      let value = (wish.row ?? Double(top[vertices[place]])) - Double(needed[place])
      pools.append((value * wish.weight, wish.weight, 1))
      while pools.count > 1,
        pools[pools.count - 2].sum / pools[pools.count - 2].weight > pools[pools.count - 1].sum
          / pools[pools.count - 1].weight
      {
        let last = pools.removeLast()
        let before = pools.removeLast()
        pools.append((before.sum + last.sum, before.weight + last.weight, before.count + last.count))
      }
    }
    var place = 0
    for pool in pools {
      let base = Int((pool.sum / pool.weight).rounded())
      for _ in 0..<pool.count {
        top[vertices[place]] = base + needed[place]
        place += 1
      }
    }
  }

  /// Where a vertex would have its lines straight, and how much that counts; no row where it has no line on that side.
  private func wish(_ vertex: Int, byLeft: Bool, byRight: Bool) -> (row: Double?, weight: Double) {
    var rows: [Int] = []
    if byLeft {
      let from = arrivals(vertex)
      rows += from.map { exit($0.from) - ($0.row - top[vertex]) }
    }
    if byRight {
      for next in graph.after[vertex] {
        if let arrival = arrivals(next).first(where: { $0.from == vertex }) {
          rows.append(arrival.row - exitOffset(vertex))
        }
      }
    }
    let weight = graph.isBend(vertex) ? 4.0 : Double(1 + rows.count)
    guard !rows.isEmpty else { return (nil, 0.5) }
    return (Double(rows.reduce(0, +)) / Double(rows.count), weight)
  }

  /// Moves a vertex, and those below it in its layer, down by a row.
  mutating func lower(_ vertex: Int) {
    let layer = graph.layers[graph.layerOf[vertex]]
    guard let place = layer.firstIndex(of: vertex) else { return }
    for below in layer[place...] { top[below] += 1 }
  }

  /// The same without two lines that would run into one another: where the order of tracks cannot part them, a row does.
  ///
  /// From left to right: what is lowered in a layer changes nothing in the channels before those beside it.
  func mended() -> Placing {
    var placing = self
    for layer in graph.layers.indices.dropFirst() {
      for _ in 0..<200 {
        guard let clash = Channel(before: layer, placing).clash else { break }
        placing.lower(clash)
      }
    }
    return placing
  }
}
