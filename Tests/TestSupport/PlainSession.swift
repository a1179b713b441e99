import CPostgres
import Foundation

/// One login's session as a hand-typed `psql` has it: statements of any kind, and what the server says to them.
///
/// For one task at a time.
package final class PlainSession: @unchecked Sendable {
  private let connection: OpaquePointer?

  package init(_ conninfo: String) throws {
    connection = PQconnectdb(conninfo)
    guard PQstatus(connection) == CONNECTION_OK else {
      throw Refusal(state: "", code: "", message: String(cString: PQerrorMessage(connection)))
    }
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
  }

  deinit { PQfinish(connection) }

  /// The server's number of this session.
  package var pid: Int32 { PQbackendPID(connection) }

  /// Rows as text, NULL as nil. Several statements may stand in one text when there are no parameters.
  @discardableResult
  package func run(_ statement: String, _ parameters: String?...) throws -> [[String?]] {
    try rows(of: parameters.isEmpty ? PQexec(connection, statement) : execute(statement, parameters), statement)
  }

  /// The first column of the first row.
  package func value(_ statement: String, _ parameters: String?...) throws -> String? {
    try rows(of: execute(statement, parameters), statement).first?.first ?? nil
  }

  /// What came of a statement: `allowed`, or the state and the name of the refusal, such as `CS403 right.own` or `42501`.
  package func tries(_ statement: String, _ parameters: String?...) -> String {
    do {
      _ = try rows(of: execute(statement, parameters), statement)
      return "allowed"
    } catch {
      return error.outcome
    }
  }

  /// What came of preparing a statement without running it.
  package func prepares(_ statement: String) -> String {
    do {
      _ = try rows(of: PQprepare(connection, "", statement, 0, nil), statement)
      return "allowed"
    } catch {
      return "\(error)"
    }
  }

  /// Sends a statement and does not wait for it; `finish` does.
  package func start(_ statement: String) throws {
    guard PQsendQuery(connection, statement) == 1 else {
      throw Refusal(state: "", code: "", message: String(cString: PQerrorMessage(connection)))
    }
  }

  /// Waits for what was started: `allowed`, or the refusal as `tries` tells it. The last of several statements counts.
  package func finish() -> String {
    var outcome = "allowed"
    while let result = PQgetResult(connection) {
      do { _ = try rows(of: result, "") } catch { outcome = error.outcome }
    }
    return outcome
  }

  /// Waits for the one statement that was started, and answers the first column of its first row.
  package func finishedValue() throws -> String? {
    var answer: Result<String?, Refusal> = .success(nil)
    while let result = PQgetResult(connection) {
      do throws(Refusal) {
        answer = .success(try rows(of: result, "").first?.first ?? nil)
      } catch {
        answer = .failure(error)
      }
    }
    return try answer.get()
  }

  private func execute(_ statement: String, _ parameters: [String?]) -> OpaquePointer? {
    let values = parameters.map { $0.map { strdup($0) } ?? nil }
    defer { for value in values { free(value) } }
    return PQexecParams(
      connection, statement, Int32(values.count), nil, values.map { UnsafePointer($0) }, nil, nil, 0)
  }

  private func rows(of result: OpaquePointer?, _ statement: String) throws(Refusal) -> [[String?]] {
    defer { PQclear(result) }
    guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
      func field(_ code: Unicode.Scalar) -> String {
        PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) } ?? ""
      }
      let state = field("C")
      throw Refusal(
        state: state.isEmpty ? "lost" : state, code: field("n"), message: "\(field("M")) \(field("D")) \(statement)")
    }
    return (0..<PQntuples(result)).map { row in
      (0..<PQnfields(result)).map { column in
        PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
      }
    }
  }

  /// What the server would not do.
  package struct Refusal: Error, CustomStringConvertible {
    /// SQLSTATE; `lost` when the session is gone.
    package var state: String
    /// The code of ours in the constraint's name; the constraint itself for a refusal of Postgres.
    package var code: String
    package var message: String
    package var description: String { "\(outcome): \(message)" }
    var outcome: String { code.isEmpty ? state : "\(state) \(code)" }
  }
}
