internal import Catalog
package import Governance
package import Lineage

extension Workbench {
  /// What a place came from or what it reaches, to a depth, at the moment that is shown.
  ///
  /// - depth: steps, 1…1,000.
  /// - limit: places beside the root; the answer says when there are more.
  /// - Throws: `lineage.unknown` when no event and no version ever named the place.
  package func lineage(
    of root: LineageRoot, _ direction: LineageDirection, depth: Int = LineageGraph.deepest,
    level: LineageLevel = .dataset, limit: Int = 10_000
  ) async throws(Problem) -> LineageAnswer {
    guard (1...LineageGraph.deepest).contains(depth) else {
      throw Problem(
        .usage, "lineage.depth", happened: "The depth must be 1 to \(LineageGraph.deepest).",
        remedy: "Name another depth, or none.")
    }
    let start = try await place(of: root)
    let rows = try await connection.rows(
      WalkLineage(root: start, upstream: direction == .upstream, depth: depth, level: level, limit: limit))
    let most = limit * 10
    let edges = try await connection.rows(ListLineageEdges(places: rows.map(\.id), level: level, limit: most + 1))
    let names = try await connection.rows(ListLineageNames(places: rows.map(\.id)))
    let joined = PlaceNames(names, rows: rows, root: start)
    let lives = Dictionary(
      try await connection.rows(ReadPlaceLives(places: joined.nodes.map(\.id))).map { ($0.id, $0.life) },
      uniquingKeysWith: { first, _ in first })
    let edgesAsOne = edges.prefix(most).compactMap { joined.edge($0).map { LineageAnswer.Edge($0) } }
    let ends = Set(edgesAsOne.flatMap { [$0.from, $0.to] })
    return LineageAnswer(
      root: start, direction: direction,
      nodes: joined.nodes.filter { $0.id == start || ends.contains($0.id) }.map { node in
        var node = node
        node.life = lives[node.id]
        return node
      },
      edges: edgesAsOne, partial: rows.contains(where: \.partial) || edges.count > most)
  }

  /// The catalog's number of a place.
  func place(of root: LineageRoot) async throws(Problem) -> Int64 {
    switch root {
    case .version(let name):
      let row = try await version(name).row
      if let id = try await connection.one(FindLineageVersion(artifact: row.artifact, label: row.label)) { return id }
    case .place(let namespace, let name, let field):
      if let id = try await connection.first(FindLineageNode(namespace: namespace, name: name, field: field)) {
        return id
      }
    }
    throw LineageRoot.unknown
  }
}

extension LineageAnswer.Edge {
  fileprivate init(_ row: ListLineageEdges.Row) {
    self.init(
      from: row.source, to: row.target, job: row.job, level: row.level, basis: row.basis,
      transformation: row.transformation, since: row.since, run: row.run, event: row.event)
  }
}
