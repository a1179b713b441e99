package import Governance

// Asked of a database beside the catalog, which has pgvector.

/// What the system catalogs say of a table of vectors, its rows, grants and policies apart.
package struct ReadVectorTable: Query {
  package static let sql = EmbeddedSQL.ReadVectorTable
  package var table: String
  package var column: String?
  package init(table: String, column: String?) {
    self.table = table
    self.column = column
  }
  package var parameters: [Parameter] { [.text(table), .text(column)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VectorTable {
    VectorTable(
      name: try row.next(), column: try row.next(), type: try row.next(), dimensions: try row.next(),
      hasRowSecurity: try row.next(), owner: try row.next(), engineVersion: try row.next(), method: try row.next(),
      operators: try row.next(), parameters: try row.next(), isValid: try row.next())
  }
}

/// Who may do what with a table.
package struct ListTableGrants: Query {
  package static let sql = EmbeddedSQL.ListTableGrants
  package var table: String
  package init(table: String) { self.table = table }
  package var parameters: [Parameter] { [.text(table)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VectorTable.Grant {
    VectorTable.Grant(grantee: try row.next(), privileges: try row.next())
  }
}

/// Row security of a table.
package struct ListTablePolicies: Query {
  package static let sql = EmbeddedSQL.ListTablePolicies
  package var table: String
  package init(table: String) { self.table = table }
  package var parameters: [Parameter] { [.text(table)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VectorTable.Policy {
    VectorTable.Policy(
      name: try row.next(), command: try row.next(), roles: try row.next(), expression: try row.next())
  }
}

/// The statement that counts a table's rows.
package struct CountTableRows: Query {
  package static let sql = EmbeddedSQL.CountTableRows
  package var table: String
  package init(table: String) { self.table = table }
  package var parameters: [Parameter] { [.text(table)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> FormedCount? {
    let text: String? = try row.next()
    return text.map { FormedCount(statement: $0) }
  }
}

/// A statement that the server formed, so that it quoted the names in it.
package struct FormedCount: Query {
  package static let sql = ""
  package let statement: String
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int { try row.next() }
}

/// The statement that lists a table's keys.
package struct FormKeyList: Query {
  package static let sql = EmbeddedSQL.FormKeyList
  package var table: String
  package var key: String
  package var time: String?
  package var earliest: Bool
  package init(table: String, key: String, time: String?, earliest: Bool) {
    self.table = table
    self.key = key
    self.time = time
    self.earliest = earliest
  }
  package var parameters: [Parameter] { [.text(table), .text(key), .text(time), .bool(earliest)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String? { try row.next() }
}

/// Reads the keys of a table in their order, so many at a time, as of one moment.
package struct KeyReader: Sendable {
  private let connection: Connection
  private static let batch = 10_000

  /// - Parameter list: what `FormKeyList` answered.
  package init(_ list: String, on connection: Connection) async throws(Problem) {
    self.connection = connection
    try await connection.script(
      "begin isolation level repeatable read read only; declare keys no scroll cursor for \(list)")
  }

  /// The next keys; none at the end.
  package func next() async throws(Problem) -> [KeyedRows] { try await connection.rows(Fetch()) }

  package func end() async throws(Problem) { try await connection.script("commit") }

  private struct Fetch: Query {
    static let sql = "fetch \(KeyReader.batch) from keys"
    static func decode(_ row: inout RowReader) throws(Problem) -> KeyedRows {
      KeyedRows(key: try row.next(), at: try row.next(), count: try row.next())
    }
  }
}

// Asked of the catalog.

/// Records what a comparison found; answers the number of the activity.
package struct RecordReconciliation: Query {
  package static let sql = EmbeddedSQL.RecordReconciliation
  package var artifact: String
  package var label: String
  package var found: String
  package var channel: Channel
  package init(artifact: String, label: String, found: String, channel: Channel) {
    self.artifact = artifact
    self.label = label
    self.found = found
    self.channel = channel
  }
  package var parameters: [Parameter] { [.text(artifact), .text(label), .text(found), .text(channel.rawValue)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// The last comparison of the indexes among places.
package struct ReadIndexStates: Query {
  package static let sql = EmbeddedSQL.ReadIndexStates
  package var places: [Int64]
  package init(places: [Int64]) { self.places = places }
  package var parameters: [Parameter] { [.texts(places.map { String($0) })] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (place: Int64, state: IndexState) {
    let place: Int64 = try row.next()
    var found = Reconciliation()
    found.sourceKeys = try row.next()
    found.indexKeys = try row.next()
    found.chunks = try row.next()
    found.orphans = try row.next()
    found.missing = try row.next()
    found.stale = try row.next()
    found.lag = try row.next()
    let table: String = try row.next()
    return (place, IndexState(found: found, sourceTable: table, at: try row.next()))
  }
}
