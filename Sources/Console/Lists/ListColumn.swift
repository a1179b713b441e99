import Governance
import Terminal

/// A column of a list: what it is called, how wide it may be, what it says of a row.
struct ListColumn<Row: Sendable>: Sendable {
  /// Stands above it, and names it where an officer's choice is kept.
  let name: String
  /// From what it is of use with to what it takes where there is room.
  let width: ClosedRange<Int>
  /// Takes what is left over.
  let grows: Bool
  let align: Alignment
  /// Shown while the officer has not chosen.
  let isUsual: Bool
  /// What stands in it; the rest of the sight is for times and places.
  let cell: @Sendable (Row, Sight) -> [Piece]
  /// The same in full, for a file: moments as RFC 3339, names uncut.
  let value: @Sendable (Row) -> String

  init(
    _ name: String, _ width: ClosedRange<Int>, grows: Bool = false, align: Alignment = .left, isUsual: Bool = true,
    value: @escaping @Sendable (Row) -> String, cell: @escaping @Sendable (Row, Sight) -> [Piece]
  ) {
    self.name = name
    self.width = width
    self.grows = grows
    self.align = align
    self.isUsual = isUsual
    self.value = value
    self.cell = cell
  }

  /// A column that says in the list what it says in a file.
  init(
    _ name: String, _ width: ClosedRange<Int>, grows: Bool = false, align: Alignment = .left, isUsual: Bool = true,
    as role: Role = .text, value: @escaping @Sendable (Row) -> String
  ) {
    self.init(name, width, grows: grows, align: align, isUsual: isUsual, value: value) { row, _ in
      [Piece(value(row), role)]
    }
  }

  var head: ColumnHead { ColumnHead(name: name, isUsual: isUsual) }
}

/// A column without what it says: what an officer chooses among.
struct ColumnHead: Sendable, Equatable {
  var name: String
  var isUsual: Bool
}

/// Which columns of a screen are shown, in which order; the first stays the first.
enum ColumnChoice {
  /// - Parameter chosen: names as they were kept; those nobody knows any more are passed over, nil is the usual choice.
  static func shown(_ heads: [ColumnHead], chosen: [String]?) -> [Int] {
    guard let first = heads.indices.first else { return [] }
    guard let chosen else { return [first] + heads.indices.dropFirst().filter { heads[$0].isUsual } }
    var shown = [first]
    for name in chosen {
      if let place = heads.firstIndex(where: { $0.name == name }), !shown.contains(place) { shown.append(place) }
    }
    return shown
  }
}
