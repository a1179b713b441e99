internal import Catalog
package import Governance

extension Workbench {
  /// The calls behind a figure, newest first.
  package func calls(behind question: CallsQuestion, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<CallRow>
  {
    let isBackwards = place.isBackwards
    var from: String?
    switch place {
    case .after(let cursor), .before(let cursor): from = cursor
    case .first, .last: break
    }
    var rows = try await connection.rows(
      ListCallsBehind(question: question, place: from, isBackwards: isBackwards, limit: limit + 1))
    let goesOn = rows.count > limit
    rows = Array(rows.prefix(limit))
    if isBackwards { rows.reverse() }
    return Page(
      rows: rows, cursors: rows.map(\.id),
      next: isBackwards ? (place == .last ? nil : rows.last?.id) : goesOn ? rows.last?.id : nil,
      previous: isBackwards ? (goesOn ? rows.first?.id : nil) : place == .first ? nil : rows.first?.id)
  }
}
