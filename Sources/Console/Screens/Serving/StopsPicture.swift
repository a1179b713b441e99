import Governance
import Terminal

/// Where the list of stops and roll backs stands.
struct StopsLayout {
  var strip: Area
  var box: Area
  var head: Area
  var rows: Area
  var detail: Area

  init(size: Size) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    let (top, bottom) = rest.split(top: max(3, rest.rows - 8))
    box = top
    (head, rows) = top.inset().split(top: 1)
    detail = bottom
  }
}

/// Draws the list, and below it why and by whom.
struct StopsPicture {
  let screen: StopsScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = StopsLayout(size: size)
    screen.strip.draw(
      into: &frame, row: layout.strip.row, column: 1, columns: size.columns - 1)
    frame.box(layout.box, title: "\(screen.choice.title) \(screen.list.countWords)", focused: true)
    screen.drawList(into: &frame, head: layout.head, area: layout.rows, focused: true, empty: empty)
    guard layout.detail.rows > 2, let row = screen.list.current else { return frame }
    frame.box(layout.detail, title: title(row))
    let inner = layout.detail.inset(rows: 1, columns: 2)
    var document = Document(columns: inner.columns)
    for line in detail(row) where !line.1.isEmpty { document.field(line.0, line.1) }
    for (place, line) in document.lines.prefix(inner.rows).enumerated() {
      frame.write(line.left, right: line.right, row: inner.row + place, column: inner.column, columns: inner.columns)
    }
    return frame
  }

  private var empty: [String] {
    switch screen.choice {
    case .waiting: ["Nothing waits for a second person."]
    case .stops: ["Nothing was ever stopped. ! stops what is chosen on any screen."]
    case .waivers: ["No requirement is waived. w on an open promotion asks for it."]
    case .earlier: ["Nothing was rolled back, lowered or lifted yet."]
    }
  }

  private func title(_ row: ServingAct) -> String {
    switch row {
    case .stop(let row): "Stop \(row.id)"
    case .waiver(let row): "Waiver \(row.id)"
    case .confirmation(let row): "Confirmation \(row.id)"
    }
  }

  private func detail(_ row: ServingAct) -> [(String, String)] {
    switch row {
    case .stop(let row):
      [
        ("reason", row.reason),
        (
          "reached",
          "\(NumberWords.of(row.reached.pointers, "place")), \(NumberWords.of(row.reached.users, "other artifact")), "
            + "\(NumberWords.count(row.reached.calls)) calls in 7 days"
        ),
        ("stopped", "\(row.stoppedBy), \(TimeWords.dated(row.at))"),
        ("lifted", row.isLifted ? "\(row.changedBy): \(row.answer)" : ""),
      ]
    case .waiver(let row):
      [
        ("reason", row.reason), ("owner", row.owner), ("until", TimeWords.dated(row.expiresAt)),
        ("asked by", "\(row.askedBy), \(TimeWords.dated(row.at))"),
        ("answer", row.state == .asked ? "" : "\(row.changedBy): \(row.answer)"),
      ]
    case .confirmation(let row):
      [
        ("reason", row.reason),
        ("asked by", "\(row.askedBy), \(TimeWords.dated(row.at))"), ("due", TimeWords.dated(row.due)),
        ("answer", row.state == .open ? "" : "\(row.changedBy): \(row.answer)"),
        ("you", row.state == .open ? row.refusal ?? "You can countersign it." : ""),
      ]
    }
  }
}
