import Terminal

/// Text from outside on a terminal that is not ours to draw on.
enum Plain {
  /// The text with every control, bidi and otherwise unplaceable character as a mark: nothing in it can act.
  static func visible(_ text: String) -> String { Terminal.visible(text) }

  /// Columns of a text that was made visible.
  static func width(_ text: String) -> Int { columns(of: text) }
}
