import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Ingest
import Operations

/// `sync`: registries and repositories beside us.
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Follow registries and repositories beside us: take what is new there, and tell them what is in force.",
    subcommands: [SyncMLflow.self, SyncGit.self, ListSyncs.self, SyncHistory.self, SyncFacts.self, SetSync.self])
}

/// `sync mlflow`
struct SyncMLflow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mlflow",
    abstract: "Look at a tracking server of MLflow, and take what is new or has changed.",
    discussion: """
      Registered models and prompts become artifacts with their versions, aliases and tags; runs become lineage with their \
      parameters, datasets and figures; traces become generations with what was said of them. What was deleted or renamed \
      there is recorded; nothing is deleted here. The same look again writes nothing. What cannot be taken lies in quarantine.

      What is said later of a trace becomes a further judgement of its generations, of which the newest of one name and judge \
      counts. To find it, each look reads again the traces of the last hour and the 1,000 newest before them; a full look reads all.

      The first look begins to follow the server, and needs --reason and the right of builder or lead; every look needs that \
      right and the one of ingest. `sync set` lets a daemon look by itself.

      What lets us in stands in the environment: COUNTERSIGN_KEY_<HOST> is a token, COUNTERSIGN_LOGIN_<HOST> is \
      user:password, with <HOST> in capitals and _ for every other character. MLFLOW_TRACKING_TOKEN, or \
      MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, count where MLFLOW_TRACKING_URI is the same address. Neither \
      is sent over plain HTTP, but to this machine.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("Where the server is, without user and password.", valueName: "url"))
  var trackingUri: String
  @Option(help: "What to call it here; else its host and port.") var name: String?
  @Option(help: "Whose the artifacts are that it brings; else your own team.") var team: String?
  @Option(help: "Who answers for them, where nobody does yet; for the first look.") var owner: String?
  @Flag(help: "Compare everything, and not only what says that it has changed; done once a day anyway.") var full =
    false
  @Option(help: "Why it is followed, in words; for the first look.") var reason: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try await desk.mayBringIn()
      let source = try await followed(desk, output)
      let access = TrackingAccess.headers(for: source.address, ProcessInfo.processInfo.environment)
      let report = try await desk.sync(
        source, through: TrackingClient(source.address, access: access), isFull: full
      ) { counts in
        output.progress(counts)
      }
      try output.report(report)
    }
  }

  private func followed(_ desk: Workbench, _ output: Output) async throws(Problem) -> SyncSource {
    let address = trackingUri.hasSuffix("/") ? String(trackingUri.dropLast()) : trackingUri
    guard let url = URL(string: address), let scheme = url.scheme, ["http", "https"].contains(scheme),
      let host = url.host,
      url.user == nil, url.password == nil, url.query == nil
    else {
      throw Problem(
        .usage, "sync.address", happened: "--tracking-uri needs an address of http or https.",
        because: "It has none, or holds a user, a password or a query.",
        remedy: "Write it like https://mlflow.example:5000, and put what lets us in into the environment.")
    }
    let sources = try await desk.syncSources()
    if let source = sources.first(where: { $0.kind == .mlflow && $0.address == address }) { return source }
    guard let reason, !reason.isEmpty else {
      throw Problem(
        .usage, "sync.reason", happened: "\(address) is not followed yet.",
        remedy: "Say why it is to be: --reason TEXT, and --team TEAM when its artifacts are not your own team's.")
    }
    return try await desk.follow(
      name ?? SyncName.plain(host + (url.port.map { "-\($0)" } ?? "")), .mlflow, at: address, team: team, owner: owner,
      reason: reason, output)
  }
}

/// What a source is called where nobody says it.
enum SyncName {
  static func plain(_ text: String) -> String {
    String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0)) ? $0 : "-" })
  }
}

extension Workbench {
  /// Begins to follow a source for a team, else for one's own.
  func follow(
    _ name: String, _ kind: SyncSource.Kind, at address: String, team: String?, owner: String?, reason: String,
    _ output: Output
  ) async throws(Problem) -> SyncSource {
    guard let team = try await team.or(await ownTeam()) else {
      throw Problem(
        .usage, "sync.team", happened: "You are in no team.", remedy: "Say whose the artifacts are: --team TEAM.")
    }
    let recorded = try await addSyncSource(
      name, kind, at: address, team: team, owner: owner, reason: reason, channel: .command)
    if let recorded { output.say(recorded.what) }
    guard let source = try await syncSources().first(where: { $0.name == name }) else {
      throw Problem(.fault, "sync.unknown", happened: "\(name) was added and is not there.")
    }
    return source
  }
}

/// `sync list`
struct ListSyncs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "What is followed, how often, and what the last look brought.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let sources = try await desk.syncSources()
      guard !output.json else {
        return try output.document(
          .fields([("items", .array(sources.map { .source($0) })), ("next", .null), ("about", .integer(sources.count))])
        )
      }
      output.table(
        ["SOURCE", "KIND", "TEAM", "EVERY", "LAST", "ENDED", "NEW", "REFUSED", "THERE", "ALIASES", "WHAT"],
        sources.map(row))
    }
  }
}

private func row(_ source: SyncSource) -> [String] {
  let every = source.every.map { "\($0) s" } ?? "when asked"
  let ended = source.isRunning ? "running" : source.outcome ?? ""
  let alias = source.alias.map { "\($0): \(source.ordersSet) set, \(source.ordersWaiting) wait" } ?? "not set"
  return [
    source.name, source.kind.rawValue, source.team, every, source.startedAt?.rfc3339 ?? "never", ended,
    String(source.counts.added), String(source.counts.refused), String(source.there), alias, source.detail,
  ]
}

/// `sync history`
struct SyncHistory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Looks at a source, or at all of them, newest first.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Only of this source.") var source: String?
  @Option(help: "How many.") var limit = 50

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let runs = try await desk.syncRuns(of: source, limit: max(1, limit))
      guard !output.json else {
        return try output.document(
          .fields([("items", .array(runs.map { .run($0) })), ("next", .null), ("about", .null)]))
      }
      output.table(
        ["NO", "SOURCE", "STARTED", "ENDED", "OUTCOME", "SEEN", "NEW", "CHANGED", "GONE", "REFUSED", "WHAT"],
        runs.map(row))
    }
  }
}

private func row(_ run: SyncRun) -> [String] {
  let counts = [run.counts.seen, run.counts.added, run.counts.changed, run.counts.gone, run.counts.refused]
  return [String(run.id), run.source, run.startedAt.rfc3339, run.endedAt?.rfc3339 ?? ""]
    + [run.outcome + (run.isFull ? ", full" : "")] + counts.map { String($0) } + [run.detail]
}

/// `sync facts`
struct SyncFacts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "What was seen, altered, renamed and deleted at a source, newest first.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The source.") var source: String
  @Option(help: "Only what came before this number.") var before: Int64?
  @Option(help: "How many.") var limit = 100

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let facts = try await desk.syncFacts(of: source, before: before, limit: max(1, min(limit, 1000)))
      guard !output.json else {
        return try output.document(
          .fields([
            ("items", .array(facts.map { .fact($0) })),
            ("next", facts.count == limit ? facts.last.map { .string(String($0.id)) } ?? .null : .null),
            ("about", .null),
          ]))
      }
      output.table(
        ["NO", "AT", "WHAT", "KIND", "KEY", "HERE"],
        facts.map { [String($0.id), $0.recordedAt.rfc3339, $0.what, $0.kind, $0.key, $0.subject ?? ""] })
    }
  }
}

/// `sync set`
struct SetSync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Say how a source is followed; an administrator's act.",
    discussion: """
      With --every a daemon looks by itself; its login needs the rights of ingest and builder. With --alias and --environment \
      the alias is set at the registry once a promotion lets that environment serve a version of its, and tried again until \
      it is. What is not said is switched off.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The source.") var source: String
  @Option(help: ArgumentHelp("How often a daemon looks at it, at least every minute.", valueName: "minutes")) var every:
    Int64?
  @Option(help: "The alias to set there.") var alias: String?
  @Option(help: "When this environment serves a version.") var environment: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      guard (alias == nil) == (environment == nil) else {
        throw Problem(
          .usage, "sync.alias", happened: "--alias and --environment go together.", remedy: "Give both, or neither.")
      }
      try output.recorded(
        try await desk.setSyncRule(
          source, seconds: every.map { $0 * 60 }, alias: alias, environment: environment, reason: reason,
          channel: .command))
    }
  }
}

