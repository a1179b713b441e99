import Terminal

/// How the officer wants texts laid out, on every screen.
struct ReadingStyle: Sendable, Hashable {
  /// Differences stand side by side where there is room.
  var sideBySide = false
  /// Lines are numbered.
  var numbers = false

  /// Columns of line numbers and the gap after them.
  static let gutter = 5

  /// Columns a document may fill in an area.
  func columns(in area: Area) -> Int { max(1, area.columns - (numbers ? ReadingStyle.gutter : 0)) }

  /// Changes whenever a document for the area has to be laid out again.
  func layout(in area: Area) -> Int { area.columns * 4 + (sideBySide ? 2 : 0) + (numbers ? 1 : 0) }
}
