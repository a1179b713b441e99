internal import Evidence
internal import Governance
internal import Ingest

/// Models and prompts, with their versions.
extension MLflowSync {
  private static let prompts = "tag.`mlflow.prompt.is_prompt` = 'true'"

  mutating func readModels() async throws(Problem) {
    for (kind, filter) in [("model", nil), ("prompt", Self.prompts)] {
      var query: [(name: String, value: String)] = [("max_results", "200")]
      if let filter { query.append(("filter", filter)) }
      let known = try await taking.known(kind)
      var there: [TrackedModel] = []
      try await pages(
        TrackingQuestion("api/2.0/mlflow/registered-models/search", query: query),
        of: "registered_models"
      ) { sync, page throws(Problem) in
        for value in page {
          do throws(Refusal) {
            let model = try TrackedModel(value)
            // The plain search of some servers shows prompts, too.
            if model.kind == kind { there.append(model) }
          } catch {
            try await sync.taking.refuse(
              kind, value["name"]?.text ?? "?", error.code, error.reason, value)
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
          ? known.first {
            $0.value.isThere && !names.contains($0.key)
              && $0.value.state["made"]?.integer == model.made
          }
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
      (Int($0.version.version) ?? 0, $0.version.version) < (
        Int($1.version.version) ?? 0, $1.version.version
      )
    }
    let keys = versions.map(\.version.key)
    let known = try await taking.known("version", keys)
    var before: [String: SyncTaking.Known] = [:]
    if let was {
      before = try await taking.known("version", versions.map { "\(was)/\($0.version.version)" })
    }
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
            kind: "version", key: version.key, state: version.state, subject: subject,
            was: "\(was)/\(version.version)")
        ])
      } else if version.status != "READY" {
        try await taking.note([shown])
      } else if isFull || refused["version \(version.key)"] == nil {
        try await register(
          version, of: model, as: artifact, isFirst: !known.values.contains { $0.subject != nil },
          value, shown)
      }
    }
    // What was renamed left its old keys with the renaming.
    try await taking.end("version", but: keys, under: "\(model.name)/")
  }

  private mutating func register(
    _ version: TrackedVersion, of model: TrackedModel, as artifact: String, isFirst: Bool,
    _ value: JSONValue,
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
        return try? source.lineage(
          namespace: namespace, job: job, version: (office, "\(place)/\(name)", at))
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
}
