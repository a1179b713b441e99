import ArgumentParser
import Evidence
import Governance
import Operations

/// `lineage class`
struct DataClassCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class",
    abstract: "The data class of datasets and columns: said, judged, and what the office calls it.",
    subcommands: [SayClass.self, JudgeClass.self, UnsayClass.self, NameClass.self, ListClassNames.self])
}

/// A dataset or a column, and why something is said of it.
struct ClassedPlace: ParsableArguments {
  @Option(help: "Where the dataset lives.") var namespace: String
  @Option(help: "What it is called there.") var name: String
  @Option(help: "A column of it.") var field: String?
  @Option(help: "Why, in words.") var reason: String

  var place: LineageNode { .column(namespace, name, field) }
}

/// `lineage class say`
struct SayClass: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "say", abstract: "Say the class of a dataset or a column.",
    discussion: "What it inherits still counts where that is higher: only a judgement lowers a class.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "green, yellow or red.") var dataClass: DataClass
  @OptionGroup var about: ClassedPlace

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.classPlace(about.place, dataClass, isJudgement: false, reason: about.reason, channel: .command))
    }
  }
}

/// `lineage class judge`
struct JudgeClass: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Judge the class of a dataset or a column: what it inherits no longer counts.",
    discussion: "For approvers and leads, who answer for it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "green, yellow or red.") var dataClass: DataClass
  @OptionGroup var about: ClassedPlace

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.classPlace(about.place, dataClass, isJudgement: true, reason: about.reason, channel: .command))
    }
  }
}

/// `lineage class unsay`
struct UnsayClass: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unsay", abstract: "Take back what was said of a class; for approvers and leads.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var about: ClassedPlace

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.classPlace(about.place, nil, isJudgement: true, reason: about.reason, channel: .command))
    }
  }
}

/// `lineage class name`
struct NameClass: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name", abstract: "Give a class the office's own name, which producers may use in tags.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "green, yellow or red.") var dataClass: DataClass
  @Argument(help: "What the office calls it.") var words: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.nameDataClass(dataClass, words, reason: reason, channel: .command))
    }
  }
}

/// `lineage class list`
struct ListClassNames: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The classes and the office's names of them.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let names = try await desk.dataClassNames()
      if output.json {
        try output.document(
          .fields([
            (
              "items",
              .array(
                DataClass.allCases.map {
                  .fields([("class", .string($0.rawValue)), ("name", .string(names[$0] ?? $0.rawValue))])
                })
            ), ("next", .null), ("about", .integer(3)),
          ]))
      } else {
        output.table(["CLASS", "NAME"], DataClass.allCases.map { [$0.rawValue, names[$0] ?? $0.rawValue] })
      }
    }
  }
}
