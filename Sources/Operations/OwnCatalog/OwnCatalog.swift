package import Catalog

/// A catalog on a Postgres of our own: the sample world, or a person's empty one.
package struct OwnCatalog: Sendable {
  package let postgres: PrivatePostgres
  package let settings: PrivatePostgres.Settings

  /// How to connect as one of its logins.
  package func connection(as login: String, readOnly: Bool = false) -> ConnectionSettings {
    ConnectionSettings(conninfo: settings.conninfo(user: login), readOnly: readOnly)
  }

  var owner: ConnectionSettings { connection(as: PrivatePostgres.superuser) }
}
