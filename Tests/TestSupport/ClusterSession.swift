import CPostgres

/// One libpq session for the few statements by which test databases come and go.
package final class ClusterSession {
  package struct Refusal: Error, CustomStringConvertible {
    package var description: String
  }

  private let connection: OpaquePointer?

  package init(_ conninfo: String) throws {
    connection = PQconnectdb(conninfo)
    guard PQstatus(connection) == CONNECTION_OK else {
      // What is thrown away here is finished by `deinit`.
      throw Refusal(description: String(cString: PQerrorMessage(connection)))
    }
    // Notices of "does not exist, skipping" say nothing a test wants to read.
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
  }

  deinit { PQfinish(connection) }

  /// Runs one statement; the rows' values as text, null as an empty one.
  @discardableResult
  package func run(_ statement: String) throws -> [[String]] {
    let result = PQexec(connection, statement)
    defer { PQclear(result) }
    guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
      throw Refusal(description: "\(statement): " + String(cString: PQresultErrorMessage(result)))
    }
    return (0..<PQntuples(result)).map { row in
      (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
    }
  }
}

/// A name as SQL wants it.
func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
