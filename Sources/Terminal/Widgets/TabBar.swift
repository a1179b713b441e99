/// One tab of a bar.
package struct Tab: Sendable, Equatable {
  package var title: String
  /// A number worth knowing before going there: flags, turns; none when nil.
  package var count: Int?

  package init(_ title: String, count: Int? = nil) {
    self.title = title
    self.count = count
  }
}

extension Frame {
  /// Draws tabs in one row, the active one in brackets so that it shows without colour.
  ///
  /// When they do not fit, tabs left of the active one give way.
  /// - Returns: where each tab stands, so that a click finds it; empty for those not shown.
  @discardableResult
  package mutating func tabs(_ tabs: [Tab], active: Int, row: Int, column: Int, columns room: Int) -> [Area] {
    var places = tabs.map { _ in Area(row: row, column: column, rows: 0, columns: 0) }
    let labels = tabs.enumerated().map { index, tab in
      let words = tab.count.map { "\(tab.title) \($0)" } ?? tab.title
      return index == active ? "[\(words)]" : " \(words) "
    }
    let widths = labels.map { Terminal.columns(of: $0) }
    let last = min(max(0, active), tabs.count - 1)
    var first = 0
    while first < last, widths[first...last].reduce(0, +) > room { first += 1 }
    var at = column
    for index in labels.indices.dropFirst(first) {
      let left = column + room - at
      if left <= 0 { break }
      let used = write(labels[index], row: row, column: at, columns: left, as: index == active ? .tabActive : .tab)
      places[index] = Area(row: row, column: at, rows: 1, columns: used)
      at += used
    }
    return places
  }
}
