import ArgumentParser
import Evidence
import Governance
import Operations

/// `log`: the log that proves itself.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Seal the log, and prove to outsiders that nothing was changed or dropped.",
    subcommands: [
      ShowLogStatus.self, MakeCheckpoint.self, ProveLeaf.self, VerifyLog.self, CompareCheckpoints.self,
      LogKeyCommand.self, LogPlaceCommand.self,
    ])
}

/// `log key`
struct LogKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Keys that sign checkpoints.", subcommands: [NewLogKey.self, EndorseLogKey.self])
}

/// `log key new`
struct NewLogKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make an Ed25519 key: FILE for the signer alone, FILE.pub for everybody.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: "The log's name, which stands in every checkpoint: audit.example.com/governance.") var name: String
  @Option(help: ArgumentHelp("Where to write the secret key.", valueName: "file")) var out: String

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let key = try KeyFile.make(name: try NoteName(name), at: out)
      guard !output.json else {
        return try output.document(
          .fields([("name", .string(key.name.text)), ("key", .string(key.text)), ("file", .string(out))]))
      }
      output.line(Plain.visible(key.text))
      output.say("The secret is in \(out), what others need in \(out).pub.")
    }
  }
}

/// `log key endorse`
struct EndorseLogKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "endorse", abstract: "Vouch for the next key with one before; for leads and administrators.",
    discussion: """
      Packs carry the history of the keys they are signed with: who trusts an earlier one can go on to those it vouches \
      for. Sign checkpoints with the new key from then on.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("The key in use so far.", valueName: "file")) var key: String
  @Option(help: ArgumentHelp("The .pub file of the next one.", valueName: "file")) var next: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.endorseKey(
          try KeyFile.verifierKey(at: next), by: try KeyFile.signingKey(at: key), reason: reason, channel: .command))
    }
  }
}
