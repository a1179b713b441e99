package import Governance

/// Takes figures that others measured; answers JSON with `taken`, `known` and `refusals`.
package struct TakeOutsideFigures: Query {
  package static let sql = EmbeddedSQL.TakeOutsideFigures
  package var receipt: Int64
  /// A list of objects with `line`.
  package var figures: String
  package init(receipt: Int64, figures: String) {
    self.receipt = receipt
    self.figures = figures
  }
  package var parameters: [Parameter] { [.integer(receipt), .text(figures)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}