extension String? {
  /// This, or what is found elsewhere.
  fileprivate func or(_ other: @autoclosure () async throws(Problem) -> String?) async throws(Problem) -> String? {
    if let self { return self }
    return try await other()
  }
}

extension Output {
  func progress(_ counts: SyncCounts) {
    if isatty(2) == 1 { say("\(counts.seen) seen, \(counts.added) new, \(counts.refused) refused") }
  }

  /// What a look did; throws why it ended early, or that something was refused.
  func report(_ report: SyncReport) throws(Problem) {
    let counts = report.counts
    if json {
      try document(
        .fields([
          ("source", .string(report.source)), ("run", .integer(report.run)), ("counts", .counts(counts)),
          ("detail", .string(report.words)),
        ]))
    } else {
      line(
        "\(report.source): \(counts.seen) seen, \(counts.added) new, \(counts.changed) changed, \(counts.gone) gone, \(counts.refused) refused."
      )
    }
    if let problem = report.problem { throw problem }
    guard counts.refused == 0 else {
      throw Problem(
        .badData, "sync.refused",
        happened: "\(counts.refused) of what \(report.source) shows could not be taken.",
        because: "It lies in quarantine, each with the reason.", remedy: "Look at countersign quarantine list.")
    }
  }
}

extension JSONValue {
  fileprivate static func counts(_ counts: SyncCounts) -> JSONValue {
    .fields([
      ("seen", .integer(counts.seen)), ("added", .integer(counts.added)), ("changed", .integer(counts.changed)),
      ("gone", .integer(counts.gone)), ("refused", .integer(counts.refused)),
    ])
  }

