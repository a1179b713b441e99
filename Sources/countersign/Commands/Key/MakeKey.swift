import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Operations

/// `key new`
struct NewKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a key of your own: FILE for you alone, FILE.pub for others; and make it known.",
    discussion: """
      The file is PEM of PKCS #8, locked by your passphrase (PBKDF2-HMAC-SHA256, AES-256-CBC); `openssl pkey` opens it, \
      too. It is known to the catalog then, and waits for another person's `countersign key trust`.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Where to write the key.") var file: String
  @Option(help: "What to call it; without it this machine's name.") var name: String?
  @OptionGroup var passphrase: PassphraseOptions

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      // Before the passphrase is asked for, and before a file is there that nobody knows.
      let officer = try await desk.officer()
      guard let person = officer.person else {
        throw Problem(
          .notPermitted, "person.unknown", happened: "The login \(officer.login) belongs to no person of this catalog.",
          remedy: "Ask an administrator for `countersign catalog grant`.")
      }
      let name = name ?? "\(person) at \(ProcessInfo.processInfo.hostName)"
      let key = try FileKeyRing.make(at: file, name: name, passphrase: try passphrase.readNew(for: file))
      try output.key(key, try await desk.addKey(key, name: name, channel: .command), file: file)
    }
  }
}

/// `key add`
struct AddKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a key of your own known that you have: a .pub file, or one in ssh-agent.")
  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("An Ed25519 .pub file, or the fingerprint of a key in ssh-agent.", valueName: "file|fingerprint")
  )
  var key: String
  @Option(help: "What to call it; without it the file's name, or ssh-agent.") var name: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let (found, place) = try await found()
      try output.key(found, try await desk.addKey(found, name: name ?? place, channel: .command), file: nil)
    }
  }

  private func found() async throws(Problem) -> (VerifyingKey, String) {
    guard key.hasPrefix("SHA256:") else {
      return (try FileKeyRing.verifyingKey(at: key), URL(fileURLWithPath: key).lastPathComponent)
    }
    guard let agent = KeyOptions.ring(key, ProcessInfo.processInfo.environment) as? AgentKeyRing else {
      throw Problem(
        .usage, "key.agent", happened: "There is no ssh-agent to ask.", because: "SSH_AUTH_SOCK is not set.",
        remedy: "Start one, or name a .pub file.")
    }
    guard let held = try await agent.keys().first(where: { $0.fingerprint == key }) else {
      throw Problem(
        .notFound, "key.none", happened: "ssh-agent holds no Ed25519 key of this fingerprint.",
        remedy: "Look at `ssh-add -l`.")
    }
    return (held, "ssh-agent")
  }
}

extension Output {
  /// A key that was made known: what its owner reads to whoever is to trust it.
  fileprivate func key(_ key: VerifyingKey, _ recorded: Recorded, file: String?) throws(Problem) {
    try self.recorded(recorded, [("fingerprint", .string(key.fingerprint)), ("file", .text(file))])
    say("Read \(key.fingerprint) to the one who is to trust it, over another channel.")
  }
}
