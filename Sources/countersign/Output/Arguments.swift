import ArgumentParser
import Governance

extension Tier: @retroactive ExpressibleByArgument {}
extension Decision: @retroactive ExpressibleByArgument {}
extension ArtifactKind: @retroactive ExpressibleByArgument {}

extension Duration: @retroactive ExpressibleByArgument {
  /// `45s`, `90m`, `4h`, `2d`.
  public init?(argument: String) {
    guard let unit = argument.last, let number = Int64(argument.dropLast()), number >= 0 else { return nil }
    switch unit {
    case "s": self = .seconds(number)
    case "m": self = .seconds(number * 60)
    case "h": self = .seconds(number * 3600)
    case "d": self = .seconds(number * 86_400)
    default: return nil
    }
  }
}

/// A version on the command line, or its parts when the name holds an @.
struct VersionArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("ARTIFACT@VERSION.", valueName: "version")) var text: String?
  @Option(help: "The artifact's name, when it holds an @.") var name: String?
  @Option(help: "The version's label, with --name.") var version: String?

  func parsed() throws(Problem) -> VersionName {
    if let name, let version { return VersionName(artifact: name, selector: .label(version)) }
    guard let text else {
      throw Problem(
        .usage, "version.name", happened: "No version is named.", remedy: "Write it like kyc-summary@22.")
    }
    return try VersionName(text)
  }
}
