import ArgumentParser
import Evidence
import Foundation
import Governance
import Operations

/// `registry register`
struct RegisterArtifact: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "Register a version. The same content is the same version.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @Argument(help: ArgumentHelp("A JSON file with the body, - for standard input.", valueName: "file")) var file: String
  @Option(help: "\(ArtifactKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: ArtifactKind
  @Option(help: "The team it belongs to.") var team: String
  @Option(help: "Who answers for it.") var owner: String?
  @Option(help: "Its risk tier: low, medium or high.") var tier: Tier?
  @Option(help: "What it is for, in one sentence.") var purpose = ""
  @Option(help: "The version's label; without it the next number.") var label: String?
  @Option(help: "What changed, and why.") var message: String
  @Option(help: "The version it comes from; without it the newest.") var parent: String?
  @Option(help: "Where it was made: a commit, a run.") var source: String?
  @Option(help: ArgumentHelp("What it pins, ROLE=ARTIFACT@VERSION; may be repeated.", valueName: "pin"))
  var pin: [String] = []

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let registration = Registration(
        artifact: artifact, kind: kind, team: team, owner: owner, tier: tier, purpose: purpose, label: label,
        body: try body(), message: message, parent: parent, source: source, dependsOn: try pins())
      let answer = try await desk.register(registration, channel: .command)
      if answer.isNew || output.json {
        return try output.recorded(
          answer.recorded, [("version", .string(answer.version.text)), ("is_new", .bool(answer.isNew))])
      }
      output.line(Plain.visible("\(answer.version.text) has the same content; nothing was recorded."))
    }
  }

  private func body() throws(Problem) -> String {
    let data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data else {
      throw Problem(
        .notFound, "file.unreadable", happened: "\(file) cannot be read.", remedy: "Check the name and who may read it."
      )
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Problem(.badData, "file.utf8", happened: "\(file) is not UTF-8.", remedy: "Save it as UTF-8.")
    }
    return text
  }

  private func pins() throws(Problem) -> [(name: VersionName, role: String)] {
    var pins: [(name: VersionName, role: String)] = []
    for text in pin {
      guard let split = text.firstIndex(of: "="), split > text.startIndex else {
        throw Problem(
          .usage, "pin", happened: "A pin is named ROLE=ARTIFACT@VERSION.",
          remedy: "Write it like --pin prompt=kyc-summary@22.")
      }
      pins.append((try VersionName(String(text[text.index(after: split)...])), String(text[..<split])))
    }
    return pins
  }
}

/// `registry retire`
struct RetireArtifactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Retire an artifact that production does not serve.",
    discussion: "What others still use is retired only by naming what takes over.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @Option(help: "The artifact that takes over from it.") var takesOver: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.retire(artifact, successor: takesOver, reason: reason, channel: .command))
    }
  }
}
