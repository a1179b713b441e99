import ArgumentParser
import Cards
import Evidence
import Governance
import Operations

/// `fact owed`
struct ListDebts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "owed",
    abstract: "Who owes what: to the cards of what is in production, and to the forms that are due.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var law: LawOptions
  @OptionGroup var paging: PageOptions
  @Option(help: "Only about this artifact.") var artifact: String?
  @Option(help: "Only what this person owes.") var owner: String?
  @Flag(help: "Only what you owe.") var mine = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      var filter = DebtFilter(owner: owner, artifact: artifact)
      if mine { filter.owner = try await desk.officer().person ?? "" }
      let text = try await law.text(desk, asOf: try globals.moment)
      let page = try await desk.debts(filter, law: text, at: paging.place, limit: paging.limit)
      guard !output.json else { return try output.list(page) { .debt($0) } }
      output.table(
        ["ARTIFACT", "FACT", "FOR", "STATE", "OWED BY", "DUE", "NO"],
        page.rows.map { debt in
          [
            debt.artifact, debt.key, debt.paper, debt.state.rawValue, debt.owner, debt.due?.day ?? "",
            debt.fact.map { String($0.id) } ?? "",
          ]
        })
      paging.tell(page, output)
    }
  }
}

extension JSONValue {
  static func debt(_ debt: Debt) -> JSONValue {
    .fields([
      ("artifact", .string(debt.artifact)), ("key", .string(debt.key)), ("label", .string(debt.label)),
      ("paper", .string(debt.paper)), ("state", .string(debt.state.rawValue)), ("owner", .string(debt.owner)),
      ("due", .instant(debt.due)), ("fact", .integer(debt.fact?.id)), ("proposal", .text(debt.proposal)),
      ("question", .text(debt.fact?.question)),
    ])
  }
}
