internal import CPostgres
package import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// Where a catalog is: a libpq connection string or URI, or libpq's own settings when there is none.
package struct ConnectionSettings: Sendable {
  package var conninfo: String
  /// Refuses writes for the whole session.
  package var readOnly: Bool
  package var applicationName: String

  package init(conninfo: String, readOnly: Bool = false, applicationName: String = "countersign") {
    self.conninfo = conninfo
    self.readOnly = readOnly
    self.applicationName = applicationName
  }

  /// In this order: what was given, `DATABASE_URL`, libpq's own environment.
  ///
  /// - Throws: `catalog.not-named` when none of them says anything.
  package static func found(given: String?, environment: [String: String], readOnly: Bool = false) throws(Problem)
    -> ConnectionSettings
  {
    if let named = given ?? environment["DATABASE_URL"], !named.isEmpty {
      return ConnectionSettings(conninfo: named, readOnly: readOnly)
    }
    let libpq = ["PGSERVICE", "PGHOST", "PGHOSTADDR", "PGDATABASE", "PGPORT"]
    guard libpq.contains(where: { environment[$0]?.isEmpty == false }) else { throw .catalogNotNamed }
    return ConnectionSettings(conninfo: "", readOnly: readOnly)
  }

  /// A new session, whose status must be looked at; nil when there is no memory for one.
  func open() -> OpaquePointer? {
    var options = "-c timezone=UTC -c datestyle=ISO -c search_path=countersign -c bytea_output=hex"
    if readOnly { options += " -c default_transaction_read_only=on" }
    let pairs: [(String, String)] = [
      ("dbname", conninfo), ("fallback_application_name", applicationName), ("client_encoding", "UTF8"),
      ("options", options), ("connect_timeout", "10"),
    ]
    let used = pairs.filter { !$0.1.isEmpty }
    var keys: [UnsafePointer<CChar>?] = used.map { UnsafePointer(strdup($0.0)) }
    var values: [UnsafePointer<CChar>?] = used.map { UnsafePointer(strdup($0.1)) }
    keys.append(nil)
    values.append(nil)
    defer { for text in keys + values { free(UnsafeMutablePointer(mutating: text)) } }
    return PQconnectdbParams(keys, values, 1)
  }
}
