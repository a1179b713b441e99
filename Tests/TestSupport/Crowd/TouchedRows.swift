package import Catalog
package import Governance

/// How many rows of private tables this transaction has read so far, by table: all that a function read, too.
package struct TouchedRows: Query {
  package struct Row: Sendable {
    package var table: String
    /// Rows read by going through the whole table.
    package var scanned: Int64
    /// Rows read through an index.
    package var looked: Int64
  }
  package static let sql = """
    select relname, coalesce(seq_tup_read, 0), coalesce(idx_tup_fetch, 0)
    from pg_catalog.pg_stat_xact_user_tables where schemaname = 'countersign_private'
    """
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(table: try row.next(), scanned: try row.next(), looked: try row.next())
  }
}

extension Connection {
  /// What answering a query read, in a transaction of its own. Run it once before: a session's first question reads more.
  package func touched<Q: Query>(by query: Q) throws(Problem) -> [TouchedRows.Row] {
    try touched { connection throws(Problem) in _ = try connection.rows(query) }
  }

  /// What some work read, in a transaction of its own.
  package func touched(
    during work: @Sendable (isolated Connection) throws(Problem) -> Void
  ) throws(Problem) -> [TouchedRows.Row] {
    try transaction { connection throws(Problem) in
      let before = Dictionary(try connection.rows(TouchedRows()).map { ($0.table, $0) }, uniquingKeysWith: { $1 })
      try work(connection)
      return try connection.rows(TouchedRows()).map { row in
        var row = row
        row.scanned -= before[row.table]?.scanned ?? 0
        row.looked -= before[row.table]?.looked ?? 0
        return row
      }
    }
  }
}
