package import Governance

/// A column of a place, or the whole of it. Places go by the catalog's number.
package struct ColumnSpot: Sendable, Hashable {
  package var place: Int64
  /// Nil is the place as a whole.
  package var field: String?
  package init(_ place: Int64, _ field: String? = nil) {
    self.place = place
    self.field = field
  }
}

/// How values flow between places: from column to column where that is known, from place to place where nothing finer is.
package struct ColumnFlow: Sendable, Equatable {
  package struct Step: Sendable, Hashable {
    package var from: ColumnSpot
    package var to: ColumnSpot
    package var transformation: LineageTransformation
    /// Only that the one was made with the other is known, of no column.
    package var isWhole: Bool

    package init(from: ColumnSpot, to: ColumnSpot, transformation: LineageTransformation, isWhole: Bool) {
      self.from = from
      self.to = to
      self.transformation = transformation
      self.isWhole = isWhole
    }

    /// The value of the one decides about the other (a filter, a sort, a join) and is not handed on.
    package var isInfluence: Bool { transformation.type == "INDIRECT" }
  }

  /// Two places, the first upstream.
  package struct Pair: Sendable, Hashable {
    package var from: Int64
    package var to: Int64
    package init(_ from: Int64, _ to: Int64) {
      self.from = from
      self.to = to
    }
  }

  /// In the order of the input, those between columns first.
  package let steps: [Step]
  /// Edges between places of which no column is known.
  package let wholeOnly: Set<Pair>
  private let into: Ends
  private let outOf: Ends

  /// Which steps end, or begin, at a spot; and at a place, whichever its columns.
  private struct Ends: Sendable, Equatable {
    var bySpot: [ColumnSpot: [Int]] = [:]
    var byPlace: [Int64: [Int]] = [:]

    init(_ spots: some Sequence<ColumnSpot>) {
      for (index, spot) in spots.enumerated() {
        bySpot[spot, default: []].append(index)
        byPlace[spot.place, default: []].append(index)
      }
    }

    /// A whole place stands for each of its columns, and the other way round.
    func steps(at spot: ColumnSpot) -> [Int] {
      guard spot.field != nil else { return byPlace[spot.place] ?? [] }
      return (bySpot[spot] ?? []) + (bySpot[ColumnSpot(spot.place)] ?? [])
    }
  }

  package init(edges: some Sequence<Pair>, columns: [Step]) {
    let covered = Set(columns.map { Pair($0.from.place, $0.to.place) })
    var seen: Set<Pair> = []
    let plain = edges.filter { !covered.contains($0) && seen.insert($0).inserted }
    wholeOnly = Set(plain)
    let steps =
      columns
      + plain.map {
        Step(from: ColumnSpot($0.from), to: ColumnSpot($0.to), transformation: LineageTransformation(), isWhole: true)
      }
    self.steps = steps
    into = Ends(steps.map(\.to))
    outOf = Ends(steps.map(\.from))
  }

  /// Steps that end (upstream) or begin at a spot.
  package func steps(at spot: ColumnSpot, _ direction: LineageDirection) -> [Step] {
    (direction == .upstream ? into : outOf).steps(at: spot).map { steps[$0] }
  }

  /// How openly what stands at a spot is seen at the other end, the most open way.
  package struct Arrival: Sendable, Equatable {
    /// Masking transformations on the way.
    package var maskings: Int
    /// Somewhere on the way it only decides about values.
    package var isInfluence: Bool
    package var distance: Int
    /// The first step from the root on that way; nil of the root itself.
    package var step: Step?
    /// The spot before this one, towards the root.
    package var before: ColumnSpot?

    /// The more open one first, then the nearer.
    fileprivate struct Cost: Hashable, Comparable {
      var isInfluence: Bool
      var maskings: Int
      var distance: Int
      static func < (left: Cost, right: Cost) -> Bool {
        (left.isInfluence ? 1 : 0, left.maskings, left.distance)
          < (right.isInfluence ? 1 : 0, right.maskings, right.distance)
      }
    }
    fileprivate var cost: Cost { Cost(isInfluence: isInfluence, maskings: maskings, distance: distance) }
  }

  /// All that is reached from a spot, itself included, each by its most open way.
  package func reach(from root: ColumnSpot, _ direction: LineageDirection) -> [ColumnSpot: Arrival] {
    let start = Arrival(maskings: 0, isInfluence: false, distance: 0, step: nil, before: nil)
    var best: [ColumnSpot: Arrival] = [root: start]
    var settled: Set<ColumnSpot> = []
    // Few costs are open at a time: they are steps and maskings.
    var open: [Arrival.Cost: [ColumnSpot]] = [start.cost: [root]]
    while let cheapest = open.keys.min(), let batch = open.removeValue(forKey: cheapest) {
      for here in batch {
        guard let arrival = best[here], arrival.cost == cheapest, settled.insert(here).inserted else { continue }
        for step in steps(at: here, direction) {
          let end = direction == .upstream ? step.from : step.to
          let next = Arrival(
            maskings: arrival.maskings + (step.transformation.masking ? 1 : 0),
            isInfluence: arrival.isInfluence || step.isInfluence, distance: arrival.distance + 1, step: step,
            before: here)
          if let known = best[end], known.cost <= next.cost { continue }
          best[end] = next
          open[next.cost, default: []].append(end)
        }
      }
    }
    return best
  }

  /// The steps from a spot that was reached to the root of the answer, in that order.
  package static func way(from spot: ColumnSpot, in reached: [ColumnSpot: Arrival]) -> [Step] {
    var steps: [Step] = []
    var here = spot
    while let arrival = reached[here], let step = arrival.step, let before = arrival.before,
      steps.count <= reached.count
    {
      steps.append(step)
      here = before
    }
    return steps
  }
}
