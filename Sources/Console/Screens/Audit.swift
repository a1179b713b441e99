import Governance
import Operations
import Terminal

/// Quarters with what stops them from being frozen, and cards of what is in production.
struct AuditScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<ArtifactRow>, Problem>, PageRequest)
    case card(Result<[CardPaper], Problem>, VersionName)
    case turn
    case forms(Result<SystemForms, Problem>, VersionName)
    case export
    case answered(FormAnswer, CardReading)
    case written(Result<String, Problem>, CardFile)
    case replace(CardFile)
    case quarters(Result<[QuarterRow], Problem>)
    case standing(Result<QuarterStanding, Problem>, String)
    case freeze
    case freezing(FormAnswer, QuarterRow)
    case frozen(Result<Recorded, Problem>)
    case quarterAct(QuarterAct)
    case source(Result<FactRow?, Problem>, gap: String)
    case answeredQuarter(QuarterAct, FormAnswer)
    case asked(Result<Int, Problem>)
    case difference(Result<[QuarterChange], Problem>, from: String, to: String)
    case verdict(Result<PackVerdict, Problem>)
    case packing(Result<any PackWork, Problem>, PackWish)
  }
  /// What is done about the chosen quarter beside freezing it.
  enum QuarterAct: Sendable { case ask, mark, difference, verify, pack }
  enum Focus: Sendable, Equatable {
    case quarters, gaps, standing, list, card
    /// It is about the chosen quarter.
    var isQuarter: Bool { self == .quarters || self == .gaps || self == .standing }
  }

  static let name = ScreenName.audit
  static let title = "Audit"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("E")], "export the card or the pack", .export, unless: \.whyNotExportHere),
    Binding([.character("w")], "card or form", .turn, unless: \.whyNoForm),
    Binding([.character("f")], "freeze the quarter", .freeze, unless: \.whyNotFreeze),
    Binding([.character("C")], "ask the owner", .quarterAct(.ask), unless: \.whyNotAsk),
    Binding([.character("*")], "mark for asking together", .quarterAct(.mark), unless: \.whyNotMark),
    Binding([.character("d")], "difference to the one before", .quarterAct(.difference), unless: \.whyNoDifference),
    Binding([.character("v")], "verify a pack", .quarterAct(.verify)),
  ])

  var sight: Sight
  var list = PagedList<ArtifactRow>()
  var focus = Focus.list
  var reading: CardReading?
  var asked: VersionName?
  var opening: VersionName?
  var shelf = QuarterShelf()

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    let always = Motion.scrolling + [.nextItem, .previousItem, .nextPane, .previousPane, .follow]
    if focus == .list { return always + [.open] + sidewaysMotions }
    if focus == .gaps { return always + [.open, .back] }
    return always + (focus == .quarters ? [.open] : [.open, .nextSection, .previousSection, .back])
  }

  var whyNotExport: String? {
    if focus.isQuarter { return "Go to the cards first: Tab." }
    guard let reading else { return list.isEmpty ? "There is no card to export." : "Open the card first: Enter." }
    if focus == .list, let row = list.current, version(of: row) != reading.name { return "Open the card first: Enter." }
    return reading.papers.isEmpty ? "This card has no format to be written in." : nil
  }

  var whyNoForm: String? {
    if let why = whyNotExport { return why }
    let isSystem = list.rows.contains { $0.name == reading?.name.artifact && $0.kind == .system }
    return isSystem ? nil : "Forms of Annex VIII are filed for systems."
  }

  var whyNotFreeze: String? {
    guard focus.isQuarter else { return "Go to the quarters first: Tab." }
    return shelf.whyNotFreeze(by: sight.officer?.person)
  }

  var subject: Subject {
    guard focus.isQuarter, let row = shelf.current else { return .nothing }
    return shelf.standing == nil
      ? .coming : .shown("quarter \(row.quarter) \(row.state) \(row.askedBy ?? "") \(row.digest ?? "")")
  }

  func version(of row: ArtifactRow) -> VersionName? {
    row.production.map { VersionName(artifact: row.name, selector: .label($0)) }
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      return preview(after: 0)
    case .listed(.failure(let problem), _):
      list.giveUp()
      return tell(problem)
    case .card(.success(let papers), let name):
      guard asked == name else { return [] }
      asked = nil
      reading = CardReading(name, papers, keeping: reading)
      if opening == name {
        opening = nil
        focus = .card
      }
    case .card(.failure(let problem), let name):
      if opening == name { opening = nil }
      return tell(problem)
    case .turn:
      guard let reading else { return [] }
      return turn(reading)
    case .forms(.success(let answer), let name):
      guard let reading, reading.name == name else { return [] }
      return take(answer, after: reading)
    case .forms(.failure(let problem), _): return tell(problem)
    case .export where focus.isQuarter: return begin(.pack)
    case .export:
      guard let reading else { return [] }
      return [.ask(reading.exportForm) { .answered($0, reading) }]
    case .answered(let answer, let reading):
      guard let file = CardFile(answer, of: reading.papers) else { return [.formDone] }
      return write(file, replacing: false)
    case .written(.success(let path), _):
      return [.formDone, .say(Notice(.recorded, "It went to \(path)."))]
    case .written(.failure(let problem), let file):
      guard problem.code == CardFile.existsCode else { return [.formRefused(problem)] }
      return [.formDone, .ask(file.replaceForm) { _ in .replace(file) }]
    case .replace(let file): return write(file, replacing: true)
    case .quarters(.success(let rows)):
      shelf.take(rows)
      return focus.isQuarter ? stand() : []
    case .standing(.success(let standing), let quarter):
      shelf.take(standing, of: quarter)
      return focus == .gaps ? look() : []
    case .quarters(.failure(let problem)): return tell(problem)
    case .standing(.failure(let problem), let quarter):
      shelf.missed(quarter)
      return tell(problem)
    case .freeze:
      guard let row = shelf.current else { return [] }
      return [.ask(shelf.freezeForm(row)) { .freezing($0, row) }]
    case .freezing(let answer, let row):
      let reason = answer["reason"]
      return [
        .write("the signature") { desk throws(Problem) in
          try await desk.freeze(row, reason: reason)
        } then: {
          .frozen($0)
        }
      ]
    case .frozen(.success(let recorded)):
      shelf.forget()
      return [.formDone, .say(Notice(recorded))] + refresh()
    case .frozen(.failure(let problem)): return [.formRefused(problem)]
    case .quarterAct(let act): return begin(act)
    case .source, .answeredQuarter, .asked, .difference, .verdict, .packing: return take(message)
    }
    return []
  }

  /// How the quarter under the cursor stands.
  mutating func stand(after: Int64 = 150) -> [Effect<Message>] {
    guard let quarter = shelf.wanted() else { return [] }
    return [
      .load("standing", "the quarter", after: after) { desk throws(Problem) in
        try await desk.standing(of: quarter)
      } then: {
        .standing($0, quarter)
      }
    ]
  }

  private func write(_ file: CardFile, replacing: Bool) -> [Effect<Message>] {
    [
      .local("the card") { () async throws(Problem) -> String in
        try file.write(replacing: replacing)
      } then: {
        .written($0, file)
      }
    ]
  }

  func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  mutating func refresh() -> [Effect<Message>] {
    return [
      page(list.reload()),
      .load("quarters", "the quarters") { desk throws(Problem) in
        try await desk.quarters()
      } then: {
        .quarters($0)
      },
    ]
  }

  var reader: ListReader<ArtifactRow> {
    { desk, place, limit throws(Problem) in
      try await desk.artifacts(ArtifactFilter(inProduction: true), at: place, limit: limit)
    }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "what is in production") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func load(_ name: VersionName, after: Int64) -> [Effect<Message>] {
    asked = name
    return [
      .load("card", "the card", after: after) { desk throws(Problem) in
        try await desk.cardPapers(name)
      } then: {
        .card($0, name)
      }
    ]
  }

  mutating func preview(after: Int64 = 150) -> [Effect<Message>] {
    guard focus == .list, sight.isWide, let row = list.current, let name = version(of: row), reading?.name != name,
      asked != name
    else { return [] }
    return load(name, after: after)
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .version(let artifact, let label) = target else { return [] }
    let name = VersionName(artifact: artifact, selector: .label(label))
    opening = name
    return load(name, after: 0)
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    let layout = AuditLayout(size: sight.size, focus: focus, quarters: shelf.rows.count)
    shelf.fit(layout.standing, now: sight.now, hasList: layout.gaps.rows > 0, style: sight.reading)
    fitList(layout.rows)
    reading?.fit(layout.document, style: sight.reading)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool {
    switch focus {
    case .standing: shelf.read(change)
    case .card where reading != nil: reading?.read(change)
    case .card, .list, .quarters, .gaps: return false
    }
    return true
  }

  func render(in size: Size) -> Frame { AuditPicture(screen: self, size: size).frame() }
}
