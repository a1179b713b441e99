import Governance
import Operations
import Terminal

/// A screen among screens: what the shell can ask of any of them.
protocol Seat: Sendable {
  var name: ScreenName { get }
  var ignores: Set<ChangeKind> { get }
  var title: String { get }
  var entrance: Place.Target { get }
  /// Time, officer and room; what the screen then wants.
  mutating func look(_ sight: Sight) -> [Act]
  mutating func press(_ key: Key) -> Pressed
  mutating func move(_ motion: Motion) -> [Act]
  mutating func click(row: Int, column: Int) -> [Act]
  mutating func deliver(_ message: any Sendable) -> [Act]
  mutating func refresh() -> [Act]
  mutating func show(_ target: Place.Target) -> [Act]
  mutating func shown()
  mutating func stopped()
  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool
  func render(in size: Size) -> Frame
  var wakesAt: Int64? { get }
  var topic: LineageRoot? { get }
  var history: String? { get }
  var quotation: Quotation? { get }
  var content: ShownContent? { get }
  var view: ListView? { get }
  mutating func show(_ view: ListView) -> [Act]
  var columnHeads: [ColumnHead] { get }
  var listing: Listing? { get }
  var subject: Subject { get }
  var motions: [Motion] { get }
  /// The first key of each verb, with its words.
  var verbs: [(key: Key, line: HelpLine)] { get }
  var doublyBound: [Key] { get }
}

enum Pressed: Sendable {
  case acts([Act])
  case refused(String)
  case unbound
}

/// A screen that sits in the console.
struct Seated<S: Screen>: Seat {
  private(set) var screen: S

  init(_ screen: S) { self.screen = screen }

  var name: ScreenName { S.name }
  var ignores: Set<ChangeKind> { S.ignores }
  var title: String { S.title }
  var entrance: Place.Target { S.entrance }
  var motions: [Motion] { screen.motions }
  var doublyBound: [Key] { S.keys.doublyBound }
  var verbs: [(key: Key, line: HelpLine)] {
    zip(S.keys.bindings, S.keys.help(in: screen)).compactMap { binding, line in
      binding.keys.first.map { ($0, line) }
    }
  }

  mutating func look(_ sight: Sight) -> [Act] {
    screen.sight = sight
    return erase(screen.settle())
  }

  mutating func press(_ key: Key) -> Pressed {
    switch S.keys.answer(key, in: screen) {
    case .send(let message): .acts(settled(screen.update(message)))
    case .refuse(let why): .refused(why)
    case .unbound: .unbound
    }
  }

  mutating func move(_ motion: Motion) -> [Act] { settled(screen.move(motion)) }
  mutating func click(row: Int, column: Int) -> [Act] { settled(screen.click(row: row, column: column)) }

  mutating func deliver(_ message: any Sendable) -> [Act] {
    guard let message = message as? S.Message else { return [] }
    return settled(screen.update(message))
  }

  mutating func refresh() -> [Act] { settled(screen.refresh()) }
  mutating func show(_ target: Place.Target) -> [Act] { settled(screen.show(target)) }
  mutating func shown() { screen.shown() }
  mutating func stopped() { screen.stopped() }
  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool { screen.read(change) }
  func render(in size: Size) -> Frame { screen.render(in: size) }
  var wakesAt: Int64? { screen.wakesAt }
  var topic: LineageRoot? { screen.topic }
  var history: String? { screen.history }
  var quotation: Quotation? { screen.quotation }
  var content: ShownContent? { screen.content }
  var view: ListView? { screen.view }
  mutating func show(_ view: ListView) -> [Act] { settled(screen.show(view)) }
  var columnHeads: [ColumnHead] { S.columnHeads }
  var listing: Listing? { screen.listing }
  var subject: Subject { screen.subject }

  private mutating func settled(_ effects: [Effect<S.Message>]) -> [Act] { erase(effects + screen.settle()) }
  private func erase(_ effects: [Effect<S.Message>]) -> [Act] { effects.map { Act($0, of: S.name) } }
}
