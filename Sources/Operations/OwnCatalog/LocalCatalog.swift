internal import Catalog
package import Governance

extension OwnCatalog {
  /// The login that decides gates in a person's own catalog: nobody decides on their own asking.
  package static let gatekeeper = "gatekeeper"

  /// A person's own catalog, empty at first and kept, with that person as its administrator.
  ///
  /// - Takes: the operating system's name of the person, which becomes their login.
  package static func local(for person: String, progress: (String) -> Void) async throws(Problem) -> OwnCatalog {
    let postgres = try PrivatePostgres(use: .local)
    let own = OwnCatalog(
      postgres: postgres, settings: try postgres.start(logins: [person, gatekeeper], progress: progress))
    let connection = Connection(own.owner)
    let migrator = Migrator(connection)
    let standing = try await migrator.standing()
    if standing.found < standing.known {
      progress(standing.found == 0 ? "Making an empty catalog." : "Bringing the catalog up to date.")
      try await migrator.migrate()
    }
    if standing.found == 0 {
      _ = try await connection.rows(NameCatalog(name: "\(person)/local", isDemo: false))
      _ = try await connection.rows(MakeLogin(login: person))
      _ = try await connection.rows(MakeFirstAdministrator(login: person, person: person, name: person))
      _ = try await connection.rows(GrantEverything(login: person))
    }
    if standing.found < standing.known {
      _ = try await connection.rows(FoundOffice(person: person))
      _ = try await connection.rows(MakeLogin(login: gatekeeper))
      _ = try await connection.rows(FoundGatekeeper(login: gatekeeper))
    }
    return own
  }
}
