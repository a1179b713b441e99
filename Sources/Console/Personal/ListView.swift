/// What a screen's list shows, under a name the officer gave it: queue or tab, filter, order.
package struct ListView: Codable, Sendable, Equatable {
  package var name: String
  /// The screen's name.
  package var screen: String
  /// What the screen wrote down of itself, such as `filter: "kind:prompt tier:high"`. Only that screen reads it.
  package var parts: [String: String]

  package init(name: String = "", screen: String, parts: [String: String]) {
    self.name = name
    self.screen = screen
    self.parts = parts
  }

  init(of screen: ScreenName, _ parts: [String: String]) {
    self.init(screen: screen.rawValue, parts: parts.filter { !$0.value.isEmpty })
  }

  subscript(_ part: String) -> String { parts[part] ?? "" }
}

/// Keeps an officer's views from sitting to sitting.
package protocol ViewStore: Sendable {
  /// By name, in order; none where there is none.
  func views(of officer: String) -> [ListView]
  /// Keeps all of an officer's views in place of those kept before; false when they cannot be written.
  func keep(_ views: [ListView], of officer: String) -> Bool
}
