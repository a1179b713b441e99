import ArgumentParser
import Evidence
import Governance
import Operations

/// `key`: what people sign promotions with.
struct KeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Keys that people sign promotions with.",
    discussion: """
      A key is Ed25519: in a file behind a passphrase, or in ssh-agent, on this machine or forwarded over SSH. It signs \
      nothing before another person has trusted it. Compare fingerprints over another channel before you trust one.

      The catalog checks whose key an envelope names, that it is trusted, and what the envelope states; it has no Ed25519 \
      of its own. That the bytes are the key's signature is checked when they are made, by `promote verify`, by \
      `catalog check`, and by any DSSE verifier.

      Whoever makes a key known shows that they hold it, by a statement signed with it: without one the catalog lets nobody \
      trust the key, and a false one is refused by the desk of whoever would trust it, and named by `key list`, `promote \
      verify` and `catalog check`.
      """,
    subcommands: [
      NewKey.self, AddKeyCommand.self, ProveKeyCommand.self, ListKeys.self, TrustKeyCommand.self, RevokeKeyCommand.self,
      NeedKeysCommand.self,
    ], aliases: ["keys"])
}

/// `key list`
struct ListKeys: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Keys the catalog knows, with who trusted or revoked them.", aliases: ["show"])
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Option(help: "Only this person's.") var person: String?
  @Flag(help: "Revoked ones too.") var all = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let states: [KeyRow.State] = all ? KeyRow.State.allCases : [.waiting, .trusted]
      let page = try await desk.keys(of: person, states: states, after: paging.after, limit: paging.limit)
      guard !output.json else { return try output.list(page) { .key($0) } }
      output.table(
        ["FINGERPRINT", "PERSON", "STATE", "HELD", "UNTIL", "BY", "NAME"],
        page.rows.map {
          [
            $0.fingerprint, $0.person, $0.state.rawValue, $0.proof.rawValue, $0.trustedUntil?.rfc3339 ?? "",
            $0.changedBy, $0.name,
          ]
        })
      paging.tell(page, output)
    }
  }
}

/// `key trust`
struct TrustKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust", abstract: "Trust another person's key, or for longer; for leads and administrators.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The key's fingerprint, SHA256:…, as its owner read it to you.") var fingerprint: String
  @Option(help: ArgumentHelp("Until when, RFC 3339; without it a year.", valueName: "time")) var until: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let until = try until.map { text throws(Problem) in try Instant(option: "--until", text) }
      try output.recorded(try await desk.trustKey(fingerprint, until: until, reason: reason, channel: .command))
    }
  }
}

/// `key revoke`
struct RevokeKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Revoke a key: your own, or as lead or administrator. Open promotions it signed are to be signed again.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The key's fingerprint, SHA256:….") var fingerprint: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.revokeKey(fingerprint, reason: reason, channel: .command))
    }
  }
}

/// `key need`
struct NeedKeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "need", abstract: "Say whether promotions into an environment are signed with keys alone.",
    discussion: "To need them is one administrator's word; to need them no longer is said by two.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The environment.") var environment: String
  @Flag(help: "They are needed no longer.") var no = false
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.needKeys(environment, !no, reason: reason, channel: .command))
    }
  }
}
