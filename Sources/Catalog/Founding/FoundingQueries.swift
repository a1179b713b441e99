package import Governance

/// Tables whose rewriting would copy removed rows too, and the process that still sees them (nil: a prepared transaction);
/// for the owner alone, who sees all sessions.
package struct ListRewritesHeld: Query {
  package static let sql = EmbeddedSQL.ListRewritesHeld
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (relation: String, process: Int?) {
    (try row.next(), try row.next())
  }
}

/// A login, unless it is there. As a superuser or who may make roles.
package struct MakeLogin: Query {
  package static let sql = EmbeddedSQL.MakeLogin
  package var login: String
  package init(login: String) { self.login = login }
  package var parameters: [Parameter] { [.text(login)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// The first administrator of a catalog. As its owner.
package struct MakeFirstAdministrator: Query {
  package static let sql = EmbeddedSQL.MakeFirstAdministrator
  package var login: String
  package var person: String
  package var name: String
  package init(login: String, person: String, name: String) {
    self.login = login
    self.person = person
    self.name = name
  }
  package var parameters: [Parameter] { [.text(login), .text(person), .text(name)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// The AI office, unless there is one, with this person in it, unless they are in a team. As the catalog's owner.
package struct FoundOffice: Query {
  package static let sql = EmbeddedSQL.FoundOffice
  package var person: String
  package init(person: String) { self.person = person }
  package var parameters: [Parameter] { [.text(person)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// The program that decides the gates of a catalog of one's own, unless it does already. As the catalog's owner.
package struct FoundGatekeeper: Query {
  package static let sql = EmbeddedSQL.FoundGatekeeper
  package var login: String
  package init(login: String) { self.login = login }
  package var parameters: [Parameter] { [.text(login)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Every right but the sealer's and the gatekeeper's, in a catalog of one's own.
package struct GrantEverything: Query {
  package static let sql = EmbeddedSQL.GrantEverything
  package var login: String
  package init(login: String) { self.login = login }
  package var parameters: [Parameter] { [.text(login)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// What a catalog is called, and whether it is a demo.
package struct NameCatalog: Query {
  package static let sql = EmbeddedSQL.NameCatalog
  package var name: String
  package var isDemo: Bool
  package init(name: String, isDemo: Bool) {
    self.name = name
    self.isDemo = isDemo
  }
  package var parameters: [Parameter] { [.text(name), .text(isDemo ? "demo" : "office")] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// The time a demo's catalog lives in; nil is the real time.
package struct SetClock: Query {
  package static let sql = EmbeddedSQL.SetClock
  package var moment: Instant?
  package var standsStill: Bool
  package init(moment: Instant?, standsStill: Bool) {
    self.moment = moment
    self.standsStill = standsStill
  }
  package var parameters: [Parameter] { [.instant(moment), .bool(standsStill)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Which sample world a database holds; nil when none was finished.
package struct ReadWorldMark: Query {
  package static let sql = EmbeddedSQL.ReadWorldMark
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> String? { try row.next() }
}

/// Says that a sample world is finished.
package struct WriteWorldMark: Query {
  package static let sql = EmbeddedSQL.WriteWorldMark
  package var mark: String
  package init(mark: String) { self.mark = mark }
  package var parameters: [Parameter] { [.text(mark)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

extension Migrator {
  /// Removes the catalog with all that is in it, and makes an empty one.
  package func remake() async throws(Problem) {
    try await connection.script(EmbeddedSQL.RemakeDatabase)
    try await migrate()
  }
}
