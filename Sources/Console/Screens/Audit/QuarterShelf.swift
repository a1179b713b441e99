import Governance
import Operations
import Terminal

/// The quarters on the audit screen, and how the chosen one stands.
struct QuarterShelf: Sendable {
  private(set) var rows: [QuarterRow] = []
  private(set) var cursor = 0
  private(set) var pane = ReadingPane()
  private var standings: [String: QuarterStanding] = [:]
  private var asked: String?
  private var drawn: (what: String, width: Int)?
  /// What the pane shows.
  private(set) var paper = QuarterPaper.summary
  private(set) var gapCursor = 0
  /// Gaps that are asked about together.
  private(set) var marked: Set<String> = []
  /// Facts behind gaps, nil where nobody has stated any.
  private var sources: [String: FactRow?] = [:]
  private var drawnBefore = ""

  var current: QuarterRow? { rows.indices.contains(cursor) ? rows[cursor] : nil }
  var standing: QuarterStanding? { current.flatMap { standings[$0.quarter] } }

  mutating func take(_ rows: [QuarterRow]) {
    let held = current?.quarter
    self.rows = rows
    cursor = rows.firstIndex { $0.quarter == held } ?? min(cursor, max(0, rows.count - 1))
  }

  mutating func take(_ standing: QuarterStanding, of quarter: String) {
    if asked == quarter { asked = nil }
    standings[quarter] = standing
    gapCursor = min(gapCursor, max(0, gaps.count - 1))
    drawn = nil
  }

  // MARK: What is missing

  /// What stops the freeze first, then by who owes it.
  var gaps: [QuarterGap] { standing?.gaps ?? [] }
  var gap: QuarterGap? { gaps.indices.contains(gapCursor) ? gaps[gapCursor] : nil }
  /// Those that are marked, else the one under the cursor.
  var chosen: [QuarterGap] {
    let picked = gaps.filter { marked.contains($0.id) }
    return picked.isEmpty ? gap.map { [$0] } ?? [] : picked
  }
  /// The gap under the cursor, when its fact was not read yet.
  var unseen: QuarterGap? { gap.flatMap { $0.key != nil && sources[$0.id] == nil ? $0 : nil } }

  mutating func mark() {
    guard let id = gap?.id else { return }
    if marked.remove(id) == nil { marked.insert(id) }
  }

  mutating func moveGap(by step: Int) -> Bool {
    let before = gapCursor
    gapCursor = min(max(0, gapCursor + step), max(0, gaps.count - 1))
    return gapCursor != before
  }

  mutating func take(_ fact: FactRow?, of gap: String) {
    sources[gap] = .some(fact)
    drawn = nil
  }

  mutating func show(_ paper: QuarterPaper) {
    self.paper = paper
    drawn = nil
  }

  /// It could not be read: it is asked for again.
  mutating func missed(_ quarter: String) {
    if asked == quarter { asked = nil }
  }

  /// What was read is old: an act has changed it.
  mutating func forget() {
    standings = [:]
    sources = [:]
    marked = []
    asked = nil
  }

  /// The quarter whose standing is to be read, if it is not at hand or on its way.
  mutating func wanted() -> String? {
    guard let quarter = current?.quarter, standings[quarter] == nil, asked != quarter else { return nil }
    asked = quarter
    return quarter
  }

  mutating func move(by step: Int) -> Bool {
    let before = cursor
    cursor = min(max(0, cursor + step), max(0, rows.count - 1))
    guard cursor != before else { return false }
    (gapCursor, marked) = (0, [])
    show(.summary)
    return true
  }

  mutating func scroll(_ motion: Motion) { _ = pane.move(motion) }

  func whyNotFreeze(by person: String?) -> String? {
    guard let row = current else { return "There is no quarter yet." }
    if row.state == .frozen { return "\(row.quarter) is frozen and never changes." }
    if !row.isOver { return "\(row.quarter) is not over." }
    if let stop = standing?.gaps.first(where: \.stops) { return stop.what }
    return row.state == .asked && row.askedBy == person && person != nil
      ? "You have signed it: someone else must freeze it." : nil
  }

  func freezeForm(_ row: QuarterRow) -> FormSpec {
    let sentence =
      row.state == .asked
      ? "\(row.askedBy ?? "Somebody") has signed what \(row.quarter) holds. If it is still the same, your signature freezes it."
      : "You sign what \(row.quarter) holds now. A second person who signs the same freezes it."
    return FormSpec(
      id: "quarter-\(row.quarter)", title: "freeze · \(row.quarter)", sentence: sentence,
      fields: [
        FormSpec.Field(
          name: "reason", label: "reason",
          kind: .words(numbered: ["read through, gaps are listed", "figures compared"])),
        FormSpec.Field(name: "quarter", label: "quarter", kind: .exactly(row.quarter)),
      ], verb: "sign")
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) { change(&pane) }

