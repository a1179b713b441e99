import ArgumentParser
import Evidence
import Governance
import Operations

/// `retention`: how long content is kept.
struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "How long content is kept, by data class.",
    discussion: """
      A rule holds once another person has confirmed it; the schedule then removes content at night, and its leaf stays. \
      Holds are honoured. Content of models and prompts that are part of a system with a point of Annex III stays for 183 \
      days whatever a rule says.

      Content lies by month and class: a month of which nothing has to stay goes whole and leaves no bytes behind. The rest \
      goes row by row, and its files wait for `erase --rewrite`.
      """,
    subcommands: [
      AskRetentionCommand.self, ConfirmRetentionCommand.self, PreviewRetentionCommand.self, ListRetention.self,
      SetBackups.self,
    ])
}

/// `retention ask`
struct AskRetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ask", abstract: "Ask for a rule.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "green, yellow, red, or unknown for content without a class.") var dataClass: String
  @Option(help: "For how many days content of it is kept.") var days: Int
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.askRetention(of: dataClass, days: days, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("rule", .integer(answer.rule))])
    }
  }
}

/// `retention confirm`
struct ConfirmRetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "Let a rule hold that another person asked for.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The rule's number.") var rule: Int64
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.confirmRetention(rule, reason: reason, channel: .command))
    }
  }
}

/// `retention preview`
struct PreviewRetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "What has outlived its rule, by class and month, and what stays all the same.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("As if this rule held.", valueName: "number")) var rule: Int64?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let rows = try await desk.previewRetention(with: rule)
      guard output.json else {
        return output.table(
          ["CLASS", "MONTH", "GOES", "HELD", "UNDER 183 DAYS"],
          rows.map { [$0.dataClass, $0.month, String($0.goes), String($0.held), String($0.floored)] })
      }
      try output.document(
        .fields([
          (
            "items",
            .array(
              rows.map {
                .fields([
                  ("class", .string($0.dataClass)), ("month", .string($0.month)), ("goes", .integer($0.goes)),
                  ("held", .integer($0.held)), ("floored", .integer($0.floored)),
                ])
              })
          ), ("next", .null),
        ]))
    }
  }
}

/// `retention list`
struct ListRetention: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Rules, newest first.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let rows = try await desk.retentionRules()
      guard output.json else {
        return output.table(
          ["NO", "CLASS", "DAYS", "STATE", "ASKED BY", "CONFIRMED BY", "WHY"],
          rows.map {
            [
              String($0.id), $0.dataClass, String($0.days),
              $0.holds ? "holds" : $0.confirmedBy == nil ? "asked" : "replaced", $0.askedBy, $0.confirmedBy ?? "",
              $0.reason,
            ]
          })
      }
      try output.document(
        .fields([
          (
            "items",
            .array(
              rows.map {
                .fields([
                  ("id", .integer($0.id)), ("class", .string($0.dataClass)), ("days", .integer($0.days)),
                  ("holds", .bool($0.holds)), ("asked_by", .string($0.askedBy)),
                  ("confirmed_by", .text($0.confirmedBy)),
                  ("reason", .string($0.reason)), ("at", .instant($0.at)),
                ])
              })
          ), ("next", .null),
        ]))
    }
  }
}

/// `retention backups`
struct SetBackups: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups", abstract: "Say how long backups are kept: erasures tell by when they age out.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Days.") var days: Int
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.setBackupWindow(days: days, reason: reason, channel: .command))
    }
  }
}
