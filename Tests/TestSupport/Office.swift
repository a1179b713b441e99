package import Catalog
import Foundation

/// A migrated catalog of one test with its people: the first administrator `chief`, the teams `office` (the AI office)
/// and `claims`, and whoever is hired.
///
/// A person is called `ines`, their login `t4711_1_ines`: logins belong to the whole cluster.
package final class Office: Sendable {
  package let database: TestDatabase
  /// The superuser's session, for what no officer may do.
  package let superuser: PlainSession
  package let chief: PlainSession

  /// A new office; the schema is built once for all tests.
  package static func open() async throws -> Office {
    let template = try await TestCluster.shared.template(named: "catalog_" + Migrator.fingerprint.prefix(16)) {
      conninfo in
      try await Migrator(Connection(ConnectionSettings(conninfo: conninfo))).migrate()
    }
    let office = try Office(try await TestCluster.shared.database(template: template))
    try office.takeDatabaseRights(of: template)
    try office.chief.run(
      "select countersign.add_team('office', 'AI office', true), countersign.add_team('claims', 'Claims')")
    return office
  }

  private init(_ database: TestDatabase) throws {
    self.database = database
    superuser = try PlainSession(database.conninfo())
    let login = database.loginPrefix + "chief"
    try superuser.run("select countersign_private.make_login($1)", login)
    try superuser.run("select countersign_private.first_administrator($1, 'chief', 'Chief')", login)
    chief = try PlainSession(database.conninfo(user: login))
  }

  /// What may be done to the database itself is not copied with a template.
  private func takeDatabaseRights(of template: String) throws {
    let rights = try superuser.run(
      """
      select format('grant %s on database %I to %I', a.privilege_type, current_database(), a.grantee::regrole::text)
      from pg_database d, aclexplode(d.datacl) a where d.datname = '\(template)' and a.grantee <> 0
      """)
    try superuser.run("revoke all on database \"\(database.name)\" from public")
    // Whoever can give rights comes to it last: from then on they take two.
    for right in rights.filter({ !["lead", "admin"].contains($0) }) + rights.filter({ ["lead", "admin"].contains($0) })
    { try superuser.run(right[0] ?? "") }
  }

  package func login(_ name: String) -> String { database.loginPrefix + name }

  package func conninfo(_ name: String) -> String { database.conninfo(user: login(name)) }

  package func settings(_ name: String) -> ConnectionSettings { ConnectionSettings(conninfo: conninfo(name)) }

  /// A session of a login that was hired.
  package func session(_ name: String) throws -> PlainSession { try PlainSession(conninfo(name)) }

  /// Makes a login with rights, and opens a session of it.
  ///
  /// - person: whose login it is; the login's own name unless told.
  @discardableResult
  package func hire(_ name: String, _ rights: String..., person: String? = nil, team: String? = "office") throws
    -> PlainSession
  {
    try superuser.run("select countersign_private.make_login($1)", login(name))
    // Whoever can give rights comes to it last: from then on they take two.
    for right in rights.filter({ !["lead", "admin"].contains($0) }) + rights.filter({ ["lead", "admin"].contains($0) })
    {
      let request = try chief.value(
        "select request from countersign.ask_right($1, $2, $3, $3, $4, reason => 'hired')", login(name), right,
        person ?? name, team)
      if let request { try give(request) }
    }
    return try session(name)
  }

  /// Has a right given by somebody who may.
  private func give(_ request: String) throws {
    let able = try superuser.value(
      """
      select l.login from countersign_private.person_login l join countersign_private.right_request r on r.id = $1
      where l.person not in (r.asked_by, r.person) and exists (select from pg_roles x where x.rolname = l.login
        and (pg_has_role(x.oid, 'countersign_admin', 'member') or pg_has_role(x.oid, 'countersign_lead', 'member')))
      order by 1 limit 1
      """, request)
    guard let able else {
      throw PlainSession.Refusal(state: "", code: "", message: "Nobody is left who may give the right.")
    }
    try PlainSession(database.conninfo(user: able)).run(
      "select countersign.answer_right($1, 'granted', 'hired')", request)
  }

  /// Waits until a session waits for a lock of another.
  package func waitsForLock(_ session: PlainSession) async throws {
    for _ in 1...1000 {
      if try superuser.value("select cardinality(pg_blocking_pids($1)) > 0", String(session.pid)) == "t" { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw PlainSession.Refusal(state: "", code: "", message: "The session does not wait for any lock.")
  }
}
