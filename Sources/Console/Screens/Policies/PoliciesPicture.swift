import Governance
import Operations
import Policy
import Terminal

/// Where the lists of the Policies screen stand.
struct PoliciesLayout {
  var strip: Area
  /// A what-if in figures; no rows elsewhere.
  var summary: Area
  var box: Area
  var head: Area
  var rows: Area
  var detail: Area
  /// A decision that is open takes all but the strip.
  var reading: Area
  var document: Area

  init(size: Size, choice: PoliciesScreen.Choice) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    reading = rest
    document = rest.inset(rows: 1, columns: 2)
    let (summary, below) = rest.split(top: choice == .whatIf ? 2 : 0)
    self.summary = summary
    let foot = size.rows >= 36 ? 14 : 9
    let (top, bottom) = below.split(top: max(3, below.rows - foot))
    box = top
    (head, rows) = top.inset().split(top: 1)
    detail = bottom
  }
}

/// Draws it.
struct PoliciesPicture {
  let screen: PoliciesScreen
  let size: Size

  private var now: Instant { screen.sight.now }

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = PoliciesLayout(size: size, choice: screen.choice)
    screen.strip.draw(into: &frame, row: layout.strip.row, column: 1, columns: size.columns - 1)
    if let reading = screen.reading {
      draw(reading, into: &frame, layout)
      return frame
    }
    drawSummary(into: &frame, layout.summary)
    frame.box(layout.box, title: title, focused: true)
    screen.drawList(into: &frame, head: layout.head, area: layout.rows, focused: true, empty: empty)
    guard layout.detail.rows > 2 else { return frame }
    let (name, document) = detail(layout.detail.inset(rows: 1, columns: 2))
    frame.box(layout.detail, title: name)
    let inner = layout.detail.inset(rows: 1, columns: 2)
    for (place, line) in document.lines.prefix(inner.rows).enumerated() {
      frame.write(line.left, right: line.right, row: inner.row + place, column: inner.column, columns: inner.columns)
    }
    return frame
  }

  private func draw(_ reading: DecisionReading, into frame: inout Frame, _ layout: PoliciesLayout) {
    frame.box(layout.reading, title: "Decision on \(reading.detail.decision.version)", focused: true)
    reading.pane.draw(into: &frame, area: layout.document, focused: true)
    let words = " \(reading.pane.position) "
    let width = columns(of: words)
    let box = layout.reading
    if width > 2, width + 4 < box.columns {
      frame.write([Piece(words, .dim)], row: box.endRow - 1, column: box.endColumn - width - 2, columns: width)
    }
  }

  private var title: String {
    switch screen.choice {
    case .bundles: "Bundles \(screen.list.countWords)"
    case .requirements: "Requirements of \(screen.outlined?.name ?? "the bundle in force") \(screen.list.countWords)"
    case .decisions:
      "Decisions \(screen.list.countWords)\(screen.narrowing.isPlain ? "" : "  \(screen.narrowing.title)")"
    case .whatIf: "Decisions that flip \(screen.list.countWords)"
    }
  }

  private var empty: [String] {
    switch screen.choice {
    case .bundles: ["No bundle is registered: countersign policy register."]
    case .requirements:
      ["No environment serves a policy: the catalog's own requirements hold.", "Enter on a bundle shows what it asks."]
    case .decisions:
      screen.narrowing.filter.isEmpty
        ? ["No gate has been decided yet.", "Where a policy is in force, a gatekeeper decides every promotion."]
        : ["No decision is like that."]
    case .whatIf:
      switch screen.rehearsal {
      case nil: ["\(screen.sight.key("B")) runs another bundle over all stored decisions and lists those that flip."]
      case .some(let standing): [standing.isOver ? "No decision flips." : "None flips so far."]
      }
    }
  }

  // MARK: A what-if

  private func drawSummary(into frame: inout Frame, _ area: Area) {
    guard area.rows == 2, let standing = screen.rehearsal else { return }
    let answer = standing.answer
    frame.write(
      [
        Piece("\(standing.name) ", .title), Piece("over "),
        Piece(
          "\(NumberWords.grouped(answer.decisions)) of \(NumberWords.of(standing.total.number, "decision"))",
          standing.isOver ? .text : .warning),
        Piece(": \(NumberWords.grouped(answer.toDenied)) now denied", answer.toDenied > 0 ? .failed : .dim),
        Piece(", \(NumberWords.grouped(answer.toAllowed)) now allowed", answer.toAllowed > 0 ? .ok : .dim),
        Piece(
          answer.failed > 0
            ? ", \(NumberWords.grouped(answer.failed)) not decided: \(answer.firstFailure ?? "")" : "", .failed),
      ], row: area.row, column: area.column + 1, columns: area.columns - 2)
    let held = answer.heldBy.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    let words = held.map { "\($0.key) \(NumberWords.grouped($0.value))" }.joined(separator: ", ")
    frame.write(
      held.isEmpty ? [Piece("No requirement holds up more than it did.", .dim)] : [Piece("newly unmet: \(words)")],
      row: area.row + 1, column: area.column + 1, columns: area.columns - 2)
  }

  /// What waits for somebody, day by day: as it was, and as it would be.
  private func days(_ inner: Area) -> (String, Document) {
    var document = Document(columns: inner.columns)
    guard let standing = screen.rehearsal, !standing.answer.days.isEmpty else { return ("Queues a day", document) }
    let days = standing.answer.days
    let (was, now) = (days.reduce(0) { $0 + $1.waitedBefore }, days.reduce(0) { $0 + $1.waitsNow })
    document.line(
      Piece("A day ", .dim),
      Piece("\(rate(was, days.count)) items waited, \(rate(now, days.count)) would", now > was ? .warning : .text),
      Piece("  of \(rate(days.reduce(0) { $0 + $1.decisions }, days.count)) decided", .dim))
    document.line(Piece("day         decided  waited   would", .dim))
    let most = max(1, days.map { max($0.waitedBefore, $0.waitsNow) }.max() ?? 1)
    let room = max(4, min(40, inner.columns - 38))
    // The newest days, where they do not all fit.
    for day in days.suffix(max(1, inner.rows - 2)).reversed() {
      document.line(
        Piece("\(day.day)  "), Piece(figure(day.decisions, 7) + figure(day.waitedBefore, 8)),
        Piece(figure(day.waitsNow, 8), day.waitsNow > day.waitedBefore ? .warning : .text),
        Piece(" " + bar(Double(day.waitsNow) / Double(most), columns: room), .chart))
    }
    return ("Queues a day (\(NumberWords.of(days.count, "day")), the newest first)", document)
  }

  private func rate(_ number: Int, _ days: Int) -> String {
    NumberWords.decimal(Double(number) / Double(max(1, days)), places: 1)
  }

  private func figure(_ number: Int, _ room: Int) -> String {
    Cutting.fit(NumberWords.grouped(number), room, right: true)
  }

  // MARK: What stands below the list

  private func detail(_ inner: Area) -> (String, Document) {
    if screen.choice == .whatIf { return days(inner) }
    var document = Document(columns: inner.columns)
    switch screen.list.current {
    case .bundle(let row):
      bundle(row, into: &document)
      return (row.name, document)
    case .requirement(let row):
      requirement(row, into: &document)
      return (row.id, document)
    case .decision(let row, let unmet):
      decision(row, unmet, into: &document)
      return ("Decision \(row.id.prefix(13))", document)
    case .flip, nil:
      if screen.choice == .bundles { keepers(into: &document) }
      return (screen.choice == .bundles ? "Gatekeepers" : "", document)
    }
  }

  private func bundle(_ row: GateBundleRow, into document: inout Document) {
    keepers(into: &document)
    if let serving = row.serving {
      let signers = serving.signers.isEmpty ? "moved by \(serving.movedBy)" : serving.signers.joined(separator: ", ")
      document.field("decides", "\(serving.environment), since \(TimeWords.dated(serving.since))")
      document.field("signed by", signers)
      document.field("reason", serving.reason)
    } else {
      document.field("decides", "nothing: countersign policy activate \(row.name) --to …")
    }
    document.field("revision", row.revision)
    document.field("registered", "\(row.author), \(TimeWords.dated(row.recordedAt)): \(row.message)")
  }

  private func keepers(into document: inout Document) {
    guard let keepers = screen.keepers else { return }
    guard let last = keepers.max(by: { $0.seenAt < $1.seenAt }) else {
      return document.field(
        "gatekeeper", "none within a day: where a policy is in force, nothing can be signed (countersign serve)",
        .warning)
    }
    let names = Set(keepers.map(\.login)).sorted().joined(separator: ", ")
    document.field(
      "gatekeeper", "\(names), \(last.engine), seen \(TimeWords.dated(last.seenAt))",
      last.engine == "none" ? .failed : .text)
  }

  private func requirement(_ row: PolicyOutline.Entry, into document: inout Document) {
    document.field("asks", row.title.isEmpty ? "its title is worked out by the rule" : row.title)
    document.field("serves", row.principle)
    for (place, words) in row.places.enumerated() { document.field(place == 0 ? "asked of" : "", words) }
    if row.places.isEmpty {
      document.field("asked of", "nothing: no list names it, so every gate is unmet that answers it", .failed)
    }
    if row.file == nil { document.field("rule", "none answers it: every gate that asks it is unmet", .failed) }
    document.field(
      "exceptions",
      (row.isNeverWaived ? "never waived" : "waived by another person, until a day")
        + (row.mayNotApply ? "; may not apply, with a reason" : ""))
    if !row.instead.isEmpty {
      document.field("instead", row.instead == "served" ? "the version that is served stays" : row.instead)
    }
    if !row.remedy.isEmpty { document.field("remedy", row.remedy) }
    if let file = row.file { document.field("rule", file) }
  }

  private func decision(_ row: StoredDecision, _ unmet: [String], into document: inout Document) {
    document.field("outcome", row.allow ? "✓ allow" : "✗ deny", row.allow ? .ok : .failed)
    if !unmet.isEmpty { document.field("unmet", unmet.joined(separator: ", ")) }
    for reason in row.reasons { document.field("reason", reason) }
    document.field("policy", "\(row.policy ?? "none")  \(row.revision)")
    document.field("engine", "\(row.engine) \(row.engineVersion), gatekeeper \(row.actor)")
    document.field("asked by", row.requestedBy ?? "nobody known")
    document.field("decision_id", row.id)
  }
}
