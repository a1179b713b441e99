internal import Evidence
internal import Governance
internal import Ingest

/// Experiments, and the runs in them.
extension MLflowSync {
  mutating func readExperiments() async throws(Problem) {
    var shown: [SyncTaking.Shown] = []
    try await pages(
      TrackingQuestion(
        "api/2.0/mlflow/experiments/search", body: ["max_results": 500, "view_type": "ALL"]),
      of: "experiments"
    ) { sync, page throws(Problem) in
      for value in page {
        guard let id = value["experiment_id"]?.plain, let name = value["name"]?.text, !id.isEmpty
        else { continue }
        if value["lifecycle_stage"]?.text != "deleted" { sync.experiments[id] = name }
        shown.append(
          .init(
            kind: "experiment", key: id,
            state: [
              "name": .string(name), "lifecycle": value["lifecycle_stage"] ?? "active",
              "tags": value["tags"] ?? [],
            ]))
      }
      return true
    }
    try await taking.note(shown)
    if isFull, !isCutShort { try await taking.end("experiment", but: shown.map(\.key)) }
  }

  mutating func readRuns() async throws(Problem) {
    let mark = try await taking.cursor("runs").flatMap { Int64($0) } ?? 0
    var newest = mark
    var keys: [String] = []
    let ids = experiments.keys.sorted()
    // A server takes so many experiments at a time.
    for start in stride(from: 0, to: ids.count, by: 100) {
      let some = ids[start..<min(start + 100, ids.count)].map { JSONValue.string($0) }
      var body: JSONValue = [
        "experiment_ids": .array(some), "max_results": 200, "run_view_type": "ALL",
        "order_by": ["start_time ASC"],
      ]
      if !isFull, mark > 0, case .object(let members) = body {
        body = .object(
          members + [.init("filter", .string("attributes.start_time >= \(mark - Self.overlap)"))])
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
      known.value.isThere
        && ["RUNNING", "SCHEDULED"].contains(known.value.state["status"]?.text ?? "")
        && !keys.contains(known.key)
    }
    for id in open.keys.sorted().prefix(500) where try !timeIsUp {
      do {
        let answer = try await server.ask(
          TrackingQuestion("api/2.0/mlflow/runs/get", query: [("run_id", id)]))
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
        try await taking.refuse(
          "run", value["info"]?["run_id"]?.text ?? "?", error.code, error.reason, value)
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
  var namespace: String {
    let parts = taking.source.address.split(separator: "/", omittingEmptySubsequences: true)
    return "mlflow://" + (parts.dropFirst().first ?? parts.first ?? "")
  }

  private func job(of run: TrackedRun) -> String {
    experiments[run.experiment] ?? "experiment \(run.experiment)"
  }

  mutating func run(_ id: String) async throws(Problem) -> TrackedRun? {
    if let run = runs[id] { return run }
    do {
      let answer = try await server.ask(
        TrackingQuestion("api/2.0/mlflow/runs/get", query: [("run_id", id)]))
      guard let value = answer["run"], let run = try? TrackedRun(value) else { return nil }
      if runs.count < Self.mostRunsKept { runs[id] = run }
      return run
    } catch  where error.code == "mlflow.unknown" {
      return nil
    } catch {
      throw error
    }
  }
}
