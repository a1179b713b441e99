import ArgumentParser
import Governance
import Operations

/// `registry list`
struct ListArtifacts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Artifacts by name.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Option(help: "Only this kind: \(ArtifactKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: ArtifactKind?
  @Option(help: "Only this tier: low, medium or high.") var tier: Tier?
  @Option(help: "Only this team's.") var team: String?
  @Option(help: "Only this owner's.") var owner: String?
  @Option(help: "Only with these words in name or purpose.") var text: String?
  @Flag(help: "Only what serves in production.") var production = false
  @Flag(help: "Retired ones too.") var retired = false

  @Option(help: FilterOption.help(.registry)) var filter: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let asked = ArtifactFilter(
        kind: kind, tier: tier, team: team, owner: owner, text: text, retired: retired, inProduction: production,
        words: try FilterOption.read(filter, .registry))
      let page = try await desk.artifacts(asked, at: paging.place, limit: paging.limit)
      guard !output.json else { return try output.list(page) { .artifact($0) } }
      output.table(
        ["NAME", "KIND", "TIER", "LATEST", "PRODUCTION", "TEAM", "OWNER", "PURPOSE"],
        page.rows.map { row in
          [
            row.name, row.kind.rawValue, row.tier?.rawValue ?? "", row.latest ?? "", row.production ?? "", row.team,
            row.owner ?? "", row.purpose,
          ]
        })
      paging.tell(page, output)
    }
  }
}
