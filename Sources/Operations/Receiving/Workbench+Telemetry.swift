internal import Catalog
internal import Evidence
package import Governance
package import Ingest

extension Workbench {
  /// Keeps the parts of traces that one request brought, all of them in one transaction; what is refused lies in quarantine.
  package func receive(_ delivery: Delivery, _ batch: TelemetryBatch) async throws(Problem) -> IngestReport {
    var report = IngestReport(file: delivery.origin)
    report.lines = batch.parts.count + batch.refused.count
    guard report.lines > 0 else { return report }
    var parts = PartBatch()
    var refused = batch.refused
    var bodies: [Int: [UInt8]] = [:]
    for (line, part) in batch.parts.enumerated() {
      do throws(Refusal) {
        let body = try part.text
        let digest = ContentDigest(of: body).bytes
        parts.add(
          line: line, trace: part.traceID, kind: part.kind.rawValue, part: part.partID(digest: digest), digest: digest,
          body: body, isCall: part.callOperation != nil || part.isJudgement)
        bodies[line] = body
      } catch {
        refused.append(TelemetryBatch.Refused(raw: Array(part.name.utf8), refusal: error))
      }
    }
    let (sent, kept, texts, times) = (parts, refused, bodies, batch.times)
    report.add(
      try await delivered(delivery) { connection, receipt throws(Problem) in
        var answer = BatchAnswer()
        try sent.send(over: connection)
        if sent.count > 0 {
          let reply = try JSONReading(Array(try connection.one(TakeParts(receipt: receipt)).utf8))
          answer.taken = Int(reply["taken"]?.integer ?? 0)
          answer.known = Int(reply["known"]?.integer ?? 0)
          for line in reply["conflicts"]?.elements ?? [] {
            guard let number = line.integer, let raw = texts[Int(number)] else { continue }
            try connection.quarantine(
              receipt, line: Int(number) + 1,
              Refusal("conflict", "Another span with this id is already there with other content."), raw, &answer)
          }
        }
        for (place, record) in kept.enumerated() {
          try connection.quarantine(receipt, line: place + 1, record.refusal, record.raw, &answer)
        }
        _ = try connection.rows(CloseDelivery(receipt: receipt, first: times?.first, last: times?.last))
        return answer
      })
    return report
  }

  /// Keeps what services counted of their own calls.
  package func receive(_ delivery: Delivery, counts: [CallCount]) async throws(Problem) -> IngestReport {
    var report = IngestReport(file: delivery.origin)
    report.lines = counts.count
    guard !counts.isEmpty else { return report }
    var writer = CanonicalJSON(policy: .generation)
    do throws(JSONRefusal) {
      try writer.append(
        .array(
          counts.map {
            [
              "service": .string($0.service), "at": .string($0.at.rfc3339),
              "series": .string(Hexadecimal.text(of: $0.series)), "count": .number(String($0.count)),
            ]
          }))
    } catch {
      throw error.problem(with: "The list of counts")
    }
    let json = String(decoding: writer.output, as: UTF8.self)
    report.add(
      try await delivered(delivery) { connection, receipt throws(Problem) in
        let series = try connection.one(CountCallsOfServices(receipt: receipt, json: json))
        _ = try connection.rows(CloseDelivery(receipt: receipt, first: nil, last: nil))
        return BatchAnswer(taken: Int(series))
      })
    return report
  }

  private func delivered(
    _ delivery: Delivery, _ body: @Sendable (isolated Connection, Int64) throws(Problem) -> BatchAnswer
  ) async throws(Problem) -> BatchAnswer {
    let opening = OpenDelivery(
      token: delivery.token, scope: DeliveryScope.otlp.rawValue, producer: delivery.producer, format: "otlp",
      origin: delivery.origin)
    var tries = 0
    while true {
      do {
        return try await connection.transaction { connection throws(Problem) in
          try body(connection, try connection.one(opening))
        }
      } catch  where error.code == "catalog.busy" && tries < 5 {
        tries += 1
      } catch {
        throw error
      }
    }
  }
}

extension Connection {
  fileprivate func quarantine(
    _ receipt: Int64, line: Int, _ refusal: Refusal, _ raw: [UInt8], _ answer: inout BatchAnswer
  ) throws(Problem) {
    let new = try one(
      PutInQuarantine(receipt: receipt, .init(line: line, code: refusal.code, reason: refusal.reason, raw: raw)))
    answer.refused += 1
    if new == 0 { answer.refusedBefore += 1 }
  }
}
