import ArgumentParser

/// `fact`: what people owe, by script.
struct FactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fact",
    abstract: "What no record says: asked of a person, answered by the team, confirmed by another.",
    discussion: """
      A fact is a field of a card (limitations, contact) or of a form (a8a_intended_purpose). An answer is given for one \
      version and goes stale by itself when what it rests on changes.
      """,
    subcommands: [
      ListFacts.self, ListDebts.self, ShowFact.self, AskFactCommand.self, SetFactCommand.self, ConfirmFactCommand.self,
    ])
}
