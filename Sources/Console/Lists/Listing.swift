import Governance

/// A list as it is narrowed and ordered now, to be read from its beginning to its end by somebody who knows no rows.
struct Listing: Sendable {
  /// Of the screen, for a file's name.
  var name: String
  var title: String
  /// Names of the columns that are shown.
  var heads: [String]
  /// How many rows there are, as far as that is known.
  var about: Count?
  /// Rows from the one after a cursor on, a text a column, and where they go on.
  var read: @Sendable (any Desk, String?, Int) async throws(Problem) -> (rows: [[String]], next: String?)
}

extension TabularScreen {
  /// Nil where nothing is listed.
  var listing: Listing? {
    guard !list.isEmpty else { return nil }
    let (columns, reader) = (shownColumns, reader)
    return Listing(
      name: Self.name.rawValue, title: Self.title, heads: columns.map(\.name),
      about: list.isComplete ? .exactly(list.count) : list.about
    ) { desk, cursor, limit throws(Problem) in
      let page = try await reader(desk, PagePlace(after: cursor), limit)
      return (page.rows.map { row in columns.map { $0.value(row) } }, page.next)
    }
  }
}
