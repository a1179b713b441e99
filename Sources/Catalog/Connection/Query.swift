package import Governance

/// One statement of `SQL/queries` with its parameters and the type of its rows.
package protocol Query: Sendable {
  associatedtype Row: Sendable
  /// The file's text.
  static var sql: String { get }
  /// What is sent: the file's text, for a list with its end put together.
  var statement: String { get }
  var parameters: [Parameter] { get }
  static func decode(_ row: inout RowReader) throws(Problem) -> Row
}

extension Query {
  package var statement: String { Self.sql }
  package var parameters: [Parameter] { [] }
}
