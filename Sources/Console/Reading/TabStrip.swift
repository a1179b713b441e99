import Terminal

/// Tabs in one line, the chosen one marked by brackets as well as by its role.
struct TabStrip: Sendable {
  var titles: [String]
  var chosen: Int

  func draw(into frame: inout Frame, row: Int, column: Int, columns room: Int) {
    var used = 0
    let widths = titles.map { columns(of: $0) + 2 }
    // When they do not all fit, begin so that the chosen one is seen.
    var first = 0
    while first < chosen, widths[first...chosen].reduce(0, +) > room { first += 1 }
    for (place, title) in titles.enumerated() where place >= first && used < room {
      let text = place == chosen ? "[\(title)]" : " \(title) "
      used += frame.write(
        text, row: row, column: column + used, columns: room - used, as: place == chosen ? .tabActive : .tab)
    }
  }

  /// Which tab stands at a column, counted from the strip's own beginning.
  func tab(at column: Int) -> Int? {
    var from = 0
    for (place, title) in titles.enumerated() {
      let width = columns(of: title) + 2
      if column >= from, column < from + width { return place }
      from += width
    }
    return nil
  }
}
