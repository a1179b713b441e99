import Governance
import Lineage
import Operations
import Terminal

/// Where the panes of the lineage screen stand.
struct LineageScreenLayout {
  var strip: Area
  /// The finder's names of columns, and its rows.
  var head: Area
  var rows: Area
  /// The picture.
  var canvas: Area
  /// The table, its header line included.
  var lines: Area
  /// What is known of the box under the cursor.
  var box: Area

  init(size: Size, face: LineageScreen.Face) {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (strip, rest) = all.split(top: 1)
    self.strip = strip
    (head, rows) = rest.split(top: 1)
    let below = size.rows >= 30 ? 7 : size.rows >= 16 ? 5 : 0
    let (upper, lower) = rest.split(bottom: below)
    (canvas, lines, box) = (upper, upper, lower)
  }
}

/// Draws the lineage screen.
struct LineageScreenPicture {
  let screen: LineageScreen
  let size: Size

  func frame() -> Frame {
    var frame = Frame(size)
    let layout = LineageScreenLayout(size: size, face: screen.face)
    if screen.face == .finder {
      drawFinder(into: &frame, layout)
    } else if screen.face == .rows, let sheet = screen.sheets.last {
      sheet.draw(into: &frame, layout)
    } else if let web = screen.web {
      drawStrip(web, into: &frame, layout)
      if screen.isLines {
        drawLines(web, into: &frame, layout)
      } else {
        screen.sketch?.draw(web, into: &frame, area: layout.canvas, origin: screen.origin, focused: true)
        drawBeyond(into: &frame, layout)
      }
      drawBox(web, into: &frame, layout)
    }
    return frame
  }

  private func drawFinder(into frame: inout Frame, _ layout: LineageScreenLayout) {
    let filter =
      screen.narrowing.isPlain
      ? Piece(" Which prompt used what data? Choose a place; / finds it by letters of its name.", .dim)
      : Piece(" \(screen.narrowing.title)", .input)
    frame.write(
      [filter], right: [Piece("\(screen.list.countWords) ", .dim)], row: layout.strip.row, column: 0,
      columns: size.columns)
    screen.drawList(
      into: &frame, head: layout.head, area: layout.rows, focused: true,
      empty: screen.narrowing.filter.isEmpty
        ? ["Nothing has lineage yet. Registering versions or `countersign ingest openlineage` brings it."]
        : ["No place has these letters. Esc takes the filter away."])
  }

  private func drawStrip(_ web: LineageWeb, into frame: inout Frame, _ layout: LineageScreenLayout) {
    guard let root = web.root else { return }
    let up = "← \(web.upstream)\(web.around.morePartsUpstream ? "+" : "")"
    let down = "→ \(web.downstream)\(web.around.morePartsDownstream ? "+" : "")"
    let all = web.depth >= web.deepest && !web.around.morePartsUpstream && !web.around.morePartsDownstream
    let steps = all ? "all steps" : NumberWords.of(web.depth, "step")
    let title = screen.face == .impact ? "What \(LineageWords.name(of: root)) reaches" : LineageWords.name(of: root)
    var right: [Piece] = []
    if screen.face == .impact {
      right = [Piece(impactWords(web) + " ", .dim)]
    } else {
      right = [
        Piece("\(up) upstream", .dim), Piece("   \(down) downstream", .dim), Piece("   \(steps)", .dim),
        Piece("   \(web.showsColumns ? "columns" : "tables") ", web.showsColumns ? .input : .dim),
      ]
    }
    frame.write(
      [Piece(" \(LineageWords.kind(of: root)) ", .dim), Piece(title, .title)], right: right, row: layout.strip.row,
      column: 0, columns: size.columns)
  }

  /// `2 chains, 1 prompt; 2 in production, 1 of high tier`.
  private func impactWords(_ web: LineageWeb) -> String {
    let reached = web.around.places.filter { $0.step > 0 }
    guard !reached.isEmpty else { return "nothing is known to use it" }
    let kinds = Dictionary(grouping: reached, by: { LineageWords.kind(of: $0) })
    let counts = kinds.sorted { $0.key < $1.key }.map { kind, places in
      NumberWords.of(places.count, kind, kind == "index" ? "indexes" : nil)
    }
    let live = reached.count { $0.facts.serving.contains("production") }
    let high = reached.count { $0.facts.tier == .high }
    return counts.joined(separator: ", ") + "; \(live) in production, \(high) of high tier"
      + (web.around.morePartsDownstream ? "; there is more" : "")
  }

  private func drawLines(_ web: LineageWeb, into frame: inout Frame, _ layout: LineageScreenLayout) {
    guard let lines = screen.lines else { return }
    if lines.rows.isEmpty {
      frame.write(
        [Piece(screen.face == .web ? " No column is known to reach it." : " Nothing that is known uses it.", .dim)],
        row: layout.lines.row, column: 0, columns: size.columns)
      return
    }
    let shown = screen.place.shown(count: lines.rows.count, visible: layout.lines.rows - 1)
    frame.table(
      lines.columns,
      rows: lines.rows[shown].map {
        lines.cells(of: $0, in: web, asTree: screen.face == .web, now: screen.sight.now)
      }, place: screen.place, in: layout.lines)
  }

  /// Says on the edges that the picture goes on there.
  private func drawBeyond(into frame: inout Frame, _ layout: LineageScreenLayout) {
    guard let sketch = screen.sketch else { return }
    let (canvas, origin) = (layout.canvas, screen.origin)
    var words: [String] = []
    if origin.column > 0 { words.append("←") }
    if origin.row > 0 { words.append("↑") }
    if origin.row + canvas.rows < sketch.layout.rows { words.append("↓") }
    if origin.column + canvas.columns < sketch.layout.columns { words.append("→") }
    guard !words.isEmpty, canvas.rows > 0 else { return }
    let text = " more \(words.joined(separator: " ")) "
    let width = columns(of: text)
    frame.write(
      [Piece(text, .warning)], row: canvas.endRow - 1, column: max(0, canvas.endColumn - width), columns: width)
  }

  private func drawBox(_ web: LineageWeb, into frame: inout Frame, _ layout: LineageScreenLayout) {
    guard layout.box.rows > 2 else { return }
    let name =
      web.current.map { LineageWords.name(of: $0) } ?? web.currentFold.map { "\($0.members.count) boxes" } ?? ""
    frame.box(layout.box, title: Cutting.middle(name, size.columns - 8))
    let inner = layout.box.inset(rows: 1, columns: 2)
    let document = LineagePlaceDocument.lines(of: web, columns: inner.columns, now: screen.sight.now)
    for (place, line) in document.lines.prefix(inner.rows).enumerated() {
      frame.write(line.left, right: line.right, row: inner.row + place, column: inner.column, columns: inner.columns)
    }
  }
}
