extension PrivatePostgres {
  /// How to reach the running server.
  package struct Settings: Sendable, Equatable {
    /// The folder of its socket.
    package var host: String
    package var port: Int
    /// The database made for the catalog.
    package var database: String

    /// Connection settings for libpq, as a role and to a database (the catalog's when none is named).
    package func conninfo(user: String, database: String? = nil) -> String {
      let values = [("host", host), ("port", String(port)), ("dbname", database ?? self.database), ("user", user)]
      return values.map { "\($0)=\(Settings.quoted($1))" }.joined(separator: " ")
    }

    private static func quoted(_ value: String) -> String {
      "'" + value.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : "\($1)" } + "'"
    }
  }
}
