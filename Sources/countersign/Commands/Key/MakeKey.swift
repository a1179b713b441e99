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
      try output.key(key.key, try await desk.addKey(key, name: name, channel: .command), file: file)
    }
  }
}

/// `key add`
struct AddKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a key of your own known that you have: in a file, or in ssh-agent.",
    discussion: """
      You show that you hold it: a statement that names the key, you and this catalog is signed with it. So its private half \
      must be at hand: in the file of `countersign key new`, or in ssh-agent.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp(
      "A file of countersign key new, an Ed25519 .pub file, or the fingerprint of a key in ssh-agent.",
      valueName: "file|fingerprint"))
  var key: String
  @Option(help: "What to call it; without it the file's name, or ssh-agent.") var name: String?
  @OptionGroup var passphrase: PassphraseOptions

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let holder = try await KeyHolder.at(key, passphrase)
      let place = key.hasPrefix("SHA256:") ? "ssh-agent" : URL(fileURLWithPath: key).lastPathComponent
      try output.key(
        holder.key, try await desk.addKey(holder, name: name ?? place, channel: .command), file: nil)
    }
  }
}

/// `key prove`
struct ProveKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Show that you hold a key that was made known before this was asked for.",
    discussion: """
      Signs a statement that names the key, you and this catalog. `countersign key list` says which keys lack it; nobody can \
      trust such a key, nor trust it for longer.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp(
      "A file of countersign key new, an Ed25519 .pub file, or the fingerprint of a key in ssh-agent.",
      valueName: "file|fingerprint"))
  var key: String
  @OptionGroup var passphrase: PassphraseOptions

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.proveKey(try await KeyHolder.at(key, passphrase), channel: .command))
    }
  }
}

/// Finds the private half of a key that its owner names.
private enum KeyHolder {
  static func at(_ named: String, _ passphrase: PassphraseOptions) async throws(Problem) -> any DecisionSigner {
    if named.hasPrefix("SHA256:") { return try await inAgent(named) }
    let file = named.hasSuffix(".pub") ? String(named.dropLast(4)) : named
    if FileManager.default.fileExists(atPath: file), let isLocked = try? FileKeyRing.isLocked(at: file) {
      return try FileKeyRing.key(
        at: file, passphrase: isLocked ? try passphrase.read("Passphrase of \(file): ") : nil)
    }
    return try await inAgent(try FileKeyRing.verifyingKey(at: file + ".pub").fingerprint)
  }

  private static func inAgent(_ fingerprint: String) async throws(Problem) -> any DecisionSigner {
    guard let agent = KeyOptions.ring(fingerprint, ProcessInfo.processInfo.environment) as? AgentKeyRing else {
      throw Problem(
        .usage, "key.agent", happened: "The private half of \(fingerprint) is not at hand.",
        because: "No file of `countersign key new` is there, and no ssh-agent to ask: SSH_AUTH_SOCK is not set.",
        remedy: "Start one and add the key with ssh-add.")
    }
    guard let held = try await agent.keys().first(where: { $0.fingerprint == fingerprint }) else {
      throw Problem(
        .notFound, "key.none", happened: "ssh-agent holds no Ed25519 key of this fingerprint.",
        remedy: "Look at `ssh-add -l`, and add the key with ssh-add.")
    }
    return try await agent.signer(among: [held], passphrase: nil)
  }
}

extension Output {
  /// A key that was made known: what its owner reads to whoever is to trust it.
  fileprivate func key(_ key: VerifyingKey, _ recorded: Recorded, file: String?) throws(Problem) {
    try self.recorded(recorded, [("fingerprint", .string(key.fingerprint)), ("file", .text(file))])
    say("Read \(key.fingerprint) to the one who is to trust it, over another channel.")
  }
}
