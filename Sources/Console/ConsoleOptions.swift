package import Governance
package import Terminal

/// How the console is to be opened.
package struct ConsoleOptions: Sendable {
  /// Theme, mouse, colours, character set.
  package var screen: ScreenOptions
  /// The first screen; the office when nil.
  package var first: ScreenName?
  /// Pins the clock, for pictures and tests.
  package var now: Instant?
  /// The past moment the desk shows already; nil is the present.
  package var asOf: Instant?
  /// Nothing moves by itself: for slow lines.
  package var calm: Bool
  /// Where typed words are kept until they are recorded.
  package var drafts: any DraftStore

  package init(
    screen: ScreenOptions, first: ScreenName? = nil, now: Instant? = nil, asOf: Instant? = nil, calm: Bool = false,
    drafts: any DraftStore = MemoryDrafts()
  ) {
    self.screen = screen
    self.first = first
    self.now = now
    self.asOf = asOf
    self.calm = calm
    self.drafts = drafts
  }
}
