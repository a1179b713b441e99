internal import Catalog
internal import Evidence
package import Governance
package import Ingest

/// What a look at a source did, and why it ended before its end.
package struct SyncReport: Sendable, Equatable {
  package var source: String
  package var run: Int64
  package var counts: SyncCounts
  /// What was done, in words; empty when there was nothing to do.
  package var words: String
  package var problem: Problem?
}

/// Finds the way to a source: what lets a program in is not in the catalog.
package protocol SourceRoads: Sendable {
  func trackingServer(at address: String) -> any TrackingServer
  /// - references: only these branches and tags; empty for all.
  func repository(at address: String, references: [String]) throws(Problem) -> any SourceRepository
}

extension Workbench {
  /// The registries and repositories that are followed.
  package func syncSources() async throws(Problem) -> [SyncSource] { try await connection.rows(ListSyncSources()) }

  /// Looks at sources, newest first.
  package func syncRuns(of source: String?, limit: Int) async throws(Problem) -> [SyncRun] {
    try await connection.rows(ListSyncRuns(source: source, limit: limit))
  }

  /// What became of the things of a source, newest first.
  package func syncFacts(of source: String, before: Int64? = nil, limit: Int) async throws(Problem) -> [SyncFact] {
    let facts = try await connection.rows(ListSyncFacts(source: source, before: before, limit: limit))
    if facts.isEmpty, try await !syncSources().contains(where: { $0.name == source }) {
      throw Problem(
        .notFound, "sync.unknown", happened: "No source called \(source) is followed.",
        remedy: "Look at `countersign sync list`.")
    }
    return facts
  }

  /// Whether this login may bring records in, as every look at a source does.
  ///
  /// - Throws: `right.missing`.
  package func mayBringIn() async throws(Problem) {
    let officer = try await officer()
    guard !officer.roles.contains("ingest") else { return }
    throw Problem(
      .notPermitted, "right.missing", happened: "A look brings records in, and your login has not the right of ingest.",
      remedy:
        "Ask an administrator: `countersign catalog grant \(officer.login) ingest`. Or let a daemon look: `countersign sync set`."
    )
  }

  /// Begins to follow a source; nil when it is followed already under this name.
  package func addSyncSource(
    _ name: String, _ kind: SyncSource.Kind, at address: String, team: String, owner: String? = nil, reason: String,
    channel: Channel
  ) async throws(Problem) -> Recorded? {
    try mayWrite()
    let activity = try await connection.one(
      AddSyncSource(
        name: name, kind: kind, address: address, team: team, owner: owner, reason: reason, channel: channel))
    guard let activity else { return nil }
    return try await recorded(activity, "\(name) is followed.")
  }

