import ArgumentParser

/// `shadow`: versions on the same live prompts.
struct ShadowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shadow", abstract: "Put live prompts to a candidate and the versions before it, and compare.",
    subcommands: [
      RunShadow.self, ImportShadow.self, ShowShadow.self, ListShadow.self, ShowShadowPair.self, AbandonShadow.self,
      SetShadowEndpointCommand.self, PlanNightsCommand.self, ListNightsCommand.self,
    ])
}
