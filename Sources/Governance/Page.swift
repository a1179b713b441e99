/// Which rows of a list a page holds: from either end, or beside a row named by its cursor.
package enum PagePlace: Sendable, Equatable {
  case first, last
  /// The rows that follow.
  case after(String)
  /// The rows that lead up to it.
  case before(String)

  /// After a cursor; the beginning when there is none.
  package init(after cursor: String?) {
    self = cursor.map { .after($0) } ?? .first
  }

  /// The cursor of a list that goes forwards only; nil at its beginning.
  package var following: String? {
    if case .after(let cursor) = self { return cursor }
    return nil
  }

  package var isBackwards: Bool {
    switch self {
    case .first, .after: false
    case .last, .before: true
    }
  }
}

/// Part of a list, paged by key in both directions. Cursors are opaque: they are handed back as they came.
package struct Page<Row: Sendable>: Sendable {
  package var rows: [Row]
  /// One a row, where the list can be entered at any of them; else empty.
  package var cursors: [String]
  /// Leads to the rows after these, nil at the end.
  package var next: String?
  /// Leads to the rows before these, nil at the beginning.
  package var previous: String?
  /// About how many rows the whole list has: exact up to 10,000, an estimate above, nil when not asked.
  package var about: Count?

  package init(
    rows: [Row], cursors: [String] = [], next: String? = nil, previous: String? = nil, about: Count? = nil
  ) {
    self.rows = rows
    self.cursors = cursors
    self.next = next
    self.previous = previous
    self.about = about
  }

  /// A page that says the list's length when it is the whole list.
  package init(_ rows: [Row], next: String?, isFirst: Bool) {
    self.init(rows: rows, next: next, about: isFirst && next == nil ? .exactly(rows.count) : nil)
  }

  /// What was read at a place: `rows` in the order they were read in, which is from the list's end when backwards, and
  /// one more than `limit` where the list goes on.
  package init(read rows: [Row], at place: PagePlace, limit: Int, cursor: (Row) -> String) {
    let goesOn = rows.count > limit
    let shown = Array(rows.prefix(limit))
    let ordered = place.isBackwards ? shown.reversed() : shown
    let cursors = ordered.map(cursor)
    self.init(rows: ordered, cursors: cursors)
    switch place {
    case .first:
      next = goesOn ? cursors.last : nil
      if !goesOn { about = .exactly(ordered.count) }
    case .after(let given):
      next = goesOn ? cursors.last : nil
      previous = cursors.first ?? given
    case .last: previous = goesOn ? cursors.first : nil
    case .before(let given):
      previous = goesOn ? cursors.first : nil
      next = cursors.last ?? given
    }
  }

  package func map<Other>(_ change: (Row) -> Other) -> Page<Other> {
    Page<Other>(rows: rows.map(change), cursors: cursors, next: next, previous: previous, about: about)
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
