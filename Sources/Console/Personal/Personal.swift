import Terminal

/// What belongs to the officer at this desk rather than to the office: themes, switches, kept views.
struct Personal: Sendable {
  var shelf = ThemeShelf()
  var themeName = "dark"
  /// What is drawn with; pictures are saved in it.
  var theme = ThemeIndex.standard
  /// The terminal shows colours, and NO_COLOR is not set.
  var hasColors = true
  var mouse = true
  /// `y` may put text on the terminal's clipboard.
  var copies = false
  /// The manners for slow lines are told of once, when the line turns out to be slow.
  var offersCalm = false
  var views: any ViewStore = MemoryViews()
  var columns: any ColumnStore = MemoryColumns()
  /// Where saved pictures go.
  var pictures = "."
}

/// What an officer changes for this sitting, or keeps for the next ones; reached by the palette.
enum PersonalCommand: Sendable, Equatable {
  case theme(String)
  case mouse(Bool)
  case calm(Bool)
  case copying(Bool)
  case keepView
  case view(ListView)
  case forgetView(ListView)
}
