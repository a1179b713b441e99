package import Governance

/// One statement of `SQL/queries` with its parameters and the type of its rows.
package protocol Query: Sendable {
  associatedtype Row: Sendable
  /// The file's text.
  static var sql: String { get }
  var parameters: [Parameter] { get }
  static func decode(_ row: inout RowReader) throws(Problem) -> Row
}

extension Query {
  package var parameters: [Parameter] { [] }
}
