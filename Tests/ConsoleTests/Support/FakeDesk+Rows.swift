import Governance
import Operations

@testable import Console

extension FakeDesk {
  func usedRows(of version: VersionName, after cursor: String?, limit: Int) async throws(Problem) -> UsedRows {
    try note("rows of \(version.text) after \(cursor ?? "nothing")")
    return cursor == nil ? .fixture : UsedRows(version: UsedRows.fixture.version, rows: [], generations: 3, next: nil)
  }
  func uses(of row: DataRow, after cursor: String?, limit: Int) async throws(Problem) -> Page<RowUse> {
    try note("uses of \(row.key) after \(cursor ?? "nothing")")
    return Page(rows: (0..<9).map { RowUse.fixture($0, row: row) }, next: nil)
  }
  func reach(of row: DataRow) async throws(Problem) -> RowReach {
    RowReach(
      touches: [
        RowTouch(part: .dataset, version: .customers, uses: 9), RowTouch(part: .index, version: .index, uses: 9),
        RowTouch(part: .prompt, version: .summary, uses: 9),
        RowTouch(part: .model, version: NamedVersion(artifact: "gpt-x", label: "2026-08", isRegistered: true), uses: 8),
        RowTouch(part: .model, version: .stray, uses: 1),
      ],
      packs: [
        PackAboutRow(quarter: "2026Q3", scope: "all systems", digest: String(repeating: "4e", count: 32), at: .pinned)
      ], uses: 9)
  }
  func sources(ofGeneration generation: String) async throws(Problem) -> GenerationSources {
    try note("sources of \(generation)")
    let use = RowUse.fixture(0, row: DataRow(namespace: "customers", dataset: "crm.customers", key: "313375"))
    var second = use.retrieved
    second.rank = 2
    second.row.key = "row\u{1B}[31m with \u{202E}marks and 漢字"
    return GenerationSources(parts: use.parts, rows: [use.retrieved, second])
  }
}

extension NamedVersion {
  static let customers = NamedVersion(artifact: "crm.customers", label: "2026-09", isRegistered: true)
  static let index = NamedVersion(artifact: "kyc-idx", label: "v14", isRegistered: true)
  static let summary = NamedVersion(artifact: "kyc-summary", label: "22", isRegistered: true)
  static let stray = NamedVersion(artifact: "gpt-x-preview", label: "3", isRegistered: false)
}

extension UsedRows {
  static let fixture = UsedRows(
    version: .summary,
    rows: (0..<30).map { number in
      UsedRow(
        row: DataRow(namespace: "customers", dataset: "crm.customers", key: "\(313_375 + number * 17)"),
        dataset: .customers, index: .index, dataClass: number % 7 == 3 ? .red : .yellow, uses: 30 - number,
        latest: "01a1fe87-7e52-79aa-8cfa-d89c13087708", latestAt: .minutes(-number * 9))
    }, generations: 2000, next: "01a1fe87-7e52-79aa-8cfa-d89c13087700")
}

extension RowUse {
  static func fixture(_ number: Int, row: DataRow) -> RowUse {
    RowUse(
      parts: GenerationParts(
        generation: "01a1fe87-7e52-79aa-8cfa-d89c1308770\(number)", at: .minutes(-number * 11), recordedAt: .pinned,
        service: "onboarding", environment: "production",
        model: number == 4 ? .stray : NamedVersion(artifact: "gpt-x", label: "2026-08", isRegistered: true),
        prompt: .summary),
      retrieved: RetrievedRow(
        rank: 1 + number % 3, score: 0.9 - Double(number) / 50, row: row, dataset: .customers, index: .index,
        dataClass: .yellow))
  }
}
