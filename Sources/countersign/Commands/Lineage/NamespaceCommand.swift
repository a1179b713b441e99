import ArgumentParser
import Evidence
import Governance
import Operations

/// `lineage namespace`
struct NamespaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "namespace", abstract: "Namespaces that stand for others, so that one place under two names is one.",
    subcommands: [MapNamespaceCommand.self, UnmapNamespace.self, ListNamespacesCommand.self])
}

/// `lineage namespace map`
struct MapNamespaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Say that names of a namespace mean what they mean in another.",
    discussion: """
      Producers name one store in many ways: `snowflake://ab12345.eu-west-1.aws` and `snowflake://acme-prod`, or an office's name \
      from before. Events stay as they came; every question from then on takes both for one, and a past moment as it was.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "As producers spell it.") var namespace: String
  @Argument(help: "What it stands for.") var standsFor: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.mapNamespace(namespace, to: standsFor, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("paired", .integer(answer.paired))])
      output.say("\(answer.paired) places are known under both.")
    }
  }
}

/// `lineage namespace unmap`
struct UnmapNamespace: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unmap", abstract: "Let a namespace stand for itself again.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "As producers spell it.") var namespace: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.mapNamespace(namespace, to: nil, reason: reason, channel: .command).recorded)
    }
  }
}

/// `lineage namespace list`
struct ListNamespacesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Namespaces that stand for others.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let rows = try await desk.namespaces()
      if output.json {
        try output.document(
          .fields([
            (
              "items",
              .array(
                rows.map {
                  .fields([
                    ("namespace", .string($0.namespace)), ("stands_for", .string($0.standsFor)),
                    ("said_by", .string($0.saidBy)),
                    ("reason", .string($0.reason)), ("since", .instant($0.since)),
                  ])
                })
            ), ("next", .null), ("about", .integer(rows.count)),
          ]))
      } else {
        output.table(
          ["NAMESPACE", "STANDS FOR", "SAID BY", "SINCE", "REASON"],
          rows.map { [$0.namespace, $0.standsFor, $0.saidBy, $0.since.rfc3339, $0.reason] })
      }
    }
  }
}

/// `lineage alias`
struct AliasCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alias", abstract: "Names that producers link (symlinks), and those that wait for a person.",
    subcommands: [ListAliases.self, JudgeAlias.self])
}

/// `lineage alias list`
struct ListAliases: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Names that producers say are one dataset.",
    discussion: """
      A link between two datasets that both have a schema and different owners is held: it does not count until an approver or \
      a lead has judged it.
      """)
  @OptionGroup var globals: GlobalOptions
  @Flag(help: "Only those that wait for a judgement.") var held = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let rows = try await desk.linkedNames(onlyHeld: held)
      if output.json {
        try output.document(
          .fields([
            (
              "items",
              .array(
                rows.map {
                  .fields([
                    ("one", .integer($0.one)), ("namespace", .string($0.first.namespace)),
                    ("name", .string($0.first.name)),
                    ("two", .integer($0.two)), ("other_namespace", .string($0.second.namespace)),
                    ("other_name", .string($0.second.name)), ("held", .bool($0.isHeld)), ("since", .instant($0.since)),
                  ])
                })
            ), ("next", .null), ("about", .integer(rows.count)),
          ]))
      } else {
        output.table(
          ["ONE", "TWO", "STATE", "NAME", "OTHER NAME"],
          rows.map {
            [
              String($0.one), String($0.two), $0.isHeld ? "held" : "one place",
              "\($0.first.namespace)  \($0.first.name)",
              "\($0.second.namespace)  \($0.second.name)",
            ]
          })
      }
    }
  }
}

/// `lineage alias judge`
struct JudgeAlias: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Say whether two linked names are one place.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The number of the one, as `lineage alias list` prints it.") var one: Int64
  @Argument(help: "The number of the other.") var two: Int64
  @Flag(inversion: .prefixedNo, help: "They are one place, or they are not.") var same: Bool
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.judgeNames(one, two, same: same, reason: reason, channel: .command))
    }
  }
}
