/// A table of vectors, as the system catalogs of its database describe it.
package struct VectorTable: Sendable, Equatable {
  /// Who may do what.
  package struct Grant: Sendable, Equatable {
    package var grantee: String
    package var privileges: [String]
    package init(grantee: String, privileges: [String]) {
      self.grantee = grantee
      self.privileges = privileges
    }
  }

  /// Which rows a role sees.
  package struct Policy: Sendable, Equatable {
    package var name: String
    package var command: String
    package var roles: [String]
    package var expression: String?
    package init(name: String, command: String, roles: [String], expression: String?) {
      self.name = name
      self.command = command
      self.roles = roles
      self.expression = expression
    }
  }

  /// `SCHEMA.TABLE`.
  package var name: String
  package var column: String
  /// `vector`, `halfvec` or `sparsevec`.
  package var type: String
  /// Nil when the column takes vectors of any.
  package var dimensions: Int?
  package var hasRowSecurity: Bool
  package var owner: String
  /// Of the extension.
  package var engineVersion: String?
  /// `hnsw` or `ivfflat`; nil when every search reads the whole table.
  package var method: String?
  /// The operator class of the index, such as `vector_cosine_ops`.
  package var operators: String?
  /// Of the index: `m=16`.
  package var parameters: [String]
  /// False while it is being built, or when that failed.
  package var isValid: Bool?
  package var rows: Int
  package var grants: [Grant]
  package var policies: [Policy]

  package init(
    name: String, column: String, type: String, dimensions: Int?, hasRowSecurity: Bool, owner: String,
    engineVersion: String?, method: String?, operators: String?, parameters: [String], isValid: Bool?, rows: Int = 0,
    grants: [Grant] = [], policies: [Policy] = []
  ) {
    self.name = name
    self.column = column
    self.type = type
    self.dimensions = dimensions
    self.hasRowSecurity = hasRowSecurity
    self.owner = owner
    self.engineVersion = engineVersion
    self.method = method
    self.operators = operators
    self.parameters = parameters
    self.isValid = isValid
    self.rows = rows
    self.grants = grants
    self.policies = policies
  }

  /// `cosine`, `euclidean`, `inner_product`, `taxicab`, `hamming`, `jaccard`: what the index's operators measure.
  package var metric: String? {
    guard let operators else { return nil }
    let known = [
      ("cosine", "cosine"), ("l2", "euclidean"), ("ip", "inner_product"), ("l1", "taxicab"), ("hamming", "hamming"),
      ("jaccard", "jaccard"),
    ]
    return known.first { operators.contains("_\($0.0)_") }?.1
  }
}

/// A key of a table, with when its rows were written and how many there are.
package struct KeyedRows: Sendable, Equatable {
  package var key: String
  package var at: Instant?
  package var count: Int
  package init(key: String, at: Instant?, count: Int) {
    self.key = key
    self.at = at
    self.count = count
  }
}

/// How an index differs from what it was built from, key by key.
package struct Reconciliation: Sendable, Equatable {
  package var sourceKeys = 0
  package var indexKeys = 0
  package var chunks = 0
  /// In the index alone.
  package var orphans = 0
  /// In the source alone.
  package var missing = 0
  /// Changed in the source after they were embedded.
  package var stale = 0
  /// Seconds that the oldest change waits; nil when no times are known.
  package var lag: Double?
  /// The first keys of each kind.
  package var orphanKeys: [String] = []
  package var missingKeys: [String] = []
  package var staleKeys: [String] = []

  /// Keys of each kind that are named.
  package static let named = 20

  package init() {}

  package var isClean: Bool { orphans == 0 && missing == 0 && stale == 0 }

  /// Takes a key that both or one of the two have.
  ///
  /// - now: by the source's clock; what is missing has waited since it was written.
  package mutating func take(source: KeyedRows?, index: KeyedRows?, now: Instant) {
    if source != nil { sourceKeys += 1 }
    if let index {
      indexKeys += 1
      chunks += index.count
    }
    switch (source, index) {
    case (nil, let index?):
      orphans += 1
      if orphanKeys.count < Self.named { orphanKeys.append(index.key) }
    case (let source?, nil):
      missing += 1
      if missingKeys.count < Self.named { missingKeys.append(source.key) }
      if let written = source.at { wait(now.seconds(from: written)) }
    case (let source?, let index?):
      guard let written = source.at, let embedded = index.at else { return }
      wait(0)
      guard written > embedded else { return }
      stale += 1
      if staleKeys.count < Self.named { staleKeys.append(source.key) }
      wait(now.seconds(from: written))
    case (nil, nil): break
    }
  }

  private mutating func wait(_ seconds: Double) { lag = max(lag ?? 0, seconds) }
}

extension Instant {
  fileprivate func seconds(from earlier: Instant) -> Double {
    max(0, Double(microseconds - earlier.microseconds) / 1_000_000)
  }
}

/// The last comparison of an index with its source.
package struct IndexState: Sendable, Equatable {
  package var found: Reconciliation
  package var sourceTable: String
  package var at: Instant
  package init(found: Reconciliation, sourceTable: String, at: Instant) {
    self.found = found
    self.sourceTable = sourceTable
    self.at = at
  }
}
