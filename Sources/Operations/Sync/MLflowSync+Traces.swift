internal import Evidence
internal import Governance
internal import Ingest

/// Traces, which become generations.
extension MLflowSync {
  mutating func readTraces() async throws(Problem) {
    let mark = try await taking.cursor("traces").flatMap { Int64($0) } ?? 0
    let isFirst = isFull || mark == 0
    var newest = mark
    for question in traces("ASC", isFirst ? nil : "trace.timestamp_ms >= \(mark - Self.overlap)") {
      try await pages(question, of: "traces") { sync, page throws(Problem) in
        newest = max(newest, try await sync.take(traces: page))
        return true
      }
    }
    if newest > mark, !isCutShort { try await taking.set("traces", to: String(newest)) }
    if !isFirst, !isCutShort { try await readAgain(before: mark - Self.overlap) }
  }

  /// Reads traces again of which something may have been said since.
  private mutating func readAgain(before: Int64) async throws(Problem) {
    for question in traces("DESC", "trace.timestamp_ms < \(before)") where !isCutShort {
      var left = Self.tracesReadAgain
      try await pages(question, of: "traces") { sync, page throws(Problem) in
        _ = try await sync.take(traces: page)
        left -= page.count
        return left > 0
      }
    }
  }

  /// Asks for traces by their time; a server takes so many experiments at a time.
  private func traces(_ order: String, _ filter: String?) -> [TrackingQuestion] {
    let ids = experiments.keys.sorted()
    return stride(from: 0, to: ids.count, by: 100).map { start in
      let some = ids[start..<min(start + 100, ids.count)].map { id -> JSONValue in
        ["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": .string(id)]]
      }
      return TrackingQuestion(
        "api/3.0/mlflow/traces/search",
        body: .object(present: [
          ("locations", .array(some)), ("max_results", 100), ("order_by", .array([.string("timestamp_ms \(order)")])),
          ("filter", filter.map { .string($0) }),
        ]))
    }
  }

  /// Takes a page of traces; answers the milliseconds of the newest.
  private func take(traces page: [JSONValue]) async throws(Problem) -> Int64 {
    var newest: Int64 = 0
    let ids = page.compactMap { ($0["trace_id"] ?? $0["request_id"])?.filledText }
    let known = try await taking.known("trace", ids)
    let refused =
      isFull ? [:] : try await taking.known("refused", ids.flatMap { ["trace \($0)", "judgements \($0)"] })
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
        "assessments": .string(ContentDigest(of: said).text),
        "count": .number(String(assessments.count)),
      ]
      if let old = known[id] {
        guard !old.state.isSame(as: state), refused["judgements \(id)"]?.state["digest"]?.text != digest(of: info)
        else { continue }
        try await judge(trace: id, info, shown: .init(kind: "trace", key: id, state: state))
        continue
      }
      try await take(
        trace: id, info, shown: .init(kind: "trace", key: id, state: state, isQuiet: true))
    }
    return newest
  }

  /// As a refusal is known by.
  private func digest(of info: JSONValue) -> String? {
    (try? CanonicalJSON.bytes(of: info, policy: .generation)).map { ContentDigest(of: $0).text }
  }

  private func take(trace id: String, _ info: JSONValue, shown: SyncTaking.Shown)
    async throws(Problem)
  {
    let experiment = info["trace_location"]?["mlflow_experiment"]?["experiment_id"]?.plain
    guard let trace = try await whole(trace: id, info) else { return }
    let lines: [[UInt8]]
    do throws(Refusal) {
      lines = try TrackedTrace(trace).lines(service: experiment.flatMap { experiments[$0] })
    } catch {
      return try await taking.refuse("trace", id, error.code, error.reason, info)
    }
    try await taking.take(lines, GenerationLines.self, notes: [shown])
  }

  /// Takes what is said now of a trace that was taken before into its generations.
  private func judge(trace id: String, _ info: JSONValue, shown: SyncTaking.Shown) async throws(Problem) {
    guard let trace = try await whole(trace: id, info) else { return }
    let reports: [ScoreReport]
    do throws(Refusal) {
      reports = try TrackedTrace(trace).judgements(producer: taking.source.name)
    } catch {
      return try await taking.refuse("judgements", id, error.code, error.reason, info)
    }
    try await taking.judge(reports, id, info, notes: [shown])
  }

  /// A trace with its spans; nil when the server does not show it, which is noted.
  private func whole(trace id: String, _ info: JSONValue) async throws(Problem) -> JSONValue? {
    do {
      let answer = try await server.ask(
        TrackingQuestion("api/3.0/mlflow/traces/get", query: [("trace_id", id)]))
      return answer["trace"] ?? answer
    } catch  where error.code == "mlflow.unknown" {
      try await taking.refuse(
        "trace", id, error.code, "The tracking server lists the trace and does not show it.", info)
      return nil
    } catch {
      throw error
    }
  }
}
