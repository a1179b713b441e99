package import Governance

/// Brings a database to the schema this program knows. Forward only: a released step is never edited or undone.
package struct Migrator: Sendable {
  /// How a database stands against this program.
  package struct Standing: Sendable, Equatable {
    /// The number of the newest step taken; 0 when the database holds no catalog.
    package var found: Int
    /// The newest step this program knows.
    package var known: Int
    /// Names of the steps still to be taken, in order.
    package var pending: [String]
    /// Steps whose text is not what was applied.
    package var altered: [String]
    /// The catalog has a step this program does not know, and older programs may not write to it.
    package var refusesWrites: Bool
  }

  let connection: Connection

  package init(_ connection: Connection) { self.connection = connection }

  /// Identifies the schema: SHA-256 over the checksums of all steps.
  package static var fingerprint: String { Migration.fingerprint(of: MigrationIndex.all) }

  package func standing() async throws(Problem) -> Standing {
    try await connection.standing()
  }

  /// Takes every pending step in one transaction; answers their names.
  ///
  /// - Throws: `catalog.newer` when the catalog is ahead of this program, `catalog.altered` when an applied step's text differs.
  @discardableResult
  package func migrate() async throws(Problem) -> [String] { try await migrate(upTo: .max) }

  /// The same up to a step: so a catalog of an older release is made.
  @discardableResult
  func migrate(upTo last: Int) async throws(Problem) -> [String] {
    try await connection.transaction { connection throws(Problem) in
      _ = try connection.rows(LockMigrations())
      let standing = try connection.standing()
      try standing.mustFit()
      let pending = MigrationIndex.all.filter { $0.number > standing.found && $0.number <= last }
      for migration in pending {
        if migration.number > 1 { _ = try connection.rows(BecomeOwner()) }
        try connection.script(migration.sql)
        _ = try connection.rows(RecordMigration(migration: migration))
      }
      if !pending.isEmpty {
        _ = try connection.rows(PinSettings())
        _ = try connection.rows(LogSequences())
      }
      return pending.map(\.name)
    }
  }
}

extension Migrator.Standing {
  /// Throws unless this program can work with the catalog as it is, or bring it up to date.
  package func mustFit() throws(Problem) {
    guard altered.isEmpty else {
      throw Problem(
        .fault, "catalog.altered", happened: "The catalog was made by other migrations than this program's.",
        because: "These differ: \(altered.joined(separator: ", ")).",
        remedy: "Use the program that made it, or restore the catalog.")
    }
    guard found <= known else {
      throw Problem(
        .unsuitable, "catalog.newer",
        happened: "The catalog is at schema \(found); this countersign knows schemas up to \(known).",
        because: refusesWrites ? "A newer step is marked breaking, so older programs may not write." : "",
        remedy: refusesWrites ? "Upgrade countersign, or pass --read-only." : "Upgrade countersign to migrate it.")
    }
  }

  /// Throws unless this program may read the catalog, and write to it if `writing`.
  package func mustServe(writing: Bool) throws(Problem) {
    guard found > 0 else {
      throw Problem(
        .unsuitable, "catalog.missing", happened: "This database holds no catalog.",
        remedy: "Make one with `countersign catalog migrate`, as the database's owner.")
    }
    guard found >= known else {
      throw Problem(
        .unsuitable, "catalog.older",
        happened: "The catalog is at schema \(found); this countersign needs schema \(known).",
        remedy: "Run `countersign catalog migrate` as its owner.")
    }
    if writing, refusesWrites { try mustFit() }
  }
}

extension Connection {
  fileprivate func standing() throws(Problem) -> Migrator.Standing {
    let known = MigrationIndex.all
    let applied = try one(FindCatalog()) ? try rows(ListMigrations()) : []
    let checksums = Dictionary(known.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    let found = applied.last?.number ?? 0
    return Migrator.Standing(
      found: found, known: known.last?.number ?? 0,
      pending: known.filter { $0.number > found }.map(\.name),
      altered: applied.filter { row in checksums[row.number].map { $0.checksum != row.checksum } ?? false }.map(\.name),
      refusesWrites: applied.contains { $0.breaking && $0.number > (known.last?.number ?? 0) })
  }
}

extension Migration {
  fileprivate static func fingerprint(of migrations: [Migration]) -> String {
    Migration(file: "V0", sql: migrations.map(\.checksum).joined())?.checksum ?? ""
  }
}