  mutating func fit(_ area: Area, now: Instant, hasList: Bool, style: ReadingStyle = ReadingStyle()) {
    guard area.columns > 0, area.rows > 0, let row = current else { return }
    let width = style.layout(in: area)
    let columns = style.columns(in: area)
    let what: String
    var document = Document(columns: columns)
    switch paper {
    case .gap where gap != nil:
      what = "\(row.quarter) gap \(gap?.id ?? "")"
    case .summary, .gap: what = "\(row.quarter) \(hasList)"
    case .difference(_, let earlier, let later): what = "\(earlier) \(later)"
    case .verdict(let verdict): what = "verdict \(verdict.file)"
    }
    if drawn?.what != what || drawn?.width != width {
      switch paper {
      case .gap:
        if let gap {
          let fact = sources[gap.id]
          document = QuarterPapers.gap(gap, fact ?? nil, isRead: fact != nil, columns: columns, now: now)
        } else {
          document = QuarterDocument.document(row, standing, hasList: hasList, columns: columns)
        }
      case .summary: document = QuarterDocument.document(row, standing, hasList: hasList, columns: columns)
      case .difference(let changes, let earlier, let later):
        document = QuarterPapers.difference(changes, from: earlier, to: later, columns: columns)
      case .verdict(let verdict): document = QuarterPapers.verdict(verdict, columns: columns)
      }
      drawnBefore == what ? pane.replace(document) : pane.open(document)
      drawnBefore = what
      drawn = standing == nil ? nil : (what, width)
    }
    pane.fit(height: area.rows, style: style)
  }

  /// What is missing: what stops the freeze as one list, then by who owes it.
  func drawGaps(into frame: inout Frame, area: Area, focused: Bool, now: Instant) {
    guard area.rows > 0, area.columns > 8 else { return }
    var lines: [(head: String?, place: Int)] = []
    var told: String?
    for (place, gap) in gaps.enumerated() {
      let head = gap.stops ? "What stops the freeze" : gap.owner ?? "the office"
      if told != head { lines.append((head, -1)) }
      told = head
      lines.append((nil, place))
    }
    if lines.isEmpty {
      let words = standing == nil ? "It is being read." : "✓ Nothing is missing."
      frame.write(
        [Piece(words, standing == nil ? .dim : .ok)], row: area.row, column: area.column, columns: area.columns)
      return
    }
    let here = lines.firstIndex { $0.place == gapCursor && $0.head == nil } ?? 0
    let top = max(0, min(here - area.rows / 2, lines.count - area.rows))
    for (offset, line) in lines.dropFirst(top).prefix(area.rows).enumerated() {
      let row = area.row + offset
      if let head = line.head {
        frame.write([Piece(head, .link)], row: row, column: area.column, columns: area.columns)
        continue
      }
      let gap = gaps[line.place]
      let mark: Piece =
        marked.contains(gap.id) ? Piece("* ", .warning) : gap.stops ? Piece("✗ ", .failed) : Piece("– ", .dim)
      frame.write(
        [mark, Piece(gap.scope.isEmpty ? "" : gap.scope + ": "), Piece(gap.key ?? gap.what)],
        right: QuarterShelf.clock(gap, now: now), row: row, column: area.column, columns: area.columns)
      guard line.place == gapCursor else { continue }
      frame.tint(
        Area(row: row, column: area.column, rows: 1, columns: area.columns),
        as: focused ? .selected : .selectedUnfocused)
    }
  }

  /// When it is due, and whether it was asked for and answered.
  private static func clock(_ gap: QuarterGap, now: Instant) -> [Piece] {
    guard gap.key != nil else { return [] }
    if gap.answeredAt != nil, gap.askedAt.map({ asked in gap.answeredAt.map { $0 > asked } ?? false }) ?? true {
      return [Piece(" to confirm", .warning)]
    }
    guard let due = gap.due else { return [Piece(gap.askedAt == nil ? " not asked" : " asked", .dim)] }
    return [Piece(" " + (due < now ? "✗ " : "") + TimeWords.left(until: due, now: now), due < now ? .failed : .warning)]
  }

  func draw(into frame: inout Frame, area: Area, focused: Bool) {
    guard area.rows > 0, area.columns > 2 else { return }
    let top = max(0, cursor - area.rows + 1)
    for (place, row) in rows.dropFirst(top).prefix(area.rows).enumerated() {
      let isHere = top + place == cursor
      frame.write(isHere ? "›" : " ", row: area.row + place, column: area.column, columns: 1, as: .title)
      let packs = row.packs > 0 ? NumberWords.of(row.packs, "pack") + " " : ""
      frame.write(
        [Piece(row.quarter + "  "), row.statePiece], right: [Piece(packs, .dim)], row: area.row + place,
        column: area.column + 1, columns: area.columns - 2)
      guard isHere else { continue }
      frame.tint(
        Area(row: area.row + place, column: area.column, rows: 1, columns: area.columns),
        as: focused ? .selected : .selectedUnfocused)
    }
  }
}

extension QuarterRow {
  var statePiece: Piece {
    switch state {
    case .none where !isOver: Piece("– running", .dim)
    case .none: Piece("✗ not frozen", .warning)
    case .open: Piece("▶ open", .warning)
    case .asked: Piece("▶ signed by one", .warning)
    case .frozen: Piece("✓ frozen", .ok)
    }
  }
}
