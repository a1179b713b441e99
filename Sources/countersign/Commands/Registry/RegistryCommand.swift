import ArgumentParser

/// `registry`: artifacts and their immutable versions, by script.
struct RegistryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry", abstract: "Models, prompts, chains and the like, with their versions.",
    subcommands: [
      ListArtifacts.self, ShowArtifact.self, RegisterArtifact.self, ImportVersions.self, CompareVersions.self,
      RetireArtifactCommand.self,
      LowerTier.self,
    ])
}
