import ArgumentParser
import Evidence
import Foundation
import Governance
import Operations

/// `lineage index`
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Vector indexes in Postgres: what they are, and how they differ from their source.",
    subcommands: [ReadIndex.self, CompareIndex.self])
}

/// `lineage index read`
struct ReadIndex: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Write the body of an index's version, from the system catalogs of its database.",
    discussion: """
      Reads dimensions, distance, method and parameters, rows, grants and row security of a table of pgvector, and prints what \
      `countersign registry register --kind embedding_index` takes as a body. Who may read it is part of the version: where a \
      grant changes, the digest does.
      """)
  @Option(help: ArgumentHelp("The database, as libpq names it.", valueName: "conninfo")) var from: String
  @Option(help: "SCHEMA.TABLE.") var table: String
  @Option(help: "The column of the vectors; without it the first.") var column: String?
  @Option(help: "The model that embedded them, ARTIFACT@VERSION.") var embedder: String
  @Option(help: "How texts were cut, in words or as NAME@VERSION.") var chunker: String?
  @Option(help: "The dataset it was built from, ARTIFACT@VERSION.") var source: String?
  @Flag(help: ArgumentHelp("The body is JSON already.", visibility: .hidden)) var json = false

  func run() async throws {
    let output = Output(json: json, quiet: false)
    do throws(Problem) {
      let table = try await VectorStore(conninfo: from).table(table, column: column)
      output.write(try table.body(embedder: embedder, chunker: chunker, source: source) + [10])
    } catch {
      output.fail(error)
      throw ExitCode(error.exitStatus)
    }
  }
}

/// `lineage index compare`
struct CompareIndex: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare an index with its source, key by key, and record what was found.",
    discussion: """
      Orphans are in the index alone, missing keys in the source alone, stale ones changed in the source after they were \
      embedded (where both have a time). The lag is how long the oldest such change waits. Both tables are read once, in one \
      moment each. Ends with 1 when they differ.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The index, ARTIFACT@VERSION.") var version: String
  @Option(help: ArgumentHelp("The database of the index, as libpq names it.", valueName: "conninfo")) var from: String
  @Option(help: "SCHEMA.TABLE of the chunks.") var table: String
  @Option(help: "The column that names a chunk's source row.") var key: String
  @Option(help: "When a chunk was embedded.") var embedded: String?
  @Option(help: ArgumentHelp("The database of the source; without it the same.", valueName: "conninfo"))
  var sourceFrom: String?
  @Option(help: "SCHEMA.TABLE of the source.") var sourceTable: String
  @Option(help: "Its key.") var sourceKey: String
  @Option(help: "When a row of it was last changed.") var changed: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let name = try VersionName(version)
      let found = try await VectorStore.compare(
        index: (VectorStore(conninfo: from), KeyedTable(name: table, key: key, time: embedded)),
        source: (
          VectorStore(conninfo: sourceFrom ?? from), KeyedTable(name: sourceTable, key: sourceKey, time: changed)
        ),
        now: Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)))
      let recorded = try await desk.recordReconciliation(
        of: name, found, index: table, source: sourceTable, channel: .command)
      if !output.json {
        output.table(
          ["WHAT", "KEYS", "THE FIRST OF THEM"],
          [
            ["source", String(found.sourceKeys), ""], ["index", String(found.indexKeys), "\(found.chunks) chunks"],
            ["orphans", String(found.orphans), found.orphanKeys.prefix(5).joined(separator: " ")],
            ["missing", String(found.missing), found.missingKeys.prefix(5).joined(separator: " ")],
            ["stale", String(found.stale), found.staleKeys.prefix(5).joined(separator: " ")],
          ])
        if let lag = found.lag { output.line("The oldest change waits for \(Int(lag)) s.") }
      }
      try output.recorded(
        recorded,
        [
          ("source_keys", .integer(found.sourceKeys)), ("index_keys", .integer(found.indexKeys)),
          ("chunks", .integer(found.chunks)), ("orphans", .integer(found.orphans)),
          ("missing", .integer(found.missing)),
          ("stale", .integer(found.stale)), ("lag_seconds", .double(found.lag)),
          ("orphan_keys", .texts(found.orphanKeys)),
          ("missing_keys", .texts(found.missingKeys)), ("stale_keys", .texts(found.staleKeys)),
        ])
      if !found.isClean { throw Problem(.unmet, "index.differs", happened: "The index differs from its source.") }
    }
  }
}
