import ArgumentParser
import Evidence
import Governance
import Operations

/// `confirmation`: what waits for a second person.
struct ConfirmationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirmation",
    abstract: "Acts that a second person confirms: a lower tier, the end of a stop, a roll back afterwards.",
    subcommands: [ListConfirmations.self, GiveConfirmation.self, RefuseConfirmation.self])
}

/// `confirmation list`
struct ListConfirmations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "What waits for a second person, newest first; what is past its time is escalated.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Flag(help: "Closed ones too: every use there was.") var all = false
  @Flag(help: "Only those you can confirm now.") var waitingForMe = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let now = try await desk.nowOnServer()
      let page = try await desk.confirmations(
        closedToo: all, waitingForMe: waitingForMe, at: paging.place, limit: paging.limit)
      guard !output.json else {
        return try output.list(page) { row in
          .fields([
            ("id", .integer(row.id)), ("act", .string(row.act)), ("artifact", .string(row.artifact)),
            ("environment", .text(row.environment)), ("subject", .string(row.subject)), ("words", .string(row.words)),
            ("asked_by", .string(row.askedBy)), ("reason", .string(row.reason)), ("due", .instant(row.due)),
            ("state", .string(row.state.rawValue)), ("escalated", .bool(row.isEscalated(at: now))),
            ("changed_by", .string(row.changedBy)), ("answer", .string(row.answer)), ("at", .instant(row.at)),
            ("refusal", .text(row.refusal)),
          ])
        }
      }
      output.table(
        ["NO", "WHAT", "STATE", "DUE", "BY", "WHY"],
        page.rows.map {
          [
            String($0.id), $0.words, $0.isEscalated(at: now) ? "escalated" : $0.state.rawValue, $0.due.rfc3339,
            $0.askedBy, $0.reason,
          ]
        })
      paging.tell(page, output)
    }
  }
}

/// A confirmation and why it is answered so.
struct ConfirmationArguments: ParsableArguments {
  @Argument(help: "The confirmation's number.") var confirmation: Int64
  @Option(help: "Why, in words.") var reason: String
}

/// `confirmation give`
struct GiveConfirmation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "give", abstract: "Confirm what another person asked for or did.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var answer: ConfirmationArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.confirmAct(answer.confirmation, reason: answer.reason, channel: .command))
    }
  }
}

/// `confirmation refuse`
struct RefuseConfirmation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refuse", abstract: "Refuse what another person asked for or did, or take back what you asked.",
    discussion: "What was rolled back stays so: somebody has to act.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var answer: ConfirmationArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.refuseAct(answer.confirmation, reason: answer.reason, channel: .command))
    }
  }
}
