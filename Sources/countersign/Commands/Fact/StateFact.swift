import ArgumentParser
import Cards
import Evidence
import Foundation
import Governance
import Operations

/// `fact ask`
struct AskFactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Ask a person for facts, or ask again when an answer is in doubt.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @Argument(help: "Fields of its card or form; several are asked at once.") var key: [String] = []
  @Flag(help: "Ask for everything that is missing and nobody was asked for.") var gaps = false
  @Option(help: "By when: a day, a time (RFC 3339) or a span such as 14d.") var due: String
  @Option(help: "Who owes it; without it the artifact's owner.") var owner: String?
  @Option(help: "The question, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let due = try await moment(desk)
      var asked: [JSONValue] = []
      for key in try await keys(desk) {
        let answer = try await desk.ask(
          artifact, key: key, question: reason, due: due, owner: owner, channel: .command)
        guard output.json else {
          try output.recorded(answer.recorded)
          continue
        }
        asked.append(
          .fields([
            ("fact", .integer(answer.fact)), ("key", .string(key)), ("due", .instant(due)),
            ("activity", .integer(answer.recorded.activity)), ("recorded_at", .instant(answer.recorded.at)),
          ]))
      }
      if output.json {
        try output.document(.fields([("items", .array(asked)), ("next", .null), ("about", .integer(asked.count))]))
      }
    }
  }

  private func keys(_ desk: Workbench) async throws(Problem) -> [String] {
    guard gaps else {
      guard key.isEmpty else { return key }
      throw Problem(
        .usage, "fact.key", happened: "No fact is named.", remedy: "Name the facts, or ask for all --gaps.")
    }
    let law = try LawText.named(nil, on: try await desk.nowOnServer().day)
    let open = try await desk.debts(
      DebtFilter(artifact: artifact), law: law, at: .after(DebtCursor.firstGap), limit: 1000)
    return key + open.rows.map(\.key)
  }

  private func moment(_ desk: Workbench) async throws(Problem) -> Instant {
    if let span = TimeSpan(argument: due) { return try await desk.nowOnServer().advanced(bySeconds: span.seconds) }
    return try Instant(option: "--due", due)
  }
}

/// `fact set`
struct SetFactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "State a fact about your team's artifact; someone else has to confirm it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp(
      "ARTIFACT, or ARTIFACT@VERSION when it is not about what production serves.", valueName: "artifact"))
  var artifact: String
  @Argument(help: "A field of its card or form.") var key: String
  @Argument(help: ArgumentHelp("The fact, - to read it from standard input.", valueName: "value")) var value: String?
  @Flag(help: "State what the catalog proposes for this field of a form.") var proposed = false
  @Option(help: "Where you have it from, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let version = artifact.contains("@") ? try VersionName(artifact) : nil
      let text = try await stated(version?.artifact ?? artifact, desk)
      let answer = try await desk.state(
        version?.artifact ?? artifact, key: key, value: text, reason: reason, version: version, channel: .command)
      try output.recorded(answer.recorded, [("fact", .integer(answer.fact)), ("answer", .integer(answer.answer))])
    }
  }

  private func stated(_ artifact: String, _ desk: Workbench) async throws(Problem) -> String {
    switch (value, proposed) {
    case ("-"?, false): return try standardInput()
    case (let value?, false): return value
    case (nil, true):
      if let proposal = try await desk.system(artifact).proposal(for: key) { return proposal.text }
      throw Problem(
        .unmet, "fact.no-proposal", happened: "The catalog knows nothing that \(key) could be.",
        remedy: "State it in your own words.")
    default:
      throw Problem(
        .usage, "fact.value", happened: "It is not clear what is stated.", remedy: "Give the value, or --proposed.")
    }
  }

  private func standardInput() throws(Problem) -> String {
    guard let text = String(data: FileHandle.standardInput.readDataToEndOfFile(), encoding: .utf8) else {
      throw Problem(.badData, "fact.utf8", happened: "Standard input is not UTF-8.", remedy: "Write it as UTF-8.")
    }
    return text.trimmingCharacters(in: .newlines)
  }
}

/// `fact confirm`
struct ConfirmFactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "Confirm what someone else has stated.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The fact's number.") var fact: Int64
  @Option(help: "The answer that `show` printed; without it the present one.") var answer: Int64?
  @Option(help: "What you compared it with, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      var read = answer
      if read == nil { read = try await desk.fact(fact).answer?.id }
      try output.recorded(
        try await desk.confirm(fact, answer: read ?? 0, reason: reason, channel: .command))
    }
  }
}
