internal import Catalog
internal import Evidence
package import Governance
internal import Ingest

/// What became of traces that were put together.
package struct AssemblyReport: Sendable, Equatable {
  package var traces = 0
  package var generations = 0
  package var refused = 0

  package init(traces: Int = 0, generations: Int = 0, refused: Int = 0) {
    self.traces = traces
    self.generations = generations
    self.refused = refused
  }
}

extension Workbench {
  /// Puts traces together to which nothing has come for `quiet` seconds: their calls become generations, in one transaction
  /// with the mark that they are done. Another daemon works on others meanwhile.
  ///
  /// - Parameter most: how many traces at a time.
  package func assembleQuietTraces(quiet: Double, most: Int = 200) async throws(Problem) -> AssemblyReport {
    do {
      return try await connection.transaction { connection throws(Problem) in
        try connection.assemble(quiet: quiet, most: most, setAside: nil)
      }
    } catch  where error.kind == .fault || error.kind == .badData {
      // One of them cannot be taken: they go in one by one, and that one is set aside.
      do {
        return try await connection.transaction { connection throws(Problem) in
          try connection.assemble(quiet: quiet, most: 1, setAside: nil)
        }
      } catch let problem where problem.kind == .fault || problem.kind == .badData {
        return try await connection.transaction { connection throws(Problem) in
          try connection.assemble(quiet: quiet, most: 1, setAside: problem)
        }
      } catch {
        throw error
      }
    } catch {
      throw error
    }
  }
}

extension Connection {
  /// - Parameter setAside: why the calls are put into quarantine instead.
  fileprivate func assemble(quiet: Double, most: Int, setAside: Problem?) throws(Problem) -> AssemblyReport {
    let rows = try rows(TakeQuietTraces(quiet: quiet, limit: most))
    guard let producer = rows.first?.producer else { return AssemblyReport() }
    let traces = Set(rows.map(\.trace)).map { Hexadecimal.text(of: $0) }.sorted()
    let assembly = TraceAssembly(rows.compactMap { TracePart(text: $0.body) })
    let calls = try own(assembly.calls, of: producer)
    var report = AssemblyReport(traces: traces.count)
    if !calls.isEmpty || !assembly.refused.isEmpty || !assembly.judgements.isEmpty {
      let receipt = try one(OpenReceipt(producer: producer, format: GenerationLines.name, origin: "traces"))
      let now = try one(ReadOfficer()).now
      let format = GenerationLines(producer: producer, now: now)
      let judged = setAside == nil ? try judge(calls, format, receipt) : []
      let lost = try judge(assembly.judgements, format, receipt)
      let others = calls.filter { !judged.contains($0.eventID) }
      let batch = IngestBatch(calls: others, assembly.refused + lost, of: producer, now: now, setAside)
      let answer = try batch.send(over: self, receipt)
      _ = try self.rows(CloseDelivery(receipt: receipt, first: nil, last: nil))
      report.generations = answer.taken
      report.refused = answer.refused
    }
    _ = try self.rows(EndTraces(producer: producer, traces: traces))
    return report
  }

  /// Takes what judges say of calls that were taken before they said it; answers the events of these calls.
  private func judge(_ calls: [TraceAssembly.Call], _ format: GenerationLines, _ receipt: Int64) throws(Problem)
    -> Set<String>
  {
    var batch = ScoreBatch()
    var events: [String] = []
    for call in calls {
      guard case .event(let event) = format.read(call.line) else { continue }
      // Those of log records have a time; the others came with the span itself.
      let scores = event.scores.filter { $0.at != nil }
      guard !scores.isEmpty else { continue }
      let taken =
        [event] + call.linesBefore.compactMap { if case .event(let event) = format.read($0) { event } else { nil } }
      batch.add(
        ScoreReport(
          producer: event.producer, event: event.eventID, scores: scores, isWhole: false,
          alike: taken.map { .init(metadata: $0.metadataDigest, content: $0.contentDigest) }))
      events.append(call.eventID)
    }
    guard !events.isEmpty else { return [] }
    let reply = try JSONReading(Array(try one(TakeScores(receipt: receipt, batch: batch)).utf8))
    let left = ["missing", "differ", "full"].flatMap { reply[$0]?.elements.compactMap(\.integer) ?? [] }
    return Set(events.enumerated().filter { !left.contains(Int64($0.offset)) }.map(\.element))
  }

  /// Takes what judges say of calls that were taken before and whose traces are forgotten; answers what cannot be taken.
  private func judge(_ judgements: [TraceAssembly.Judgement], _ format: GenerationLines, _ receipt: Int64)
    throws(Problem) -> [TraceAssembly.Refused]
  {
    var batch = ScoreBatch()
    var sent: [TracePart] = []
    var refused: [TraceAssembly.Refused] = []
    for judgement in judgements {
      guard let line = judgement.line, case .event(let event) = format.read(line) else {
        let refusal = Refusal("score.shape", "What is said of the call names nothing, or is no figure.")
        refused.append(TraceAssembly.Refused(part: judgement.part, refusal: refusal))
        continue
      }
      batch.add(
        ScoreReport(producer: event.producer, event: event.eventID, scores: event.scores, isWhole: false))
      sent.append(judgement.part)
    }
    guard !sent.isEmpty else { return refused }
    let reply = try JSONReading(Array(try one(TakeScores(receipt: receipt, batch: batch)).utf8))
    for (name, refusal) in [("missing", Refusal.noCallToJudge), ("full", Refusal.tooManyJudgements)] {
      for place in (reply[name]?.elements ?? []).compactMap(\.integer) where sent.indices.contains(Int(place)) {
        refused.append(TraceAssembly.Refused(part: sent[Int(place)], refusal: refusal))
      }
    }
    return refused
  }

  /// Those for which no other event stands already: two instruments may report one call in two traces.
  private func own(_ calls: [TraceAssembly.Call], of producer: String) throws(Problem) -> [TraceAssembly.Call] {
    let answered = calls.filter { $0.responseID != nil }
    guard !answered.isEmpty else { return calls }
    let claimed = try rows(
      ClaimResponses(
        producer: producer, responses: answered.compactMap(\.responseID), events: answered.map(\.eventID)))
    let events = Dictionary(claimed.map { ($0.response, $0.event) }, uniquingKeysWith: { first, _ in first })
    return calls.filter { call in
      guard let response = call.responseID, let event = events[response] else { return true }
      return event == call.eventID
    }
  }
}

extension IngestBatch {
  fileprivate init(
    calls: [TraceAssembly.Call], _ refused: [TraceAssembly.Refused], of producer: String, now: Instant,
    _ setAside: Problem?
  ) {
    self.init()
    let format = GenerationLines(producer: producer, now: now)
    for (place, call) in calls.enumerated() {
      let outcome: Result<Fact, Refusal>
      switch format.read(call.line) {
      case .event(let event) where setAside == nil: outcome = .success(.generation(event))
      case .refused(let refusal): outcome = .failure(refusal)
      case .event, .lineage, .flags, .figure, .blank:
        outcome = .failure(Refusal("catalog.refused", setAside?.summary ?? "It is no generation."))
      }
      add(Line(number: place + 1, raw: call.line, outcome: outcome))
    }
    for (place, record) in refused.enumerated() {
      let raw = (try? record.part.text) ?? []
      add(Line(number: calls.count + place + 1, raw: raw, outcome: .failure(record.refusal)))
    }
  }
}
