import ArgumentParser
import Evidence
import Governance
import Operations

/// `review gold`
struct ReviewGold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gold", abstract: "Items whose answer the office knows, to learn how often reviewers err.",
    discussion: """
      A gold item waits among the others and nothing tells it from them before its reviewers have decided. Its service is \
      answered the known answer, whatever they say. It is counted in no rate, no agreement, no pack and no bound.
      """,
    subcommands: [AddGold.self, ListGold.self, ShowGoldError.self])
}

/// `review gold add`
struct AddGold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Say what the answer of an item that waits is; as a lead or an auditor who has read it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64
  @Argument(help: "accept, mask or block.") var decision: Decision
  @Option(help: "Why, in words.") var reason: String
  @Option(help: "The category of harm, for block.") var harm: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.knowAnswer(of: item, decision, reason: reason, harm: harm, channel: .command))
    }
  }
}

/// `review gold list`
struct ListGold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The gold items that you may see; who reviews sees them when they are decided.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let rows = try await desk.goldAnswers()
      guard !output.json else {
        return try output.list(Page(rows: rows)) {
          .fields([
            ("id", .integer($0.id)), ("item", .integer($0.item)), ("decision", .string($0.decision.rawValue)),
            ("reason", .string($0.reason)), ("person", .string($0.person)), ("recorded_at", .instant($0.at)),
          ])
        }
      }
      output.table(
        ["GOLD", "ITEM", "ANSWER", "BY", "REASON"],
        rows.map { [String($0.id), String($0.item), $0.decision.words, $0.person, $0.reason] })
    }
  }
}

/// `review gold error`
struct ShowGoldError: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "error", abstract: "How often reviewers erred on gold items; a reviewer sees their own line.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("From this time on.", valueName: "time")) var since: String
  @Option(help: ArgumentHelp("Until this time; without it until now.", valueName: "time")) var until: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let start = try Instant(option: "--since", since)
      let end = if let until { try Instant(option: "--until", until) } else { try await desk.nowOnServer() }
      let rows = try await desk.goldErrors(since: start, until: end)
      guard !output.json else { return try output.list(Page(rows: rows)) { .goldError($0) } }
      output.table(
        ["REVIEWER", "DECIDED", "WRONG", "VIOLATIONS", "MISSED"],
        rows.map {
          [$0.person ?? "all", String($0.decided), String($0.wrong), String($0.violations), String($0.missed)]
        })
    }
  }
}

extension JSONValue {
  static func goldError(_ error: GoldError) -> JSONValue {
    .fields([
      ("person", .text(error.person)), ("decided", .integer(error.decided)), ("wrong", .integer(error.wrong)),
      ("violations", .integer(error.violations)), ("missed", .integer(error.missed)),
    ])
  }
}
