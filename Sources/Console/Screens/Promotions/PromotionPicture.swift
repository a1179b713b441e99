import Governance
import Terminal

/// Draws the promotions screen.
struct PromotionPicture {
  let screen: PromotionsScreen
  let size: Size

  private var now: Instant { screen.sight.now }

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = PromotionLayout(size: size, focus: screen.focus, tab: screen.reading?.tab ?? .gate)
    switch screen.focus {
    case .list: drawList(into: &frame, layout)
    case .detail: drawDetail(into: &frame, layout)
    case .set: drawSet(into: &frame, layout)
    }
    return frame
  }

  private func drawList(into frame: inout Frame, _ layout: PromotionLayout) {
    screen.strip.draw(
      into: &frame, row: layout.strip.row, column: 1, columns: size.columns - 1)
    if screen.marked.count > 0 {
      let words = "\(screen.marked.count) marked\(screen.marked.count > 1 ? ": s reads and signs them as one" : "") "
      frame.write([], right: [Piece(words, .warning)], row: layout.strip.row, column: 40, columns: size.columns - 40)
    }
    let isWide = size.columns >= 100
    if isWide {
      frame.box(layout.listBox, title: "\(screen.choice.title) \(screen.list.countWords)", focused: true)
    }
    screen.drawList(
      into: &frame, head: layout.head, area: layout.rows, focused: true, marked: screen.marked, empty: empty)
    guard isWide else { return }
    let row = screen.list.current
    let isHere = screen.reading?.detail.row.id == row?.id
    frame.box(layout.preview, title: row.map { "Gate of \($0.artifact) \(NameWords.version($0.label))" } ?? "Gate")
    if isHere, let pane = screen.reading?.panes[.gate], let area = layout.documents[.gate] {
      pane.draw(into: &frame, area: area, focused: false)
    }
  }

  private var empty: [String] {
    switch screen.choice {
    case .open: ["No promotion is open. Requests appear here by themselves."]
    case .mine: ["No promotion waits for your signature."]
    case .closed: ["No promotion has been closed yet."]
    }
  }

  private func drawSet(into frame: inout Frame, _ layout: PromotionLayout) {
    guard let set = screen.set, let area = layout.documents[.text] else { return }
    let count = set.batch.members.count
    frame.write(
      [Piece(" \(count) promotions, signed as one", .title)],
      right: [Piece("\(set.pane.percentRead) % read ", .dim)], row: layout.strip.row, column: 0, columns: size.columns)
    if let box = layout.boxes[.text] {
      frame.box(box, title: "Decision text of the set: what is signed", focused: true)
      let words = " \(set.pane.position) "
      let width = columns(of: words)
      if width > 2, width + 4 < box.columns {
        frame.write([Piece(words, .dim)], row: box.endRow - 1, column: box.endColumn - width - 2, columns: width)
      }
    }
    set.pane.draw(into: &frame, area: area, focused: true)
  }

  private func drawDetail(into frame: inout Frame, _ layout: PromotionLayout) {
    guard let reading = screen.reading else { return }
    let row = reading.detail.row
    let tier = row.tier.map { Piece($0.mark + " ", $0.role) } ?? Piece("")
    let state = row.state == .open ? "\(row.signed) of \(row.needed) signed" : row.state.rawValue
    frame.write(
      [Piece(" "), tier, Piece(PromotionWords.subject(row), .title)],
      right: [
        Piece(
          size.columns < 100 ? "" : "asked by \(row.requestedBy) · \(TimeWords.ago(row.requestedAt, now: now)) · ", .dim
        ),
        Piece(state + " ", row.state == .promoted ? .ok : .text),
      ], row: layout.strip.row, column: 0, columns: size.columns)
    if layout.tabs.rows > 0 {
      let extent = extent(of: reading)
      let width = columns(of: extent)
      TabStrip(
        titles: PromotionReading.Tab.allCases.map { title($0, reading.detail, short: true) },
        chosen: reading.tab.rawValue
      )
      .draw(into: &frame, row: layout.tabs.row, column: 1, columns: size.columns - 1 - width)
      frame.write([Piece(extent, .dim)], row: layout.tabs.row, column: size.columns - width, columns: width)
    }
    for (tab, box) in layout.boxes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      frame.box(box, title: title(tab, reading.detail, short: false), focused: tab == reading.tab)
    }
    for (tab, area) in layout.documents {
      reading.panes[tab]?.draw(into: &frame, area: area, focused: tab == reading.tab)
      guard let position = reading.panes[tab]?.position, !position.isEmpty, let box = layout.boxes[tab] else {
        continue
      }
      let words = " \(position) "
      let width = columns(of: words)
      if width + 4 < box.columns {
        frame.write([Piece(words, .dim)], row: box.endRow - 1, column: box.endColumn - width - 2, columns: width)
      }
    }
  }

  /// Which lines of the pane in front are seen, where it has no box to tell it.
  private func extent(of reading: PromotionReading) -> String {
    guard let pane = reading.panes[reading.tab] else { return "" }
    let parts = [reading.tab == .text ? "\(pane.percentRead) % read" : "", pane.position].filter { !$0.isEmpty }
    return parts.isEmpty ? "" : " \(parts.joined(separator: " · ")) "
  }

  private func title(_ tab: PromotionReading.Tab, _ detail: PromotionDetail, short: Bool) -> String {
    switch tab {
    case .gate:
      let unmet = detail.requirements.count { $0.state == .unmet }
      return unmet == 0 ? "Gate ✓" : "Gate ✗ \(unmet) unmet"
    case .change:
      guard !short else { return "Change" }
      let from = detail.current.map { NameWords.version($0.row.label) }
      return
        "Change \(from.map { $0 + " → " } ?? "")\(NameWords.version(detail.row.label))\(from == nil ? " (nothing is served yet)" : "")"
    case .reaches: return short ? "Reaches \(detail.reaches.count)" : "Reaches, and who signed"
    case .text:
      let percent = screen.reading?.panes[.text]?.percentRead ?? 0
      return short ? "Text" : "Decision text: what is signed · \(percent) % read"
    }
  }
}
