internal import Evidence
internal import Governance
internal import Ingest

/// Figures of the runs that made versions.
extension MLflowSync {
  /// Records the figures of the run that made a version, each once, and again when it has changed.
  mutating func measure(_ version: TrackedVersion, subject: String) async throws(Problem) {
    guard let id = version.run, let run = try await run(id), let name = try? VersionName(subject)
    else { return }
    try await measure(run, name)
    try await readHistories(of: run, name)
  }

  private func measure(_ run: TrackedRun, _ version: VersionName) async throws(Problem) {
    let keys = run.metrics.map { "\(version.text)/\($0.key)" }
    let known = try await taking.known("metric", keys)
    var figures: [(evaluation: Evaluation, shown: SyncTaking.Shown)] = []
    for metric in run.metrics {
      let key = "\(version.text)/\(metric.key)"
      let state: JSONValue = [
        "value": .string(metric.text), "at": .string(metric.at.rfc3339), "run": .string(run.id),
      ]
      if let old = known[key], old.state.isSame(as: state) { continue }
      guard let value = metric.value else {
        try await taking.refuse(
          "metric", key, "metric.value",
          "The figure \(metric.key.prefix(100)) is no number: \(metric.text.prefix(40)).", state)
        try await taking.note([
          .init(kind: "metric", key: key, state: state, subject: version.text, isQuiet: true)
        ])
        continue
      }
      figures.append(
        (
          Evaluation(
            label: "", suite: "mlflow", metric: String(metric.key.prefix(200)), value: value,
            limit: nil, atLeast: true,
            n: nil, suppliedBy: "", at: metric.at),
          .init(kind: "metric", key: key, state: state, subject: version.text, isQuiet: true)
        ))
    }
    try await taking.evaluate(version, figures)
  }

  /// Figures that came after their version was registered.
  mutating func measureAlteredRuns() async throws(Problem) {
    guard !altered.isEmpty else { return }
    let versions = try await taking.known("version")
    for (_, known) in versions.sorted(by: { $0.key < $1.key }) {
      guard let id = known.state["run"]?.text, altered.contains(id), let run = runs[id],
        let subject = known.subject,
        let name = try? VersionName(subject)
      else { continue }
      try await measure(run, name)
      try await readHistories(of: run, name)
    }
  }

  /// Notes the course of each figure that was measured at more than one step: whether it was the last or the best of them, and that it went on
  /// after the version was registered, is told by facts of the source.
  private mutating func readHistories(of run: TrackedRun, _ version: VersionName) async throws(Problem) {
    var shown: [SyncTaking.Shown] = []
    let asked = try await taking.known("course", run.metrics.map { "\(version.text)/\($0.key)" })
    for metric in run.metrics where historiesLeft > 0 {
      let key = "\(version.text)/\(metric.key)"
      let state: JSONValue = [
        "value": .string(metric.text), "at": .string(metric.at.rfc3339), "run": .string(run.id),
      ]
      // As it was asked for last: the next look goes on with the others.
      if let old = asked[key], old.state.isSame(as: state) { continue }
      if try timeIsUp { break }
      historiesLeft -= 1
      var history = MetricHistory()
      let question = TrackingQuestion(
        "api/2.0/mlflow/metrics/get-history",
        query: [("run_id", run.id), ("metric_key", metric.key), ("max_results", "10000")])
      do throws(Problem) {
        try await pages(question, of: "metrics") { _, page throws(Problem) in
          history.add(page)
          return !history.isFull
        }
      } catch {
        guard error.isOfOneThing else { throw error }
        continue
      }
      // A part of it is not the whole.
      if isCutShort { break }
      shown.append(.init(kind: "course", key: key, state: state, subject: version.text, isQuiet: true))
      guard case .object(let members)? = history.summary else { continue }
      shown.append(
        .init(
          kind: "history", key: key, state: .object([.init("run", .string(run.id))] + members), subject: version.text))
    }
    try await taking.note(shown)
  }
}
