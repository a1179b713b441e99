package import Catalog
package import Foundation

/// A catalog on a Postgres of our own: the sample world, or a person's empty one.
package struct OwnCatalog: Sendable {
  package let postgres: PrivatePostgres
  package let settings: PrivatePostgres.Settings

  /// How to connect as one of its logins.
  package func connection(as login: String, readOnly: Bool = false) -> ConnectionSettings {
    ConnectionSettings(conninfo: settings.conninfo(user: login), readOnly: readOnly)
  }

  /// Where the keys of the sample world's people lie, a file a login: without passphrases, since they prove nothing.
  package var keys: URL { postgres.folder.appending(path: "keys") }

  /// What one of the sample world's people signs with.
  package func keyRing(of login: String) -> FileKeyRing { FileKeyRing(path: keys.appending(path: login).path) }

  var owner: ConnectionSettings { connection(as: PrivatePostgres.superuser) }
}
