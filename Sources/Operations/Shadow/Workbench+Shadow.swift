internal import Catalog
internal import Evidence
package import Governance
internal import Shadow

extension Workbench {
  /// Shadow runs, newest first.
  package func shadowRuns(artifact: String? = nil, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<ShadowRunRow>
  {
    try await page(PageShadowRuns(artifact: artifact), at: place, limit: limit)
  }

  /// A run with its matrix; nil names the newest there is.
  package func shadowRun(_ id: Int64? = nil, artifact: String? = nil) async throws(Problem) -> ShadowRunDetail {
    guard let row = try await connection.first(PageShadowRuns(artifact: artifact, run: id)) else {
      throw Problem(
        .notFound, "shadow.unknown", happened: id.map { "There is no shadow run \($0)." } ?? "There is no shadow run.",
        remedy: "Begin one: countersign shadow run, or shadow import.")
    }
    return ShadowRunDetail(
      row: row, arms: try await connection.rows(ListShadowArms(run: row.id)),
      metrics: try await connection.rows(ListShadowMetrics(run: row.id)),
      comparisons: try await connection.rows(ListShadowComparisons(run: row.id)),
      standing: try await connection.one(ReadShadowStanding(run: row.id)),
      agreements: try await connection.rows(ListShadowAgreements(run: row.id)),
      alarm: try await alarms().first { $0.kind == "shadow" && $0.subject == String(row.id) },
      plan: try await plannedNights(artifact: row.artifact).first)
  }

  /// Sets where an artifact's versions answer, or one version; what a lead may.
  package func setShadowEndpoint(
    _ artifact: String, version: VersionName? = nil, _ endpoint: ShadowEndpoint, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      SetShadowEndpoint(artifact: artifact, version: version, endpoint: endpoint, reason: reason, channel: channel))
    return try await recorded(
      activity, "\(version?.text ?? artifact) answers at \(endpoint.url), up to \(endpoint.ceiling.rawValue) data.")
  }

  /// Begins a replay: draws its prompts by the seed.
  package func openShadowRun(_ plan: ShadowPlan, channel: Channel) async throws(Problem) -> (
    run: Int64, recorded: Recorded
  ) {
    try mayWrite()
    let (metrics, judges) = try await measured(plan)
    let opened = try await connection.one(
      OpenShadowRun(
        artifact: plan.artifact, candidate: plan.candidate, versions: plan.versions, prompts: plan.prompts,
        secondsBack: Int64(plan.days) * 86_400, metrics: metrics, judges: judges,
        seed: plan.seed, costLimit: plan.costLimit, reason: plan.reason, channel: channel))
    let withheld =
      opened.withheld > 0 ? ", \(opened.withheld) of them classed above what an endpoint of this run may see" : ""
    let recorded = try await recorded(
      opened.activity,
      "Shadow run \(opened.run) drew \(opened.sampled) of \(opened.population) live prompts\(withheld).")
    return (opened.run, recorded)
  }

  /// What a plan measures and who rates, as the catalog takes them; each judge is looked at before anything is asked.
  func measured(_ plan: ShadowPlan) async throws(Problem) -> (metrics: String, judges: String) {
    var metrics = plan.metrics
    var judges: [JSONValue] = []
    for judge in plan.judges {
      let read = try ShadowJudge(body: Array(try await version(judge.prompt).body.utf8))
      if !metrics.contains(where: { $0.name == judge.metric }) {
        metrics.append(ShadowMetric(name: judge.metric, kind: .score, better: read.better, margin: nil))
      }
      let selector = String(judge.prompt.text.dropFirst(judge.prompt.artifact.count + 1))
      judges.append([
        "artifact": .string(judge.prompt.artifact), "selector": .string(selector), "metric": .string(judge.metric),
      ])
    }
    return (ShadowMetric.json(metrics), ShadowMetric.text(.array(judges)))
  }

  /// Ends a run without a verdict.
  package func abandonShadowRun(_ run: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(AbandonShadowRun(run: run, reason: reason, channel: channel))
    return try await recorded(activity, "Shadow run \(run) was abandoned.")
  }

  /// The pair of one cell that stands so many places from a prompt, the candidate's worst first; the first when none is named,
  /// nil past the ends.
  package func stepShadowPair(_ run: Int64, arm: Int, metric: String, from prompt: Int?, by step: Int)
    async throws(Problem) -> ShadowPairFigures?
  {
    try await connection.first(StepShadowPair(run: run, arm: arm, metric: metric, prompt: prompt, step: step))
  }

  /// What the candidate and one baseline answered to one prompt, from 1. The reading is recorded.
  package func openShadowPair(_ run: Int64, prompt: Int, arm: Int, channel: Channel) async throws(Problem) -> ShadowPair
  {
    try mayWrite()
    let read = try await connection.one(OpenShadowPair(run: run, prompt: prompt, arm: arm, channel: channel))
    return ShadowPair(
      key: read.key, dataClass: read.dataClass,
      conversation: try read.request.map { bytes throws(Problem) in
        try GenerationReading.turns(of: bytes).filter { !$0.isResponse }
      } ?? [],
      candidate: read.candidate.map { String(decoding: $0, as: UTF8.self) },
      baseline: read.baseline.map { String(decoding: $0, as: UTF8.self) })
  }

  /// Alarms, newest first, at most 100.
  package func alarms(closedToo: Bool = false) async throws(Problem) -> [Alarm] {
    try await connection.rows(ListAlarms(closedToo: closedToo))
  }

  package func closeAlarm(_ alarm: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(CloseAlarm(alarm: alarm, reason: reason, channel: channel))
    return try await recorded(activity, "Alarm \(alarm) was closed.")
  }
}
