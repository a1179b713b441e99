import Catalog
package import Governance

extension Workbench {
  /// The model or prompt to look at first: one with an open alarm, else the one called most in the last seven days; nil
  /// when none is in production.
  package func busiest() async throws(Problem) -> String? { try await connection.rows(FindBusiest()).first }

  /// Owners of artifacts whose name has the letters, by name.
  package func owners(_ letters: String, limit: Int) async throws(Problem) -> [String] {
    try await connection.rows(ListOwners(letters: letters, limit: limit))
  }

  /// Names of a kind that have the letters, those that begin with them first; at most 100.
  package func names(_ kind: NameKind, with letters: String, limit: Int) async throws(Problem) -> [String] {
    try await connection.rows(FindNames(kind: kind, letters: letters, limit: limit))
  }
}
