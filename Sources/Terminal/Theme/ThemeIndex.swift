/// The themes that come with the program, embedded from `themes/*.yaml`.
package enum ThemeIndex {
  package static let names = ["dark", "light", "high-contrast", "color-blind-safe", "monochrome"]

  /// A theme by name.
  /// - Throws: `theme.unknown` with the known names.
  package static func theme(named name: String) throws(TerminalProblem) -> Theme {
    guard let text = source(of: name) else {
      throw TerminalProblem(
        "theme.unknown", happened: "There is no theme '\(name)'.",
        because: "There are \(names.joined(separator: ", ")).", remedy: "Choose one of these.")
    }
    return try Theme(yaml: text, from: "themes/\(name).yaml")
  }

  /// What the program draws with when nobody chose; never fails.
  package static let standard: Theme = (try? theme(named: "dark")) ?? Theme(name: "plain", about: "", styles: [:])

  /// Attributes for terminals without colours, and under NO_COLOR.
  package static let monochrome: Theme =
    (try? theme(named: "monochrome"))
    ?? Theme(name: "plain", about: "", styles: [.selected: Style(attributes: .reverse)])

  static func source(of name: String) -> String? {
    switch name {
    case "dark": EmbeddedThemes.dark
    case "light": EmbeddedThemes.light
    case "high-contrast": EmbeddedThemes.high_contrast
    case "color-blind-safe": EmbeddedThemes.color_blind_safe
    case "monochrome": EmbeddedThemes.monochrome
    default: nil
    }
  }
}
