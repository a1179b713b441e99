internal import Catalog
internal import Evidence
package import Governance

/// A database beside the catalog that holds vectors, or what they were made of. It is only read.
package struct VectorStore: Sendable {
  private let connection: Connection

  /// - Parameter conninfo: a libpq connection string or URI.
  package init(conninfo: String) {
    connection = Connection(ConnectionSettings(conninfo: conninfo, readOnly: true))
  }

  /// What the system catalogs say of a table of vectors, with its grants and how many rows it has.
  ///
  /// - Parameter column: of the vectors; nil is the first such column.
  /// - Throws: `index.no-vectors` when there is no such table, or no vectors in it.
  package func table(_ name: String, column: String?) async throws(Problem) -> VectorTable {
    guard var table = try await connection.first(ReadVectorTable(table: name, column: column)) else {
      throw Problem(
        .notFound, "index.no-vectors", happened: "There is no table \(name) with a column of vectors.",
        remedy: "Name it SCHEMA.TABLE, and look whether pgvector is there and this login may see it.")
    }
    table.grants = try await connection.rows(ListTableGrants(table: name))
    table.policies = try await connection.rows(ListTablePolicies(table: name))
    if let counting = try await connection.one(CountTableRows(table: name)) {
      table.rows = try await connection.one(counting)
    }
    return table
  }

  fileprivate func keys(of table: KeyedTable, earliest: Bool) async throws(Problem) -> KeyReader {
    let list = try await connection.one(
      FormKeyList(table: table.name, key: table.key, time: table.time, earliest: earliest))
    guard let list else {
      throw Problem(
        .notFound, "index.no-table", happened: "There is no table \(table.name).", remedy: "Name it SCHEMA.TABLE.")
    }
    return try await KeyReader(list, on: connection)
  }

  /// Compares a table of chunks with what they were made of, key by key, in the order of the keys' bytes.
  ///
  /// - now: by the source's clock.
  package static func compare(
    index: (store: VectorStore, table: KeyedTable), source: (store: VectorStore, table: KeyedTable), now: Instant
  ) async throws(Problem) -> Reconciliation {
    var left = KeyQueue(try await source.store.keys(of: source.table, earliest: false))
    var right = KeyQueue(try await index.store.keys(of: index.table, earliest: true))
    var found = Reconciliation()
    while true {
      let (one, other) = (try await left.head(), try await right.head())
      guard one != nil || other != nil else { break }
      if let one, let other, one.key == other.key {
        found.take(source: one, index: other, now: now)
        left.drop()
        right.drop()
      } else if let one, other.map({ one.key.utf8.lexicographicallyPrecedes($0.key.utf8) }) ?? true {
        found.take(source: one, index: nil, now: now)
        left.drop()
      } else {
        found.take(source: nil, index: other, now: now)
        right.drop()
      }
    }
    try await left.end()
    try await right.end()
    return found
  }
}

/// A table whose rows go by a key.
package struct KeyedTable: Sendable {
  /// `SCHEMA.TABLE`.
  package var name: String
  package var key: String
  /// When a row was written, or embedded; nil when nothing says.
  package var time: String?
  package init(name: String, key: String, time: String?) {
    self.name = name
    self.key = key
    self.time = time
  }
}

/// The keys of a table, one after the other.
private struct KeyQueue {
  private let reader: KeyReader
  private var batch: [KeyedRows] = []
  private var place = 0
  private var isAtEnd = false

  init(_ reader: KeyReader) { self.reader = reader }

  mutating func head() async throws(Problem) -> KeyedRows? {
    if place == batch.count, !isAtEnd {
      batch = try await reader.next()
      place = 0
      isAtEnd = batch.isEmpty
    }
    return isAtEnd ? nil : batch[place]
  }

  mutating func drop() { place += 1 }
  func end() async throws(Problem) { try await reader.end() }
}

extension VectorTable {
  /// The body of a version of the index: what it was built from and with, how it measures, and who may read it.
  package func body(embedder: String, chunker: String?, source: String?) throws(Problem) -> [UInt8] {
    guard let dimensions else {
      throw Problem(
        .badData, "index.dimensions", happened: "The column \(column) takes vectors of any number of dimensions.",
        remedy: "Declare them: vector(768).")
    }
    var members: [(String, JSONValue?)] = [
      ("embedder", .string(embedder)), ("dimensions", .number(String(dimensions))),
      ("metric", metric.map { .string($0) }),
      ("method", .string(method ?? "exact")),
    ]
    let pairs = parameters.map { parameter in
      let parts = parameter.split(separator: "=", maxSplits: 1).map(String.init)
      return JSONValue.Member(parts[0], .string(parts.count > 1 ? parts[1] : ""))
    }
    members += [
      ("parameters", .object(pairs)), ("chunker", chunker.map { .string($0) }), ("source", source.map { .string($0) }),
      ("rows", .number(String(rows))), ("table", .string(name)), ("column", .string(column)), ("type", .string(type)),
      ("engine", .string("pgvector \(engineVersion ?? "")")), ("owner", .string(owner)),
      (
        "access",
        .array(
          grants.map { grant in
            .object([
              JSONValue.Member("grantee", .string(grant.grantee)),
              JSONValue.Member("privileges", .array(grant.privileges.map { .string($0) })),
            ])
          })
      ), ("row_security", .bool(hasRowSecurity)),
      (
        "policies",
        .array(
          policies.map { policy in
            .object([
              JSONValue.Member("name", .string(policy.name)), JSONValue.Member("command", .string(policy.command)),
              JSONValue.Member("roles", .array(policy.roles.map { .string($0) })),
              JSONValue.Member("using", policy.expression.map { .string($0) } ?? .null),
            ])
          })
      ),
    ]
    do {
      return try CanonicalJSON.bytes(
        of: .object(members.compactMap { name, value in value.map { JSONValue.Member(name, $0) } }))
    } catch {
      throw Problem(.fault, "index.body", happened: "The table cannot be written as JSON.", because: "\(error)")
    }
  }
}
