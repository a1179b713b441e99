internal import Catalog
internal import Governance
internal import Ingest
internal import SampleWorld

/// What the sample world's pipelines reported, handed to the catalog through the door of ingest, up to one moment after
/// the other.
struct LineageFeed {
  private var waiting: ArraySlice<(at: Instant, line: [UInt8])>

  init(world: World) { waiting = world.lineage[...] }

  /// When the next event has been reported, if it is by `moment`.
  func next(by moment: Instant) -> Instant? { waiting.first.flatMap { $0.at <= moment ? $0.at : nil } }

  /// Sends every event up to `moment`.
  mutating func send(until moment: Instant, through collector: Workbench) async throws(Problem) {
    let format = OpenLineage(now: moment)
    let receipt = try await collector.openReceipt(
      producer: "data-platform", origin: "sample world", format: OpenLineage.name)
    var batch = IngestBatch()
    var number = 0
    while let event = waiting.first, event.at <= moment {
      waiting.removeFirst()
      number += 1
      if case .lineage(let read) = format.read(event.line) {
        batch.add(IngestBatch.Line(number: number, raw: event.line, outcome: .success(.lineage(read))))
      }
    }
    _ = try await batch.take(over: collector.connection, receipt: receipt)
    try await collector.closeReceipt(receipt)
  }
}
