import ArgumentParser
import Governance

/// The command line's flag, not the catalog's.
typealias Flag = ArgumentParser.Flag

extension Tier: ExpressibleByArgument {}
extension Decision: ExpressibleByArgument {}
extension ArtifactKind: ExpressibleByArgument {}
extension FactState: ExpressibleByArgument {}

/// A length of time on the command line: `45s`, `90m`, `4h`, `2d`.
struct TimeSpan: ExpressibleByArgument {
  var seconds: Int64

  init?(argument: String) {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = argument.last.flatMap({ units[$0] }), let number = Int64(argument.dropLast()),
      (0...10_000_000).contains(number)
    else { return nil }
    seconds = number * unit
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
