import ArgumentParser
import Evidence
import Governance
import Operations

/// `snapshot`: what was true in a quarter.
struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Freeze what was true in a quarter, as recorded by then; it takes two persons.",
    subcommands: [
      OpenSnapshotCommand.self, ShowSnapshotStatus.self, FreezeSnapshotCommand.self, CompareSnapshots.self,
    ])
}

/// A quarter on the command line.
struct QuarterArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("A quarter, like 2026Q4.", valueName: "quarter")) var quarter: String
}

/// `snapshot open`
struct OpenSnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a snapshot; of a frozen quarter it is a correction that names the frozen one.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var named: QuarterArgument
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.openSnapshot(named.quarter, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("snapshot", .integer(answer.snapshot))])
    }
  }
}

/// `snapshot freeze`
struct FreezeSnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze", abstract: "Sign what the quarter holds; the second person who signs the same freezes it.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var named: QuarterArgument
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.freezeSnapshot(named.quarter, reason: reason, channel: .command)
      try output.recorded(
        answer.recorded,
        [
          ("frozen", .bool(answer.isFrozen)), ("facts", .integer(answer.facts)),
          ("digest", .string("sha256:" + answer.digest)),
        ])
    }
  }
}

/// `snapshot diff`
struct CompareSnapshots: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "What a quarter has that the one before had not, or had otherwise.",
    discussion: "A quarter that is not frozen is compared as it would be frozen now.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var named: QuarterArgument
  @Option(help: "The quarter to compare with; without it the one before.") var against: String?
  @Option(help: "Only facts of this kind: version, approval …") var kind: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let before = try Quarter(named.quarter).before.name
      let earlier = against ?? before
      let changes = try await desk.difference(from: earlier, to: named.quarter).filter {
        kind == nil || $0.kind == kind
      }
      guard !output.json else {
        return try output.document(
          .fields([
            ("from", .string(earlier)), ("to", .string(named.quarter)), ("items", .array(changes.map { .change($0) })),
            ("next", .null), ("about", .integer(changes.count)),
          ]))
      }
      output.table(
        ["", "KIND", "WHAT"],
        changes.map { change in
          let mark = change.change == .added ? "+" : change.change == .removed ? "-" : "~"
          return [mark, change.kind, change.subject]
        })
      output.say("\(changes.count) differences between \(earlier) and \(named.quarter).")
    }
  }
}

extension JSONValue {
  fileprivate static func change(_ change: QuarterChange) -> JSONValue {
    func fact(_ text: String?) -> JSONValue {
      text.flatMap { text in try? JSONValue(Array(text.utf8), policy: .generation) } ?? .null
    }
    return .fields([
      ("change", .string(change.change.rawValue)), ("kind", .string(change.kind)), ("scope", .string(change.scope)),
      ("subject", .string(change.subject)), ("before", fact(change.before)), ("after", fact(change.after)),
    ])
  }
}
