import ArgumentParser

/// `card`: versions as documents.
struct CardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card", abstract: "Write the card of a version.",
    discussion: "`card ARTIFACT@VERSION` is `card write ARTIFACT@VERSION`.",
    subcommands: [WriteCard.self, PublishCards.self, PrintTemplate.self], defaultSubcommand: WriteCard.self)
}
