package import Governance

/// The model or prompt to look at first.
package struct FindBusiest: Query {
  package static let sql = EmbeddedSQL.FindBusiest
  package init() {}
  package var parameters: [Parameter] { [] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Owners of artifacts whose name has the letters.
package struct ListOwners: Query {
  package static let sql = EmbeddedSQL.ListOwners
  package var letters: String
  package var limit: Int
  package init(letters: String, limit: Int) {
    self.letters = letters
    self.limit = limit
  }
  package var parameters: [Parameter] { [.text(letters), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Names of a kind that have the letters, those that begin with them first.
package struct FindNames: Query {
  package static let sql = EmbeddedSQL.FindNames
  package var kind: NameKind
  package var letters: String
  package var limit: Int
  package init(kind: NameKind, letters: String, limit: Int) {
    self.kind = kind
    self.letters = letters
    self.limit = limit
  }
  package var parameters: [Parameter] { [.text(kind.rawValue), .text(letters), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}
