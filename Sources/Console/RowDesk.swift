package import Governance
package import Operations

/// What the lineage screen asks about single rows.
package protocol RowDesk: Sendable {
  func usedRows(of version: VersionName, after cursor: String?, limit: Int) async throws(Problem) -> UsedRows
  func uses(of row: DataRow, after cursor: String?, limit: Int) async throws(Problem) -> Page<RowUse>
  func reach(of row: DataRow) async throws(Problem) -> RowReach
  func sources(ofGeneration generation: String) async throws(Problem) -> GenerationSources
}

extension WorkbenchDesk {
  func usedRows(of version: VersionName, after cursor: String?, limit: Int) async throws(Problem) -> UsedRows {
    try await workbench.usedRows(of: version, after: cursor, limit: limit)
  }
  func uses(of row: DataRow, after cursor: String?, limit: Int) async throws(Problem) -> Page<RowUse> {
    try await workbench.uses(of: row, after: cursor, limit: limit)
  }
  func reach(of row: DataRow) async throws(Problem) -> RowReach { try await workbench.reach(of: row) }
  func sources(ofGeneration generation: String) async throws(Problem) -> GenerationSources {
    try await workbench.sources(ofGeneration: generation)
  }
}
