import Governance
import Lineage
import Operations
import Terminal

/// Which prompt used what data: what a place came from and what it reaches, as a picture to walk in.
struct LineageScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<LineagePlace>, Problem>, PageRequest)
    case arrived(Result<LineageNeighbourhood, Problem>, LineageRoot)
    case filtered(String)
    case sought(String)
    case deeper, shallower, other, way, impact, rows, fields, export
    case rowsCame(Result<RowSheet.Content, Problem>, RowSheet.Subject, after: String?)
    case answered(FormAnswer, LineageFile)
    case written(Result<String, Problem>, CardFile)
    case replace(CardFile)
    case judge, map, words
    case said(PlaceAct, FormAnswer)
    case recorded(Result<Recorded, Problem>)
  }

  enum Face: Sendable, Equatable {
    /// Places by name.
    case finder
    /// The web as a picture, or as lines.
    case web
    /// What the root reaches, as a list.
    case impact
    /// Single rows: what a version was given, who was given a row.
    case rows
  }

  static let name = ScreenName.lineage
  static let title = "Lineage"
  static let ignores: Set<ChangeKind> = [.review, .generation]
  static let keys = KeyTable<Self, Message>([
    Binding([.character("+"), .character("=")], "more steps", .deeper, unless: \.whyNoWeb),
    Binding([.character("-")], "fewer steps", .shallower, unless: \.whyNoWeb),
    Binding([.character("t")], "table or picture", .other, unless: \.whyNoWeb),
    Binding([.character("p")], "mark the path", .way, unless: \.whyNoPath),
    Binding([.character("i")], "impact list", .impact, unless: \.whyNoWeb),
    Binding([.character("f")], "columns or tables", .fields, unless: \.whyNoWeb),
    Binding([.character("w")], "rows it was given", .rows, unless: \.whyNoRows),
    Binding([.character("E")], "export the lineage", .export, unless: \.whyNoWeb),
    Binding([.character("J")], "judge the data class", .judge, unless: \.whyNoPlace),
    Binding([.character("K")], "the namespace is another's", .map, unless: \.whyNoPlace),
    Binding([.character("W")], "who said what of it", .words, unless: \.whyNoPlace),
  ])

  var sight: Sight
  var face = Face.finder
  var narrowing = Narrowing(.places, orders: ["name"])
  var list = PagedList<LineagePlace>()
  /// What was asked for and has not come yet.
  var asked: LineageRoot?
  /// It did not come, and is asked for again.
  var hasMissed = false
  /// What is shown, and what it was asked by.
  var web: LineageWeb?
  var root: LineageRoot?
  /// Roots before this one, for the way back, with the cursor in each.
  var trail: [LineageRoot] = []
  /// The officer came here from another screen for the first of them.
  var isVisiting = false
  /// Nil until somebody chooses: the picture where it has room.
  var wantsTable: Bool?
  var sketch: LineageSketch?
  var sketched: Sketched?
  /// Nobody has asked for more or fewer steps yet: as many are shown as fit.
  var fitsSteps = true
  var origin = GraphLayout.Spot(row: 0, column: 0)
  var place = ListPlace()
  var seekText = ""
  /// Answers about rows, each asked from the one before.
  var sheets: [RowSheet] = []
  var loadedAt: Int64 = 0
  /// The moment that `web` is of.
  var loadedAsOf: Instant?

  /// What a sketch was made of.
  struct Sketched: Equatable {
    var shown: LineageWeb.Shown
    var size: Size
    var minute: Int64
  }

  static let fetchedSteps = 12
  static let fetchedPlaces = 400
  static let refreshEvery: Int64 = 30_000

  init(sight: Sight) { self.sight = sight }

  /// A picture needs room; small screens begin with the table.
  var isTable: Bool { wantsTable ?? (sight.size.columns < 100 || sight.size.rows < 24) }

  var whyNoWeb: String? {
    if face == .rows { return "These are rows: w leads back to the picture." }
    return web == nil || face == .finder ? "Choose a place first: Enter." : nil
  }
  var whyNoSide: String? {
    if let whyNoWeb { return whyNoWeb }
    return face == .impact ? "This is a list: Esc leads back to the picture." : nil
  }
  var whyNoPath: String? {
    if let whyNoSide { return whyNoSide }
    guard let web else { return nil }
    if !web.way.isEmpty { return nil }
    return web.cursor == web.around.root ? "Go to another box first: p marks the ways between it and the start." : nil
  }

  var motions: [Motion] {
    switch face {
    case .finder:
      Motion.scrolling + [.open] + sidewaysMotions + narrowingMotions
        + (narrowing.filter.isEmpty && web == nil ? [] : [.back])
    case .web where web?.showsColumns == true && !isTable:
      Motion.scrolling + [.left, .right, .open, .nextItem, .previousItem, .follow, .filter, .nextMatch, .back]
    case .web: Motion.scrolling + [.left, .right, .open, .follow, .filter, .nextMatch, .back]
    case .impact: Motion.scrolling + [.open, .follow, .filter, .nextMatch, .back]
    case .rows: Motion.scrolling + [.open, .follow, .back]
    }
  }

  /// What `L` would ask about: the place under the cursor.
  var topic: LineageRoot? {
    switch face {
    case .finder: list.current.map { LineageScreen.root(of: $0.version, $0.node) }
    case .web, .impact, .rows: web?.current.map { LineageScreen.root(of: $0.node.version, $0.node.place) }
    }
  }

  static func root(of version: VersionName?, _ node: LineageNode) -> LineageRoot {
    version.map { .version($0) } ?? .place(namespace: node.namespace, name: node.name, field: node.field)
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
    case .listed(.failure(let problem), _):
      list.giveUp()
      return tell(problem)
    case .arrived(.success(let around), let root): arrive(around, by: root)
    case .arrived(.failure(let problem), let root):
      if asked == root { missed(problem) }
      return tell(problem)
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .sought(let text):
      seekText = text
      return seek()
    case .deeper, .shallower:
      fitsSteps = false
      if web?.deepen(by: { if case .deeper = message { 1 } else { -1 } }()) == false { return [.refuse(whyNoFurther)] }
    case .other:
      if face == .impact { face = .web } else { wantsTable = !isTable }
      settleTable()
    case .way: return markWay()
    case .impact: return showImpact()
    case .rows: return showRows()
    case .fields:
      if face == .impact { face = .web }
      web?.toggleColumns()
      fitsSteps = true
      settleTable()
    case .rowsCame(.success(let content), let subject, let cursor): takeRows(content, of: subject, after: cursor)
    case .rowsCame(.failure(let problem), _, _): return tell(problem)
    case .export: return export()
    case .answered(let answer, let file):
      guard let paper = CardFile(answer, of: file.papers) else { return [.formDone] }
      return write(paper, replacing: false)
    case .written(.success(let path), let file):
      return [
        .formDone, .say(Notice(.recorded, "The lineage went to \(path) (\(NumberWords.bytes(file.bytes.count))).")),
      ]
    case .written(.failure(let problem), let file):
      guard problem.code == CardFile.existsCode else { return [.formRefused(problem)] }
      return [.formDone, .ask(file.replaceForm) { _ in .replace(file) }]
    case .replace(let file): return write(file, replacing: true)
    case .judge, .map, .words, .said, .recorded: return say(message)
    }
    return []
  }

  /// What fails by its own fault would fail again.
  private mutating func missed(_ problem: Problem) {
    hasMissed = problem.kind == .unreachable
    if !hasMissed { asked = nil }
  }

  private mutating func arrive(_ around: LineageNeighbourhood, by root: LineageRoot) {
    guard asked == root else { return }
    asked = nil
    loadedAt = sight.uptime
    loadedAsOf = sight.asOf
    let isOther = web?.around.root != around.root
    web = LineageWeb(around, keeping: web)
    self.root = root
    if face == .finder { face = .web }
    if isOther {
      fitsSteps = true
      origin = GraphLayout.Spot(row: 0, column: 0)
      place = ListPlace()
    }
    settleTable()
  }

  private func export() -> [Effect<Message>] {
    guard let web else { return [] }
    do throws(Problem) {
      let file = try LineageFile(web.around)
      return [.ask(file.exportForm) { .answered($0, file) }]
    } catch {
      return [.tell(error)]
    }
  }

  private func write(_ file: CardFile, replacing: Bool) -> [Effect<Message>] {
    [
      .local("the lineage") { () async throws(Problem) -> String in
        try file.write(replacing: replacing)
      } then: {
        .written($0, file)
      }
    ]
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    list.clear()
    return refresh()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return ["namespace": rows.map(\.node.namespace), "name": rows.map(\.node.name)]
  }

  func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  mutating func refresh() -> [Effect<Message>] {
    if hasMissed, let asked { return load(asked) }
    guard face == .finder else {
      if face == .rows, sight.asOf != loadedAsOf, let sheet = sheets.last {
        loadedAsOf = sight.asOf
        return ask(sheet.subject, after: nil)
      }
      guard face != .rows, let root, asked == nil else { return [] }
      guard sight.asOf != loadedAsOf || sight.uptime - loadedAt >= LineageScreen.refreshEvery else { return [] }
      return load(root)
    }
    return [page(list.reload())]
  }

  var reader: ListReader<LineagePlace> {
    let (filter, isReversed) = (narrowing.filter, narrowing.isReversed)
    return { desk, place, limit throws(Problem) in
      try await desk.lineagePlaces(filter, isReversed: isReversed, at: place, limit: limit)
    }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "places") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func load(_ root: LineageRoot) -> [Effect<Message>] {
    asked = root
    hasMissed = false
    return [
      .load("web", "the lineage") { desk throws(Problem) in
        try await desk.lineage(
          around: root, level: .dataset, depth: LineageScreen.fetchedSteps, limit: LineageScreen.fetchedPlaces)
      } then: {
        .arrived($0, root)
      }
    ]
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    let wanted: LineageRoot
    switch target {
    case .place(let root): wanted = root
    case .version(let artifact, let label):
      wanted = .version(VersionName(artifact: artifact, selector: .label(label)))
    default: return []
    }
    trail = []
    isVisiting = true
    return load(wanted)
  }

  mutating func stopped() {
    list.giveUp()
    hasMissed = asked != nil
  }

  mutating func settle() -> [Effect<Message>] {
    let layout = LineageScreenLayout(size: sight.size, face: face)
    if face == .finder {
      fitList(layout.rows)
      guard let request = list.missing() else { return [] }
      return [page(request)]
    }
    settlePicture(layout)
    return []
  }

  func render(in size: Size) -> Frame { LineageScreenPicture(screen: self, size: size).frame() }
}
