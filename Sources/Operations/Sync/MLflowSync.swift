internal import Evidence
internal import Governance
internal import Ingest

/// One look at a registry of MLflow: experiments and runs, models and prompts with their versions, then traces.
///
/// MLflow tells nobody what has changed. Names, aliases and times of change of all models are read at every look; versions of
/// those that say that they have changed, runs and traces from where the last look ended. A full look reads all of it and finds
/// what is gone.
struct MLflowSync: SourceLook {
  let taking: SyncTaking
  let server: any TrackingServer
  let isFull: Bool
  let deadline: ContinuousClock.Instant?
  let progress: @Sendable (SyncCounts) -> Void

  private(set) var aliasesSet = 0
  /// Time was up before everything was read.
  private(set) var isCutShort = false
  private var experiments: [String: String] = [:]
  /// Runs of this look; the registry is asked for others one by one.
  private var runs: [String: TrackedRun] = [:]
  /// Runs that have changed since the last look.
  private var altered: Set<String> = []

  private static let mostRunsKept = 10_000
  /// A run or a trace may come late by as much.
  private static let overlap: Int64 = 3_600_000

  init(
    taking: SyncTaking, server: any TrackingServer, isFull: Bool, deadline: ContinuousClock.Instant?,
    progress: @escaping @Sendable (SyncCounts) -> Void
  ) {
    self.taking = taking
    self.server = server
    self.isFull = isFull
    self.deadline = deadline
    self.progress = progress
  }

  mutating func look() async throws(Problem) {
    try await readExperiments()
    try await readRuns()
    if !isCutShort { try await readModels() }
    if !isCutShort { try await readTraces() }
  }

  /// Asks page after page until there is none, `each` says that it is enough, or time is up.
  private mutating func pages(
    _ question: TrackingQuestion, of list: String, each: (inout MLflowSync, [JSONValue]) async throws(Problem) -> Bool
  ) async throws(Problem) {
    var question = question
    var seen: Set<String> = []
    while true {
      let answer = try await server.ask(question)
      let things = answer[list]?.elements ?? []
      await taking.saw(things.count)
      if try await !each(&self, things) { return }
      progress(await taking.counts)
      guard let token = answer["next_page_token"]?.text, !token.isEmpty else { return }
      guard seen.insert(token).inserted else {
        throw Problem(
          .unreachable, "mlflow.pages", happened: "The tracking server answers \(question.path) in a circle.",
          because: "It gave the same page token twice.",
          remedy: "Look at the server; it is asked again at the next look.")
      }
      if try timeIsUp {
        isCutShort = true
        return
      }
      if let body = question.body, case .object(let members) = body {
        question.body = .object(members.filter { $0.key != "page_token" } + [.init("page_token", .string(token))])
      } else {
        question.query.removeAll { $0.name == "page_token" }
        question.query.append(("page_token", token))
      }
    }
  }

  // MARK: experiments and runs

  private mutating func readExperiments() async throws(Problem) {
    var shown: [SyncTaking.Shown] = []
    try await pages(
      TrackingQuestion("api/2.0/mlflow/experiments/search", body: ["max_results": 500, "view_type": "ALL"]),
      of: "experiments"
    ) { sync, page throws(Problem) in
      for value in page {
        guard let id = value["experiment_id"]?.plain, let name = value["name"]?.text, !id.isEmpty else { continue }
        if value["lifecycle_stage"]?.text != "deleted" { sync.experiments[id] = name }
        shown.append(
          .init(
            kind: "experiment", key: id,
            state: [
              "name": .string(name), "lifecycle": value["lifecycle_stage"] ?? "active", "tags": value["tags"] ?? [],
            ]))
      }
      return true
    }
    try await taking.note(shown)
    if isFull, !isCutShort { try await taking.end("experiment", but: shown.map(\.key)) }
  }

