internal import Catalog
package import Governance
internal import Lineage

extension Workbench {
  /// How values flow among these places and all they came from, and what is said of their classes.
  package func meaning(of places: [Int64], limit: Int = 5000) async throws(Problem) -> LineageMeaning {
    guard !places.isEmpty else { return .nothing }
    let sources = try await connection.rows(ListLineageSources(places: places, limit: limit))
    let ids = sources.map(\.id)
    let edges = try await connection.rows(ListTableEdges(places: ids, limit: 20 * limit))
    let columns = try await connection.rows(ListLineageColumns(places: ids, limit: 20 * limit))
    var said = try await connection.rows(ListSaidClasses(places: ids))
    let names = try await connection.rows(ListLineageNames(places: ids))
    var standsFor: [Int64: Int64] = [:]
    let asked = Set(places)
    for group in Dictionary(grouping: names, by: \.standsFor).values {
      let one = group.map(\.id).first(where: asked.contains) ?? group[0].standsFor
      for name in group { standsFor[name.id] = one }
    }
    func one(_ id: Int64) -> Int64 { standsFor[id] ?? id }
    for index in said.indices { said[index].spot.place = one(said[index].spot.place) }
    let flow = ColumnFlow(
      edges: edges.map { ColumnFlow.Pair(one($0.from), one($0.to)) }.filter { $0.from != $0.to },
      columns: columns.map { step in
        var step = step
        (step.from.place, step.to.place) = (one(step.from.place), one(step.to.place))
        return step
      })
    return LineageMeaning(
      flow: flow, said: said,
      partial: sources.contains(where: \.partial) || edges.count >= 20 * limit || columns.count >= 20 * limit)
  }

  /// Columns whose values reach a place, the highest class that arrives first.
  ///
  /// - least: only those that hold this class or a higher one.
  package func columns(
    reaching root: LineageRoot, least: DataClass? = nil
  ) async throws(Problem) -> (root: LineageAnswer.Node, columns: [ReachingColumn], partial: Bool) {
    let id = try await place(of: root)
    let meaning = try await meaning(of: [id])
    let ids = Set(meaning.flow.spots.map(\.place)).union([id])
    var byID: [Int64: LineageAnswer.Node] = [:]
    for row in try await connection.rows(ReadLineageNodes(places: ids.sorted())) {
      byID[row.id] = LineageAnswer.Node(id: row.id, place: row.node, version: row.version, distance: 0)
    }
    guard let start = byID[id] else { throw LineageRoot.unknown }
    let columns = meaning.columns(reaching: id, byID: byID)
      .filter { column in least.map { (column.dataClass ?? .green) >= $0 && column.dataClass != nil } ?? true }
    return (start, columns, meaning.partial)
  }

  /// How finely the edges upstream of a place are known.
  package func coverage(of root: LineageRoot) async throws(Problem) -> LineageCoverage {
    let answer = try await lineage(of: root, .upstream)
    let meaning = try await meaning(of: answer.nodes.map(\.id))
    let byID = Dictionary(answer.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Dictionary(
      grouping: Set(meaning.flow.steps.filter { !$0.isWhole }.map { [$0.from, $0.to] })
    ) { ColumnFlow.Pair($0[0].place, $0[1].place) }
    var seen: Set<ColumnFlow.Pair> = []
    let edges = answer.edges.compactMap { edge -> LineageCoverage.Edge? in
      let pair = ColumnFlow.Pair(edge.from, edge.to)
      guard seen.insert(pair).inserted, let from = byID[edge.from], let to = byID[edge.to] else { return nil }
      return LineageCoverage.Edge(from: from, to: to, basis: edge.basis, columns: known[pair]?.count ?? 0)
    }
    return LineageCoverage(
      edges: edges.sorted {
        ($0.columns, $0.to.distance, $0.to.place.name, $0.from.place.name, $0.from.id)
          < ($1.columns, $1.to.distance, $1.to.place.name, $1.from.place.name, $1.from.id)
      }, partial: answer.partial || meaning.partial)
  }
}

extension LineageMeaning {
  /// Columns whose values reach a place among these, the highest class that arrives first.
  package func columns(reaching root: Int64, byID: [Int64: LineageAnswer.Node]) -> [ReachingColumn] {
    let reached = flow.reach(from: ColumnSpot(root), .upstream)
    var fields: [Int64: Set<String>] = [:]
    for spot in reached.keys { if let field = spot.field { fields[spot.place, default: []].insert(field) } }
    // Where a whole place arrives, so does every column of it that anything is known of.
    for spot in flow.spots.union(said.map(\.spot)) {
      guard let field = spot.field, spot.place != root, reached[ColumnSpot(spot.place)]?.isInfluence == false else {
        continue
      }
      fields[spot.place, default: []].insert(field)
    }
    var columns: [ReachingColumn] = []
    for place in Set(reached.keys.map(\.place)) where place != root {
      let spots = (fields[place] ?? []).map { ColumnSpot(place, $0) }
      for spot in spots.isEmpty ? [ColumnSpot(place)] : spots {
        guard var node = byID[place], let arrival = reached[spot] ?? reached[ColumnSpot(place)] else { continue }
        let way = ColumnFlow.way(from: reached[spot] == nil ? ColumnSpot(place) : spot, in: reached)
        let held = inheritance.held(by: spot)
        node.distance = arrival.distance
        columns.append(
          ReachingColumn(
            node: node, field: spot.field, dataClass: held?.dataClass,
            inheritedFrom: held?.from.flatMap { from in
              byID[from.place].map { .column($0.place.namespace, $0.place.name, from.field) }
            },
            arrivesAs: arrival.isInfluence ? nil : held?.dataClass.lowered(by: arrival.maskings),
            maskings: arrival.maskings, isInfluence: arrival.isInfluence, isWhole: way.contains(where: \.isWhole),
            distance: arrival.distance, how: way.map(\.words)))
      }
    }
    func rank(_ column: ReachingColumn) -> (Int, Int) {
      func place(_ dataClass: DataClass?) -> Int { dataClass.flatMap { DataClass.allCases.firstIndex(of: $0) } ?? -1 }
      return (place(column.arrivesAs), place(column.dataClass))
    }
    return columns.sorted { left, right in
      let (a, b) = (rank(left), rank(right))
      if a != b { return a > b }
      return (left.distance, left.node.place.name, left.field ?? "", left.node.id)
        < (right.distance, right.node.place.name, right.field ?? "", right.node.id)
    }
  }
}
