package import Catalog
package import Governance

/// What a catalog's owner does with it.
package struct CatalogCare: Sendable {
  private let connection: Connection

  package init(_ settings: ConnectionSettings) { connection = Connection(settings) }

  package func standing() async throws(Problem) -> Migrator.Standing { try await Migrator(connection).standing() }

  /// Takes every pending step; answers their names.
  ///
  /// - Takes: a login to become the first administrator, when the catalog has none.
  package func migrate(firstAdministrator login: String?) async throws(Problem) -> [String] {
    let taken = try await Migrator(connection).migrate()
    if let login {
      _ = try await connection.rows(MakeFirstAdministrator(login: login, person: login, name: login))
    }
    return taken
  }
}

extension Workbench {
  /// Compares what the catalog keeps twice, and looks for rights that should not be there.
  package func checkCatalog() async throws(Problem) -> [(what: String, found: Int64)] {
    try await connection.rows(CheckRules())
  }

  /// Gives a login a right, and says whose login it is.
  package func grant(
    _ role: String, to login: String, person: String?, name: String?, team: String?, languages: [String],
    reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      GrantRight(
        login: login, role: role, person: person, personName: name, team: team, languages: languages, reason: reason,
        channel: channel))
    return try await recorded(activity, "\(login) has the right of \(role).")
  }

  package func addTeam(_ key: String, name: String, isOffice: Bool, channel: Channel) async throws(Problem) -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(AddTeam(key: key, name: name, isOffice: isOffice, channel: channel))
    return try await recorded(activity, "The team \(key) was added.")
  }
}
