import Governance
import Lineage
import Operations
import Terminal

/// The picture of a web: where its boxes and lines stand, and what the boxes say.
struct LineageSketch: Sendable {
  let layout: GraphLayout
  private let words: [Int64: (name: String, facts: [Piece])]
  private let boxes: [Int64: GraphLayout.Box]
  /// Columns listed in each box.
  private let columns: [Int64: [LineageColumns.Line]]

  /// Columns that a box lists before it says how many more there are.
  static let mostLines = 6

  struct Sides: OptionSet, Sendable, Hashable {
    let rawValue: UInt8
    static let up = Sides(rawValue: 1)
    static let right = Sides(rawValue: 2)
    static let down = Sides(rawValue: 4)
    static let left = Sides(rawValue: 8)
  }

  /// - columns: the widest a box may be.
  /// - room: rows there are; boxes stand apart where these suffice.
  init(_ web: LineageWeb, columns: Int, room: Int, now: Instant) {
    var words: [Int64: (name: String, facts: [Piece])] = [:]
    var nodes: [GraphLayout.Node] = []
    func add(_ id: Int64, _ name: String, _ facts: [Piece]) {
      let lines = web.shown.lines[id] ?? []
      let widest =
        lines.prefix(LineageSketch.mostLines).map { Terminal.columns(of: Cutting.line($0.field)) + 10 }.max() ?? 0
      let wanted = max(Terminal.columns(of: Cutting.line(name)), facts.columns, widest) + 4
      let rows = 4 + min(lines.count, LineageSketch.mostLines) + (lines.count > LineageSketch.mostLines ? 1 : 0)
      nodes.append(GraphLayout.Node(id: id, rows: rows, columns: min(max(wanted, 12), columns)))
      words[id] = (name, facts)
    }
    for place in web.shown.places {
      let id = place.node.id
      add(
        id, LineageWords.name(of: place),
        web.showsColumns
          ? LineageWords.columns(of: place, in: web) : LineageWords.facts(of: place, now: now, columns: columns - 4))
    }
    for fold in web.shown.folds {
      add(fold.id, "… \(fold.members.count) more", [Piece("Enter shows them", .dim)])
    }
    let edges = web.shown.edges.map { (from: $0.from, to: $0.to) }
    let airy = GraphLayout(nodes, edges: edges, spacing: 1)
    layout = airy.rows <= room ? airy : GraphLayout(nodes, edges: edges)
    self.words = words
    self.columns = web.shown.lines
    boxes = Dictionary(layout.boxes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func box(_ id: Int64) -> GraphLayout.Box? { boxes[id] }

  func box(at spot: GraphLayout.Spot) -> GraphLayout.Box? {
    layout.boxes.first {
      spot.row >= $0.row && spot.row < $0.row + $0.rows && spot.column >= $0.column
        && spot.column < $0.column + $0.columns
    }
  }

  /// Lines through each square of the window: which, and towards which sides.
  private func lines(from origin: GraphLayout.Spot, in size: Size) -> [GraphLayout.Spot: [(wire: Int, sides: Sides)]] {
    let (rows, columns) = (origin.row..<(origin.row + size.rows), origin.column..<(origin.column + size.columns))
    var lines: [GraphLayout.Spot: [(wire: Int, sides: Sides)]] = [:]
    for (place, wire) in layout.wires.enumerated() {
      var sides: [GraphLayout.Spot: Sides] = [:]
      func lay(_ row: Int, _ column: Int, _ here: Sides) {
        guard rows.contains(row), columns.contains(column) else { return }
        sides[.init(row: row, column: column), default: []].formUnion(here)
      }
      for (start, end) in zip(wire.spots, wire.spots.dropFirst()) {
        let (low, high) = (min(start.row, end.row), max(start.row, end.row))
        for row in max(low, rows.lowerBound)..<max(low, rows.lowerBound, min(high + 1, rows.upperBound)) {
          let (first, last) = (min(start.column, end.column), max(start.column, end.column))
          for column in max(
            first, columns.lowerBound)..<max(
              first, columns.lowerBound, min(last + 1, columns.upperBound))
          {
            var here: Sides = []
            if start.row == end.row {
              if column > start.column { here.insert(.left) }
              if column < end.column { here.insert(.right) }
            } else {
              if row > low { here.insert(.up) }
              if row < high { here.insert(.down) }
            }
            lay(row, column, here)
          }
        }
      }
      if let first = wire.spots.first { lay(first.row, first.column, .left) }
      if let last = wire.spots.last { lay(last.row, last.column, .right) }
      for (spot, here) in sides { lines[spot, default: []].append((place, here)) }
    }
    return lines
  }

  // MARK: Drawing

  /// Draws the part that begins at `origin` into `area`.
  func draw(_ web: LineageWeb, into frame: inout Frame, area: Area, origin: GraphLayout.Spot, focused: Bool) {
    var window = Frame(Size(rows: area.rows, columns: area.columns))
    for (spot, here) in lines(from: origin, in: window.size) {
      let (glyph, role) = glyph(of: here, web)
      window.put(
        glyph, at: Position(row: spot.row - origin.row, column: spot.column - origin.column), as: role)
    }
    for wire in layout.wires {
      for (tip, points) in [(wire.spots.first, wire.isBackward || wire.isMutual), (wire.spots.last, !wire.isBackward)] {
        guard points, let tip else { continue }
        window.put(
          tip == wire.spots.first ? "◄" : "►",
          at: Position(row: tip.row - origin.row, column: tip.column - origin.column), as: role(of: wire, web))
      }
    }
    for box in layout.boxes { draw(box, web, into: &window, origin: origin, focused: focused) }
    for wire in layout.wires {
      guard let start = wire.spots.first else { continue }
      let place = Position(row: start.row - origin.row, column: start.column - origin.column - 1)
      let id = left(wire)
      let isThick = id == web.around.root || web.way.contains(id)
      window.put(isThick ? "┠" : "├", at: place, as: boxRole(id, web))
    }
    frame.paste(window, at: Position(row: area.row, column: area.column))
  }

  private func isOnWay(_ wire: GraphLayout.Wire, _ web: LineageWeb) -> Bool {
    web.way.contains(wire.from) && web.way.contains(wire.to)
      || web.shown.tracedEdges.contains(LineageWeb.Shown.Edge(from: wire.from, to: wire.to))
  }

  private func role(of wire: GraphLayout.Wire, _ web: LineageWeb) -> Role {
    if isOnWay(wire, web) { return .chartLimit }
    return wire.from == web.cursor || wire.to == web.cursor ? .borderFocused : .border
  }

  /// Lines that begin or end at one box join; others pass over one another, the upright one unbroken.
  private func glyph(of lines: [(wire: Int, sides: Sides)], _ web: LineageWeb) -> (Unicode.Scalar, Role) {
    var groups: [(wires: [Int], sides: Sides)] = []
    for line in lines {
      let wire = layout.wires[line.wire]
      let place = groups.firstIndex { group in
        group.wires.contains { other in
          let other = layout.wires[other]
          return left(other) == left(wire) || right(other) == right(wire)
        }
      }
      if let place {
        groups[place].wires.append(line.wire)
        groups[place].sides.formUnion(line.sides)
      } else {
        groups.append(([line.wire], line.sides))
      }
    }
    let upright = groups.first { $0.sides == [.up, .down] }
    let wires = upright?.wires ?? groups.flatMap(\.wires)
    let sides = upright?.sides ?? groups.reduce(into: Sides()) { $0.formUnion($1.sides) }
    let marked = wires.contains { isOnWay(layout.wires[$0], web) }
    let roles = Set(wires.map { role(of: layout.wires[$0], web) })
    let strongest: Role =
      roles.contains(.chartLimit) ? .chartLimit : roles.contains(.borderFocused) ? .borderFocused : .border
    return (LineageSketch.glyphs[marked ? 1 : 0][Int(sides.rawValue)], strongest)
  }

  private func left(_ wire: GraphLayout.Wire) -> Int64 { wire.isBackward ? wire.to : wire.from }
  private func right(_ wire: GraphLayout.Wire) -> Int64 { wire.isBackward ? wire.from : wire.to }

  /// By sides: up 1, right 2, down 4, left 8. Light, and heavy for a marked way.
  private static let glyphs: [[Unicode.Scalar]] = [
    [" ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼"],
    [" ", "┃", "━", "┗", "┃", "┃", "┏", "┣", "━", "┛", "━", "┻", "┓", "┫", "┳", "╋"],
  ]

  private func draw(
    _ box: GraphLayout.Box, _ web: LineageWeb, into frame: inout Frame, origin: GraphLayout.Spot, focused: Bool
  ) {
    let area = Area(
      row: box.row - origin.row, column: box.column - origin.column, rows: box.rows, columns: box.columns)
    guard frame.area.row < area.endRow, area.row < frame.size.rows, area.column < frame.size.columns, area.endColumn > 0
    else { return }
    let isHere = box.id == web.cursor
    let isRoot = box.id == web.around.root
    let role = boxRole(box.id, web)
    frame.box(area, as: role)
    if isRoot || web.way.contains(box.id) { thicken(area, into: &frame, as: role) }
    let room = box.columns - 4
    guard let says = words[box.id], room > 0 else { return }
    let lines = columns[box.id] ?? []
    let listed = min(lines.count, LineageSketch.mostLines) + (lines.count > LineageSketch.mostLines ? 1 : 0)
    let first = area.row + max(1, (box.rows - 2 - listed) / 2)
    let name = Cutting.middle(says.name, room)
    let loop = box.isLoop ? "↺ " : ""
    frame.write(
      [Piece(loop + name, isRoot || isHere ? .title : .text)], row: first, column: area.column + 2, columns: room)
    frame.write(says.facts, row: first + 1, column: area.column + 2, columns: room)
    // The column that is followed stays in sight.
    let followed = lines.firstIndex { web.column == ColumnSpot(box.id, $0.field) } ?? 0
    let top = max(0, min(followed - LineageSketch.mostLines + 1, lines.count - LineageSketch.mostLines))
    for (row, line) in lines.dropFirst(top).prefix(LineageSketch.mostLines).enumerated() {
      let isFollowed = web.trace.contains(ColumnSpot(box.id, line.field))
      frame.write(
        line.pieces(columns: room, followed: isFollowed), row: first + 2 + row, column: area.column + 2, columns: room)
      if web.column == ColumnSpot(box.id, line.field) {
        frame.put("›", at: Position(row: first + 2 + row, column: area.column + 1), as: .chartLimit)
      }
    }
    if lines.count > LineageSketch.mostLines {
      frame.write(
        [Piece("… \(lines.count - LineageSketch.mostLines) more", .dim)], row: first + 2 + LineageSketch.mostLines,
        column: area.column + 2, columns: room)
    }
    if isHere {
      for row in [first, first + 1] {
        frame.tint(
          Area(row: row, column: area.column + 1, rows: 1, columns: box.columns - 2),
          as: focused ? .selected : .selectedUnfocused)
      }
      frame.put("›", at: Position(row: first, column: area.column + 1), as: focused ? .selected : .selectedUnfocused)
    }
  }

  private func boxRole(_ id: Int64, _ web: LineageWeb) -> Role {
    if web.way.contains(id) || web.shown.traced.contains(id) { return .chartLimit }
    return id == web.cursor ? .borderFocused : id == web.around.root ? .title : .border
  }

  private func thicken(_ area: Area, into frame: inout Frame, as role: Role) {
    let (top, bottom, left, right) = (area.row, area.endRow - 1, area.column, area.endColumn - 1)
    for column in left...right {
      frame.put("━", at: Position(row: top, column: column), as: role)
      frame.put("━", at: Position(row: bottom, column: column), as: role)
    }
    for row in top...bottom {
      frame.put("┃", at: Position(row: row, column: left), as: role)
      frame.put("┃", at: Position(row: row, column: right), as: role)
    }
    frame.put("┏", at: Position(row: top, column: left), as: role)
    frame.put("┓", at: Position(row: top, column: right), as: role)
    frame.put("┗", at: Position(row: bottom, column: left), as: role)
    frame.put("┛", at: Position(row: bottom, column: right), as: role)
  }

  // MARK: Walking

  enum Direction: Sendable { case left, right, up, down }

  /// The box that lies in a direction: along a line to the sides, above and below in the same layer.
  func neighbour(of id: Int64, _ direction: Direction) -> Int64? {
    guard let here = boxes[id] else { return nil }
    let middle = here.row + here.rows / 2
    func nearest(_ ids: [Int64]) -> Int64? {
      ids.compactMap { boxes[$0] }.min { a, b in
        (abs(a.row + a.rows / 2 - middle), a.layer, a.place) < (abs(b.row + b.rows / 2 - middle), b.layer, b.place)
      }?.id
    }
    switch direction {
    case .left: return nearest(layout.wires.filter { right($0) == id }.map(left))
    case .right: return nearest(layout.wires.filter { left($0) == id }.map(right))
    case .up: return layout.boxes.first { $0.layer == here.layer && $0.place == here.place - 1 }?.id
    case .down: return layout.boxes.first { $0.layer == here.layer && $0.place == here.place + 1 }?.id
    }
  }

  /// Where the window has to begin so that a box is seen whole, moving it no more than needed; what fits stands in the
  /// middle.
  func origin(showing id: Int64, from origin: GraphLayout.Spot, in area: Area) -> GraphLayout.Spot {
    guard let box = boxes[id] else { return origin }
    func along(_ start: Int, _ length: Int, _ from: Int, _ room: Int, _ whole: Int) -> Int {
      guard whole > room else { return -(room - whole) / 2 }
      var first = min(max(0, from), whole - room)
      if start + length + 2 > first + room { first = start + length + 2 - room }
      if start - 2 < first { first = start - 2 }
      return min(max(0, first), whole - room)
    }
    return GraphLayout.Spot(
      row: along(box.row, box.rows, origin.row, area.rows, layout.rows),
      column: along(box.column, box.columns, origin.column, area.columns, layout.columns))
  }
}
