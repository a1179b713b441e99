/// What review items are called on the screen.
enum ReviewWords {
  /// A category's code as words: `hate harassment .94`.
  static func plain(_ reason: String) -> String { reason.replacing("_", with: " ") }
}
