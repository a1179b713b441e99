import Governance
import Terminal

/// The quarters on the audit screen, and how the chosen one stands.
struct QuarterShelf: Sendable {
  private(set) var rows: [QuarterRow] = []
  private(set) var cursor = 0
  private(set) var pane = ReadingPane()
  private var standings: [String: QuarterStanding] = [:]
  private var asked: String?
  private var drawn: (quarter: String, width: Int)?

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
    drawn = nil
  }

  /// It could not be read: it is asked for again.
  mutating func missed(_ quarter: String) {
    if asked == quarter { asked = nil }
  }

  /// What was read is old: an act has changed it.
  mutating func forget() {
    standings = [:]
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
    return cursor != before
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

  mutating func fit(_ area: Area, now: Instant, style: ReadingStyle = ReadingStyle()) {
    guard area.columns > 0, area.rows > 0, let row = current else { return }
    if drawn?.quarter != row.quarter || drawn?.width != style.layout(in: area) {
      let document = QuarterDocument.document(row, standing, columns: style.columns(in: area))
      drawn?.quarter == row.quarter ? pane.replace(document) : pane.open(document)
      drawn = standing == nil ? nil : (row.quarter, style.layout(in: area))
    }
    pane.fit(height: area.rows, style: style)
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
