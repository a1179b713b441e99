internal import Evidence

/// A numbered step of the schema, one file of `SQL/migrations`.
struct Migration: Sendable {
  var number: Int
  /// The rest of its file's name, `artifacts_have_immutable_versions`.
  var name: String
  var sql: String

  init?(file: String, sql: String) {
    guard file.hasPrefix("V"), let number = Int(file.dropFirst().prefix(while: \.isNumber)) else { return nil }
    self.number = number
    self.name = String(file.drop { $0 != "_" }.drop { $0 == "_" })
    self.sql = sql
  }

  /// SHA-256 of its text.
  var checksum: String { ContentDigest(of: Array(sql.utf8)).hex }

  /// Older programs may not write to a catalog that has it.
  var isBreaking: Bool { sql.hasPrefix("-- breaking") }
}
