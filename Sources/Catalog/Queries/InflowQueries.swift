package import Governance

/// What waits in the spool of a daemon.
package struct TellSpool: Query {
  package static let sql = EmbeddedSQL.TellSpool
  package var parameters: [Parameter]
  package init(spool: String, requests: Int, bytes: Int, since: Instant?, isFull: Bool) {
    parameters = [.text(spool), .integer(requests), .integer(bytes), .instant(since), .bool(isFull)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// What waits in the spools of daemons.
package struct ListSpools: Query {
  package static let sql = EmbeddedSQL.ListSpools
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> SpoolStanding {
    SpoolStanding(
      spool: try row.next(), requests: try row.next(), bytes: try row.next(), since: try row.next(),
      isFull: try row.next(), toldAt: try row.next())
  }
}

/// Reports of flags that wait for their events, by producer.
package struct ListWaitingFlags: Query {
  package static let sql = EmbeddedSQL.ListWaitingFlags
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> WaitingFlags {
    WaitingFlags(producer: try row.next(), reports: try row.next(), since: try row.next())
  }
}
