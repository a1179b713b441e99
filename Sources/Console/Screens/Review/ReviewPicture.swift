import Governance
import Terminal

/// Draws the review screen.
struct ReviewPicture {
  let screen: ReviewScreen
  let size: Size

  private var now: Instant { screen.sight.now }
  private var layout: ReviewLayout {
    ReviewLayout(size: size, hasItem: screen.item != nil, focus: screen.focus, tab: screen.item?.tab ?? .response)
  }

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = layout
    let isWide = size.columns >= 100
    if let item = screen.item, isWide || screen.focus != .list {
      drawName(of: item, into: &frame, layout)
    } else {
      drawQueues(into: &frame, layout)
    }
    drawList(into: &frame, layout, isWide: isWide)
    drawItem(into: &frame, layout, isWide: isWide)
    return frame
  }

  // MARK: First line

  private func drawQueues(into frame: inout Frame, _ layout: ReviewLayout) {
    screen.strip.draw(into: &frame, row: layout.strip.row, column: 1, columns: screen.stripRoom)
    frame.write(
      screen.narrowed, row: layout.strip.row, column: 1 + screen.stripRoom, columns: size.columns - 1 - screen.stripRoom
    )
  }

  private func drawName(of item: ReviewItem, into frame: inout Frame, _ layout: ReviewLayout) {
    let row = item.detail.row
    let left = [
      Piece(" \(row.tier.words)", row.tier.role), Piece(" › item \(row.id) › "),
      Piece(NameWords.generation(row.generation), .title),
      Piece(row.state == .open ? "" : "  \(stateWords(row))", .warning),
    ]
    var right: [Piece] = []
    if let claim = item.detail.claim {
      let isOver = claim.until < now
      right.append(
        Piece(
          isOver
            ? "your claim ran out (\(screen.sight.key("r")) renews)"
            : "yours \(TimeWords.countdown(until: claim.until, now: now)) (\(screen.sight.key("r")) renews)",
          isOver ? .failed : .ok))
    } else if case .adjudication? = screen.basis {
      right.append(Piece("yours to settle", .ok))
    } else if row.state != .done {
      right.append(
        Piece(
          row.claimedBy.isEmpty
            ? "not claimed (\(screen.sight.key("c")))" : "with \(row.claimedBy.joined(separator: ", "))", .dim))
    }
    if row.state != .done {
      let isLate = row.due < now
      right.append(Piece("   due \(TimeWords.due(row.due, now: now)) ", isLate ? .warning : .text))
    }
    frame.write(left, right: right, row: layout.strip.row, column: 0, columns: size.columns)
  }

  // MARK: The queue

  private func drawList(into frame: inout Frame, _ layout: ReviewLayout, isWide: Bool) {
    let isFocused = screen.focus == .list
    if isWide {
      frame.box(layout.list, title: listTitle, focused: isFocused)
      frame.box(layout.why, title: "Why it is here")
    }
    screen.drawList(
      into: &frame, head: layout.head, area: layout.rows, focused: isFocused,
      empty: screen.choice == .mine
        ? ["You have claimed nothing. \(screen.sight.key("c")) claims the next item."]
        : !screen.narrowing.filter.isEmpty
          ? ["Nothing that waits fits the filter. Esc takes it away."]
          : screen.sight.asOf != nil
            ? ["Nothing was waiting then."] : ["Nothing is waiting. New high-tier items appear here by themselves."])
    guard let row = screen.list.current, layout.why.rows > 0 else { return }
    let area = isWide ? layout.why.inset(rows: 1, columns: 2) : layout.why.inset(rows: 0, columns: 1)
    var document = Document(columns: area.columns)
    why(row, into: &document, short: !isWide)
    for (place, line) in document.lines.prefix(max(0, area.rows)).enumerated() {
      frame.write(line.left, right: line.right, row: area.row + place, column: area.column, columns: area.columns)
    }
  }

  private var listTitle: String {
    let narrowed = screen.narrowing.title
    let count = narrowed.isEmpty ? waiting ?? screen.list.countWords : "\(screen.list.countWords) \(narrowed)"
    return "Queue \(choiceTitle) \(count)"
  }

  private var choiceTitle: String {
    switch screen.choice {
    case .all: "all"
    case .mine: "mine"
    case .lead: "for a lead"
    case .queue(let id): screen.queues.first { $0.id == id }.map(ReviewScreen.title) ?? id
    }
  }

  /// How many wait in what is chosen, by the queues' own counts: tab and title say the same.
  private var waiting: String? {
    switch screen.choice {
    case .queue(let id): screen.queues.first { $0.id == id }.map { NumberWords.count($0.waiting) }
    case .all: screen.allWaiting.map { NumberWords.count($0) }
    case .mine, .lead: nil
    }
  }

  private func stateWords(_ row: ReviewRow) -> String {
    switch row.state {
    case .open: "waiting"
    case .escalated: "↑ escalated"
    case .disagreed: "⚖ reviewers disagree"
    case .done: "✓ decided"
    }
  }

  private func why(_ row: ReviewRow, into document: inout Document, short: Bool) {
    let reasons =
      row.reasons.isEmpty ? "no reason was recorded" : row.reasons.map(\.termWords).joined(separator: ", ")
    let with = row.claimedBy.isEmpty ? "" : ", with " + row.claimedBy.joined(separator: ", ")
    let progress = row.needed > 1 ? ", \(row.decided) of \(row.needed) verdicts" : ""
    if short {
      document.line(Piece(reasons))
      document.line(
        Piece("\(row.model)\(row.registered ? "" : " (not registered)")\(with)\(progress)", .dim))
      return
    }
    if let item = screen.item, item.detail.row.id == row.id, !item.detail.rule.isEmpty {
      document.paragraph(TierRule.words(for: item.detail.rule))
    }
    document.paragraph(reasons)
    document.paragraph("\(row.model)\(row.registered ? "" : " (not registered)")", .dim)
    document.paragraph("arrived \(TimeWords.ago(row.arrived, now: now))\(with)\(progress)", .dim)
  }

  // MARK: The item

  private func drawItem(into frame: inout Frame, _ layout: ReviewLayout, isWide: Bool) {
    guard let item = screen.item else {
      if isWide {
        frame.box(layout.textBox, title: "Item")
        let inner = layout.textBox.inset(rows: 1, columns: 2)
        let words =
          screen.opening == nil
          ? "Enter opens the item under the cursor; that you read it is recorded. \(screen.sight.key("c")) claims the next."
          : "Opening item \(screen.opening ?? 0) …"
        let rows = wrap(words, columns: max(1, inner.columns)).prefix(max(0, inner.rows))
        for (place, row) in rows.enumerated() {
          frame.write([Piece(row.shown, .dim)], row: inner.row + place, column: inner.column, columns: inner.columns)
        }
        drawBurnDown(into: &frame, inner.split(top: rows.count + 1).bottom)
      }
      return
    }
    if isWide {
      let isSplit = layout.sideBox.rows > 0
      frame.box(
        layout.textBox, title: title(of: item), focused: screen.focus == .text || (!isSplit && screen.focus == .side))
      if isSplit { frame.box(layout.sideBox, title: tabTitle(item.tab), focused: screen.focus == .side) }
    }
    if layout.text.rows > 0 { item.text.draw(into: &frame, area: layout.text, focused: screen.focus == .text) }
    if layout.side.rows > 0 { item.side.draw(into: &frame, area: layout.side, focused: screen.focus == .side) }
    if layout.tabs.rows > 0 {
      item.tabStrip.draw(into: &frame, row: layout.tabs.row, column: layout.tabs.column, columns: layout.tabs.columns)
    }
    if layout.percent.rows > 0 {
      let isText = layout.text.rows > 0
      let words =
        isText
        ? " \(item.text.percentRead) % read · \(NumberWords.of(item.text.document.lines.count, "line"))"
          + (item.detail.generation.keepsAttention ? " · kept for you alone " : " ")
        : item.side.position.isEmpty ? "" : " \(item.side.position) "
      let area = layout.percent
      frame.rule(row: area.row, from: area.column, to: area.column + area.columns)
      let width = min(area.columns, columns(of: words))
      frame.write(
        [Piece(words, .dim)], row: area.row, column: max(area.column, area.column + area.columns - width - 2),
        columns: width)
    }
  }

  /// How the chosen queue emptied in the last day.
  private func drawBurnDown(into frame: inout Frame, _ area: Area) {
    guard let burnDown = screen.burnDown, screen.choice == .queue(burnDown.queue), let last = burnDown.hours.last,
      area.rows >= 4
    else { return }
    let (came, settled) = burnDown.hours.reduce(into: (0, 0)) { $0 = ($0.0 + $1.arrived, $0.1 + $1.settled) }
    func chart(_ name: String, _ values: [Int], _ words: String) -> [Piece] {
      [
        Piece(Cutting.fit(name, 9)),
        Piece(sparkline(values.map(Double.init), columns: min(24, max(1, area.columns - 30))), .chart),
        Piece("  \(words)", .dim),
      ]
    }
    let lines = [
      [Piece("The last 24 hours of \(burnDown.queue)", .title)],
      chart("waiting", burnDown.hours.map(\.waiting), "\(last.waiting) now"),
      chart("came", burnDown.hours.map(\.arrived), NumberWords.of(came, "item")),
      chart("settled", burnDown.hours.map(\.settled), NumberWords.of(settled, "item")),
    ]
    for (place, line) in lines.enumerated() {
      frame.write(line, row: area.row + place, column: area.column, columns: area.columns)
    }
  }

  private func title(of item: ReviewItem) -> String {
    let generation = item.detail.generation
    let language = generation.language.map { " · \($0)" } ?? ""
    var words = "Response  \(generation.model) \(NameWords.version(generation.modelVersion))"
    if !generation.modelRegistered { words += " (not registered)" }
    if let prompt = generation.prompt {
      words += " · prompt \(prompt)\(generation.promptVersion.map { " " + NameWords.version($0) } ?? "")"
    }
    return words + language
  }

  private func tabTitle(_ tab: ReviewItem.Tab) -> String {
    switch tab {
    case .response: "Response"
    case .conversation: "Conversation: what went in, oldest first"
    case .context: "Context: rows of data this answer was given"
    case .flags: "Flags and scores"
    case .history: "History"
    case .similar: "Similar: decided items with an answer like this one"
    }
  }
}
