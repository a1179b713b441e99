import Governance
import Operations
import Terminal

/// What a screen is: a value with a key table of verbs, a way to change, and a way to be drawn.
///
/// Motions come to every screen from one table; `keys` holds its verbs alone. Nothing here waits or opens anything.
protocol Screen: Sendable {
  associatedtype Message: Sendable
  static var name: ScreenName { get }
  static var title: String { get }
  /// What the palette goes there for.
  static var entrance: Place.Target { get }
  static var keys: KeyTable<Self, Message> { get }
  /// What others may change without a line here becoming another.
  static var ignores: Set<ChangeKind> { get }
  /// Motions the screen answers as it stands; help and footer show these.
  var motions: [Motion] { get }
  /// Set by the loop before anything else is asked.
  var sight: Sight { get set }

  mutating func update(_ message: Message) -> [Effect<Message>]
  mutating func move(_ motion: Motion) -> [Effect<Message>]
  /// Reads again what is on the screen, in place. Called on arrival and every few seconds.
  mutating func refresh() -> [Effect<Message>]
  /// The officer came here for something.
  mutating func show(_ target: Place.Target) -> [Effect<Message>]
  /// Called when time or room changed and after each change: keeps cursors inside.
  mutating func settle() -> [Effect<Message>]
  /// What it was reading was cancelled.
  mutating func stopped()
  /// The last rendering stands on the terminal.
  mutating func shown()
  /// Hands the text in focus to something that is done to every text, such as a search; false without one.
  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool
  /// A click at a cell of the screen.
  mutating func click(row: Int, column: Int) -> [Effect<Message>]
  /// When the picture changes by itself before the next second; nil when it does not.
  var wakesAt: Int64? { get }
  /// What a write asked for now would hit; the console takes none before that has been read.
  var subject: Subject { get }
  /// What the officer is looking at, for screens that tell more of it.
  var topic: LineageRoot? { get }
  /// The filter of Activity that finds what was done to what is chosen.
  var history: String? { get }
  /// What `y` copies.
  var quotation: Quotation? { get }
  /// Content on the screen whose leaving it by a copy or a picture is a reading more.
  var content: ShownContent? { get }
  /// What the list shows, to be found again under a name; nil for screens that have no choice.
  var view: ListView? { get }
  mutating func show(_ view: ListView) -> [Effect<Message>]
  /// Columns of its list that can be chosen among; none where it has no such list.
  static var columnHeads: [ColumnHead] { get }
  /// Its list as a whole, for a file; nil where nothing is listed.
  var listing: Listing? { get }
  func render(in size: Size) -> Frame
}

extension Screen {
  static var entrance: Place.Target { .asItStands }
  static var ignores: Set<ChangeKind> { [.review, .generation, .lineage] }
  mutating func show(_ target: Place.Target) -> [Effect<Message>] { [] }
  mutating func settle() -> [Effect<Message>] { [] }
  mutating func shown() {}
  mutating func stopped() {}
  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool { false }
  var wakesAt: Int64? { nil }
  var subject: Subject { .nothing }
  var topic: LineageRoot? { nil }
  var history: String? {
    guard case .version(let name)? = topic else { return nil }
    return "subject:\(name.artifact),\(name.artifact)@*"
  }
  var quotation: Quotation? { topic.map { Quotation($0) } }
  var content: ShownContent? { nil }
  var view: ListView? { nil }
  mutating func show(_ view: ListView) -> [Effect<Message>] { [] }
  static var columnHeads: [ColumnHead] { [] }
  var listing: Listing? { nil }
  mutating func click(row: Int, column: Int) -> [Effect<Message>] { [] }
}
