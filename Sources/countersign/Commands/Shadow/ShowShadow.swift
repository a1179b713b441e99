import ArgumentParser
import Evidence
import Governance
import Operations

/// `shadow show`
struct ShowShadow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A shadow run with its matrix.",
    discussion: """
      With --check everything is worked out again from the kept figures and compared with what was recorded; the exit \
      status is 1 when it differs.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The run's number; the newest unless told.") var run: Int64?
  @Option(help: "The newest of this artifact.") var artifact: String?
  @Flag(help: "Slices of prompts, too.") var slices = false
  @Flag(help: "Work it out again.") var check = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let detail = try await desk.shadowRun(run, artifact: artifact)
      try await ShadowText.tell(detail, output, slices: slices)
      guard check else { return }
      let again = try await desk.reckonShadowRun(detail.row.id)
      guard ShadowText.agree(detail.comparisons, again) else {
        throw Problem(
          .unmet, "shadow.differs", happened: "Worked out again, the figures are not those that were recorded.",
          remedy: "Do not rely on this run; tell who drove it.")
      }
      output.say("Worked out again from the kept figures: the same.")
    }
  }
}

/// `shadow list`
struct ListShadow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Shadow runs, newest first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Option(help: "Only this artifact's.") var artifact: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = try await desk.shadowRuns(artifact: artifact, at: paging.place, limit: paging.limit)
      guard !output.json else { return try output.list(page) { ShadowText.json($0) } }
      output.table(
        ["RUN", "CANDIDATE", "FROM", "STATE", "VERDICT", "PAIRS", "BY", "AT"],
        page.rows.map { row in
          [
            String(row.id), "\(row.artifact)@\(row.candidate)", row.origin.rawValue, row.state.rawValue,
            row.verdict?.rawValue ?? "–", row.pairs.map { String($0) } ?? "–", row.runBy, row.recordedAt.rfc3339,
          ]
        })
      paging.tell(page, output)
    }
  }
}

/// `shadow pair`
struct ShowShadowPair: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pair", abstract: "What two versions answered to one prompt; the reading is recorded.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The run's number.") var run: Int64
  @Argument(help: "Which prompt, from 1.") var prompt: Int
  @Option(help: "Which baseline, from 1.") var against = 1

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let pair = try await desk.openShadowPair(run, prompt: prompt, arm: against, channel: .command)
      guard !output.json else {
        return try output.document(
          .fields([
            ("key", .string(pair.key)), ("data_class", .text(pair.dataClass?.rawValue)),
            (
              "conversation",
              .array(pair.conversation.map { .fields([("role", .string($0.role)), ("text", .string($0.plainText))]) })
            ), ("candidate", .text(pair.candidate)), ("baseline", .text(pair.baseline)),
          ]))
      }
      for turn in pair.conversation { write("\(turn.role):", turn.plainText, output) }
      write("candidate:", pair.candidate ?? "(no answer)", output)
      write("baseline \(against):", pair.baseline ?? "(no answer)", output)
    }
  }

  private func write(_ head: String, _ text: String, _ output: Output) {
    output.line(head)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      output.line("  " + Plain.visible(String(line)))
    }
  }
}

extension Turn {
  fileprivate var plainText: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .media(let kind, _, let address, _): "[\(kind) \(address)]"
      case .toolCall(let name, let arguments): "[\(name) \(arguments)]"
      case .toolResult(let text): text
      }
    }.joined(separator: "\n")
  }
}

/// `shadow abandon`
struct AbandonShadow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "abandon", abstract: "End a run without a verdict; its answers are kept.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The run's number.") var run: Int64
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.abandonShadowRun(run, reason: reason, channel: .command))
    }
  }
}

extension DataClass: ExpressibleByArgument {}

/// `shadow endpoint`
struct SetShadowEndpointCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "endpoint", abstract: "Set where versions answer: an OpenAI-compatible service.",
    discussion: """
      For an artifact, or one version of it. What is classed above the ceiling never goes there. A judge's prompt has an \
      endpoint, too. --idempotent only for a service that answers a repeated Idempotency-Key with its first answer and no \
      second bill. Only a lead can set one.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "ARTIFACT, or ARTIFACT@VERSION.") var subject: String
  @Option(help: "The base address, such as https://models.example/v1.") var url: String
  @Option(help: "The model to ask for; the version's label unless told.") var model: String?
  @Option(help: "The highest class of data it may see: green, yellow or red.") var ceiling: DataClass
  @Option(help: "Of a million prompt tokens.") var priceIn: String?
  @Option(help: "Of a million answer tokens.") var priceOut: String?
  @Option(help: "Of the prices, such as EUR.") var currency: String?
  @Option(help: "The most tokens of an answer.") var maxTokens = 1024
  @Option(help: "The most requests a minute.") var perMinute = 600
  @Option(help: "The most requests at once.") var atOnce = 4
  @Flag(help: "It answers a repeated Idempotency-Key once.") var idempotent = false
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      for price in [priceIn, priceOut].compactMap({ $0 }) { _ = try Money.micros(price) }
      let version = subject.contains("@") ? try VersionName(subject) : nil
      let endpoint = ShadowEndpoint(
        url: url, model: model, ceiling: ceiling, priceIn: priceIn, priceOut: priceOut, currency: currency,
        maxTokens: maxTokens, perMinute: perMinute, atOnce: atOnce, isIdempotent: idempotent)
      try output.recorded(
        try await desk.setShadowEndpoint(
          version?.artifact ?? subject, version: version, endpoint, reason: reason, channel: .command))
    }
  }
}
