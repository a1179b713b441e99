/// A picture of a graph, from left to right, in squares of a grid: boxes that do not overlap, and lines of right angles
/// between them that cross no box.
///
/// The same input gives the same picture. Boxes stand in layers; a line leads from the right side of its box to the left
/// side of a box in a later layer. Lines that close a ring are led from right to left and say so.
package struct GraphLayout: Sendable, Equatable {
  /// A square, counted from the upper left corner, 0-based.
  package struct Spot: Sendable, Hashable {
    package var row: Int
    package var column: Int
    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// What is to be drawn as a box.
  package struct Node: Sendable, Equatable {
    package var id: Int64
    /// Squares it needs, its frame included; at least 3 × 3. It may become larger.
    package var rows: Int
    package var columns: Int
    package init(id: Int64, rows: Int, columns: Int) {
      self.id = id
      self.rows = max(3, rows)
      self.columns = max(3, columns)
    }
  }

  package struct Box: Sendable, Equatable {
    package var id: Int64
    /// Counted from the left.
    package var layer: Int
    /// Counted from the top of its layer.
    package var place: Int
    package var row: Int
    package var column: Int
    package var rows: Int
    package var columns: Int
    /// It has a line to itself, which is not drawn.
    package var isLoop: Bool
  }

  /// A line from beside one box to beside another.
  package struct Wire: Sendable, Equatable {
    package var from: Int64
    package var to: Int64
    /// Corners and ends, each in one row or column with the next. Goes from left to right, also when `isBackward`.
    package var spots: [Spot]
    /// It leads from the box at its right end to the one at its left.
    package var isBackward: Bool
    /// It leads both ways.
    package var isMutual: Bool
  }

  /// In the order of the input.
  package var boxes: [Box]
  package var wires: [Wire]
  package var rows: Int
  package var columns: Int
  /// Lines that cross between layers.
  package var crossings: Int

  /// Lines that end at one box each get a row of their own, up to this many.
  package static let mostPorts = 5

  /// - nodes: in the order that decides between pictures that are as good as each other.
  /// - edges: from a source to what was made of it; unknown ends, repeats and loops are passed over.
  /// - spacing: empty rows between boxes of a layer, at least.
  package init(_ nodes: [Node], edges: [(from: Int64, to: Int64)], spacing: Int = 0) {
    var graph = LayeredGraph(nodes, edges: edges)
    graph.order()
    let crossings = graph.crossings
    var placing = Placing(graph, spacing: max(0, spacing))
    placing.settle()
    let routing = Routing(placing.mended())
    self.init(
      boxes: routing.boxes(of: nodes), wires: routing.wires(of: nodes), rows: routing.rows, columns: routing.columns,
      crossings: crossings)
  }

  private init(boxes: [Box], wires: [Wire], rows: Int, columns: Int, crossings: Int) {
    self.boxes = boxes
    self.wires = wires
    self.rows = rows
    self.columns = columns
    self.crossings = crossings
  }
}
