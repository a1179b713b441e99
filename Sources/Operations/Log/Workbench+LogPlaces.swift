internal import Catalog
internal import Evidence
package import Governance

extension Workbench {
  /// Places that take checkpoints, with when each last took one.
  package func logPlaces() async throws(Problem) -> [LogPlace] { try await connection.rows(ListLogPlaces()) }

  package func addLogPlace(_ place: LogPlace, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(AddLogPlace(place: place, reason: reason, channel: channel))
    return try await recorded(activity, "\(place.name) takes checkpoints from now on.")
  }

  package func removeLogPlace(_ name: String, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(RemoveLogPlace(name: name, reason: reason, channel: channel))
    return try await recorded(activity, "\(name) takes no checkpoints any more.")
  }

  package func logOverview() async throws(Problem) -> LogOverview {
    LogOverview(standing: try await logStanding(), places: try await logPlaces())
  }

  /// The proof of a row, for who reads it on a screen.
  package func leafProof(of name: String) async throws(Problem) -> LeafProof {
    let proof = try await proof(of: name)
    return LeafProof(
      index: proof.leaf.index, size: proof.checkpoint.size, hash: proof.leaf.hash.hex, root: proof.checkpoint.root.hex,
      path: proof.path.map(\.hex), origin: proof.checkpoint.origin)
  }

  /// Who did or read what, newest first.
  package func activity(_ filter: ActivityFilter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<
    ActivityRow
  > {
    try await page(
      PageActivity(filter: filter.words, readings: filter.readings, isReversed: filter.isReversed), at: place,
      limit: limit)
  }
}
