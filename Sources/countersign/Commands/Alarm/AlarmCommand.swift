import ArgumentParser
import Evidence
import Governance
import Operations

/// `alarm`: what in production is worse than it should be.
struct AlarmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alarm", abstract: "What in production is worse than it should be.",
    subcommands: [ListAlarmsCommand.self, CloseAlarmCommand.self])
}

/// `alarm list`
struct ListAlarmsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Open alarms, newest first, at most 100.")
  @OptionGroup var globals: GlobalOptions
  @Flag(help: "Closed ones too.") var all = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = Page(try await desk.alarms(closedToo: all), next: nil, isFirst: true)
      guard !output.json else {
        return try output.list(page) { alarm in
          .fields([
            ("id", .integer(alarm.id)), ("kind", .string(alarm.kind)),
            ("version", .string("\(alarm.artifact)@\(alarm.label)")), ("environment", .string(alarm.environment)),
            ("subject", .string(alarm.subject)), ("words", .string(alarm.words)), ("open", .bool(alarm.isOpen)),
            ("at", .instant(alarm.at)),
          ])
        }
      }
      output.table(
        ["NO", "VERSION", "IN", "WHAT", "FOUND BY", "STATE", "AT"],
        page.rows.map {
          [
            String($0.id), "\($0.artifact)@\($0.label)", $0.environment, $0.words, "\($0.kind) \($0.subject)",
            $0.isOpen ? "open" : "closed", $0.at.rfc3339,
          ]
        })
    }
  }
}

/// `alarm close`
struct CloseAlarmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close an alarm. Nothing is rolled back by itself: say what was done.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The alarm's number.") var alarm: Int64
  @Option(help: "What was done, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.closeAlarm(alarm, reason: reason, channel: .command))
    }
  }
}
