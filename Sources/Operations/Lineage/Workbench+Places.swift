internal import Catalog
package import Governance
internal import Lineage

extension Workbench {
  /// What lies around a place, in both directions, at the moment that is shown.
  ///
  /// - depth: steps each way, 1…1,000.
  /// - limit: places each way beside the root; the answer says when there are more.
  /// - Throws: `lineage.unknown` when no event and no version ever named the place.
  package func lineage(
    around root: LineageRoot, level: LineageLevel = .dataset, depth: Int, limit: Int
  ) async throws(Problem) -> LineageNeighbourhood {
    let up = try await lineage(of: root, .upstream, depth: depth, level: level, limit: limit)
    let down = try await lineage(of: root, .downstream, depth: depth, level: level, limit: limit)
    let places = Array(Set((up.nodes + down.nodes).map(\.id))).sorted()
    let facts = try await connection.rows(ReadPlaceFacts(places: places))
    return LineageNeighbourhood(
      up, down, level: level,
      facts: Dictionary(facts.map { ($0.id, $0.facts) }, uniquingKeysWith: { first, _ in first }))
  }

  /// Datasets, jobs and registered versions by name, those with these letters when some are given.
  package func lineagePlaces(_ words: String?, after cursor: String?, limit: Int) async throws(Problem)
    -> Page<LineagePlace>
  {
    var after: (name: String, id: Int64)?
    if let cursor {
      let parts = cursor.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let id = Int64(parts[0]) else { throw .badCursor }
      after = (String(parts[1]), id)
    }
    let rows = try await connection.rows(FindLineagePlaces(words: words, after: after, limit: limit + 1))
    let shown = Array(rows.prefix(limit))
    let last = shown.last.map { place in
      var name = String.UnicodeScalarView()
      name.append(contentsOf: place.node.name.unicodeScalars.prefix(FindLineagePlaces.orderedBy))
      return "\(place.id):\(String(name))"
    }
    return Page(shown, next: rows.count > limit ? last : nil, isFirst: cursor == nil)
  }
}
