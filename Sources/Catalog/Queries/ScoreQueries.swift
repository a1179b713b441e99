package import Governance

/// Takes judgements of generations that were taken before; answers JSON with `taken`, `known`, `withdrawn`, and the places of those
/// whose generation is `missing`, is `full`, or does `differ`.
package struct TakeScores: Query {
  package static let sql = EmbeddedSQL.TakeScores
  package var receipt: Int64
  package var batch: ScoreBatch
  package init(receipt: Int64, batch: ScoreBatch) {
    self.receipt = receipt
    self.batch = batch
  }
  package var parameters: [Parameter] { [.integer(receipt), .text(batch.json)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}
