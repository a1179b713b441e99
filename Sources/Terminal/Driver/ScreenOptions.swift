/// How the screen is to be opened.
package struct ScreenOptions: Sendable {
  package var theme: Theme
  /// Whether the mouse reports to us; off leaves selecting text to the terminal.
  package var mouse = true
  /// No colours, only attributes (`NO_COLOR`).
  package var withoutColor = false
  /// Draw ASCII only, also where the locale allows more.
  package var asciiOnly = false
  /// The value of TERM.
  package var term: String
  /// Where standard error goes while the screen is open; nowhere when nil.
  package var log: String?
  /// How long a lone ESC may be the beginning of more, in milliseconds.
  package var escapeDelay = 100

  package init(theme: Theme = ThemeIndex.standard, term: String) {
    self.theme = theme
    self.term = term
  }

  /// What the environment asks for: TERM, NO_COLOR (any value but an empty one).
  package init(theme: Theme = ThemeIndex.standard, environment: [String: String]) {
    self.init(theme: theme, term: environment["TERM"] ?? "")
    withoutColor = !(environment["NO_COLOR"] ?? "").isEmpty
  }
}

/// What the screen turned out to be.
package struct ScreenFound: Sendable, Equatable {
  package var size: Size
  package var glyphs: Glyphs
  package var palette: Palette
  /// Sentences to tell once, such as that TERM was not known here.
  package var notices: [String]
}
