import ArgumentParser
import Evidence
import Governance
import Operations

/// `activity`: who did and read what.
struct ActivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activity", abstract: "Who did and read what.", subcommands: [ListActivity.self])
}

/// `activity list`
struct ListActivity: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Acts and readings, newest first; one's own alone, for who oversees nobody.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Option(help: FilterOption.help(.activity)) var filter: String?
  @Flag(help: "Only what was read or taken out.") var readings = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let filter = ActivityFilter(words: try FilterOption.read(filter, .activity), readings: readings)
      let page = try await desk.activity(filter, at: paging.place, limit: paging.limit)
      guard !output.json else {
        return try output.list(page) { row in
          .fields([
            ("id", .integer(row.id)), ("at", .instant(row.at)), ("person", .text(row.person)),
            ("login", .string(row.login)), ("act", .string(row.act)), ("subject_kind", .string(row.subjectKind)),
            ("subject", .string(row.subject)), ("reason", .string(row.reason)), ("channel", .string(row.channel)),
          ])
        }
      }
      output.table(
        ["NO", "WHEN", "WHO", "ACT", "WHAT", "WHY"],
        page.rows.map { [String($0.id), $0.at.rfc3339, $0.who, $0.act, "\($0.subjectKind) \($0.subject)", $0.reason] })
      paging.tell(page, output)
    }
  }
}
