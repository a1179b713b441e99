internal import Catalog
package import Governance

/// What a generation was made by, and the rows it was given.
package struct GenerationSources: Sendable, Equatable {
  package var parts: GenerationParts
  /// By rank.
  package var rows: [RetrievedRow]
  package init(parts: GenerationParts, rows: [RetrievedRow]) {
    self.parts = parts
    self.rows = rows
  }
}

/// Rows that a version's generations were given.
package struct UsedRows: Sendable, Equatable {
  package var version: NamedVersion
  /// The last used first.
  package var rows: [UsedRow]
  /// How many generations were looked at, newest first.
  package var generations: Int
  /// Leads to the generations before those; nil at the end.
  package var next: String?
  package init(version: NamedVersion, rows: [UsedRow], generations: Int, next: String?) {
    self.version = version
    self.rows = rows
    self.generations = generations
    self.next = next
  }
}

/// What stood between a row and the generations that were given it.
package struct RowReach: Sendable, Equatable {
  package var touches: [RowTouch]
  package var packs: [PackAboutRow]
  /// Uses looked at; there may be older ones when this is `RowReach.most`.
  package var uses: Int
  package init(touches: [RowTouch], packs: [PackAboutRow], uses: Int) {
    self.touches = touches
    self.packs = packs
    self.uses = uses
  }
  package static let most = 10_000
}

extension Workbench {
  /// Which prompt, model, index, dataset and rows a generation used.
  ///
  /// - Parameter generation: its id, a UUID.
  /// - Throws: `generation.unknown`.
  package func sources(ofGeneration generation: String) async throws(Problem) -> GenerationSources {
    let id = generation.lowercased()
    let isAnID = id.wholeMatch(of: /[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}/) != nil
    let rows = isAnID ? try await connection.rows(ReadGenerationRows(generation: id)) : []
    guard let parts = rows.first?.parts else {
      throw Problem(
        .notFound, "generation.unknown", happened: "There is no generation \(generation).",
        remedy: "Copy its id from `countersign review show`, or from the view generation.")
    }
    return GenerationSources(parts: parts, rows: rows.compactMap(\.retrieved))
  }

  /// Rows that the generations of a prompt or model version were given.
  ///
  /// - Parameter limit: generations to look at, newest first, after the cursor.
  /// - Throws: `lineage.rows-of` for what has no generations of its own.
  package func usedRows(
    of name: VersionName, after cursor: String?, limit: Int
  ) async throws(Problem) -> UsedRows {
    let found = try await version(name)
    let row = found.row
    guard found.kind == .prompt || found.kind == .model else {
      throw Problem(
        .usage, "lineage.rows-of", happened: "\(row.artifact) is neither a prompt nor a model.",
        because:
          "Generations name the prompt and the model that made them; of a dataset, single rows can be asked about.",
        remedy: "Name a prompt or model version, or --namespace, --name and --row.")
    }
    let rows = try await connection.rows(
      ListUsedRows(
        artifact: row.artifact, label: row.label, isPrompt: found.kind == .prompt, after: cursor, limit: limit))
    let generations = rows.first?.generations ?? 0
    return UsedRows(
      version: NamedVersion(artifact: row.artifact, label: row.label, isRegistered: true),
      rows: rows.compactMap(\.used), generations: generations, next: generations == limit ? rows.first?.oldest : nil)
  }

  /// Generations that were given a row, newest first.
  package func uses(of row: DataRow, after cursor: String?, limit: Int) async throws(Problem) -> Page<RowUse> {
    var after: (generation: String, rank: Int)?
    if let cursor {
      let parts = cursor.split(separator: ":")
      guard parts.count == 2, let rank = Int(parts[1]) else { throw .badCursor }
      after = (String(parts[0]), rank)
    }
    let rows = try await connection.rows(ListRowUses(row: row, after: after, limit: limit + 1))
    let shown = Array(rows.prefix(limit))
    return Page(shown, next: rows.count > limit ? shown.last?.id : nil, isFirst: cursor == nil)
  }

  /// Which dataset, index, prompt and model versions, and which issued packs, a row touched.
  package func reach(of row: DataRow) async throws(Problem) -> RowReach {
    let touches = try await connection.rows(ListRowTouches(row: row, limit: RowReach.most))
    let packs = try await connection.rows(ListPacksOfRow(row: row))
    return RowReach(
      touches: touches, packs: packs, uses: touches.filter { $0.part == .model }.reduce(0) { $0 + $1.uses })
  }
}

extension Workbench {
  /// Rows of a dataset that generations were given, by key, after one of them.
  package func rows(
    ofDataset name: String, in namespace: String, after key: String?, limit: Int
  ) async throws(Problem) -> Page<DatasetRow> {
    let rows = try await connection.rows(
      ListDatasetRows(namespace: namespace, dataset: name, after: key, limit: limit + 1))
    let shown = rows.prefix(limit).map {
      DatasetRow(
        row: DataRow(namespace: namespace, dataset: name, key: $0.key), uses: $0.uses, dataClass: $0.dataClass,
        latestAt: $0.latestAt)
    }
    return Page(shown, next: rows.count > limit ? shown.last?.row.key : nil, isFirst: key == nil)
  }
}
