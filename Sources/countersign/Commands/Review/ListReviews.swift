import ArgumentParser
import Governance
import Operations

/// `review list`
struct ListReviews: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Items that wait, the first due first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Option(help: "Only this tier: low, medium or high.") var tier: Tier?
  @Option(help: "Only this queue.") var queue: String?
  @Flag(help: "Only what you hold.") var mine = false
  @Flag(help: "Only what waits for a lead: escalated, disagreed on, or past its due time.") var lead = false
  @Flag(help: "Done ones too.") var all = false
  @Option(help: ArgumentHelp("Only what is due within this time, such as 90m, 4h or 2d.", valueName: "duration"))
  var due: TimeSpan?

  @Option(help: FilterOption.help(.review)) var filter: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      var asked = ReviewFilter(tier: tier, queue: queue, mine: mine, forLead: lead)
      asked.words = try FilterOption.read(filter, .review)
      if all { asked.states = ReviewState.allCases }
      if let due { asked.dueBefore = try await desk.nowOnServer().advanced(bySeconds: due.seconds) }
      let page = try await desk.reviewItems(asked, at: paging.place, limit: paging.limit)
      guard !output.json else { return try output.list(page) { .review($0) } }
      output.table(
        ["ITEM", "TIER", "DUE", "MODEL", "REASONS", "STATE", "CLAIMED BY"],
        page.rows.map { row in
          [
            String(row.id), row.tier.rawValue, row.due.rfc3339, row.model + (row.registered ? "" : " (unregistered)"),
            row.reasons.joined(separator: ", "), row.state.rawValue, row.claimedBy.joined(separator: ", "),
          ]
        })
      paging.tell(page, output)
    }
  }
}
