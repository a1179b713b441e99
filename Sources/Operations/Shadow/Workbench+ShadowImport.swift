internal import Catalog
internal import Evidence
package import Governance

extension Workbench {
  /// Takes recorded answers of several registered versions to the same prompts as a run, works out the comparisons and
  /// closes it.
  ///
  /// - candidate: a version's label; the last to have answered unless told.
  /// - metrics: nil takes every figure of the file, with a twentieth of its scale as the margin, and refusals by 5 points.
  /// - Throws: `shadow.one-version` when there is nothing to compare with, `version.unknown` when one is not registered.
  package func importShadowRun(
    file: String, artifact: String, candidate: String? = nil, metrics given: [ShadowMetric]? = nil, seed: Int64? = nil,
    reason: String, channel: Channel
  ) async throws(Problem) -> (run: Int64, verdict: ShadowVerdict, recorded: Recorded) {
    try mayWrite()
    let file = try RecordedAnswers(file: file, artifact: artifact, now: try await nowOnServer())
    guard let candidate = candidate ?? file.versions.last, file.versions.contains(candidate), file.versions.count > 1
    else {
      throw Problem(
        .badData, "shadow.one-version",
        happened: "The file does not hold the candidate and another version to compare with.",
        because: "Of \(artifact) it has \(file.versions.isEmpty ? "none" : file.versions.joined(separator: ", ")).",
        remedy: "Name the artifact as the file does, and one of its versions.")
    }
    let metrics = given ?? file.usualMetrics
    // Newest first, as in a replay.
    let baselines = file.versions.reversed().filter { $0 != candidate }
    let opened = try await connection.one(
      OpenShadowImport(
        artifact: artifact, candidate: candidate, baselines: baselines, metrics: ShadowMetric.json(metrics), seed: seed,
        reason: reason, channel: channel))
    let fence = try await connection.one(LeadShadowRun(run: opened.run))
    for (arm, version) in ([candidate] + baselines).enumerated() {
      var rest = (file.answers[version] ?? [])[...]
      while !rest.isEmpty {
        let batch = try rest.prefix(100).map { event throws(Problem) in
          try event.shadowAnswer(arm: arm, metrics: metrics)
        }
        rest = rest.dropFirst(100)
        _ = try await connection.one(
          AddShadowAnswers(run: opened.run, fence: fence, answers: ShadowMetric.text(.array(batch))))
      }
    }
    let closed = try await closeShadowRun(opened.run, fence: fence, reason: reason, channel: channel)
    return (opened.run, closed.verdict, closed.recorded)
  }
}

extension RecordedAnswers {
  fileprivate var usualMetrics: [ShadowMetric] {
    figures.sorted { $0.key < $1.key }.map {
      ShadowMetric(
        name: $0.key, kind: .score, better: .higher, margin: max(1e-9, ($0.value.highest - $0.value.lowest) / 20))
    } + ShadowPlan.usualMetrics.filter { $0.name == "refusal" || $0.name == "length" }
  }
}
