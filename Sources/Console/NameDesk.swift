package import Governance
internal import Operations

/// What the console asks for by letters or by weight.
package protocol NameDesk: Sendable {
  /// The model or prompt to look at first; nil when none is in production.
  func busiest() async throws(Problem) -> String?
  /// Owners of artifacts whose name has the letters.
  func owners(_ letters: String, limit: Int) async throws(Problem) -> [String]
  /// Names of a kind that have the letters, those that begin with them first.
  func names(_ kind: NameKind, with letters: String, limit: Int) async throws(Problem) -> [String]
}

extension WorkbenchDesk {
  func busiest() async throws(Problem) -> String? { try await workbench.busiest() }

  func owners(_ letters: String, limit: Int) async throws(Problem) -> [String] {
    try await workbench.owners(letters, limit: limit)
  }

  func names(_ kind: NameKind, with letters: String, limit: Int) async throws(Problem) -> [String] {
    try await workbench.names(kind, with: letters, limit: limit)
  }
}