  private mutating func readRuns() async throws(Problem) {
    let mark = try await taking.cursor("runs").flatMap { Int64($0) } ?? 0
    var newest = mark
    var keys: [String] = []
    let ids = experiments.keys.sorted()
    // A server takes so many experiments at a time.
    for start in stride(from: 0, to: ids.count, by: 100) {
      let some = ids[start..<min(start + 100, ids.count)].map { JSONValue.string($0) }
      var body: JSONValue = [
        "experiment_ids": .array(some), "max_results": 200, "run_view_type": "ALL", "order_by": ["start_time ASC"],
      ]
      if !isFull, mark > 0, case .object(let members) = body {
        body = .object(members + [.init("filter", .string("attributes.start_time >= \(mark - Self.overlap)"))])
      }
      try await pages(TrackingQuestion("api/2.0/mlflow/runs/search", body: body), of: "runs") {
        sync, page throws(Problem) in
        let found = try await sync.take(runs: page)
        keys += found.map(\.id)
        newest = max(newest, found.map(\.start).max() ?? 0)
        return true
      }
    }
    // Runs that had not ended are asked for again, however old.
    let open = try await taking.known("run").filter { known in
      known.value.isThere && ["RUNNING", "SCHEDULED"].contains(known.value.state["status"]?.text ?? "")
        && !keys.contains(known.key)
    }
    for id in open.keys.sorted().prefix(500) where try !timeIsUp {
      do {
        let answer = try await server.ask(TrackingQuestion("api/2.0/mlflow/runs/get", query: [("run_id", id)]))
        if let run = answer["run"] { _ = try await take(runs: [run]) }
      } catch  where error.code == "mlflow.unknown" {
        continue
      } catch {
        throw error
      }
    }
    guard !isCutShort else { return }
    if isFull { try await taking.end("run", but: keys) }
    if newest > mark { try await taking.set("runs", to: String(newest)) }
  }

  /// Takes a page of runs: what has changed in them, and the lineage of those that ended.
  private mutating func take(runs page: [JSONValue]) async throws(Problem) -> [TrackedRun] {
    var found: [TrackedRun] = []
    for value in page {
      do throws(Refusal) {
        found.append(try TrackedRun(value))
      } catch {
        try await taking.refuse("run", value["info"]?["run_id"]?.text ?? "?", error.code, error.reason, value)
      }
    }
    let known = try await taking.known("run", found.map(\.id))
    for run in found {
      if runs.count < Self.mostRunsKept { runs[run.id] = run }
      let before = known[run.id]
      let shown = SyncTaking.Shown(kind: "run", key: run.id, state: run.state)
      if let before, before.isThere, before.state.isSame(as: run.state) { continue }
      if before != nil { altered.insert(run.id) }
      // Its datasets and its end are one event; a run that still goes on has none.
      let told = before?.state["status"]?.text
      if run.hasEnded, run.status != told,
        let line = try? run.lineage(namespace: namespace, job: job(of: run), version: nil)
      {
        try await taking.take([line], OpenLineage.self, notes: [shown])
      } else {
        try await taking.note([shown])
      }
    }
    return found
  }

  /// `mlflow://host:port`.
  private var namespace: String {
    let parts = taking.source.address.split(separator: "/", omittingEmptySubsequences: true)
    return "mlflow://" + (parts.dropFirst().first ?? parts.first ?? "")
  }

  private func job(of run: TrackedRun) -> String { experiments[run.experiment] ?? "experiment \(run.experiment)" }

  private mutating func run(_ id: String) async throws(Problem) -> TrackedRun? {
    if let run = runs[id] { return run }
    do {
      let answer = try await server.ask(TrackingQuestion("api/2.0/mlflow/runs/get", query: [("run_id", id)]))
      guard let value = answer["run"], let run = try? TrackedRun(value) else { return nil }
      if runs.count < Self.mostRunsKept { runs[id] = run }
      return run
    } catch  where error.code == "mlflow.unknown" {
      return nil
    } catch {
      throw error
    }
  }

  // MARK: models and prompts

  private static let prompts = "tag.`mlflow.prompt.is_prompt` = 'true'"

