/// Part of a list, paged by key: `next` leads to the rows after these, nil at the end.
package struct Page<Row: Sendable>: Sendable {
  package var rows: [Row]
  /// Opaque; hand it back to get the following page.
  package var next: String?
  /// About how many rows the whole list has: exact up to 10,000, an estimate above, nil when not asked.
  package var about: Count?

  package init(rows: [Row], next: String? = nil, about: Count? = nil) {
    self.rows = rows
    self.next = next
    self.about = about
  }

  /// A page that says the list's length when it is the whole list.
  package init(_ rows: [Row], next: String?, isFirst: Bool) {
    self.init(rows: rows, next: next, about: isFirst && next == nil ? .exactly(rows.count) : nil)
  }

  package func map<Other>(_ change: (Row) -> Other) -> Page<Other> {
    Page<Other>(rows: rows.map(change), next: next, about: about)
  }
}

/// A number of rows, told apart from a guess at it.
package enum Count: Sendable, Equatable {
  case exactly(Int)
  case about(Int)

  package var number: Int {
    switch self {
    case .exactly(let number), .about(let number): number
    }
  }
}
