import ArgumentParser
import Evidence
import Governance
import Operations

/// `right`
struct RightCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "right", abstract: "Rights of logins; they are asked for by `catalog grant`.",
    subcommands: [
      ListRightRequests.self, GiveRight.self, RefuseRight.self, WithdrawRight.self, RevokeRightCommand.self,
    ])
}

/// `right revoke`
struct RevokeRightCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Take a right back from a login.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The login.") var login: String
  @Argument(help: "viewer, builder, reviewer, approver, lead, auditor, admin, ingest, sealer or gatekeeper.") var right:
    String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.revoke(right, of: login, reason: reason, channel: .command))
    }
  }
}

/// `right list`
struct ListRightRequests: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Rights that wait for a second person, newest first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Flag(help: "Closed ones too.") var all = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = try await desk.rightRequests(all: all, after: paging.after, limit: paging.limit)
      guard !output.json else {
        return try output.list(page) { row in
          .fields([
            ("id", .integer(row.id)), ("login", .string(row.login)), ("right", .string(row.role)),
            ("person", .string(row.person)), ("name", .string(row.name)), ("team", .text(row.team)),
            ("new_person", .bool(row.isNewPerson)), ("words", .string(row.words)),
            ("asked_by", .string(row.askedBy)), ("reason", .string(row.reason)), ("due", .instant(row.due)),
            ("state", .string(row.state.rawValue)), ("changed_by", .string(row.changedBy)),
            ("answer", .string(row.answer)), ("at", .instant(row.at)), ("refusal", .text(row.refusal)),
          ])
        }
      }
      output.table(
        ["NO", "WHAT", "STATE", "DUE", "ASKED BY", "WHY"],
        page.rows.map { [String($0.id), $0.subject, $0.state.rawValue, $0.due.rfc3339, $0.askedBy, $0.reason] })
      paging.tell(page, output)
    }
  }
}

/// A request for a right and why it is answered so.
struct RightRequestArguments: ParsableArguments {
  @Argument(help: "The request's number.") var request: Int64
  @Option(help: "Why, in words.") var reason: String
}

/// `right give`
struct GiveRight: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "give", abstract: "Give a right that another person asked for.",
    discussion: "As an administrator or a lead. Make sure whose login it is before you give it.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var answer: RightRequestArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.answerRight(answer.request, .granted, reason: answer.reason, channel: .command))
    }
  }
}

/// `right refuse`
struct RefuseRight: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refuse", abstract: "Refuse a right that another person asked for.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var answer: RightRequestArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.answerRight(answer.request, .refused, reason: answer.reason, channel: .command))
    }
  }
}

/// `right withdraw`
struct WithdrawRight: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take back a right that you asked for.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var answer: RightRequestArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.answerRight(answer.request, .withdrawn, reason: answer.reason, channel: .command))
    }
  }
}
