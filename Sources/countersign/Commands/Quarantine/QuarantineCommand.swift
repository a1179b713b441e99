import ArgumentParser
import Evidence
import Governance
import Operations

/// `quarantine`: what was refused and kept.
struct QuarantineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine", abstract: "Lines that were refused, with the reason.",
    subcommands: [ListQuarantine.self, ShowQuarantine.self, ReplayQuarantine.self])
}

/// `quarantine list`
struct ListQuarantine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Refused lines, newest first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Flag(help: "Those that went in later, too.") var all = false
  @Option(help: FilterOption.help(.quarantine)) var filter: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = try await desk.quarantine(
        QuarantineFilter(replayedToo: all, words: try FilterOption.read(filter, .quarantine)), at: paging.place,
        limit: paging.limit)
      guard !output.json else { return try output.list(page) { .quarantine($0) } }
      output.table(
        ["NO", "PRODUCER", "FILE", "LINE", "STATE", "CODE", "REASON"],
        page.rows.map {
          [
            String($0.id), $0.producer, $0.origin, $0.line.map { String($0) } ?? "", $0.standing, $0.code,
            $0.tried.isEmpty ? $0.reason : $0.tried,
          ]
        })
      paging.tell(page, output)
    }
  }
}

/// `quarantine show`
struct ShowQuarantine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One refused line with its bytes. The reading is recorded.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its number.") var number: Int64
  @Flag(help: "Print the bytes as they are, for a file.") var raw = false

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let kept = try await desk.openQuarantine(number, channel: .command)
      if raw { return output.write(kept.raw) }
      if output.json {
        return try output.document(
          .fields([
            ("row", .quarantine(kept.row)), ("producer", .string(kept.row.producer)),
            ("raw_hex", .string(Hexadecimal.text(of: kept.raw))),
          ]))
      }
      output.line(Plain.visible("\(kept.row.origin) line \(kept.row.line ?? 0): \(kept.row.reason)"))
      output.line(Plain.visible(String(decoding: kept.raw, as: UTF8.self)))
    }
  }
}
