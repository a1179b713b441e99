package import Catalog
package import Governance

/// What a catalog's owner does with it.
package struct CatalogCare: Sendable {
  let connection: Connection

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

  /// Gives a login a right and says whose login it is; where that takes two, asks another person to.
  ///
  /// - Returns: the number of the request that waits for another person; nil when the right is given.
  package func grant(
    _ role: String, to login: String, person: String?, name: String?, team: String?, languages: [String],
    reason: String, channel: Channel
  ) async throws(Problem) -> (request: Int64?, recorded: Recorded) {
    try mayWrite()
    let answer = try await connection.one(
      GrantRight(
        login: login, role: role, person: person, personName: name, team: team, languages: languages, reason: reason,
        channel: channel))
    let words =
      answer.request.map { "Request \($0): the right of \(role) for \(login) waits for a second person." }
      ?? "\(login) has the right of \(role)."
    return (answer.request, try await recorded(answer.activity, words))
  }

  /// Gives or refuses a right that another asked for, or takes back what one has asked oneself.
  package func answerRight(_ request: Int64, _ outcome: RightRequestRow.State, reason: String, channel: Channel)
    async throws(Problem) -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      AnswerRight(request: request, outcome: outcome, reason: reason, channel: channel))
    return try await recorded(activity, "Request \(request) was \(outcome.rawValue).")
  }

  /// Rights that were asked for, newest first: those that wait, or all.
  package func rightRequests(all: Bool, after cursor: String?, limit: Int) async throws(Problem)
    -> Page<RightRequestRow>
  {
    var before: Int64?
    if let cursor {
      guard let id = Int64(cursor) else { throw .badCursor }
      before = id
    }
    let rows = try await connection.rows(PageRightRequests(all: all, before: before, limit: limit + 1))
    let shown = Array(rows.prefix(limit))
    return Page(shown, next: rows.count > limit ? shown.last.map { String($0.id) } : nil, isFirst: cursor == nil)
  }

  package func addTeam(_ key: String, name: String, isOffice: Bool, channel: Channel) async throws(Problem) -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(AddTeam(key: key, name: name, isOffice: isOffice, channel: channel))
    return try await recorded(activity, "The team \(key) was added.")
  }
}
