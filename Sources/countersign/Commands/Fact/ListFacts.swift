import ArgumentParser
import Governance
import Operations

/// `fact list`
struct ListFacts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Facts that were asked for or stated, what is due first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Option(help: "Only about this artifact.") var artifact: String?
  @Option(help: "Only what this person owes.") var owner: String?
  @Flag(help: "Only what you owe.") var mine = false
  @Option(help: "Only in this state: asked, answered, confirmed or stale; may be repeated.") var state: [FactState] = []
  @Flag(help: "Only what is past its day.") var overdue = false

  @Option(help: FilterOption.help(.facts)) var filter: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      var asked = FactFilter(artifact: artifact, owner: owner, words: try FilterOption.read(filter, .facts))
      if mine { asked.owner = try await desk.officer().person ?? "" }
      if !state.isEmpty { asked.states = state }
      if overdue {
        asked.dueBefore = try await desk.nowOnServer()
        if state.isEmpty { asked.states = [.asked] }
      }
      let page = try await desk.facts(asked, at: paging.place, limit: paging.limit)
      guard !output.json else { return try output.list(page) { .fact($0) } }
      output.table(
        ["NO", "ARTIFACT", "FACT", "STATE", "OWED BY", "DUE", "ANSWER"],
        page.rows.map { row in
          [
            String(row.id), row.artifact, row.key, row.state.rawValue, row.owner ?? "nobody", row.due?.day ?? "",
            row.answer.map { String($0.value.prefix(60)) } ?? "",
          ]
        })
      paging.tell(page, output)
    }
  }
}

/// `fact show`
struct ShowFact: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A fact with its question, its answer and who confirmed it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The fact's number.") var fact: Int64

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let row = try await desk.fact(fact)
      guard !output.json else { return try output.document(.fact(row)) }
      for line in FactText.lines(row) { output.line(Plain.visible(line)) }
    }
  }
}

/// A fact as plain lines.
enum FactText {
  static func lines(_ row: FactRow) -> [String] {
    var lines = ["fact \(row.id)  \(row.key) of \(row.artifact)  \(row.state.rawValue) since \(row.since.rfc3339)"]
    if let owner = row.owner { lines.append("owed by \(owner)\(row.due.map { ", due \($0.rfc3339)" } ?? "")") }
    if let asker = row.askedBy { lines.append("asked by \(asker): \(row.question)") }
    if let answer = row.answer {
      lines.append("answer \(answer.id) for version \(answer.givenFor), by \(answer.by) at \(answer.at.rfc3339)")
      lines += answer.value.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      lines.append("from: \(answer.reason)")
      lines.append(answer.confirmedBy.map { "confirmed by \($0)" } ?? "not confirmed yet")
    }
    if !row.cause.isEmpty { lines.append("stale: \(row.cause)") }
    return lines
  }
}
