package import Governance

/// What a generation was made by, and the rows it was given, by rank; nothing when there is no such generation.
package struct ReadGenerationRows: Query {
  package struct Row: Sendable {
    package var parts: GenerationParts
    /// Nil in the one line of a generation that was given none.
    package var retrieved: RetrievedRow?
  }

  package static let sql = EmbeddedSQL.ReadGenerationRows
  package var generation: String
  package init(generation: String) { self.generation = generation }
  package var parameters: [Parameter] { [.text(generation)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let parts = try GenerationParts(from: &row)
    let rank: Int? = try row.next()
    return Row(
      parts: parts, retrieved: try rank.map { rank throws(Problem) in try RetrievedRow(rank: rank, from: &row) })
  }
}

/// Generations that were given a row, newest first.
package struct ListRowUses: Query {
  package static let sql = EmbeddedSQL.ListRowUses
  package var row: DataRow
  /// Generation and rank of the last row seen.
  package var after: (generation: String, rank: Int)?
  package var limit: Int
  package init(row: DataRow, after: (generation: String, rank: Int)?, limit: Int) {
    self.row = row
    self.after = after
    self.limit = limit
  }
  package var parameters: [Parameter] {
    row.parameters + [.text(after?.generation), .integer(after?.rank ?? 0), .integer(limit)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RowUse {
    RowUse(parts: try GenerationParts(from: &row), retrieved: try RetrievedRow(from: &row))
  }
}

/// Rows that the generations of a version were given.
package struct ListUsedRows: Query {
  package struct Row: Sendable {
    /// How many generations were looked at, and the oldest of them; nil when there were none.
    package var generations: Int
    package var oldest: String?
    /// Nil when none of them was given a row.
    package var used: UsedRow?
  }

  package static let sql = EmbeddedSQL.ListUsedRows
  package var artifact: String
  package var label: String
  /// A prompt; else a model.
  package var isPrompt: Bool
  package var after: String?
  package var limit: Int
  package init(artifact: String, label: String, isPrompt: Bool, after: String?, limit: Int) {
    self.artifact = artifact
    self.label = label
    self.isPrompt = isPrompt
    self.after = after
    self.limit = limit
  }
  package var parameters: [Parameter] {
    [
      .text(isPrompt ? artifact : nil), .text(isPrompt ? nil : artifact), .text(label), .text(after), .integer(limit),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let generations: Int = try row.next()
    let oldest: String? = try row.next()
    let namespace: String? = try row.next()
    let dataset: String? = try row.next()
    let datasetVersion: String? = try row.next()
    let isRegistered: Bool = try row.next()
    let key: String? = try row.next()
    let index: String? = try row.next()
    let indexVersion: String? = try row.next()
    let isIndexRegistered: Bool = try row.next()
    let dataClass: DataClass? = try row.optionalWord()
    let uses: Int? = try row.next()
    let latest: String? = try row.next()
    let latestAt: Instant? = try row.next()
    var used: UsedRow?
    if let key, let uses, let latest, let latestAt {
      used = UsedRow(
        row: DataRow(namespace: namespace ?? "", dataset: dataset ?? "", key: key),
        dataset: NamedVersion(artifact: dataset ?? "", label: datasetVersion, isRegistered: isRegistered),
        index: NamedVersion(artifact: index ?? "", label: indexVersion, isRegistered: isIndexRegistered),
        dataClass: dataClass, uses: uses, latest: latest, latestAt: latestAt)
    }
    return Row(generations: generations, oldest: oldest, used: used)
  }
}

/// Versions between a row and the newest generations that were given it.
package struct ListRowTouches: Query {
  package static let sql = EmbeddedSQL.ListRowTouches
  package var row: DataRow
  /// How many uses to look at.
  package var limit: Int
  package init(row: DataRow, limit: Int) {
    self.row = row
    self.limit = limit
  }
  package var parameters: [Parameter] { row.parameters + [.integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> RowTouch {
    RowTouch(
      part: try row.word(),
      version: NamedVersion(artifact: try row.next(), label: try row.next(), isRegistered: try row.next()),
      uses: try row.next())
  }
}

/// Packs about a quarter in which a row was used.
package struct ListPacksOfRow: Query {
  package static let sql = EmbeddedSQL.ListPacksOfRow
  package var row: DataRow
  package init(row: DataRow) { self.row = row }
  package var parameters: [Parameter] { row.parameters }
  package static func decode(_ row: inout RowReader) throws(Problem) -> PackAboutRow {
    PackAboutRow(quarter: try row.next(), scope: try row.next(), digest: try row.next(), at: try row.next())
  }
}

extension DataRow {
  fileprivate var parameters: [Parameter] { [.text(namespace), .text(dataset), .text(key)] }
}

extension GenerationParts {
  fileprivate init(from row: inout RowReader) throws(Problem) {
    self.init(
      generation: try row.next(), at: try row.next(), recordedAt: try row.next(), service: try row.next(),
      environment: try row.next(),
      model: NamedVersion(artifact: try row.next(), label: try row.next(), isRegistered: try row.next()), prompt: nil)
    let prompt: String? = try row.next()
    let version: String? = try row.next()
    let isRegistered: Bool = try row.next()
    self.prompt = prompt.map { NamedVersion(artifact: $0, label: version, isRegistered: isRegistered) }
  }
}

extension RetrievedRow {
  fileprivate init(from row: inout RowReader) throws(Problem) {
    try self.init(rank: try row.next(), from: &row)
  }

  fileprivate init(rank: Int, from row: inout RowReader) throws(Problem) {
    let score: Double? = try row.next()
    let namespace: String? = try row.next()
    let dataset: String? = try row.next()
    let datasetVersion: String? = try row.next()
    let isRegistered: Bool = try row.next()
    self.init(
      rank: rank, score: score,
      row: DataRow(namespace: namespace ?? "", dataset: dataset ?? "", key: try row.next()),
      dataset: NamedVersion(artifact: dataset ?? "", label: datasetVersion, isRegistered: isRegistered),
      index: NamedVersion(artifact: try row.next(), label: try row.next(), isRegistered: try row.next()),
      dataClass: try row.optionalWord())
  }
}

/// Rows of a dataset that generations were given, by key.
package struct ListDatasetRows: Query {
  package static let sql = EmbeddedSQL.ListDatasetRows
  package var namespace: String
  package var dataset: String
  package var after: String?
  package var limit: Int
  package init(namespace: String, dataset: String, after: String?, limit: Int) {
    self.namespace = namespace
    self.dataset = dataset
    self.after = after
    self.limit = limit
  }
  package var parameters: [Parameter] { [.text(namespace), .text(dataset), .text(after), .integer(limit)] }
  /// The key alone; the row is of the dataset that was asked about.
  package static func decode(_ row: inout RowReader) throws(Problem) -> DatasetKey {
    DatasetKey(key: try row.next(), uses: try row.next(), dataClass: try row.optionalWord(), latestAt: try row.next())
  }
  package struct DatasetKey: Sendable {
    package var key: String
    package var uses: Int
    package var dataClass: DataClass?
    package var latestAt: Instant
  }
}
