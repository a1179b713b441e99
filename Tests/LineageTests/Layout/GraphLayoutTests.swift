import Testing

@testable import Lineage

@Suite("A layered picture")
struct GraphLayoutTests {
  private func layout(_ count: Int, _ edges: [(Int64, Int64)], columns: Int = 7, spacing: Int = 0) -> GraphLayout {
    GraphLayout(
      (0..<count).map { GraphLayout.Node(id: Int64($0), rows: 4, columns: columns) },
      edges: edges.map { (from: $0.0, to: $0.1) }, spacing: spacing)
  }

  /// A graph of so many nodes with edges at random, some of them against the order.
  private func random(_ count: Int, edges: Int, backward: Int, seed: UInt64) -> [(Int64, Int64)] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<edges).map { place in
      let (a, b) = (next(count), next(count))
      let (low, high) = (Int64(min(a, b)), Int64(max(a, b)))
      return place < backward ? (high, low) : (low, high)
    }
  }

  @Test("of one box is that box")
  func single() {
    let picture = layout(1, [])
    #expect((picture.rows, picture.columns, picture.wires.count) == (4, 7, 0))
    #expect(picture.boxes.map(\.isLoop) == [false])
    #expect(GraphLayout([], edges: []).boxes.isEmpty)
  }

  @Test("of a chain is a straight line")
  func chain() {
    let picture = layout(4, [(0, 1), (1, 2), (2, 3)])
    #expect(picture.rows == 4 && Set(picture.boxes.map(\.row)) == [0])
    #expect(picture.wires.allSatisfy { $0.spots.count == 2 })
    #expect(picture.boxes.map(\.layer) == [0, 1, 2, 3])
  }

  @Test("goes round what stands between, and lets no line run along another's")
  func longEdge() {
    let picture = layout(4, [(0, 1), (1, 2), (2, 3), (0, 3), (0, 2)])
    #expect(LayoutPicture(picture).faults == [], "\(LayoutPicture(picture).text)")
  }

  @Test("stands with rings, loops, and edges in both directions")
  func rings() throws {
    let ring = layout(3, [(0, 1), (1, 2), (2, 0), (1, 1)])
    #expect(LayoutPicture(ring).faults == [])
    #expect(ring.wires.count == 3 && ring.wires.count { $0.isBackward } == 1)
    #expect(ring.boxes.map(\.isLoop) == [false, true, false])
    let both = layout(2, [(0, 1), (1, 0)])
    #expect(both.wires.count == 1)
  }

  @Test("passes over edges to boxes that are not there, and over repeats")
  func strangers() {
    #expect(layout(2, [(0, 1), (0, 1), (0, 9), (7, 1)]).wires.count == 1)
  }

  @Test("gives every line that ends at a box a row of its own while there is room")
  func ports() throws {
    let picture = layout(5, [(0, 4), (1, 4), (2, 4), (3, 4)])
    let ends = picture.wires.compactMap { $0.spots.last?.row }
    #expect(Set(ends).count == 4)
    #expect(try #require(picture.boxes.last).rows == 6)
    let many = layout(13, (0..<12).map { (Int64($0), 12) })
    #expect(LayoutPicture(many).faults == [])
    #expect(Set(many.wires.compactMap { $0.spots.last?.row }).count == GraphLayout.mostPorts)
  }

  @Test("overlaps nothing, whatever the graph", arguments: Array(UInt64(1)...60))
  func anyGraph(seed: UInt64) {
    let count = 2 + Int(seed) % 40
    let edges = random(count, edges: count + Int(seed * 7) % (2 * count), backward: Int(seed) % 4, seed: seed)
    let picture = layout(count, edges, columns: 5 + Int(seed) % 9, spacing: Int(seed) % 2)
    let drawn = LayoutPicture(picture)
    #expect(drawn.faults.isEmpty, "seed \(seed): \(drawn.faults.prefix(4))\n\(drawn.text)")
    #expect(picture == layout(count, edges, columns: 5 + Int(seed) % 9, spacing: Int(seed) % 2))
    for wire in picture.wires { #expect(wire.spots.count >= 2) }
  }

  @Test(
    "never crosses lines more than the order of the input does, and mostly much less", arguments: Array(UInt64(1)...60))
  func fewerCrossings(seed: UInt64) {
    let count = 4 + Int(seed) % 40
    let edges = random(count, edges: 2 * count, backward: Int(seed) % 4, seed: seed &* 31)
    let nodes = (0..<count).map { GraphLayout.Node(id: Int64($0), rows: 4, columns: 7) }
    let plain = LayeredGraph(nodes, edges: edges.map { (from: $0.0, to: $0.1) }).crossings
    let ordered = layout(count, edges).crossings
    #expect(ordered <= plain, "seed \(seed)")
    if plain > 60 { #expect(Double(ordered) < Double(plain) * 0.8, "seed \(seed): \(ordered) of \(plain)") }
  }

  @Test("changes little when a box is added: the others keep their order")
  func stable() throws {
    let edges = random(30, edges: 40, backward: 0, seed: 11)
    let before = layout(30, edges)
    let after = layout(31, edges + [(3, 30)])
    var moved = 0
    for layer in Set(before.boxes.map(\.layer)) {
      func order(_ picture: GraphLayout) -> [Int64] {
        picture.boxes.filter { $0.layer == layer && $0.id < 30 }.sorted { $0.place < $1.place }.map(\.id)
      }
      moved += zip(order(before), order(after)).count { $0 != $1 }
    }
    #expect(moved <= 6, "\(moved) of 30 boxes changed their place")
  }

  @Test("crosses lines less than the order of the input does")
  func crossings() {
    // Two rows of ten, each node of the one leading to the mirrored node of the other.
    let mirrored = layout(20, (0..<10).map { (Int64($0), Int64(19 - $0)) })
    #expect(mirrored.crossings == 0)
    let tree = layout(15, (1..<15).map { (Int64(($0 - 1) / 2), Int64($0)) })
    #expect(tree.crossings == 0 && LayoutPicture(tree).faults == [])
  }

  @Test("is drawn for 300 boxes without a fault", arguments: [7, 8, 9] as [UInt64])
  func large(seed: UInt64) {
    let drawn = LayoutPicture(layout(300, random(300, edges: 420, backward: 5, seed: seed)))
    #expect(drawn.faults == [], "\(drawn.faults.count)")
  }
}

@Suite("A fan of boxes")
struct FanFoldingTests {
  @Test("stands as its first few and one for the others, and whole when it is opened")
  func folds() throws {
    let edges = (1...20).map { (from: Int64($0), to: Int64(0)) } + [(from: 0, to: 30), (from: 30, to: 31)]
    let nodes = Array(Int64(0)...20) + [30, 31]
    let folding = FanFolding(nodes, edges: edges, root: 0, keep: 4)
    #expect(folding.kept == [0, 1, 2, 3, 4, 30, 31])
    let fold = try #require(folding.folds.first)
    #expect(fold.beside == 0 && fold.isUpstream && fold.members.count == 16 && fold.id < 0)
    #expect(FanFolding(nodes, edges: edges, root: 0, keep: 4, opened: [0]).kept == nodes)
    #expect(FanFolding(nodes, edges: edges, root: 0, keep: 19).folds.isEmpty)
  }

  @Test("keeps what leads on, and the root itself")
  func keeps() {
    let edges = [(from: Int64(1), to: Int64(0)), (from: 2, to: 0), (from: 3, to: 0), (from: 3, to: 4)]
    #expect(FanFolding([0, 1, 2, 3, 4], edges: edges, root: 1, keep: 0).kept.contains(1))
    #expect(FanFolding([0, 1, 2, 3, 4], edges: edges, root: 0, keep: 0).kept.contains(3))
  }
}
