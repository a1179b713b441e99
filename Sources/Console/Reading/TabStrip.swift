import Terminal

/// Tabs in one line, the chosen one marked by brackets as well as by its role.
struct TabStrip: Sendable {
  var titles: [String]
  var chosen: Int

  func draw(into frame: inout Frame, row: Int, column: Int, columns room: Int) {
    var used = 0
    for (place, title) in titles.enumerated().dropFirst(first(in: room)) where used < room {
      let piece = place == chosen ? Piece("[\(title)]", .tabActive) : Piece(" \(title) ", .tab)
      used += frame.write([piece], row: row, column: column + used, columns: room - used)
    }
  }

  /// When they do not all fit, the first that is drawn, so that the chosen one is seen.
  private func first(in room: Int) -> Int {
    let widths = titles.map { columns(of: $0) + 2 }
    var first = 0
    while first < chosen, widths[first...chosen].reduce(0, +) > room { first += 1 }
    return first
  }

  /// Which tab stands at a column, counted from the strip's own beginning, where the strip has so much room.
  func tab(at column: Int, in room: Int) -> Int? {
    var from = 0
    for (place, title) in titles.enumerated().dropFirst(first(in: room)) {
      let width = columns(of: title) + 2
      if column >= from, column < from + width { return place }
      from += width
    }
    return nil
  }
}
