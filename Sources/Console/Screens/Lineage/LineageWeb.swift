import Governance
import Lineage
import Operations

/// A neighbourhood being looked at: how much of it is shown, which box the cursor is on, which way is marked.
struct LineageWeb: Sendable {
  let around: LineageNeighbourhood
  /// Steps each way that are shown.
  private(set) var depth: Int
  /// A place, or a fold of several.
  private(set) var cursor: Int64
  /// Boxes whose fans are shown whole.
  private(set) var opened: Set<Int64> = []
  /// Places on a way from the root to another.
  private(set) var way: Set<Int64> = []
  private(set) var shown: Shown
  let columns: LineageColumns
  /// Boxes list their columns.
  private(set) var showsColumns = false
  /// The column that is followed, and all it comes from or goes to.
  private(set) var column: ColumnSpot?
  private(set) var trace: Set<ColumnSpot> = []
  private var steps: [ColumnFlow.Step] = []
  private let byID: [Int64: LineageNeighbourhood.Place]

  static let usualDepth = 3
  /// Boxes of a fan that are shown before it is opened.
  static let fan = 6

  /// What is drawn: places within the depth, those of a fan that stand as one, and the edges among them.
  struct Shown: Sendable, Equatable {
    var places: [LineageNeighbourhood.Place] = []
    var folds: [FanFolding.Fold] = []
    var edges: [Edge] = []
    /// Of each box, when columns are shown.
    var lines: [Int64: [LineageColumns.Line]] = [:]
    /// Boxes that lie on the way of the column that is followed.
    var traced: Set<Int64> = []
    /// Lines that carry it.
    var tracedEdges: Set<Edge> = []
    struct Edge: Sendable, Equatable, Hashable {
      var from: Int64
      var to: Int64
    }
  }

  init(_ around: LineageNeighbourhood, keeping earlier: LineageWeb? = nil) {
    self.around = around
    byID = Dictionary(around.places.map { ($0.node.id, $0) }, uniquingKeysWith: { first, _ in first })
    depth = LineageWeb.usualDepth
    cursor = around.root
    shown = Shown()
    columns = LineageColumns(around)
    showsColumns = earlier?.showsColumns ?? false
    if let earlier, earlier.around.root == around.root {
      depth = earlier.depth
      opened = earlier.opened
      if byID[earlier.cursor] != nil { cursor = earlier.cursor }
      way = earlier.way.filter { byID[$0] != nil }
      if let column = earlier.column, byID[column.place] != nil { follow(column) }
    }
    show()
  }

  func place(_ id: Int64) -> LineageNeighbourhood.Place? { byID[id] }
  var root: LineageNeighbourhood.Place? { byID[around.root] }
  var current: LineageNeighbourhood.Place? { byID[cursor] }
  var currentFold: FanFolding.Fold? { shown.folds.first { $0.id == cursor } }

  /// How far away the farthest known place is, in either direction.
  var deepest: Int { around.places.map { Int($0.step.magnitude) }.max() ?? 0 }
  var upstream: Int { around.places.count { $0.step < 0 } }
  var downstream: Int { around.places.count { $0.step > 0 } }

  private mutating func show() {
    let places = around.places.filter { $0.step.magnitude <= depth }
    let known = Set(places.map(\.node.id))
    var seen: Set<Shown.Edge> = []
    let edges = around.edges.map { Shown.Edge(from: $0.from, to: $0.to) }
      .filter { known.contains($0.from) && known.contains($0.to) && seen.insert($0).inserted }
    let folding = FanFolding(
      places.map(\.node.id), edges: edges.map { (from: $0.from, to: $0.to) }, root: around.root, keep: LineageWeb.fan,
      opened: opened)
    let kept = Set(folding.kept)
    shown = Shown(
      places: places.filter { kept.contains($0.node.id) }, folds: folding.folds,
      edges: edges.filter { kept.contains($0.from) && kept.contains($0.to) }
        + folding.folds.map {
          $0.isUpstream ? Shown.Edge(from: $0.id, to: $0.beside) : Shown.Edge(from: $0.beside, to: $0.id)
        })
    if showsColumns {
      shown.lines = Dictionary(uniqueKeysWithValues: shown.places.map { ($0.node.id, columns.lines(of: $0.node.id)) })
      shown.traced = Set(trace.map(\.place))
      shown.tracedEdges = Set(steps.map { Shown.Edge(from: $0.from.place, to: $0.to.place) })
    }
    if !kept.contains(cursor), !folding.folds.contains(where: { $0.id == cursor }) { cursor = around.root }
  }

