internal import Catalog
internal import Governance

extension Workbench {
  /// Part of a list, read by key.
  func page<Q: PagedQuery>(_ query: Q, at place: PagePlace, limit: Int) async throws(Problem) -> Page<Q.Row> {
    let rows = try await connection.rows(try query.reading(place, limit: limit))
    return Page(read: rows, at: place, limit: limit) { query.cursor(of: $0) }
  }
}
