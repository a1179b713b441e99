internal import Evidence
internal import Governance
internal import Ingest

/// Traces, which become generations.
extension MLflowSync {
  mutating func readTraces() async throws(Problem) {
    let mark = try await taking.cursor("traces").flatMap { Int64($0) } ?? 0
    let ids = experiments.keys.sorted()
    guard !ids.isEmpty else { return }
    var newest = mark
    for start in stride(from: 0, to: ids.count, by: 100) {
      let some = ids[start..<min(start + 100, ids.count)].map { id -> JSONValue in
        ["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": .string(id)]]
      }
      var body: JSONValue = [
        "locations": .array(some), "max_results": 100, "order_by": ["timestamp_ms ASC"],
      ]
      if !isFull, mark > 0, case .object(let members) = body {
        body = .object(
          members + [.init("filter", .string("trace.timestamp_ms >= \(mark - Self.overlap)"))])
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
        "assessments": .string(ContentDigest(of: said).text),
        "count": .number(String(assessments.count)),
      ]
      if let old = known[id] {
        guard !old.state.isSame(as: state) else { continue }
        try await taking.note([.init(kind: "trace", key: id, state: state)])
        continue
      }
      try await take(
        trace: id, info, shown: .init(kind: "trace", key: id, state: state, isQuiet: true))
    }
    return newest
  }

  private func take(trace id: String, _ info: JSONValue, shown: SyncTaking.Shown)
    async throws(Problem)
  {
    let experiment = info["trace_location"]?["mlflow_experiment"]?["experiment_id"]?.plain
    do {
      let answer = try await server.ask(
        TrackingQuestion("api/3.0/mlflow/traces/get", query: [("trace_id", id)]))
      let lines: [[UInt8]]
      do throws(Refusal) {
        lines = try TrackedTrace(answer["trace"] ?? answer).lines(
          service: experiment.flatMap { experiments[$0] })
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
}
