import Governance
import Terminal

/// Where the panes of the registry stand.
struct RegistryLayout {
  var strip: Area
  var listBox: Area
  var head: Area
  var rows: Area
  var box: Area
  var tabs: Area
  var document: Area

  init(size: Size, focus: RegistryScreen.Focus) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let none = ReviewLayout.none
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    (listBox, head, rows, box, tabs, document) = (none, none, none, none, none, none)
    if size.columns >= 100 {
      (listBox, box) = rest.split(left: min(64, size.columns * 42 / 100))
      (head, rows) = listBox.inset().split(top: 1)
      let (line, body) = box.inset(rows: 1, columns: 2).split(top: 1)
      (tabs, document) = (line, body.split(top: 1).bottom)
    } else if focus == .list {
      (head, rows) = rest.split(top: 1)
    } else {
      let (line, body) = rest.split(top: 1)
      tabs = line
      document = body.inset(rows: 0, columns: 1)
    }
  }
}

/// Draws the registry.
struct RegistryPicture {
  let screen: RegistryScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = RegistryLayout(size: size, focus: screen.focus)
    let isWide = size.columns >= 100
    drawStrip(into: &frame, layout, isWide: isWide)
    if isWide {
      frame.box(layout.listBox, title: "Artifacts \(screen.list.countWords)", focused: screen.focus == .list)
    }
    screen.drawList(
      into: &frame, head: layout.head, area: layout.rows, focused: screen.focus == .list,
      empty: screen.narrowing.filter.isEmpty
        ? ["Nothing is registered yet. `countersign registry register` brings the first version."]
        : ["Nothing fits the filter. Esc takes it away."])
    drawDetail(into: &frame, layout, isWide: isWide)
    return frame
  }

  private func drawStrip(into frame: inout Frame, _ layout: RegistryLayout, isWide: Bool) {
    if !isWide, screen.focus == .detail, let row = screen.reading?.detail.row {
      let tier = row.tier.map { Piece($0.words, $0.role) } ?? Piece("no tier", .dim)
      frame.write(
        [Piece(" \(row.name)", .title), Piece("  \(row.kind.words) of \(row.team)", .dim)], right: [tier, Piece(" ")],
        row: layout.strip.row, column: 0, columns: size.columns)
      return
    }
    let filter =
      screen.narrowing.isPlain
      ? Piece(" / filter by kind: tier: owner: team: or words", .dim) : Piece(" \(screen.narrowing.title)", .input)
    frame.write(
      [filter], right: [Piece("\(screen.list.countWords) ", .dim)], row: layout.strip.row, column: 0,
      columns: size.columns)
  }

  private func drawDetail(into frame: inout Frame, _ layout: RegistryLayout, isWide: Bool) {
    let isFocused = screen.focus == .detail
    if isWide {
      let name = isFocused ? screen.reading?.detail.row.name : screen.list.current?.name
      frame.box(layout.box, title: name ?? "Artifact", focused: isFocused)
    }
    guard let reading = screen.reading, layout.document.rows > 0 else { return }
    guard !isWide || isFocused || reading.detail.row.name == screen.list.current?.name else { return }
    reading.tabStrip.draw(into: &frame, row: layout.tabs.row, column: layout.tabs.column, columns: layout.tabs.columns)
    reading.pane.draw(into: &frame, area: layout.document, focused: isFocused)
    let words = " \(reading.pane.position) "
    let width = columns(of: words)
    if isWide, width > 2, width + 4 < layout.box.columns {
      frame.write(
        [Piece(words, .dim)], row: layout.box.endRow - 1, column: layout.box.endColumn - width - 2, columns: width)
    }
  }
}
