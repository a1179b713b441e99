package import Catalog

/// A database of one test, gone with the last reference to it.
package final class TestDatabase: Sendable {
  package let settings: PrivatePostgres.Settings

  package var name: String { settings.database }

  /// What the names of the test's logins begin with: roles belong to the whole cluster. Roles so named are dropped
  /// after the database.
  package let loginPrefix: String

  /// Connection settings for libpq; as the superuser when no login is named. Any existing login is believed.
  package func conninfo(user: String = PrivatePostgres.superuser) -> String { settings.conninfo(user: user) }

  init(settings: PrivatePostgres.Settings, loginPrefix: String) {
    self.settings = settings
    self.loginPrefix = loginPrefix
  }

  deinit {
    guard let session = try? ClusterSession(settings.conninfo(user: PrivatePostgres.superuser, database: "postgres"))
    else { return }
    try? TestDatabase.drop(settings.database, loginPrefix: loginPrefix, by: session)
  }

  static func drop(_ name: String, loginPrefix: String, by session: ClusterSession) throws {
    try session.run("drop database if exists \(quoted(name)) with (force)")
    let logins = try session.run("select rolname from pg_roles where starts_with(rolname, '\(loginPrefix)')")
    for login in logins.map({ $0[0] }) { try session.run("drop role \(quoted(login))") }
  }
}