  private mutating func readModels() async throws(Problem) {
    for (kind, filter) in [("model", nil), ("prompt", Self.prompts)] {
      var query: [(name: String, value: String)] = [("max_results", "200")]
      if let filter { query.append(("filter", filter)) }
      let known = try await taking.known(kind)
      var there: [TrackedModel] = []
      try await pages(
        TrackingQuestion("api/2.0/mlflow/registered-models/search", query: query), of: "registered_models"
      ) { sync, page throws(Problem) in
        for value in page {
          do throws(Refusal) {
            let model = try TrackedModel(value)
            // The plain search of some servers shows prompts, too.
            if model.kind == kind { there.append(model) }
          } catch {
            try await sync.taking.refuse(kind, value["name"]?.text ?? "?", error.code, error.reason, value)
          }
        }
        return true
      }
      guard !isCutShort else { return }
      let names = Set(there.map(\.name))
      for model in there.sorted(by: { $0.name < $1.name }) {
        if try timeIsUp {
          isCutShort = true
          return
        }
        let old = known[model.name].flatMap { $0.isThere ? $0 : nil }
        // What has gone, and was made at the same moment, is the same under another name.
        let was =
          old == nil
          ? known.first { $0.value.isThere && !names.contains($0.key) && $0.value.state["made"]?.integer == model.made }
          : nil
        if let old, !isFull, old.state.isSame(as: model.state) {
          continue
        }
        // What comes back is what it was.
        let artifact = (known[model.name] ?? was?.value)?.subject ?? model.name
        let hasNewVersions = isFull || old?.state["updated"]?.integer != model.updated || was != nil
        if hasNewVersions { try await readVersions(of: model, as: artifact, renamedFrom: was?.key) }
        let subject = hasNewVersions || old?.subject != nil ? artifact : nil
        try await taking.note([
          .init(kind: kind, key: model.name, state: model.state, subject: subject, was: was?.key)
        ])
      }
      let gone = known.filter { $0.value.isThere && !names.contains($0.key) }.keys
      try await taking.end(kind, but: Array(names))
      for name in gone.sorted() { try await taking.end("version", but: [], under: "\(name)/") }
    }
    try await measureAlteredRuns()
  }

  private mutating func readVersions(
    of model: TrackedModel, as artifact: String, renamedFrom was: String?
  ) async throws(Problem) {
    let name = model.name.replacing("'", with: "''")
    let filter = model.isPrompt ? "name='\(name)' AND \(Self.prompts)" : "name='\(name)'"
    var versions: [(version: TrackedVersion, value: JSONValue)] = []
    try await pages(
      TrackingQuestion(
        "api/2.0/mlflow/model-versions/search", query: [("filter", filter), ("max_results", "200")]),
      of: "model_versions"
    ) { sync, page throws(Problem) in
      for value in page {
        do throws(Refusal) {
          let version = try TrackedVersion(value)
          if version.name == model.name { versions.append((version, value)) }
        } catch {
          try await sync.taking.refuse("version", model.name, error.code, error.reason, value)
        }
      }
      return true
    }
    guard !isCutShort else { return }
    versions.sort {
      (Int($0.version.version) ?? 0, $0.version.version) < (Int($1.version.version) ?? 0, $1.version.version)
    }
    let keys = versions.map(\.version.key)
    let known = try await taking.known("version", keys)
    var before: [String: SyncTaking.Known] = [:]
    if let was { before = try await taking.known("version", versions.map { "\(was)/\($0.version.version)" }) }
    let refused = try await taking.known("refused", keys.map { "version \($0)" })
    for (version, value) in versions {
      let old = known[version.key]
      let shown = SyncTaking.Shown(kind: "version", key: version.key, state: version.state)
      if let subject = old?.subject {
        var shown = shown
        shown.subject = subject
        try await taking.note([shown])
        if isFull { try await measure(version, subject: subject) }
      } else if let was, let subject = before["\(was)/\(version.version)"]?.subject {
        try await taking.note([
          .init(
            kind: "version", key: version.key, state: version.state, subject: subject, was: "\(was)/\(version.version)")
        ])
      } else if version.status != "READY" {
        try await taking.note([shown])
      } else if isFull || refused["version \(version.key)"] == nil {
        try await register(
          version, of: model, as: artifact, isFirst: !known.values.contains { $0.subject != nil }, value, shown)
      }
    }
    // What was renamed left its old keys with the renaming.
    try await taking.end("version", but: keys, under: "\(model.name)/")
  }

