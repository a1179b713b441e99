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
    abstract: "Take what producers send, do what the schedule asks, decide gates, run the shadow-evals of the night.",
    discussion: """
      Producers send OpenTelemetry (POST /v1/traces, /v1/logs, /v1/metrics, in protobuf or JSON), OpenLineage \
      (POST /api/v1/lineage), generation events (POST /v1/generations) or flags of safety checkers (POST /v1/flags; both a \
      JSON array or one object a line, as `ingest generations` and `ingest flags` take them: their help names the fields), gzip or not, each with the token that `countersign producer add` gave it. An answer of 200 means committed; the same record twice \
      changes nothing; what is refused lies in quarantine, and so does a body of up to 1 MiB that unpacks and cannot be read. Under more than it can bear it answers 503 with Retry-After.

      Services ask, by tokens with the scopes outcomes and resolve: GET /api/v1/outcomes?event=ID[&wait=SECONDS] what became \
      of their own generation (at most 30 seconds), and GET /api/v1/resolve?artifact=NAME&environment=NAME[&key=KEY] which \
      version to use; status 409 with the reason when none may be.

      Any number of daemons may share one catalog. GET /health/live, /health/ready and /metrics tell how it is; messages go \
      to standard error, one JSON object a line. SIGTERM lets it finish what is under way. Its login needs the right of \
      ingest, of sealer to seal the log, and of gatekeeper to decide gates (catalog grant LOGIN gatekeeper); nobody who \
      builds, signs or leads can have that. For shadow-evals that are planned for the night (shadow nightly) it needs the \
      right of viewer, too, and the keys of the services in its environment.

      With --spool, what comes while the catalog is away is synced to that folder first and answered 202 (kept here, not \
      yet committed; 200 always means committed), taken in order when the catalog is back, and told by /health/ready and \
      /metrics; when no more may be kept it answers 503. What the catalog then will not have lies in quarantine.

      With --tls-certificate and --tls-key it speaks TLS, 1.2 or later, and takes up new files within seconds; with \
      --tls-callers its callers must show a certificate that one of those signed, and still their token. Without TLS it \
      listens on this machine only, unless --plain-http says that something in front of it does that.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("Where to listen; port 0 for one that is free.", valueName: "host:port"))
  var listen = "127.0.0.1:4318"
  @Option(
    help: ArgumentHelp(
      "Only this part of the work: receive, assemble, schedule, decide, replay or deliver; may be repeated.",
      valueName: "role")
  )
  var only: [CollectorSettings.Role] = []
  @Option(help: ArgumentHelp("Speak TLS by this certificate and what leads to its root, PEM.", valueName: "file"))
  var tlsCertificate: String?
  @Option(help: ArgumentHelp("The certificate's private key, PEM.", valueName: "file"))
  var tlsKey: String?
  @Option(
    help: ArgumentHelp("Let in only callers whose certificate one of these signed, PEM.", valueName: "file"))
  var tlsCallers: String?
  @Flag(help: "Speak plain HTTP beyond this machine: something in front of it speaks TLS.")
  var plainHttp = false
  @Option(
    help: ArgumentHelp(
      "Keep what comes while the catalog is away in this folder, one for each daemon.", valueName: "folder"))
  var spool: String?
  @Option(help: ArgumentHelp("How much may lie there, in MiB.", valueName: "size"))
  var spoolSize = 1024
  @Option(help: ArgumentHelp("How much of its disk stays free, in MiB.", valueName: "size"))
  var spoolFree = 512
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
      let logger = Logger(label: "countersign.serve") { _ in JSONLog(level: level) }
      do throws(Problem) {
        try await Workbench(catalog).open()
      } catch  where error.kind == .unreachable && settings.spool != nil {
        // What comes meanwhile is kept.
        logger.warning("the catalog is away", metadata: ["because": .string(error.summary)])
      }
      let engine = PolicyEngines.chosen(ProcessInfo.processInfo.environment)
      let models = ModelClient(keys: ModelKeys.from(ProcessInfo.processInfo.environment))
      let roads = EnvironmentRoads(environment: ProcessInfo.processInfo.environment)
      try await Daemon(catalog, settings, engine: engine, models: models, roads: roads, logger: logger).run { port in
        let address = "\(settings.certificate == nil ? "http" : "https")://\(settings.host):\(port)"
        if output.json {
          try? output.document(.fields([("listening", .string(address))]))
        } else {
          output.line("Listening on \(address)")
        }
      }
    }
  }

  private func certificate() throws(Problem) -> CertificateFiles? {
    switch (tlsCertificate, tlsKey) {
    case (nil, nil) where tlsCallers == nil: return nil
    case (let certificate?, let key?): return CertificateFiles(certificate: certificate, key: key, callers: tlsCallers)
    default:
      throw Problem(
        .usage, "serve.tls", happened: "TLS needs a certificate and its key.",
        remedy: "Give --tls-certificate and --tls-key together.")
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
          "There are 1 to 64 sessions, a quiet time of up to an hour, bodies of 1 to 256 MiB within more than 0 seconds, and 5 to 86400 seconds between checkpoints.",
        remedy: "Choose another.")
    }
    if let trust, !["127.0.0.1", "localhost", "::1"].contains(settings.host) {
      throw Problem(
        .usage, "serve.trust",
        happened: "Requests without a token are taken on loopback only, not as \(trust)'s from elsewhere.",
        remedy: "Leave out --trust, or listen on 127.0.0.1.")
    }
    settings.trusted = trust
    settings.certificate = try certificate()
    if settings.certificate == nil, !plainHttp, !["127.0.0.1", "localhost", "::1"].contains(settings.host) {
      throw Problem(
        .usage, "serve.plain", happened: "Plain HTTP is spoken on this machine only, not on \(settings.host).",
        because: "Tokens and what people wrote would cross the network in the clear.",
        remedy: "Give --tls-certificate and --tls-key, or --plain-http when something in front of it speaks TLS.")
    }
    if let spool {
      guard !spool.isEmpty else {
        throw Problem(.usage, "serve.spool", happened: "--spool needs a folder.", remedy: "Name one.")
      }
      guard (1...1_048_576).contains(spoolSize), (0...1_048_576).contains(spoolFree) else {
        throw Problem(
          .usage, "serve.bounds", happened: "A spool holds 1 to 1048576 MiB.", remedy: "Choose another size.")
      }
      var kept = SpoolSettings(folder: spool)
      kept.size = spoolSize << 20
      kept.free = spoolFree << 20
      settings.spool = kept
    }
    settings.webhooks = WebhookClient()
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
