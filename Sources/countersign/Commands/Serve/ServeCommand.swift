import ArgumentParser
import Collector
import Evidence
import Exchange
import Foundation
import Governance
import Logging
import Operations

/// `serve`: the office's daemon.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Take what producers send, put traces together, do what the schedule asks, and decide gates.",
    discussion: """
      Producers send OpenTelemetry (POST /v1/traces, /v1/logs, /v1/metrics, in protobuf or JSON), OpenLineage \
      (POST /api/v1/lineage) or generation events (POST /v1/generations, a JSON array or one object a line), gzip or not, \
      each with the token that `countersign producer add` gave it. An answer of 200 means committed; the same record twice \
      changes nothing; what is refused lies in quarantine. Under more than it can bear it answers 503 with Retry-After.

      Services ask, by tokens with the scopes outcomes and resolve: GET /api/v1/outcomes?event=ID[&wait=SECONDS] what became \
      of their own generation (at most 30 seconds), and GET /api/v1/resolve?artifact=NAME&environment=NAME[&key=KEY] which \
      version to use; status 409 with the reason when none may be.

      Any number of daemons may share one catalog. GET /health/live, /health/ready and /metrics tell how it is; messages go \
      to standard error, one JSON object a line. SIGTERM lets it finish what is under way. Its login needs the right of \
      ingest, of sealer to seal the log, and of gatekeeper to decide gates (catalog grant LOGIN gatekeeper); nobody who \
      builds, signs or leads can have that. It speaks plain HTTP: beyond this machine, put TLS in front of it.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("Where to listen; port 0 for one that is free.", valueName: "host:port"))
  var listen = "127.0.0.1:4318"
  @Option(
    help: ArgumentHelp(
      "Only this part of the work: receive, assemble, schedule or decide; may be repeated.", valueName: "role")
  )
  var only: [CollectorSettings.Role] = []
  @Option(
    help: ArgumentHelp("Take requests without a token as this producer's; on loopback only.", valueName: "producer"))
  var trust: String?
  @Option(help: ArgumentHelp("Sessions of the catalog for what producers send.", valueName: "count"))
  var sessions = 4
  @Option(help: ArgumentHelp("How long nothing must come before a trace is put together.", valueName: "seconds"))
  var quietTime = 5.0
  @Option(help: ArgumentHelp("Largest body, packed or unpacked, in MiB.", valueName: "size"))
  var maxBody = 16
  @Option(help: ArgumentHelp("Within how many seconds a body must have come.", valueName: "seconds"))
  var bodyTime = 30.0
  @Option(
    help: ArgumentHelp(
      "Publish the cards of what production serves here, after every promotion. Its login needs the right of viewer.",
      valueName: "folder"))
  var cards: String?
  @Flag(help: "Record what changed there as a commit of the git repository that the folder is.")
  var cardsCommit = false
  @Option(
    help: ArgumentHelp("A mustache template for the pages there; `card template` prints one.", valueName: "file"))
  var cardsTemplate: String?
  @Option(
    help: ArgumentHelp(
      "Sign checkpoints of the log with this key of `log key new`, and bring them to the places of `log place list`.",
      valueName: "file"))
  var logKey: String?
  @Option(help: ArgumentHelp("How old a checkpoint may become while the log grows.", valueName: "seconds"))
  var checkpointTime: Int64 = 300
  @Option(
    help: ArgumentHelp("Least message that is written: trace, debug, info, notice, warning, error.", valueName: "level")
  )
  var logLevel = "info"

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let settings = try settings()
      guard let level = Logger.Level(rawValue: logLevel) else {
        throw Problem(.usage, "serve.log-level", happened: "There is no log level \(logLevel).", remedy: "Try info.")
      }
      let catalog = try globals.settings()
      try await Workbench(catalog).open()
      let logger = Logger(label: "countersign.serve") { _ in JSONLog(level: level) }
      let engine = PolicyEngines.chosen(ProcessInfo.processInfo.environment)
      try await Daemon(catalog, settings, engine: engine, logger: logger).run { port in
        let address = "http://\(settings.host):\(port)"
        if output.json {
          try? output.document(.fields([("listening", .string(address))]))
        } else {
          output.line("Listening on \(address)")
        }
      }
    }
  }

  private func settings() throws(Problem) -> CollectorSettings {
    var settings = CollectorSettings()
    guard let colon = listen.lastIndex(of: ":"), let port = UInt16(listen[listen.index(after: colon)...]),
      colon > listen.startIndex
    else {
      throw Problem(
        .usage, "serve.address", happened: "--listen needs a host and a port.", remedy: "Write it like 127.0.0.1:4318.")
    }
    settings.host = String(listen[..<colon])
    settings.port = Int(port)
    guard (1...64).contains(sessions), quietTime >= 0, quietTime <= 3600, (1...256).contains(maxBody), bodyTime > 0,
      (5...86_400).contains(checkpointTime)
    else {
      throw Problem(
        .usage, "serve.bounds", happened: "A number is out of bounds.",
        because:
          "There are 1 to 64 sessions, a quiet time of up to an hour, bodies of 1 to 256 MiB, and 5 to 86400 seconds between checkpoints.",
        remedy: "Choose another.")
    }
    if let trust, !["127.0.0.1", "localhost", "::1"].contains(settings.host) {
      throw Problem(
        .usage, "serve.trust",
        happened: "Requests without a token are taken on loopback only, not as \(trust)'s from elsewhere.",
        remedy: "Leave out --trust, or listen on 127.0.0.1.")
    }
    settings.trusted = trust
    settings.sessions = sessions
    settings.quiet = quietTime
    settings.limits.body = maxBody << 20
    settings.limits.bodies = max(96, maxBody * 3) << 20
    settings.limits.seconds = bodyTime
    settings.cards = try cards.map { path throws(Problem) in
      PublishedFolder(path: path, commits: cardsCommit, template: try cardsTemplate.map(CardFile.template))
    }
    if !only.isEmpty { settings.roles = Set(only) }
    if let logKey {
      settings.publishing = Publishing(
        key: try KeyFile.signingKey(at: logKey), every: checkpointTime, courier: Courier())
    }
    return settings
  }
}

extension CollectorSettings.Role: ExpressibleByArgument {}