  fileprivate static func source(_ source: SyncSource) -> JSONValue {
    .fields([
      ("name", .string(source.name)), ("kind", .string(source.kind.rawValue)), ("address", .string(source.address)),
      ("team", .string(source.team)), ("owner", .text(source.owner)),
      ("every_seconds", source.every.map { .integer($0) } ?? .null),
      ("due", .instant(source.due)), ("running", .bool(source.isRunning)), ("started_at", .instant(source.startedAt)),
      ("ended_at", .instant(source.endedAt)), ("outcome", .text(source.outcome)), ("counts", .counts(source.counts)),
      ("detail", .string(source.detail)), ("there", .integer(source.there)), ("missing", .integer(source.missing)),
      ("alias", .text(source.alias)), ("environment", .text(source.environment)),
      ("aliases_set", .integer(source.ordersSet)), ("aliases_waiting", .integer(source.ordersWaiting)),
      ("waiting_for", .text(source.orderWords)), ("references", .array(source.references.map { .string($0) })),
    ])
  }

  fileprivate static func run(_ run: SyncRun) -> JSONValue {
    .fields([
      ("id", .integer(run.id)), ("source", .string(run.source)), ("started_at", .instant(run.startedAt)),
      ("ended_at", .instant(run.endedAt)), ("outcome", .string(run.outcome)), ("full", .bool(run.isFull)),
      ("counts", .counts(run.counts)), ("detail", .string(run.detail)),
    ])
  }

  fileprivate static func fact(_ fact: SyncFact) -> JSONValue {
    func value(_ text: String?) -> JSONValue {
      text.flatMap { try? JSONValue(Array($0.utf8), policy: .generation) } ?? .null
    }
    return .fields([
      ("id", .integer(fact.id)), ("recorded_at", .instant(fact.recordedAt)), ("what", .string(fact.what)),
      ("kind", .string(fact.kind)), ("key", .string(fact.key)), ("subject", .text(fact.subject)),
      ("was", value(fact.was)),
      ("is", value(fact.now)),
    ])
  }
}

/// The way to sources, with what the environment of this program lets it in by.
struct EnvironmentRoads: SourceRoads {
  let environment: [String: String]

  func trackingServer(at address: String) -> any TrackingServer {
    TrackingClient(address, access: TrackingAccess.headers(for: address, environment))
  }

  func repository(at address: String, references: [String]) throws(Problem) -> any SourceRepository {
    try GitRepository(
      address, references: references, access: TrackingAccess.headers(for: address, environment).first)
  }
}
