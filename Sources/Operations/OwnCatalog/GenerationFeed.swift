internal import Governance
internal import Ingest
internal import SampleWorld

/// The sample world's generations in the order of their times, handed to the catalog up to one moment after the other.
struct GenerationFeed {
  private var events: GenerationStream
  private var next: (at: Instant, line: [UInt8])?
  private var reached: Instant

  init(world: World, scale: Int, surge: Int, from: Instant) {
    events = world.generations(from: from, until: world.now, scale: scale, surge: surge)
    next = events.next()
    reached = from
  }

  /// The moments at which what has come in is handed over, the last one being `until`.
  mutating func steps(until: Instant, present: Instant) -> [Instant] {
    var moments: [Instant] = []
    let close = present.advanced(bySeconds: -2 * 86_400)
    while reached < until {
      let pace: Int64 = reached < close ? 7 * 86_400 : 600
      reached = min(reached.advanced(bySeconds: pace), until)
      if next.map({ $0.at <= reached }) == true { moments.append(reached) }
    }
    return moments
  }

  /// Sends every event up to `moment`; answers how many were taken.
  mutating func send(until moment: Instant, through collector: Workbench) async throws(Problem) -> Int {
    let format = GenerationLines(producer: "meridian", now: moment)
    let receipt = try await collector.openReceipt(producer: "meridian", origin: "sample world")
    var batch = IngestBatch()
    var ahead = BatchAhead(collector.connection, receipt: receipt)
    var taken = 0
    var number = 0
    while let event = next, event.at <= moment {
      number += 1
      if case .event(let read) = format.read(event.line) {
        batch.add(IngestBatch.Line(number: number, raw: event.line, outcome: .success(.generation(read))))
      }
      if batch.isFull {
        taken += try await ahead.send(batch)?.taken ?? 0
        batch = IngestBatch()
      }
      next = events.next()
    }
    taken += try await ahead.send(batch)?.taken ?? 0
    taken += try await ahead.settle()?.taken ?? 0
    try await collector.closeReceipt(receipt)
    return taken
  }
}
