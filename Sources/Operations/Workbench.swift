package import Catalog
package import Evidence
package import Governance

/// The one door of screens and subcommands: whatever a screen can do, a script can do through the same method.
///
/// Every method asks the catalog and throws the `Problem` a person should read. A lost connection is
/// `catalog.lost`; the next call opens a new one.
package final class Workbench: Sendable {
  /// For what a person waits for.
  package let connection: Connection
  /// Null refuses nothing; true refuses every write before it is sent.
  package let readOnly: Bool
  let settings: ConnectionSettings

  /// What this person signs with; nil signs by login alone.
  package let keyRing: (any KeyRing)?

  package init(_ settings: ConnectionSettings, keyRing: (any KeyRing)? = nil) {
    self.settings = settings
    self.keyRing = keyRing
    self.connection = Connection(settings)
    self.readOnly = settings.readOnly
  }

  /// Connects, checks that program and catalog fit, and says who sits at this login.
  @discardableResult
  package func open() async throws(Problem) -> Officer {
    try await Migrator(connection).standing().mustServe(writing: !readOnly)
    return try await officer()
  }

  /// Ends the statement that runs now, on the server; its call throws kind `.cancelled`.
  package func cancel() { connection.cancel() }

  /// Shows a past moment from here on; nil goes back to the present. Writes are refused meanwhile.
  package func show(asOf moment: Instant?) async throws(Problem) { try await connection.show(asOf: moment) }

  package func officer() async throws(Problem) -> Officer { try await connection.one(ReadOfficer()).officer }

  /// The team of whoever sits at this login.
  package func ownTeam() async throws(Problem) -> String? { try await connection.one(ReadOfficer()).team }

  package func nowOnServer() async throws(Problem) -> Instant { try await connection.one(ReadOfficer()).now }

  /// What an act left behind, told in a sentence.
  func recorded(_ activity: Int64, _ what: String) async throws(Problem) -> Recorded {
    Recorded(activity: activity, at: try await nowOnServer(), what: what)
  }
}