  /// Says how often a source is looked at by itself, and which alias is set there when an environment serves a version.
  package func setSyncRule(
    _ source: String, seconds: Int64?, alias: String?, environment: String?, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      SetSyncRule(
        source: source, seconds: seconds, alias: alias, environment: environment, reason: reason, channel: channel))
    return try await recorded(activity, "\(source) is followed by this rule from now on.")
  }

  /// Looks at a registry of MLflow and takes what is new, then sets the aliases that wait.
  ///
  /// Whatever was taken stays taken when it ends early, and the next look goes on from there. A look that finds nothing new
  /// writes nothing but that it looked.
  ///
  /// - Parameters:
  ///   - isFull: compares everything, and not only what says that it has changed.
  ///   - deadline: after it nothing new is begun.
  /// - Throws: what keeps it from beginning: no such source, somebody else at it, no right.
  package func sync(
    _ source: SyncSource, through server: any TrackingServer, isFull: Bool = false,
    deadline: ContinuousClock.Instant? = nil, progress: @escaping @Sendable (SyncCounts) -> Void = { _ in }
  ) async throws(Problem) -> SyncReport {
    try await look(at: source, isFull: isFull) { taking, full in
      MLflowSync(taking: taking, server: server, isFull: full, deadline: deadline, progress: progress)
    }
  }

  /// Looks at a repository of git and takes what is new, as `sync(_:through:isFull:deadline:progress:)` does it of a registry.
  package func sync(
    _ source: SyncSource, from repository: any SourceRepository, isFull: Bool = false,
    deadline: ContinuousClock.Instant? = nil, progress: @escaping @Sendable (SyncCounts) -> Void = { _ in }
  ) async throws(Problem) -> SyncReport {
    try await look(at: source, isFull: isFull) { taking, full in
      GitSync(taking: taking, repository: repository, isFull: full, deadline: deadline, progress: progress)
    }
  }

  /// Says which branches and tags of a repository are followed; nil when that is so already.
  package func chooseReferences(
    _ patterns: [String], of source: String, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded? {
    try mayWrite()
    let activity = try await connection.one(
      ChooseSyncReferences(source: source, patterns: patterns, reason: reason, channel: channel))
    guard let activity else { return nil }
    return try await recorded(
      activity, "Of \(source) \(patterns.isEmpty ? "all" : patterns.joined(separator: ", ")) is followed.")
  }

  private func look<Look: SourceLook>(
    at source: SyncSource, isFull: Bool, _ begin: (SyncTaking, Bool) -> Look
  ) async throws(Problem) -> SyncReport {
    try mayWrite()
    let here = try await connection.one(ReadOfficer())
    let full = isFull || source.fullAt.map { here.now.seconds(since: $0) > 86_400 } ?? true
    let run = try await connection.one(OpenSync(source: source.name, isFull: full))
    let taking = SyncTaking(
      connection, source: source, run: run, office: "countersign://\(here.officer.catalog)", now: here.now)
    var sync = begin(taking, full)
    var problem: Problem?
    do throws(Problem) {
      try await sync.look()
    } catch {
      problem = error
    }
    // Aliases do not wait for a registry that cannot be read to its end.
    do throws(Problem) {
      try await sync.setAliases()
    } catch {
      problem = problem ?? error
    }
    var report = SyncReport(source: source.name, run: run, counts: await taking.counts, words: "", problem: problem)
    report.words = problem?.summary ?? report.counts.words(aliases: sync.aliasesSet, goesOn: sync.isCutShort)
    try await taking.close(problem == nil, report.words, isWhole: !sync.isCutShort)
    return report
  }

  /// Looks at the sources that are due by themselves, one after the other; says what was done.
  func syncDueSources(_ roads: any SourceRoads) async throws(Problem) -> String {
    let now = try await nowOnServer()
    let deadline = ContinuousClock.now + .seconds(90)
    var words: [String] = []
    for source in try await syncSources() where !source.isRunning && ContinuousClock.now < deadline {
      let hasOrders = source.alias != nil && source.ordersWaiting > 0
      guard let due = source.due, due <= now || hasOrders else { continue }
      do throws(Problem) {
        let report =
          switch source.kind {
          case .mlflow: try await sync(source, through: roads.trackingServer(at: source.address), deadline: deadline)
          case .git:
            try await sync(
              source, from: try roads.repository(at: source.address, references: source.references), deadline: deadline)
          }
        if !report.words.isEmpty { words.append("\(source.name): \(report.words)") }
      } catch  where error.code == "sync.running" || error.code == "sync.lost" {
        continue
      } catch {
        throw error
      }
    }
    return words.joined(separator: "; ")
  }
}

extension SyncCounts {
  func words(aliases: Int, goesOn: Bool) -> String {
    var parts: [String] = []
    if added > 0 { parts.append("\(added) new") }
    if changed > 0 { parts.append("\(changed) changed") }
    if gone > 0 { parts.append("\(gone) gone") }
    if refused > 0 { parts.append("\(refused) refused") }
    if aliases > 0 { parts.append("\(aliases) aliases set") }
    if goesOn { parts.append("the rest at the next look") }
    return parts.joined(separator: ", ")
  }
}
