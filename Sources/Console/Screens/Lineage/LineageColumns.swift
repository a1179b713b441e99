import Governance
import Lineage
import Operations
import Terminal

/// The columns of a web that reach its root or are reached by it, and the one that is followed.
struct LineageColumns: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    var field: String
    /// What it holds.
    var dataClass: DataClass?
    /// Masked on every way, on the way to the root or from it.
    var isMasked: Bool
    /// It only decides about values.
    var isInfluence: Bool
  }

  private let meaning: LineageMeaning
  private let root: Int64
  private let up: [ColumnSpot: ColumnFlow.Arrival]
  private let down: [ColumnSpot: ColumnFlow.Arrival]
  private let fields: [Int64: [String]]

  init(_ around: LineageNeighbourhood) {
    meaning = around.meaning
    root = around.root
    let start = ColumnSpot(around.root)
    up = meaning.flow.reach(from: start, .upstream)
    down = meaning.flow.reach(from: start, .downstream)
    var fields: [Int64: Set<String>] = [:]
    for spot in Set(up.keys).union(down.keys) {
      if let field = spot.field { fields[spot.place, default: []].insert(field) }
    }
    // Where a whole place is reached, so is every column of it that anything is known of.
    for spot in meaning.flow.spots.union(meaning.said.map(\.spot)) {
      guard let field = spot.field else { continue }
      let whole = ColumnSpot(spot.place)
      if spot.place == around.root || up[whole] != nil || down[whole] != nil {
        fields[spot.place, default: []].insert(field)
      }
    }
    self.fields = fields.mapValues { $0.sorted() }
  }

  static func == (left: LineageColumns, right: LineageColumns) -> Bool {
    left.root == right.root && left.meaning == right.meaning
  }

  /// Columns of a place, those of the highest class first.
  func lines(of place: Int64) -> [Line] {
    (fields[place] ?? []).map { field in
      let spot = ColumnSpot(place, field)
      let whole = ColumnSpot(place)
      let arrival = up[spot] ?? down[spot] ?? up[whole] ?? down[whole]
      return Line(
        field: field, dataClass: meaning.inheritance.held(by: spot)?.dataClass,
        isMasked: (arrival?.maskings ?? 0) > 0, isInfluence: arrival?.isInfluence ?? false)
    }.sorted { left, right in
      func rank(_ line: Line) -> Int { line.dataClass.flatMap { DataClass.allCases.firstIndex(of: $0) } ?? -1 }
      return (rank(right), left.field) < (rank(left), right.field)
    }
  }

  /// Whether anything of a place reaches the root, or is reached by it, of which no column is known.
  func isWhole(_ place: Int64) -> Bool { place != root && (up[ColumnSpot(place)] ?? down[ColumnSpot(place)]) != nil }

  /// Steps on any way to a column and from it.
  func trace(_ spot: ColumnSpot) -> [ColumnFlow.Step] {
    [LineageDirection.upstream, .downstream].flatMap { direction in
      meaning.flow.reach(from: spot, direction).keys.flatMap { meaning.flow.steps(at: $0, direction) }
    }
  }

  /// Steps straight into a column and straight out of it.
  func steps(at spot: ColumnSpot) -> (into: [ColumnFlow.Step], out: [ColumnFlow.Step]) {
    (meaning.flow.steps(at: spot, .upstream), meaning.flow.steps(at: spot, .downstream))
  }

  /// What a column holds, and from where.
  func held(by spot: ColumnSpot) -> ClassInheritance.Held? { meaning.inheritance.held(by: spot) }

  func said(of spot: ColumnSpot) -> SaidClass? { meaning.said.first { $0.spot == spot } }

  /// Columns that reach the root, as `countersign lineage columns` lists them.
  func reaching(_ places: [LineageNeighbourhood.Place]) -> [ReachingColumn] {
    meaning.columns(
      reaching: root, byID: Dictionary(places.map { ($0.node.id, $0.node) }, uniquingKeysWith: { first, _ in first }))
  }
}

extension LineageColumns.Line {
  /// `R email  masked`, as much as has room.
  func pieces(columns room: Int, followed: Bool) -> [Piece] {
    let mark = isInfluence ? "decides" : isMasked ? "masked" : ""
    let letter = dataClass?.letter ?? " "
    let width = max(1, room - 2 - (mark.isEmpty ? 0 : mark.count + 1))
    let name = Cutting.middle(field, width)
    let role: Role = followed ? .chartLimit : .text
    return [
      Piece(letter + " ", dataClass?.role ?? .dim), Piece(mark.isEmpty ? name : Cutting.fit(name, width + 1), role),
      Piece(mark, .dim),
    ]
  }
}
