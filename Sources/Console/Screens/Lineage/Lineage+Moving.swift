import Governance
import Lineage
import Operations
import Terminal

extension LineageScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch face {
    case .finder: moveInList(motion)
    case .web, .impact: moveInWeb(motion)
    case .rows: moveInRows(motion)
    }
  }

  // MARK: Finding a place

  private mutating func moveInList(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .filter, .reorder, .turnRound: return narrow(motion) ?? []
    case .open:
      guard let found = list.current else { return [.refuse("No place is listed.")] }
      trail = []
      isVisiting = false
      return load(LineageScreen.root(of: found.version, found.node))
    case .back:
      if !narrowing.filter.isEmpty { return update(.filtered("")) }
      if web != nil { face = .web }
      return []
    default:
      _ = list.move(motion)
      return []
    }
  }

  // MARK: In the web

  private mutating func moveInWeb(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .open: return open()
    case .follow: return follow()
    case .back: return goBack()
    case .filter: return [.line(LineSpec(label: "find a box", text: seekText) { _ in nil }) { .sought($0) }]
    case .nextMatch: return seek()
    case .left where face == .web: walk(.left)
    case .right where face == .web: walk(.right)
    case .nextItem, .previousItem:
      guard web?.followNext(by: motion == .nextItem ? 1 : -1) == true else {
        return [.refuse("Of this box no column is known to reach where you came from.")]
      }
    case .down where !isLines: walk(.down)
    case .up where !isLines: walk(.up)
    case .top where !isLines: if let web { self.web?.pick(web.around.root) }
    case .bottom where !isLines: walkToEnd()
    case .pageDown where !isLines: for _ in 0..<3 { walk(.down) }
    case .pageUp where !isLines: for _ in 0..<3 { walk(.up) }
    default: moveInLines(motion)
    }
    return []
  }

  var isLines: Bool { isTable || face == .impact }

  var lines: LineageRows? {
    web.map { web in
      face == .impact
        ? LineageRows.impact(of: web) : web.showsColumns ? LineageRows.columns(of: web) : LineageRows.trees(of: web)
    }
  }

  private mutating func moveInLines(_ motion: Motion) {
    guard let rows = lines?.rows, !rows.isEmpty else { return }
    let height = LineageScreenLayout(size: sight.size, face: face).lines.rows - 1
    switch motion {
    case .top: place.go(to: 0, count: rows.count, visible: height)
    case .bottom: place.go(to: rows.count - 1, count: rows.count, visible: height)
    default: place.move(by: motion.step(page: height) ?? 0, count: rows.count, visible: height)
    }
    if rows.indices.contains(place.cursor) { web?.pick(rows[place.cursor].id) }
  }

  /// Puts the line under the cursor where the box is, after the picture was walked in.
  mutating func settleTable() {
    guard let rows = lines?.rows else { return }
    let height = LineageScreenLayout(size: sight.size, face: face).lines.rows - 1
    let isThere = rows.indices.contains(place.cursor) && rows[place.cursor].id == web?.cursor
    let here = isThere ? place.cursor : rows.firstIndex { $0.id == web?.cursor } ?? 0
    place.go(to: here, count: rows.count, visible: height)
  }

  mutating func walk(_ direction: LineageSketch.Direction) {
    guard let web else { return }
    if isLines {
      let rows = lines?.rows ?? []
      // In a tree a step to the right goes deeper, one to the left back.
      guard rows.indices.contains(place.cursor) else { return }
      let step = rows[place.cursor].step.magnitude
      let next =
        direction == .right
        ? rows.indices.first { $0 == place.cursor + 1 && rows[$0].step.magnitude > step }
        : rows[..<place.cursor].lastIndex { $0.step.magnitude < step }
      guard let next else { return }
      self.web?.pick(rows[next].id)
      place.go(to: next, count: rows.count, visible: LineageScreenLayout(size: sight.size, face: face).lines.rows - 1)
    } else if let next = sketch?.neighbour(of: web.cursor, direction) {
      self.web?.pick(next)
    }
  }

  /// To the box farthest to the right, by the lines.
  private mutating func walkToEnd() {
    for _ in 0..<LineageScreen.fetchedSteps {
      guard let web, let next = sketch?.neighbour(of: web.cursor, .right) else { return }
      self.web?.pick(next)
    }
  }

  private mutating func open() -> [Effect<Message>] {
    guard let web else { return [] }
    if web.currentFold != nil {
      self.web?.unfold()
      settleTable()
      return []
    }
    guard let here = web.current else { return [] }
    guard here.node.id != web.around.root else {
      return [.refuse("This is where you are: go to another box and Enter makes it the start.")]
    }
    if let root { trail.append(root) }
    face = .web
    return load(LineageScreen.root(of: here.node.version, here.node.place))
  }

  private func follow() -> [Effect<Message>] {
    guard let here = web?.current else { return [] }
    guard let version = here.node.version, case .label(let label) = version.selector else {
      return [.refuse("\(here.node.place.name) is not registered: only its lineage is known.")]
    }
    return [.go(Place(screen: .registry, target: .version(artifact: version.artifact, label: label)))]
  }

  private mutating func goBack() -> [Effect<Message>] {
    if face == .impact {
      face = .web
      settleTable()
      return []
    }
    if web?.column != nil {
      web?.followNone()
      return []
    }
    if web?.way.isEmpty == false {
      web?.clearWay()
      return []
    }
    if let earlier = trail.popLast() { return load(earlier) }
    if isVisiting {
      isVisiting = false
      return [.back]
    }
    face = .finder
    return refresh()
  }

  mutating func markWay() -> [Effect<Message>] {
    web?.markWay()
    guard let web else { return [] }
    if web.way.isEmpty { return [.say(Notice(.word, "No way is marked."))] }
    let name = web.current.map { LineageWords.name(of: $0) } ?? ""
    return [
      .say(
        Notice(
          .word,
          "\(NumberWords.of(web.way.count, "box", "boxes")) lie on the ways to \(name). \(sight.key("p")) takes it back."
        ))
    ]
  }

  mutating func showImpact() -> [Effect<Message>] {
    guard let web else { return [] }
    guard face != .impact else {
      face = .web
      settleTable()
      return []
    }
    guard let here = web.current, here.node.id != web.around.root else {
      face = .impact
      settleTable()
      return []
    }
    if let root { trail.append(root) }
    face = .impact
    return load(LineageScreen.root(of: here.node.version, here.node.place))
  }

  /// The next box whose name has the letters, in the order of the table; farther ones are shown.
  mutating func seek() -> [Effect<Message>] {
    guard let web, !seekText.isEmpty else { return [] }
    let letters = seekText.lowercased()
    let found = web.around.places.filter { place in
      LineageWords.name(of: place).lowercased().contains(letters)
        || place.node.place.name.lowercased().contains(letters)
    }
    guard !found.isEmpty else { return [.refuse("No box within \(LineageScreen.fetchedSteps) steps is called that.")] }
    let here = found.firstIndex { $0.node.id == web.cursor }
    let next = found[here.map { ($0 + 1) % found.count } ?? 0]
    self.web?.reveal(next.node.id)
    settleTable()
    return []
  }

  var whyNoFurther: String {
    guard let web else { return "" }
    if web.depth <= 1 { return "One step is the least." }
    let more = web.around.morePartsUpstream || web.around.morePartsDownstream
    return more
      ? "There is more than \(LineageScreen.fetchedSteps) steps or \(LineageScreen.fetchedPlaces) places: make a farther box the start with Enter."
      : "This is all there is: \(web.upstream) upstream, \(web.downstream) downstream."
  }

  // MARK: The picture

  mutating func settlePicture(_ layout: LineageScreenLayout) {
    guard face == .web, !isTable else { return }
    if fitsSteps { fitSteps(layout) }
    guard let web else { return }
    let made = Sketched(shown: web.shown, size: sight.size, minute: sight.now.microseconds / 60_000_000)
    if sketched != made {
      sketch = LineageSketch(web, columns: widest, room: layout.canvas.rows, now: sight.now)
      sketched = made
    }
    if let sketch { origin = sketch.origin(showing: web.cursor, from: origin, in: layout.canvas) }
  }

  /// At first as many steps as the picture has room for, two at least.
  private mutating func fitSteps(_ layout: LineageScreenLayout) {
    fitsSteps = false
    guard var tried = web else { return }
    for steps in stride(from: min(6, max(2, tried.deepest)), through: 2, by: -1) {
      tried.show(steps: steps)
      let sketch = LineageSketch(tried, columns: widest, room: layout.canvas.rows, now: sight.now)
      let fits = sketch.layout.columns <= layout.canvas.columns && sketch.layout.rows <= layout.canvas.rows
      if fits || steps == 2 { break }
    }
    web = tried
  }

  private var widest: Int { sight.size.columns >= 160 ? 32 : 28 }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let layout = LineageScreenLayout(size: sight.size, face: face)
    let spot = Position(row: row, column: column)
    if face == .finder {
      guard layout.rows.contains(spot) else { return [] }
      let before = list.cursor
      list.pick(row: row - layout.rows.row)
      return before == list.cursor ? moveInList(.open) : []
    }
    if face == .rows {
      guard let last = sheets.indices.last, layout.lines.contains(spot) else { return [] }
      let index = sheets[last].place.top + row - layout.lines.row - 1
      guard (0..<sheets[last].count).contains(index) else { return [] }
      let isSecond = index == sheets[last].place.cursor
      sheets[last].place.cursor = index
      return isSecond ? moveInRows(.open) : []
    }
    if isLines {
      let index = place.top + row - layout.lines.row - 1
      guard let rows = lines?.rows, layout.lines.contains(spot), rows.indices.contains(index) else { return [] }
      let isSecond = index == place.cursor
      place.cursor = index
      web?.pick(rows[index].id)
      return isSecond ? open() : []
    }
    guard layout.canvas.contains(spot), let web,
      let box = sketch?.box(
        at: GraphLayout.Spot(
          row: row - layout.canvas.row + origin.row, column: column - layout.canvas.column + origin.column))
    else { return [] }
    if box.id == web.cursor { return open() }
    self.web?.pick(box.id)
    return []
  }
}
