import Governance
import Operations
import Terminal

/// Every artifact: what it is, what runs, how it changed.
struct RegistryScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<ArtifactRow>, Problem>, PageRequest)
    case detailed(Result<ArtifactDetail, Problem>, name: String)
    case body(Result<VersionDetail, Problem>, VersionName)
    case card(Result<[CardPaper], Problem>, VersionName)
    case branch(Result<[Dependency], Problem>, DependencyTree.Key)
    case filtered(String)
    case difference
    case rollback(RollbackMessage)
  }
  enum Focus: Sendable, Equatable { case list, detail }

  static let name = ScreenName.registry
  static let title = "Registry"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("d")], "difference to the one before", .difference, unless: \.whyNotCompare),
    Binding([.character("R")], "roll back", .rollback(.asked), unless: \.whyNotRollBack),
  ])

  var sight: Sight
  var narrowing = Narrowing(.registry, orders: ArtifactOrder.allCases.map(\.rawValue))
  var list = PagedList<ArtifactRow>()
  var focus = Focus.list
  var reading: ArtifactReading?
  var asked: String?
  var opening: String?
  /// Steps between tabs, pressed before the artifact asked for was there.
  var tabsAhead = 0
  /// Bodies on their way, so that each is asked for once.
  var bodiesAsked: Set<VersionName> = []

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    var motions = Motion.scrolling + [.nextTab, .previousTab, .nextPane, .previousPane]
    guard focus == .detail else {
      return motions + [.open] + sidewaysMotions + narrowingMotions + (narrowing.filter.isEmpty ? [] : [.back])
    }
    motions += [.filter, .nextItem, .previousItem, .back]
    switch reading?.tab {
    case .versions, .usedBy: motions += [.open, .follow]
    case .difference: motions += [.nextSection, .previousSection, .nextMatch, .previousMatch]
    default: motions += [.nextSection, .previousSection]
    }
    return motions
  }

  var whyNotCompare: String? {
    guard let reading, focus == .detail else { return "Open an artifact first: Enter." }
    return reading.detail.versions.count < 2 ? "It has one version only." : nil
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      if list.takesOpening() { return move(.open) }
      return preview(after: 0)
    case .listed(.failure(let problem), _):
      list.giveUp()
      return tell(problem)
    case .detailed(.success(let detail), let name):
      guard asked == name else { return [] }
      asked = nil
      reading = ArtifactReading(detail, keeping: reading)
      reading?.turnTab(by: tabsAhead)
      tabsAhead = 0
      bodiesAsked = []
      if opening == name {
        opening = nil
        focus = .detail
        list.pick(id: name)
      }
    case .detailed(.failure(let problem), let name):
      if opening == name { opening = nil }
      return tell(problem)
    case .body(.success(let version), _): reading?.take(version)
    case .body(.failure(let problem), _): return tell(problem)
    case .card(.success(let papers), let name): reading?.take(card: papers, of: name)
    case .card(.failure(let problem), _): return tell(problem)
    case .branch(.success(let all), let key): reading?.take(all, below: key)
    case .branch(.failure(let problem), let key):
      reading?.miss(key)
      return tell(problem)
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .difference:
      reading?.compareChosen()
      return []
    case .rollback(let message): return rollBack(message)
    }
    return []
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    focus = .list
    list.clear()
    reading = nil
    return refresh()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return ["name": rows.map(\.name), "team": rows.map(\.team), "owner": rows.compactMap(\.owner)]
  }

  func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  mutating func refresh() -> [Effect<Message>] {
    var effects = [page(list.reload())]
    if opening == nil, let name = reading?.detail.row.name, focus == .detail { effects += load(name, after: 0) }
    return effects
  }

  var reader: ListReader<ArtifactRow> {
    let filter = ArtifactFilter(
      words: narrowing.filter, order: ArtifactOrder.allCases[narrowing.order], isReversed: narrowing.isReversed)
    return { desk, place, limit throws(Problem) in try await desk.artifacts(filter, at: place, limit: limit) }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "the registry") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func load(_ name: String, after: Int64) -> [Effect<Message>] {
    if asked != name { tabsAhead = 0 }
    asked = name
    return [
      .load("detail", "the artifact", after: after) { desk throws(Problem) in
        try await desk.artifact(name)
      } then: {
        .detailed($0, name: name)
      }
    ]
  }

  mutating func preview(after: Int64 = 150) -> [Effect<Message>] {
    guard focus == .list, sight.isWide, let name = list.current?.name, reading?.detail.row.name != name, asked != name
    else { return [] }
    return load(name, after: after)
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    switch target {
    case .artifact(let name), .version(let name, _):
      opening = name
      return load(name, after: 0)
    case .owned(let owner): return update(.filtered("owner:\(owner)"))
    default: return []
    }
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    let layout = RegistryLayout(size: sight.size, focus: focus)
    fitList(layout.rows)
    reading?.fit(layout.document, now: sight.now, style: sight.reading)
    var effects: [Effect<Message>] = []
    for name in reading?.missingBodies ?? [] where !bodiesAsked.contains(name) {
      bodiesAsked.insert(name)
      effects.append(
        .load("body-\(name.text)", name.text) { desk throws(Problem) in
          try await desk.version(name)
        } then: {
          .body($0, name)
        })
    }
    if let name = reading?.missingCard,
      !bodiesAsked.contains(VersionName(artifact: name.text, selector: .label("card")))
    {
      bodiesAsked.insert(VersionName(artifact: name.text, selector: .label("card")))
      effects.append(
        .load("card-\(name.text)", "the card") { desk throws(Problem) in
          try await desk.cardPapers(name)
        } then: {
          .card($0, name)
        })
    }
    if let request = list.missing() {
      effects.append(page(request))
    }
    return effects
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool {
    guard reading != nil, focus == .detail else { return false }
    reading?.read(change)
    return true
  }

  func render(in size: Size) -> Frame { RegistryPicture(screen: self, size: size).frame() }
}
