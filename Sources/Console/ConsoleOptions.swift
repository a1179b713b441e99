package import Governance
package import Policy
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
  /// What the officer chose.
  package var settings: Settings
  /// The theme's name, as the palette knows it.
  package var themeName: String
  package var shelf: ThemeShelf
  /// Where typed words are kept until they are recorded.
  package var drafts: any DraftStore
  /// Where lists are kept under names.
  package var views: any ViewStore
  /// Where it is kept which columns lists show.
  package var columns: any ColumnStore
  /// Sentences to tell once.
  package var notices: [String]
  /// Names the officer's own editor, and where a text may lie while it runs.
  package var environment: [String: String] = [:]
  /// Makes PDFs; nil where no program on this machine does.
  package var press: PaperPress?
  /// Takes decisions again, and runs other bundles over them.
  package var engine: any PolicyEngine = UnavailableEngine.none

  package init(
    screen: ScreenOptions, first: ScreenName? = nil, now: Instant? = nil, asOf: Instant? = nil,
    settings: Settings = Settings(), themeName: String = "dark", shelf: ThemeShelf = ThemeShelf(),
    drafts: any DraftStore = MemoryDrafts(), views: any ViewStore = MemoryViews(),
    columns: any ColumnStore = MemoryColumns(), notices: [String] = []
  ) {
    self.screen = screen
    self.first = first
    self.now = now
    self.asOf = asOf
    self.settings = settings
    self.themeName = themeName
    self.shelf = shelf
    self.drafts = drafts
    self.views = views
    self.columns = columns
    self.notices = notices
  }

  var personal: Personal {
    var personal = Personal()
    personal.shelf = shelf
    personal.themeName = themeName
    personal.theme = screen.theme
    personal.mouse = screen.mouse
    personal.copies = settings.copy.value
    personal.offersCalm = settings.calm.value == .offered
    personal.views = views
    personal.columns = columns
    return personal
  }
}

/// Turns an HTML page into a PDF.
package typealias PaperPress = @Sendable (_ html: [UInt8]) throws(Problem) -> [UInt8]

extension UnavailableEngine {
  /// Of a console that was given none.
  package static let none = UnavailableEngine(
    because: Problem(
      .unmet, "rego.absent", happened: "This console was opened without a policy engine.",
      remedy: "Ask on the command line: countersign policy replay, countersign policy what-if."))
}
