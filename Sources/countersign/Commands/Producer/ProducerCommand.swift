import ArgumentParser
import Collector
import Evidence
import Governance
import Operations

/// `producer`: the programs that report.
struct ProducerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "producer", abstract: "The programs that report to the office, and their tokens.",
    subcommands: [
      ListProducers.self, AddProducerCommand.self, RotateProducerCommand.self, BindProducerCommand.self,
      UnbindProducerCommand.self, RevokeProducerCommand.self,
    ])
}

/// `producer list`
struct ListProducers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Where the data come from: what each brought within the last hour and day.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let sources = try await desk.dataSources()
      guard !output.json else {
        return try output.document(
          .fields([
            ("items", .array(sources.map { .source($0) })), ("next", .null), ("about", .integer(sources.count)),
          ]))
      }
      output.table(
        ["PRODUCER", "TEAM", "TOKEN", "CERTIFICATE", "LAST", "LAG", "HOUR", "DAY", "REFUSED", "QUARANTINE"],
        sources.map {
          [
            $0.producer, $0.team ?? "", $0.scopes.joined(separator: ","),
            $0.certificates.map { String($0.prefix(12)) }.joined(separator: ","), $0.lastAt?.rfc3339 ?? "never",
            $0.lag.map { "\(Int($0)) s" } ?? "", String($0.takenInHour), String($0.takenInDay),
            String($0.refusedInDay), String($0.quarantined),
          ]
        })
    }
  }
}

/// `producer add`
struct AddProducerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Let a program report; prints its token, this once.",
    discussion:
      "Only the token's SHA-256 is kept. Hand the token over by a safe way; whoever has it can report under this name.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its name: small letters, digits, dots, hyphens, underscores.") var name: String
  @Option(
    help:
      "What it may send (generations, openlineage, otlp, flags, evaluations) or ask (outcomes, resolve); may be repeated."
  )
  var scope: [DeliveryScope]
  @Option(help: "The team it belongs to.") var team: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let made = try await desk.addProducer(name, scopes: scope, team: team, reason: reason, channel: .command)
      let bound = try await desk.dataSources().first { $0.producer == name }?.certificates ?? []
      if !bound.isEmpty {
        output.say(
          "It is still bound to the certificate \(bound[0].prefix(12))…: countersign producer bind, or unbind.")
      }
      try output.token(made.token, made.recorded)
    }
  }
}

/// `producer rotate`
struct RotateProducerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Give a producer a new token; prints it, this once.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its name.") var name: String
  @Option(help: ArgumentHelp("How long the old token holds as well.", valueName: "minutes")) var overlap = 60
  @Option(help: "Why, in words.") var reason: String

  func validate() throws { try checkOverlap(overlap) }

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let made = try await desk.rotateProducer(name, overlap: overlap * 60, reason: reason, channel: .command)
      try output.token(made.token, made.recorded)
    }
  }
}

/// `producer bind`
struct BindProducerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bind", abstract: "Let a producer's tokens count only with its certificate.",
    discussion:
      """
      Its tokens then count only on TLS connections that show this certificate, where serve was given --tls-callers; who \
      steals a token has not got the key. One it was bound to before counts as well until --overlap is over. A proxy that \
      ends TLS before the daemon keeps the certificate from it. Revoking its tokens does not unbind it.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its name.") var name: String
  @Argument(help: "The certificate it shows, PEM.", completion: .file()) var certificate: String
  @Option(help: ArgumentHelp("How long one it was bound to before counts as well.", valueName: "minutes")) var overlap =
    60
  @Option(help: "Why, in words.") var reason: String

  func validate() throws { try checkOverlap(overlap) }

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let digest = try CertificateDigest.ofFile(certificate)
      try output.recorded(
        try await desk.bindProducer(name, to: digest, overlap: overlap * 60, reason: reason, channel: .command),
        [("certificate", .string(Hexadecimal.text(of: digest)))])
    }
  }
}

/// `producer unbind`
struct UnbindProducerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unbind", abstract: "Let a producer's tokens count without a certificate again.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its name.") var name: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.unbindProducer(name, reason: reason, channel: .command))
    }
  }
}

/// `producer revoke`
struct RevokeProducerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "End all tokens of a producer, at once.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its name.") var name: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.revokeProducer(name, reason: reason, channel: .command))
    }
  }
}

extension DeliveryScope: ExpressibleByArgument {}

/// - Parameter minutes: how long what was there before holds as well.
private func checkOverlap(_ minutes: Int) throws {
  guard (0...43_200).contains(minutes) else { throw ValidationError("--overlap takes 0 to 43200 minutes, 30 days.") }
}

extension Output {
  /// The token alone on standard output, so that a script can take it; the rest beside it.
  fileprivate func token(_ token: ProducerToken, _ made: Recorded) throws(Problem) {
    guard !json else { return try recorded(made, [("token", .string(token.text))]) }
    say("\(made.what) Recorded as activity \(made.activity). This is its token; it is not shown again.")
    line(token.text)
  }
}

extension JSONValue {
  fileprivate static func source(_ source: DataSource) -> JSONValue {
    .fields([
      ("producer", .string(source.producer)), ("team", .text(source.team)), ("scopes", .texts(source.scopes)),
      ("tokens", .integer(source.tokens)),
      ("certificates", .texts(source.certificates)), ("last_at", .instant(source.lastAt)),
      ("lag_seconds", .double(source.lag)),
      ("format", .text(source.format)), ("taken_in_hour", .integer(source.takenInHour)),
      ("taken_in_day", .integer(source.takenInDay)), ("known_in_day", .integer(source.knownInDay)),
      ("refused_in_day", .integer(source.refusedInDay)), ("quarantined", .integer(source.quarantined)),
      ("waiting_traces", .integer(source.waitingTraces)), ("last_refusal", .text(source.lastRefusal)),
    ])
  }
}
