import Governance
import Operations
import Terminal

/// Cards of what is in production, to be read and handed out.
struct AuditScreen: Screen {
  enum Message: Sendable {
    case listed(Result<Page<ArtifactRow>, Problem>, PageRequest)
    case card(Result<[CardPaper], Problem>, VersionName)
    case export
    case answered(FormAnswer, CardReading)
    case written(Result<String, Problem>, CardFile)
    case replace(CardFile)
  }
  enum Focus: Sendable, Equatable { case list, card }

  static let name = ScreenName.audit
  static let title = "Audit"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("E")], "export the card", .export, unless: \.whyNotExport)
  ])

  var sight: Sight
  var list = PagedList<ArtifactRow>()
  var isAsking = false
  var focus = Focus.list
  var reading: CardReading?
  var asked: VersionName?
  var opening: VersionName?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    let always = Motion.scrolling + [.nextItem, .previousItem, .nextPane, .previousPane, .follow]
    return always + (focus == .list ? [.open] : [.nextSection, .previousSection, .back])
  }

  var whyNotExport: String? {
    guard let reading else { return list.isEmpty ? "There is no card to export." : "Open the card first: Enter." }
    if focus == .list, let row = list.current, version(of: row) != reading.name { return "Open the card first: Enter." }
    return reading.papers.isEmpty ? "This card has no format to be written in." : nil
  }

  func version(of row: ArtifactRow) -> VersionName? {
    row.production.map { VersionName(artifact: row.name, selector: .label($0)) }
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      isAsking = false
      list.take(page, for: request)
      return preview(after: 0)
    case .listed(.failure(let problem), _): return tell(problem)
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
    case .export:
      guard let reading else { return [] }
      return [.ask(reading.exportForm) { .answered($0, reading) }]
    case .answered(let answer, let reading):
      guard let file = CardFile(answer, of: reading.papers) else { return [.formDone] }
      return write(file, replacing: false)
    case .written(.success(let path), let file):
      return [.formDone, .say(Notice(.recorded, "The card went to \(path) (\(NumberWords.bytes(file.bytes.count)))."))]
    case .written(.failure(let problem), let file):
      guard problem.code == CardFile.existsCode else { return [.formRefused(problem)] }
      return [.formDone, .ask(file.replaceForm) { _ in .replace(file) }]
    case .replace(let file): return write(file, replacing: true)
    }
    return []
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

  private func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  mutating func refresh() -> [Effect<Message>] {
    isAsking = true
    return [page(list.reload())]
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    .load("list", "what is in production") { desk throws(Problem) in
      try await desk.artifacts(ArtifactFilter(inProduction: true), after: request.after, limit: request.limit)
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

  mutating func settle() -> [Effect<Message>] {
    let layout = AuditLayout(size: sight.size, focus: focus)
    list.fit(height: layout.rows.rows)
    reading?.fit(layout.document)
    guard !isAsking, list.isLoaded, let request = list.missing() else { return [] }
    isAsking = true
    return [page(request)]
  }

  func render(in size: Size) -> Frame { AuditPicture(screen: self, size: size).frame() }
}
