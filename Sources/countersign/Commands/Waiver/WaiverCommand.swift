import ArgumentParser
import Evidence
import Governance
import Operations

/// `waiver`: requirements that need not be met for a while.
struct WaiverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiver", abstract: "Requirements that need not be met for a while, each with who answers for it.",
    subcommands: [AskWaiverCommand.self, GrantWaiver.self, RefuseWaiver.self, WithdrawWaiver.self, ListWaivers.self])
}

/// `waiver ask`
struct AskWaiverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Ask for an unmet requirement of a promotion to be waived.",
    discussion: "Another person grants it. What the law holds, what is stopped and what is retired cannot be waived.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The promotion's number.") var promotion: Int64
  @Option(help: "The requirement's id, as `promote show` prints it.") var requirement: String
  @Option(help: "Who answers for it until it ends.") var owner: String
  @Option(help: "When it ends, within 180 days (RFC 3339).") var until: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let wish = WaiverWish(
        promotion: promotion, requirement: requirement, owner: owner,
        expiresAt: try Instant(option: "--until", until))
      let answer = try await desk.askWaiver(wish, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("waiver", .integer(answer.waiver))])
    }
  }
}

/// A waiver and why it is answered so.
struct WaiverArguments: ParsableArguments {
  @Argument(help: "The waiver's number.") var waiver: Int64
  @Option(help: "Why, in words.") var reason: String
}

/// `waiver grant`
struct GrantWaiver: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Grant a waiver that another person asked for.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var answer: WaiverArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.answerWaiver(answer.waiver, .granted, reason: answer.reason, channel: .command))
    }
  }
}

/// `waiver refuse`
struct RefuseWaiver: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "refuse", abstract: "Refuse a waiver.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var answer: WaiverArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.answerWaiver(answer.waiver, .refused, reason: answer.reason, channel: .command))
    }
  }
}

/// `waiver withdraw`
struct WithdrawWaiver: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "End a waiver before its time, or take back what was asked.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var answer: WaiverArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.answerWaiver(answer.waiver, .withdrawn, reason: answer.reason, channel: .command))
    }
  }
}

/// `waiver list`
struct ListWaivers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Waivers that wait or hold, newest first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Flag(help: "Ended ones too.") var all = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = try await desk.waivers(all: all, at: paging.place, limit: paging.limit)
      guard !output.json else {
        return try output.list(page) { row in
          .fields([
            ("id", .integer(row.id)), ("version", .string("\(row.artifact)@\(row.label)")),
            ("environment", .string(row.environment)), ("requirement", .string(row.requirement)),
            ("owner", .string(row.owner)), ("reason", .string(row.reason)), ("expires_at", .instant(row.expiresAt)),
            ("asked_by", .string(row.askedBy)), ("state", .string(row.state.rawValue)),
            ("changed_by", .string(row.changedBy)), ("answer", .string(row.answer)), ("at", .instant(row.at)),
          ])
        }
      }
      output.table(
        ["NO", "WHAT", "STATE", "OWNER", "UNTIL", "ASKED BY", "WHY"],
        page.rows.map {
          [
            String($0.id), $0.subject, $0.state.rawValue, $0.owner, $0.expiresAt.rfc3339, $0.askedBy, $0.reason,
          ]
        })
      paging.tell(page, output)
    }
  }
}
