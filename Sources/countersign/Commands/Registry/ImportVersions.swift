import ArgumentParser
import Evidence
import Foundation
import Governance
import Operations

/// `registry import`
struct ImportVersions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Register many versions of many artifacts, all of them or none.",
    discussion: """
      FILE has a version a line (JSON lines): {"artifact":"greeting","body":{…}}, and if it likes "label", "message", "parent" \
      and "source". What the options say holds for all of them. A version without a parent comes from the line before it of its \
      artifact, else from the newest there is. What was registered before is found again, so that a file can be handed in twice.

      Bodies are judged as by `registry register`: by their kind, and for secrets.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("A file with a version a line, - for standard input.", valueName: "file")) var file:
    String
  @Option(help: "\(ArtifactKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: ArtifactKind
  @Option(help: "The team they belong to.") var team: String
  @Option(help: "Who answers for them.") var owner: String?
  @Option(help: "Their risk tier: low, medium or high.") var tier: Tier?
  @Option(help: "What they are for, in one sentence.") var purpose = ""
  @Option(help: "What changed, and why, where a line does not say it.") var message: String
  @Option(help: "Where they were made, where a line does not say it: a commit, a run.") var source: String?
  @Flag(help: "Register bodies although something in them looks like a key or a password; cards mask it.")
  var keepSecrets = false

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      var registration = Registration(
        artifact: "", kind: kind, team: team, owner: owner, tier: tier, purpose: purpose, body: "", message: message,
        source: source)
      registration.keepsSecrets = keepSecrets
      try output.registered(
        try await desk.registerLines(try bytesHandedIn(file), as: registration, channel: .command))
    }
  }
}

/// The bytes of a file, or of standard input for `-`.
func bytesHandedIn(_ file: String) throws(Problem) -> [UInt8] {
  let data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
  guard let data else {
    throw Problem(
      .notFound, "file.unreadable", happened: "\(file) cannot be read.", remedy: "Check the name and who may read it."
    )
  }
  return Array(data)
}

extension Output {
  /// Lists versions that were registered, or were there.
  func registered(_ made: [(version: VersionName, isNew: Bool)]) throws(Problem) {
    guard json else {
      for one in made { line(Plain.visible("\(one.version.text)\(one.isNew ? "" : "  was there already")")) }
      return say("\(made.count { $0.isNew }) of \(made.count) versions were registered.")
    }
    try document(
      .fields([
        (
          "items",
          .array(
            made.map { .fields([("version", .string($0.version.text)), ("is_new", .bool($0.isNew))]) })
        ), ("next", .null), ("about", .integer(made.count)),
      ]))
  }
}