  private mutating func register(
    _ version: TrackedVersion, of model: TrackedModel, as artifact: String, isFirst: Bool, _ value: JSONValue,
    _ shown: SyncTaking.Shown
  ) async throws(Problem) {
    var run: TrackedRun?
    if let id = version.run { run = try await self.run(id) }
    let body: JSONValue
    do throws(Refusal) {
      body = model.isPrompt ? try version.prompt() : version.body(run: run)
    } catch {
      return try await taking.refuse("version", version.key, error.code, error.reason, value)
    }
    let registered: String
    do throws(Problem) {
      guard let text = try? CanonicalJSON.bytes(of: body, policy: .generation) else { return }
      let registration = Registration(
        artifact: artifact, kind: model.isPrompt ? .prompt : .model, team: taking.source.team,
        owner: isFirst ? taking.source.owner : nil,
        purpose: String(model.description.prefix(2000)), label: version.version,
        body: String(decoding: text, as: UTF8.self),
        message: version.description.isEmpty
          ? "Registered in \(taking.source.name)." : String(version.description.prefix(2000)),
        source: "\(taking.source.address) \(version.key)")
      let (office, namespace, at) = (taking.office, namespace, version.madeAt)
      let (source, job) = (run, run.map(\.experiment).map { experiments[$0] ?? "experiment \($0)" })
      let place = model.kind
      registered = try await taking.register(registration, at: at) { name in
        guard let source, let job else { return nil }
        return try? source.lineage(namespace: namespace, job: job, version: (office, "\(place)/\(name)", at))
      } shown: { name in
        var shown = shown
        shown.subject = name
        return [shown]
      }
    } catch {
      guard error.isOfOneThing else { throw error }
      return try await taking.refuse("version", version.key, error.code, error.summary, value)
    }
    try await measure(version, subject: registered)
  }

  // MARK: figures

  /// Records the figures of the run that made a version, each once, and again when it has changed.
  private mutating func measure(_ version: TrackedVersion, subject: String) async throws(Problem) {
    guard let id = version.run, let run = try await run(id), let name = try? VersionName(subject) else { return }
    try await measure(run, name)
  }

  private func measure(_ run: TrackedRun, _ version: VersionName) async throws(Problem) {
    let keys = run.metrics.map { "\(version.text)/\($0.key)" }
    let known = try await taking.known("metric", keys)
    var figures: [(evaluation: Evaluation, shown: SyncTaking.Shown)] = []
    for metric in run.metrics {
      let key = "\(version.text)/\(metric.key)"
      let state: JSONValue = ["value": .string(metric.text), "at": .string(metric.at.rfc3339), "run": .string(run.id)]
      if let old = known[key], old.state.isSame(as: state) { continue }
      guard let value = metric.value else {
        try await taking.refuse(
          "metric", key, "metric.value",
          "The figure \(metric.key.prefix(100)) is no number: \(metric.text.prefix(40)).", state)
        try await taking.note([.init(kind: "metric", key: key, state: state, subject: version.text, isQuiet: true)])
        continue
      }
      figures.append(
        (
          Evaluation(
            label: "", suite: "mlflow", metric: String(metric.key.prefix(200)), value: value, limit: nil, atLeast: true,
            n: nil, suppliedBy: "", at: metric.at),
          .init(kind: "metric", key: key, state: state, subject: version.text, isQuiet: true)
        ))
    }
    try await taking.evaluate(version, figures)
  }

  /// Figures that came after their version was registered.
  private mutating func measureAlteredRuns() async throws(Problem) {
    guard !altered.isEmpty else { return }
    let versions = try await taking.known("version")
    for (_, known) in versions.sorted(by: { $0.key < $1.key }) {
      guard let id = known.state["run"]?.text, altered.contains(id), let run = runs[id], let subject = known.subject,
        let name = try? VersionName(subject)
      else { continue }
      try await measure(run, name)
    }
  }

  // MARK: traces

