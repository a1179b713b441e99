internal import Catalog
package import Governance
package import Ingest

extension Workbench {
  /// Whose token this is, and what time it is on the server.
  ///
  /// - Throws: `token.unknown`, `token.scope`.
  package func tokenHolder(_ digest: [UInt8], for scope: DeliveryScope) async throws(Problem) -> String {
    try await connection.one(ReadTokenHolder(digest: digest, scope: scope.rawValue))
  }

  /// Takes the records of one request, all of them in one transaction. When this returns they are committed; when it throws,
  /// none is. A record that is refused lies in quarantine.
  ///
  /// - Parameter now: what counts as the present when a time is in the future.
  package func receive(
    _ delivery: Delivery, _ type: any LineFormat.Type, scope: DeliveryScope, _ delivered: DeliveredLines, now: Instant
  ) async throws(Problem) -> DeliveryReport {
    var report = DeliveryReport(IngestReport(file: delivery.origin))
    var batch = IngestBatch()
    var times = DeliveryTimes()
    let format = type.init(producer: delivery.producer, now: now)
    for line in delivered.lines {
      guard let read = line.read(format, from: delivery) else { continue }
      times.note(read.outcome)
      report.note(read)
      batch.add(read)
    }
    report.counts.lines = batch.lines.count
    guard report.counts.lines > 0 else { return report }
    let answer = try await take(batch, of: delivery, scope: scope, format: type.name, times)
    report.counts.add(answer)
    for (line, refusal) in answer.refusals { report.note(refusal, line: line) }
    return report
  }

  /// Keeps a request in quarantine that was acknowledged and then would not go in, line by line.
  package func setAside(
    _ lines: [[UInt8]], of delivery: Delivery, scope: DeliveryScope?, _ refusal: Refusal
  ) async throws(Problem) {
    let batch = IngestBatch(
      lines.enumerated().map { IngestBatch.Line(number: $0 + 1, raw: $1, outcome: .failure(refusal)) })
    let receipt = try await connection.one(
      OpenReceipt(producer: delivery.producer, format: scope?.rawValue ?? "otlp", origin: delivery.origin))
    _ = try await batch.take(over: connection, receipt: receipt)
    _ = try await connection.rows(CloseReceipt(receipt: receipt))
  }

  private func take(
    _ batch: IngestBatch, of delivery: Delivery, scope: DeliveryScope, format: String, _ times: DeliveryTimes
  ) async throws(Problem) -> BatchAnswer {
    let opening = OpenDelivery(
      token: delivery.token, scope: scope.rawValue, producer: delivery.producer, format: format,
      origin: delivery.origin)
    var tries = 0
    while true {
      do {
        return try await connection.transaction { connection throws(Problem) in
          let receipt = try connection.one(opening)
          let answer = try batch.send(over: connection, receipt)
          _ = try connection.rows(CloseDelivery(receipt: receipt, first: times.first, last: times.last))
          return answer
        }
      } catch  where error.code == "catalog.busy" && tries < 5 {
        tries += 1
      } catch  where error.kind == .fault || error.kind == .badData {
        // The catalog cannot take one of them: it is looked for, and the others go in.
        let receipt = try await connection.one(opening)
        let answer = try await batch.take(over: connection, receipt: receipt)
        _ = try await connection.rows(CloseDelivery(receipt: receipt, first: times.first, last: times.last))
        return answer
      } catch {
        throw error
      }
    }
  }
}

/// From when to when the events of a request are.
struct DeliveryTimes: Sendable {
  private(set) var first: Instant?
  private(set) var last: Instant?

  mutating func note(_ outcome: Result<IngestBatch.Fact, Refusal>) {
    let at: Instant
    switch outcome {
    case .success(.generation(let event)): at = event.endedAt ?? event.at
    case .success(.lineage(let event)): at = event.at
    case .success(.figure(let figure)):
      guard let measured = figure.at else { return }
      at = measured
    case .success(.flags), .failure: return
    }
    first = first.map { min($0, at) } ?? at
    last = last.map { max($0, at) } ?? at
  }
}

extension DeliveredLines.Line {
  /// Nil for a blank one.
  fileprivate func read(_ format: any LineFormat, from delivery: Delivery) -> IngestBatch.Line? {
    switch content {
    case .failure(let refusal): return IngestBatch.Line(number: number, raw: [], outcome: .failure(refusal))
    case .success(let raw):
      let read = format.read(raw)
      // A token speaks for one producer.
      if delivery.token != nil, let named = read.producer, named != delivery.producer {
        return IngestBatch.Line(number: number, raw: raw, outcome: .failure(.otherProducer))
      }
      return IngestBatch.Fact.of(read).map { IngestBatch.Line(number: number, raw: raw, outcome: $0) }
    }
  }
}
