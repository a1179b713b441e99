import Governance
import Terminal

/// An open item: what is read, where it is scrolled to, and since when it has been on the screen.
struct ReviewItem: Sendable {
  enum Tab: Int, Sendable, CaseIterable { case response, conversation, context, flags, history, similar }

  var detail: ReviewDetail
  private(set) var tab = Tab.response
  private(set) var text = ReadingPane()
  private(set) var side = ReadingPane()
  /// Turns whose text is folded away.
  private(set) var folded: Set<Int> = []
  /// Decided items whose answer is like this one's; nil before they came.
  private(set) var similar: [SimilarReview]?
  private(set) var seenSince: Int64?
  private var widths = (text: 0, side: 0)
  private var isFresh = true

  /// Decisions wait until the item has been on the screen this long.
  static let readingTime: Int64 = 300

  init(_ detail: ReviewDetail, keeping earlier: ReviewItem?) {
    if let earlier, earlier.detail.generation == detail.generation {
      self = earlier
      self.detail = detail
      isFresh = false
      widths = (0, 0)
      return
    }
    self.detail = detail
    let turns = detail.generation.turns
    folded = Set(turns.indices.filter { turns[$0].role == "system" && !turns[$0].isResponse })
  }

  func hasBeenSeen(at uptime: Int64) -> Bool { seenSince.map { uptime - $0 >= ReviewItem.readingTime } ?? false }

  var hasFlaggedText: Bool { text.document.lines.contains(where: \.isMatch) }

  /// When decisions begin to be taken, if that is still to come.
  func readyAt(after uptime: Int64) -> Int64? {
    seenSince.map { $0 + ReviewItem.readingTime }.flatMap { $0 > uptime ? $0 : nil }
  }

  /// The picture with this item is on the terminal; nil when the item was not in it.
  mutating func shown(at uptime: Int64?) {
    guard let uptime else {
      seenSince = nil
      return
    }
    if seenSince == nil { seenSince = uptime }
    if widths.text > 0 { text.shown() }
  }

  mutating func turnTab(by step: Int) {
    show(tab: (tab.rawValue + step + Tab.allCases.count) % Tab.allCases.count)
  }

  mutating func show(tab number: Int) {
    guard let next = Tab(rawValue: number), next != tab else { return }
    tab = next
    side = ReadingPane()
    widths.side = 0
  }

  mutating func move(_ motion: Motion, inText: Bool) -> Bool {
    inText || tab == .response ? text.move(motion) : side.move(motion)
  }

  mutating func read(inText: Bool, _ change: (inout ReadingPane) -> Void) {
    if inText || tab == .response { return change(&text) }
    let before = side.wanted
    change(&side)
    // What is looked for may stand in a turn that is folded away.
    guard tab == .conversation, side.wanted != before, !side.wanted.isEmpty, !folded.isEmpty else { return }
    folded = []
    side.replace(ReviewDocuments.conversation(detail, folded: folded, columns: widths.side))
    change(&side)
  }

  mutating func take(similar rows: [SimilarReview]) {
    similar = rows
    if tab == .similar { widths.side = 0 }
  }

  /// How much of the answer was on the screen, since when.
  func attention(at uptime: Int64) -> Attention? {
    guard detail.generation.keepsAttention, let seenSince else { return nil }
    let lines = text.document.lines.count
    return Attention(
      linesShown: min(lines, text.furthest), lines: lines, seconds: Int(max(0, uptime - seenSince) / 1000))
  }

  /// Enter on a turn folds or unfolds it.
  mutating func fold() {
    guard tab == .conversation, case .turn(let turn)? = side.currentStop else { return }
    if folded.remove(turn) == nil { folded.insert(turn) }
    side.replace(ReviewDocuments.conversation(detail, folded: folded, columns: widths.side))
  }

  /// Lays the documents out for the room there is.
  mutating func fit(text area: Area, side sideArea: Area, style: ReadingStyle = ReadingStyle()) {
    if area.rows > 0, area.columns != widths.text {
      let document = ReviewDocuments.response(detail, columns: area.columns)
      if isFresh { text.open(document) } else { text.replace(document) }
      widths.text = area.columns
      isFresh = false
    }
    if area.rows > 0 { text.fit(height: area.rows) }
    // The answer has its own numbers.
    if sideArea.rows > 0, style.columns(in: sideArea) != widths.side {
      let columns = style.columns(in: sideArea)
      let document =
        tab == .similar
        ? ReviewDocuments.similar(similar, columns: columns)
        : ReviewDocuments.document(tab, detail, folded: folded, columns: columns)
      if widths.side == 0 { side.open(document) } else { side.replace(document) }
      widths.side = style.columns(in: sideArea)
    }
    if sideArea.rows > 0 { side.fit(height: sideArea.rows, style: style) }
  }

  var tabStrip: TabStrip {
    let generation = detail.generation
    func named(_ name: String, _ count: Int) -> String { count == 0 ? name : "\(name) \(count)" }
    let flags = generation.flags.count { $0.verdict != .clear }
    return TabStrip(
      titles: [
        "Response", named("Conversation", generation.turns.count { !$0.isResponse }),
        named("Context", generation.retrievals.count), named("Flags", flags), "History",
        named("Similar", similar?.count ?? 0),
      ], chosen: tab.rawValue)
  }
}