  private mutating func readTraces() async throws(Problem) {
    let mark = try await taking.cursor("traces").flatMap { Int64($0) } ?? 0
    let ids = experiments.keys.sorted()
    guard !ids.isEmpty else { return }
    var newest = mark
    for start in stride(from: 0, to: ids.count, by: 100) {
      let some = ids[start..<min(start + 100, ids.count)].map { id -> JSONValue in
        ["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": .string(id)]]
      }
      var body: JSONValue = ["locations": .array(some), "max_results": 100, "order_by": ["timestamp_ms ASC"]]
      if !isFull, mark > 0, case .object(let members) = body {
        body = .object(members + [.init("filter", .string("trace.timestamp_ms >= \(mark - Self.overlap)"))])
      }
      try await pages(TrackingQuestion("api/3.0/mlflow/traces/search", body: body), of: "traces") {
        sync, page throws(Problem) in
        newest = max(newest, try await sync.take(traces: page))
        return true
      }
    }
    if newest > mark, !isCutShort { try await taking.set("traces", to: String(newest)) }
  }

  /// Takes a page of traces; answers the milliseconds of the newest.
  private func take(traces page: [JSONValue]) async throws(Problem) -> Int64 {
    var newest: Int64 = 0
    let ids = page.compactMap { ($0["trace_id"] ?? $0["request_id"])?.filledText }
    let known = try await taking.known("trace", ids)
    let refused = isFull ? [:] : try await taking.known("refused", ids.map { "trace \($0)" })
    for info in page {
      guard let id = (info["trace_id"] ?? info["request_id"])?.filledText else { continue }
      if let at = info["request_time"]?.text.flatMap({ Instant.reading(of: $0)?.instant }) {
        newest = max(newest, at.microseconds / 1000)
      }
      // One that goes on is taken when it has ended.
      guard info["state"]?.text != "IN_PROGRESS", refused["trace \(id)"] == nil else { continue }
      let assessments = (info["assessments"]?.elements ?? []).map { $0 }
      let said = (try? CanonicalJSON.bytes(of: .array(assessments), policy: .generation)) ?? []
      let state: JSONValue = [
        "assessments": .string(ContentDigest(of: said).text), "count": .number(String(assessments.count)),
      ]
      if let old = known[id] {
        guard !old.state.isSame(as: state) else { continue }
        try await taking.note([.init(kind: "trace", key: id, state: state)])
        continue
      }
      try await take(trace: id, info, shown: .init(kind: "trace", key: id, state: state, isQuiet: true))
    }
    return newest
  }

  private func take(trace id: String, _ info: JSONValue, shown: SyncTaking.Shown) async throws(Problem) {
    let experiment = info["trace_location"]?["mlflow_experiment"]?["experiment_id"]?.plain
    do {
      let answer = try await server.ask(TrackingQuestion("api/3.0/mlflow/traces/get", query: [("trace_id", id)]))
      let lines: [[UInt8]]
      do throws(Refusal) {
        lines = try TrackedTrace(answer["trace"] ?? answer).lines(service: experiment.flatMap { experiments[$0] })
      } catch {
        return try await taking.refuse("trace", id, error.code, error.reason, info)
      }
      try await taking.take(lines, GenerationLines.self, notes: [shown])
    } catch  where error.code == "mlflow.unknown" {
      try await taking.refuse(
        "trace", id, error.code, "The tracking server lists the trace and does not show it.", info)
    } catch {
      throw error
    }
  }

  // MARK: aliases

  /// Sets the aliases that promotions in force ask for; one that fails waits for the next look.
  mutating func setAliases() async throws(Problem) {
    for order in try await taking.ordersDue() {
      guard let slash = order.remote.lastIndex(of: "/") else { continue }
      let body: JSONValue = [
        "name": .string(String(order.remote[..<slash])), "alias": .string(order.alias),
        "version": .string(String(order.remote[order.remote.index(after: slash)...])),
      ]
      do throws(Problem) {
        _ = try await server.ask(TrackingQuestion("api/2.0/mlflow/registered-models/alias", body: body))
        try await taking.answer(order.id, isSet: true, words: "")
        aliasesSet += 1
      } catch  where error.code.hasPrefix("mlflow.") {
        try await taking.answer(order.id, isSet: false, words: error.summary)
      } catch {
        throw error
      }
    }
  }
}

extension Problem {
  /// Something is wrong with what was handed in, and not with the catalog, the right or the session.
  fileprivate var isOfOneThing: Bool {
    [.usage, .badData, .notFound, .conflict, .notPermitted, .unmet].contains(kind)
      && !code.hasPrefix("sync.") && !code.hasPrefix("right.") && !code.hasPrefix("person.")
      && code != "catalog.busy"
  }
}

extension JSONValue {
  /// The same value, whatever the order of its members.
  fileprivate func isSame(as other: JSONValue) -> Bool {
    guard let left = try? CanonicalJSON.bytes(of: self, policy: .generation),
      let right = try? CanonicalJSON.bytes(of: other, policy: .generation)
    else { return false }
    return left == right
  }
}
