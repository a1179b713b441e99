import Lineage

/// A layout drawn with letters, for people to look at and for tests to walk over.
struct LayoutPicture {
  /// What stands in each square: a box by its number, or lines.
  enum Square: Equatable { case box(Int64), lines([Int]) }
  private(set) var squares: [GraphLayout.Spot: Square] = [:]
  /// Squares in which a line meets a box, or two lines run along each other.
  private(set) var faults: [String] = []
  let layout: GraphLayout

  init(_ layout: GraphLayout) {
    self.layout = layout
    for box in layout.boxes {
      for row in box.row..<(box.row + box.rows) {
        for column in box.column..<(box.column + box.columns) {
          let spot = GraphLayout.Spot(row: row, column: column)
          if squares[spot] != nil { faults.append("boxes overlap at \(row), \(column)") }
          squares[spot] = .box(box.id)
        }
      }
    }
    for (place, wire) in layout.wires.enumerated() { lay(wire, place) }
    findLinesThatRunTogether()
  }

  private mutating func lay(_ wire: GraphLayout.Wire, _ place: Int) {
    for (start, end) in zip(wire.spots, wire.spots.dropFirst()) {
      if start.row != end.row && start.column != end.column { faults.append("a line is not straight") }
      for row in min(start.row, end.row)...max(start.row, end.row) {
        for column in min(start.column, end.column)...max(start.column, end.column) {
          let spot = GraphLayout.Spot(row: row, column: column)
          switch squares[spot] {
          case .box(let id): faults.append("a line from \(wire.from) to \(wire.to) crosses box \(id)")
          case .lines(let lines): squares[spot] = .lines(lines.contains(place) ? lines : lines + [place])
          case nil: squares[spot] = .lines([place])
          }
        }
      }
    }
  }

  /// Two lines may share squares of the same direction only when they begin or end at the same box.
  private mutating func findLinesThatRunTogether() {
    struct Step: Hashable { var spot: GraphLayout.Spot, isHorizontal: Bool }
    var steps: [Step: [Int]] = [:]
    for (place, wire) in layout.wires.enumerated() {
      for (start, end) in zip(wire.spots, wire.spots.dropFirst()) {
        if start.row == end.row {
          for column in start.column..<end.column {
            steps[Step(spot: .init(row: start.row, column: column), isHorizontal: true), default: []].append(place)
          }
        } else {
          for row in min(start.row, end.row)..<max(start.row, end.row) {
            steps[Step(spot: .init(row: row, column: start.column), isHorizontal: false), default: []].append(place)
          }
        }
      }
    }
    for lines in steps.values {
      for line in lines {
        let (a, b) = (layout.wires[lines[0]], layout.wires[line])
        func left(_ wire: GraphLayout.Wire) -> Int64 { wire.isBackward ? wire.to : wire.from }
        func right(_ wire: GraphLayout.Wire) -> Int64 { wire.isBackward ? wire.from : wire.to }
        if left(a) != left(b) && right(a) != right(b) {
          faults.append("lines \(a.from)→\(a.to) and \(b.from)→\(b.to) run together")
        }
      }
    }
  }

  var text: String {
    (0..<layout.rows).map { row in
      (0..<layout.columns).map { column in
        switch squares[.init(row: row, column: column)] {
        case .box(let id): String("0123456789abcdefghijklmnopqrstuvwxyz".dropFirst(Int(id) % 36).prefix(1))
        case .lines(let lines): lines.count > 1 ? "+" : "."
        case nil: " "
        }
      }.joined()
    }.joined(separator: "\n")
  }
}
