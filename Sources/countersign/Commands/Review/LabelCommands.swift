import ArgumentParser
import Evidence
import Governance
import Operations

extension LabelSchema.Kind: ExpressibleByArgument {}

/// `review label`
struct LabelReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label", abstract: "Label an item that you hold or have decided, or show its labels.",
    discussion: """
      A label is KEY=VALUE; what reads as a number, a list or an object is taken as JSON: tone=rude, harm=3, \
      kinds=["insult","threat"], where={"start":4,"end":9}. Labels of others are hidden as their verdicts are.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64
  @Argument(help: "KEY=VALUE; without any what is there is shown.") var labels: [String] = []

  func run() async throws {
    try await globals.withDesk(writes: !labels.isEmpty) { desk, output throws(Problem) in
      guard labels.isEmpty else {
        let pairs = labels.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
        guard pairs.allSatisfy({ $0.count == 2 }) else {
          throw Problem(.usage, "label.form", happened: "A label is KEY=VALUE.", remedy: "Write it like tone=rude.")
        }
        return try output.recorded(
          try await desk.label(item, pairs.map { (String($0[0]), String($0[1])) }, channel: .command))
      }
      let rows = try await desk.reviewLabels(of: item)
      guard !output.json else {
        return try output.list(Page(rows: rows)) {
          .fields([("person", .string($0.person)), ("key", .string($0.key)), ("value", .string($0.value))])
        }
      }
      output.table(["KEY", "VALUE", "BY"], rows.map { [$0.key, $0.value, $0.person] })
    }
  }
}

/// `review schema`
struct ReviewSchema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "What reviewers of a queue may say beside their verdict.",
    discussion: "Without a key the labels of the queue are listed; a key without --kind is asked no longer.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The queue.") var queue: String
  @Argument(help: "The label's key, such as tone.") var key: String?
  @Option(help: "\(LabelSchema.Kind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: LabelSchema.Kind?
  @Option(help: "An option of a category, or of several; may be repeated.") var option: [String] = []
  @Option(help: "The least number.") var lowest: Double?
  @Option(help: "The greatest number.") var highest: Double?
  @Option(help: "Why, in words; needed with a key.") var reason: String?

  func run() async throws {
    try await globals.withDesk(writes: key != nil) { desk, output throws(Problem) in
      if let key {
        let schema = kind.map {
          LabelSchema(key: key, kind: $0, options: option, lowest: lowest, highest: highest)
        }
        return try output.recorded(
          try await desk.setLabel(key, of: queue, to: schema, reason: reason ?? "", channel: .command))
      }
      let rows = try await desk.labelSchemas(of: queue)
      guard !output.json else {
        return try output.list(Page(rows: rows)) {
          .fields([
            ("key", .string($0.key)), ("kind", .string($0.kind.rawValue)), ("options", .texts($0.options)),
            ("lowest", .double($0.lowest)), ("highest", .double($0.highest)),
          ])
        }
      }
      output.table(
        ["KEY", "KIND", "OPTIONS"], rows.map { [$0.key, $0.kind.rawValue, $0.options.joined(separator: ", ")] })
    }
  }
}

/// `review lower`
struct LowerReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lower", abstract: "Ask that an item of high tier be reviewed as medium; a second person answers.",
    discussion: "A lead answers by the number that was given: review lower --answer N --grant, or --refuse.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number, to ask.") var item: Int64?
  @Option(help: "The number of what was asked, to answer it.") var answer: Int64?
  @Flag(help: "Grant it.") var grant = false
  @Flag(help: "Refuse it.") var refuse = false
  @Option(help: "Why, in words.") var reason: String

  func validate() throws {
    guard (item == nil) != (answer == nil), (answer == nil) == (grant == refuse) else {
      throw ValidationError("Name an item, or --answer N with --grant or --refuse.")
    }
  }

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      if let answer {
        try output.recorded(
          try await desk.answerLower(answer, granted: grant, reason: reason, channel: .command))
      } else if let item {
        let asked = try await desk.askLower(item, reason: reason, channel: .command)
        if !output.json { output.line("lowering \(asked.lowering)") }
        try output.recorded(asked.recorded, [("lowering", .integer(asked.lowering))])
      }
    }
  }
}
