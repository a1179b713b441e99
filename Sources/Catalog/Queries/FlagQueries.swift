package import Governance

/// Takes reports of flags; answers JSON with `taken`, `known`, `waiting`, `queued`, `conflicts` and `full`.
package struct TakeFlags: Query {
  package static let sql = EmbeddedSQL.TakeFlags
  package var receipt: Int64
  package var batch: FlagBatch
  package init(receipt: Int64, batch: FlagBatch) {
    self.receipt = receipt
    self.batch = batch
  }
  package var parameters: [Parameter] { [.integer(receipt), .text(batch.json)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

/// Gives reports that waited to their generations.
package struct JoinFlags: Query {
  package static let sql = EmbeddedSQL.JoinFlags
  package var most: Int
  package init(most: Int) { self.most = most }
  package var parameters: [Parameter] { [.integer(most)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (joined: Int64, givenUp: Int64) {
    (try row.next(), try row.next())
  }
}
