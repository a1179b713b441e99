internal import Governance

/// Whether the database holds a catalog.
struct FindCatalog: Query {
  static let sql = EmbeddedSQL.FindCatalog
  static func decode(_ row: inout RowReader) throws(Problem) -> Bool { try row.next() }
}

/// A step that was taken.
struct ListMigrations: Query {
  struct Row: Sendable {
    var number: Int
    var name: String
    var checksum: String
    var breaking: Bool
  }
  static let sql = EmbeddedSQL.ListMigrations
  static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    Row(number: try row.next(), name: try row.next(), checksum: try row.next(), breaking: try row.next())
  }
}

struct LockMigrations: Query {
  static let sql = EmbeddedSQL.LockMigrations
  static func decode(_ row: inout RowReader) throws(Problem) {}
}

struct BecomeOwner: Query {
  static let sql = EmbeddedSQL.BecomeOwner
  static func decode(_ row: inout RowReader) throws(Problem) {}
}

struct PinSettings: Query {
  static let sql = EmbeddedSQL.PinSettings
  static func decode(_ row: inout RowReader) throws(Problem) {}
}

struct LogSequences: Query {
  static let sql = EmbeddedSQL.LogSequences
  static func decode(_ row: inout RowReader) throws(Problem) {}
}

struct RecordMigration: Query {
  static let sql = EmbeddedSQL.RecordMigration
  var migration: Migration
  var parameters: [Parameter] {
    [
      .integer(migration.number), .text(migration.name), .text(migration.checksum), .bool(migration.isBreaking),
    ]
  }
  static func decode(_ row: inout RowReader) throws(Problem) {}
}
