package import Governance

/// Who sits at this login, with the server's time.
package struct ReadOfficer: Query {
  package static let sql = EmbeddedSQL.ReadOfficer
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> (officer: Officer, team: String?, now: Instant)
  {
    let login: String = try row.next()
    let person: String? = try row.next()
    let name: String = try row.next()
    let team: String? = try row.next()
    let officer = Officer(
      login: login, person: person, name: name, roles: try row.next(), catalog: try row.next(), isDemo: try row.next())
    return (officer, team, try row.next())
  }
}

/// The figures of the first screen.
package struct ReadOffice: Query {
  package struct Row: Sendable {
    package var now: Instant
    package var claimedByMe: Int
    package var nextOfMineDue: Instant?
    package var waitingForMySignature: Int
    package var toAdjudicate: Int
    package var quarantined: Count
    package var generations: Count
    package var generationsLastHour: Int
    package var inProduction: Int
  }
  package static let sql = EmbeddedSQL.ReadOffice
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let now: Instant = try row.next()
    let claimed: Int = try row.next()
    let due: Instant? = try row.next()
    let signatures: Int = try row.next()
    let adjudicate: Int = try row.next()
    let quarantined = Count(upToLimit: try row.next())
    let generations: Int = try row.next()
    let exact: Bool = try row.next()
    return Row(
      now: now, claimedByMe: claimed, nextOfMineDue: due, waitingForMySignature: signatures, toAdjudicate: adjudicate,
      quarantined: quarantined, generations: exact ? .exactly(generations) : .about(generations),
      generationsLastHour: try row.next(), inProduction: try row.next())
  }
}

/// How every queue stands, highest tier first.
package struct ListQueues: Query {
  package static let sql = EmbeddedSQL.ListQueues
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> QueueSummary {
    QueueSummary(
      id: try row.next(), tier: try row.word(), waiting: Count(exactUpTo10000: try row.next()), oldest: try row.next(),
      dueWithinHour: try row.next(), breached: try row.next(),
      decidedByHour: (try row.next() as [String]).map { Int($0) ?? 0 })
  }
}

extension Count {
  /// Counting stops at 10,001: more than that is "about".
  init(upToLimit number: Int) { self = number > 10_000 ? .about(10_000) : .exactly(number) }

  /// Above 10,000 the catalog answers an estimate.
  init(exactUpTo10000 number: Int) { self = number > 10_000 ? .about(number) : .exactly(number) }
}

/// The server's own clock, whatever the catalog's says.
package struct ReadServerClock: Query {
  package static let sql = EmbeddedSQL.ReadServerClock
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Instant { try row.next() }
}