  /// Shows more or fewer steps; false when there is nothing more, or nothing less to show.
  mutating func deepen(by count: Int) -> Bool {
    let next = min(max(1, depth + count), max(1, deepest))
    guard next != min(depth, max(1, deepest)) else { return false }
    depth = next
    show()
    return true
  }

  // MARK: Columns

  mutating func toggleColumns() {
    showsColumns.toggle()
    follow(nil)
    show()
  }

  /// Follows the next column of the box under the cursor, or the one before; after the last none. False when it has none.
  mutating func followNext(by step: Int) -> Bool {
    let lines = columns.lines(of: cursor)
    guard !lines.isEmpty else { return false }
    let here = lines.firstIndex { column == ColumnSpot(cursor, $0.field) }
    let next = here.map { $0 + step } ?? (step > 0 ? 0 : lines.count - 1)
    follow(lines.indices.contains(next) ? ColumnSpot(cursor, lines[next].field) : nil)
    show()
    return true
  }

  mutating func followNone() {
    follow(nil)
    show()
  }

  private mutating func follow(_ spot: ColumnSpot?) {
    column = spot
    steps = spot.map { columns.trace($0) } ?? []
    trace = Set(steps.flatMap { [$0.from, $0.to] } + [spot].compactMap(\.self))
  }

  /// Shows so many steps, as far as there are.
  mutating func show(steps: Int) {
    depth = min(max(1, steps), max(1, deepest))
    show()
  }

  /// Shows the boxes of the fold under the cursor.
  mutating func unfold() {
    guard let fold = currentFold else { return }
    opened.insert(fold.beside)
    let first = fold.members.first
    show()
    if let first, shown.places.contains(where: { $0.node.id == first }) { cursor = first }
  }

  mutating func pick(_ id: Int64) {
    if shown.places.contains(where: { $0.node.id == id }) || shown.folds.contains(where: { $0.id == id }) {
      cursor = id
    }
  }

  /// Shows a place that is farther away than the depth, or in a fan, and goes there.
  mutating func reveal(_ id: Int64) {
    guard let place = byID[id] else { return }
    depth = max(depth, Int(place.step.magnitude))
    show()
    if let fold = shown.folds.first(where: { $0.members.contains(id) }) {
      opened.insert(fold.beside)
      show()
    }
    pick(id)
  }

  /// Marks all places between the root and the cursor, or takes the marks away when they are those.
  mutating func markWay() {
    let marked = between(around.root, cursor)
    way = way == marked ? [] : marked
  }

  mutating func clearWay() { way = [] }

  /// Places on any way along the edges between two, both included; empty when there is none.
  func between(_ a: Int64, _ b: Int64) -> Set<Int64> {
    var after: [Int64: [Int64]] = [:]
    var before: [Int64: [Int64]] = [:]
    for edge in around.edges {
      after[edge.from, default: []].append(edge.to)
      before[edge.to, default: []].append(edge.from)
    }
    func reach(_ start: Int64, _ edges: [Int64: [Int64]]) -> Set<Int64> {
      var seen: Set<Int64> = [start]
      var open = [start]
      while let next = open.popLast() {
        for end in edges[next] ?? [] where seen.insert(end).inserted { open.append(end) }
      }
      return seen
    }
    let down = reach(a, after)
    if down.contains(b) { return down.intersection(reach(b, before)) }
    let up = reach(a, before)
    return up.contains(b) ? up.intersection(reach(b, after)) : []
  }

  /// Edges that end, or begin, at a place.
  func edges(into id: Int64) -> [LineageAnswer.Edge] { around.edges.filter { $0.to == id } }
  func edges(from id: Int64) -> [LineageAnswer.Edge] { around.edges.filter { $0.from == id } }
}
