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
    var facts = try await connection.rows(ReadPlaceFacts(places: places))
    for (place, state) in try await connection.rows(ReadIndexStates(places: places)) {
      for index in facts.indices where facts[index].id == place { facts[index].facts.index = state }
    }
    let meaning = try await meaning(of: places)
    return LineageNeighbourhood(
      up, down, level: level,
      facts: Dictionary(facts.map { ($0.id, $0.facts) }, uniquingKeysWith: { first, _ in first }), meaning: meaning)
  }

  /// Which parts of a dataset runs read or wrote, the last said first; one more than the limit says that there are more.
  package func subsets(of root: LineageRoot, limit: Int = 1000) async throws(Problem) -> [LineageSubset] {
    try await connection.rows(ListLineageSubsets(place: try await place(of: root), limit: limit + 1))
  }

  /// Datasets, jobs and registered versions by name, those with these letters when some are given.
  package func lineagePlaces(
    _ words: String?, filter: Filter = .none, isReversed: Bool = false, at place: PagePlace, limit: Int
  ) async throws(Problem) -> Page<LineagePlace> {
    try await page(
      FindLineagePlaces(words: words, filter: filter, isReversed: isReversed), at: place, limit: limit)
  }
}
