extension LayeredGraph {
  /// Lines that cross between any two layers.
  var crossings: Int {
    let places = places
    return layers.indices.dropFirst().reduce(0) { $0 + crossings(before: $1, places) }
  }

  /// Puts the vertices of each layer into an order with few crossings: sweeps by the median of the neighbours, each
  /// followed by exchanges of neighbours that cross less the other way round. Never worse than the order it began with.
  ///
  /// Source: Gansner, Koutsofios, North and Vo (1993), doi:10.1109/32.221135, §3.
  mutating func order() {
    var best = layers
    var fewest = crossings
    var idle = 0
    for round in 0..<24 where fewest > 0 && idle < 6 {
      sweep(rightwards: round % 2 == 0)
      exchange()
      let now = crossings
      idle += 1
      if now < fewest {
        (best, fewest, idle) = (layers, now, 0)
      }
    }
    layers = best
  }

  /// Where each vertex stands in its layer.
  private var places: [Int] {
    var places = [Int](repeating: 0, count: vertexCount)
    for layer in layers { for (place, vertex) in layer.enumerated() { places[vertex] = place } }
    return places
  }

  /// Pairs of lines into `layer` that cross: inversions, counted in a tree of sums.
  private func crossings(before layer: Int, _ places: [Int]) -> Int {
    var sums = [Int](repeating: 0, count: layers[layer].count + 1)
    var seen = 0
    var total = 0
    for vertex in layers[layer - 1] {
      let ends = after[vertex].map { places[$0] }
      for end in ends {
        var below = 0
        var index = end + 1
        while index > 0 {
          below += sums[index]
          index -= index & -index
        }
        total += seen - below
      }
      for end in ends {
        seen += 1
        var index = end + 1
        while index < sums.count {
          sums[index] += 1
          index += index & -index
        }
      }
    }
    return total
  }

  private mutating func sweep(rightwards: Bool) {
    let order = rightwards ? Array(layers.indices.dropFirst()) : Array(layers.indices.dropLast().reversed())
    var places = places
    for layer in order {
      let wanted = layers[layer].map { vertex in
        LayeredGraph.median((rightwards ? before : after)[vertex].map { places[$0] }.sorted())
      }
      // Vertices without neighbours keep their place; the others are sorted among the places that are left.
      let free = layers[layer].indices.filter { wanted[$0] != nil }
      let sorted = free.sorted { (wanted[$0] ?? 0, $0) < (wanted[$1] ?? 0, $1) }.map { layers[layer][$0] }
      for (place, vertex) in zip(free, sorted) {
        layers[layer][place] = vertex
        places[vertex] = place
      }
    }
  }

  private static func median(_ values: [Int]) -> Double? {
    guard let first = values.first, let last = values.last else { return nil }
    let middle = values.count / 2
    if values.count % 2 == 1 { return Double(values[middle]) }
    if values.count == 2 { return Double(first + last) / 2 }
    // Between the two in the middle, nearer to the side on which the values are packed.
    let (left, right) = (Double(values[middle - 1] - first), Double(last - values[middle]))
    guard left + right > 0 else { return Double(values[middle - 1] + values[middle]) / 2 }
    return (Double(values[middle - 1]) * right + Double(values[middle]) * left) / (left + right)
  }

  private mutating func exchange() {
    var improved = true
    var rounds = 0
    var places = places
    while improved, rounds < 8 {
      improved = false
      rounds += 1
      for layer in layers.indices where layers[layer].count > 1 {
        let ends = layers[layer].map { vertex in
          (before[vertex].map { places[$0] }.sorted(), after[vertex].map { places[$0] }.sorted())
        }
        var order = Array(ends.indices)
        for place in order.indices.dropLast() {
          let (upper, lower) = (ends[order[place]], ends[order[place + 1]])
          let now = LayeredGraph.inversions(upper.0, lower.0) + LayeredGraph.inversions(upper.1, lower.1)
          let then = LayeredGraph.inversions(lower.0, upper.0) + LayeredGraph.inversions(lower.1, upper.1)
          if then < now {
            order.swapAt(place, place + 1)
            improved = true
          }
        }
        layers[layer] = order.map { layers[layer][$0] }
        for (place, vertex) in layers[layer].enumerated() { places[vertex] = place }
      }
    }
  }

  /// Pairs of an end of the upper vertex that lies beyond an end of the lower; both ascend.
  private static func inversions(_ upper: [Int], _ lower: [Int]) -> Int {
    var count = 0
    var below = 0
    for end in upper {
      while below < lower.count, lower[below] < end { below += 1 }
      count += below
    }
    return count
  }
}
