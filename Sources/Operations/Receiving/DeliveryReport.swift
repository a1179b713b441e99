package import Ingest

/// What became of the records of one request.
package struct DeliveryReport: Sendable {
  package var counts: IngestReport
  /// The first records that could not be read, with the reason.
  package private(set) var refusals: [(line: Int, refusal: Refusal)] = []

  init(_ counts: IngestReport) { self.counts = counts }

  /// How many refusals are told one by one.
  private static let most = 20

  mutating func note(_ line: IngestBatch.Line) {
    guard case .failure(let refusal) = line.outcome else { return }
    note(refusal, line: line.number)
  }

  mutating func note(_ refusal: Refusal, line: Int) {
    if refusals.count < DeliveryReport.most { refusals.append((line, refusal)) }
  }
}
