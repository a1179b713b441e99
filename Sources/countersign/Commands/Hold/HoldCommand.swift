import ArgumentParser
import Evidence
import Governance
import Operations

/// `hold`: what must stay, whoever asks for its erasure.
struct HoldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "What must stay, whoever asks for its erasure.",
    subcommands: [AddHoldCommand.self, ReleaseHold.self, ListHoldsCommand.self])
}

/// `hold add`
struct AddHoldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Keep the content of a subject, a generation, or of all calls of an artifact.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "subject, generation or artifact.") var kind: HoldRow.Kind
  @Argument(help: "The subject's key, the generation's id, or the artifact's name.") var key: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.addHold(on: kind, key, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("hold", .integer(answer.hold))])
    }
  }
}

/// `hold release`
struct ReleaseHold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Ask for a hold's release; run by another person, give it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The hold's number.") var hold: Int64
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.releaseHold(hold, reason: reason, channel: .command))
    }
  }
}

/// `hold list`
struct ListHoldsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Holds, newest first.")
  @OptionGroup var globals: GlobalOptions
  @Flag(help: "Ended ones too.") var all = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let rows = try await desk.holds(ended: all)
      guard output.json else {
        return output.table(
          ["NO", "ON", "KEY", "PLACED BY", "SINCE", "RELEASE ASKED BY", "ENDED", "WHY"],
          rows.map {
            [
              String($0.id), $0.kind.rawValue, $0.key, $0.placedBy, $0.at.rfc3339, $0.releaseAskedBy ?? "",
              $0.endedAt?.rfc3339 ?? "", $0.reason,
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
                  ("id", .integer($0.id)), ("kind", .string($0.kind.rawValue)), ("key", .string($0.key)),
                  ("reason", .string($0.reason)), ("placed_by", .string($0.placedBy)), ("at", .instant($0.at)),
                  ("release_asked_by", .text($0.releaseAskedBy)), ("ended_at", .instant($0.endedAt)),
                ])
              })
          ), ("next", .null),
        ]))
    }
  }
}

extension HoldRow.Kind: ExpressibleByArgument {}
