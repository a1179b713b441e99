package import Governance

/// A list read by key from either end and in both directions: always one question, whose answer begins at an index entry.
///
/// Its file ends in `/* page */`, where the cursor's condition, the order and the limit are put; `/* order */` is the order
/// alone, `/* filter */` where what the officer filters by goes. All three are put together from texts of this room; every
/// value travels as a parameter.
package protocol PagedQuery: Query {
  /// The file's own parameters, `$1` on.
  var conditions: [Parameter] { get }
  var filter: FilterConditions { get }
  /// What the rows are ordered by, all in one direction; together they name one row.
  var keys: [PageKey] { get }
  var isDescending: Bool { get }
  var window: PageWindow { get set }
  func key(of row: Row) -> [KeyValue]
}

/// Which rows to read, in the list's order.
package struct PageWindow: Sendable {
  let edge: [KeyValue]
  let isBackwards: Bool
  let limit: Int

  /// The beginning.
  package init(limit: Int) {
    edge = []
    isBackwards = false
    self.limit = limit
  }

  init(_ place: PagePlace, of keys: [PageKey], limit: Int) throws(Problem) {
    switch place {
    case .first, .last: edge = []
    case .after(let cursor), .before(let cursor): edge = try PageCursor.values(in: cursor, of: keys)
    }
    isBackwards = place.isBackwards
    self.limit = limit
  }
}

extension PagedQuery {
  package var filter: FilterConditions { .none }

  package var parameters: [Parameter] {
    conditions + filter.parameters + window.edge.map(\.parameter) + [.integer(window.limit)]
  }

  package var statement: String {
    let isDescending = isDescending != window.isBackwards
    let order = "order by " + keys.map { $0.expression + (isDescending ? " desc" : "") }.joined(separator: ", ")
    var page = ""
    var number = conditions.count + filter.parameters.count
    if !window.edge.isEmpty {
      let places = keys.enumerated().map { "$\(number + $0.offset + 1)::\($0.element.kind.rawValue)" }
      let expressions = keys.map(\.expression).joined(separator: ", ")
      page = "and (\(expressions)) \(isDescending ? "<" : ">") (\(places.joined(separator: ", ")))\n"
      number += keys.count
    }
    page += order + "\nlimit $\(number + 1)"
    return Self.sql.replacing("/* filter */", with: filter.sql(after: conditions.count))
      .replacing("/* page */", with: page).replacing("/* order */", with: order)
  }

  /// Where a row stands, to be handed back with `PagePlace`.
  package func cursor(of row: Row) -> String { PageCursor.text(of: key(of: row)) }

  /// The question for other rows of the same list; one row more than `limit` is read, to see whether the list goes on.
  package func reading(_ place: PagePlace, limit: Int) throws(Problem) -> Self {
    var query = self
    query.window = try PageWindow(place, of: keys, limit: limit + 1)
    return query
  }
}
