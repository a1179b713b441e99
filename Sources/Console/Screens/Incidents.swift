import Governance
import Operations
import Terminal

/// The register of incidents, with the clocks that run.
struct IncidentsScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<IncidentRow>, Problem>, PageRequest)
    case detailed(Result<IncidentDetail, Problem>, id: Int64)
    case filtered(String)
    case act(Act)
    case answered(Act, id: Int64, FormAnswer)
    case recorded(Result<Recorded, Problem>, id: Int64)
    case requested(Result<(requests: [RequestStanding], goOn: Bool), Problem>)
  }
  enum Act: String, Sendable { case report, close }
  enum Choice: Int, Sendable, CaseIterable {
    case open, all, requests
    var title: String {
      switch self {
      case .open: "Open"
      case .all: "Closed too"
      case .requests: "Requests"
      }
    }
  }
  enum Focus: Sendable, Equatable { case list, detail }

  static let name = ScreenName.incidents
  static let title = "Incidents"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("P")], "record a report", .act(.report), unless: \.whyNotReport),
    Binding([.character("X")], "close the incident", .act(.close), unless: \.whyNotClose),
  ])

  var sight: Sight
  var choice = Choice.open
  var narrowing = Narrowing(.incidents, orders: IncidentOrder.allCases.map(\.rawValue))
  var list = PagedList<IncidentRow>()
  var focus = Focus.list
  var detail: IncidentDetail?
  var pane = ReadingPane()
  private(set) var requests: (requests: [RequestStanding], goOn: Bool)?
  private var drawn: (width: Int, minute: Int64)?
  private var asked: Int64?
  private var opening: Int64?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    let always = Motion.scrolling + [.nextTab, .previousTab]
    if choice == .requests { return always + [.nextSection, .previousSection] }
    return always
      + (focus == .list
        ? [.open] + sidewaysMotions : [.nextItem, .previousItem, .nextSection, .previousSection, .back])
  }

  // MARK: Why a key does nothing

  private var whyNotAct: String? {
    if choice == .requests { return "Requests are put off and answered by command: countersign request." }
    guard let detail, focus == .detail || sight.isWide && list.current?.id == detail.row.id else {
      return list.isEmpty ? "There is no incident here." : "Open the incident first: Enter."
    }
    return detail.row.isOpen ? nil : "Incident \(detail.row.id) is closed."
  }

  var whyNotReport: String? {
    if let why = whyNotAct { return why }
    return detail?.clocks.isEmpty == false ? nil : "No clock runs: there is nothing to report."
  }

  var whyNotClose: String? {
    if let why = whyNotAct { return why }
    if let person = sight.officer?.person, person == detail?.row.openedBy {
      return "You opened it: someone else must close it."
    }
    let unanswered = (detail?.clocks ?? []).filter { $0.stage != "complete" && $0.stage != "not_needed" }
    return unanswered.isEmpty
      ? nil : "Without a full report it cannot be closed: \(unanswered.map(\.duty).joined(separator: ", "))."
  }

  var subject: Subject {
    if let opening, opening != detail?.row.id { return .coming }
    guard let detail else { return .nothing }
    return .shown("incident \(detail.row.id) \(detail.row.isOpen) \(detail.clocks.map(\.stage))")
  }

  // MARK: Changing

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      return preview(after: 0)
    case .listed(.failure(let problem), _):
      list.giveUp()
      return tell(problem)
    case .detailed(.success(let detail), let id):
      guard asked == id else { return [] }
      asked = nil
      if self.detail?.row.id != id { pane = ReadingPane() }
      self.detail = detail
      drawn = nil
      if opening == id {
        opening = nil
        focus = .detail
      }
    case .detailed(.failure(let problem), let id):
      if opening == id { opening = nil }
      return tell(problem)
    case .requested(.success(let requests)):
      self.requests = requests
      drawn = nil
    case .requested(.failure(let problem)): return tell(problem)
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .act(let act):
      guard let detail else { return [] }
      let id = detail.row.id
      return [.ask(IncidentForms.spec(act, detail)) { .answered(act, id: id, $0) }]
    case .answered(let act, let id, let answer):
      let (duty, stage, reason) = (answer["duty"], answer["stage"], answer["reason"])
      return [
        .write(act == .report ? "the report" : "the closing") { desk throws(Problem) in
          switch act {
          case .report: try await desk.reportIncident(id, duty: duty, stage: stage, reason: reason)
          case .close: try await desk.closeIncident(id, reason: reason)
          }
        } then: {
          .recorded($0, id: id)
        }
      ]
    case .recorded(.success(let recorded), let id):
      return [.formDone, .say(Notice(recorded))] + refresh() + load(id, after: 0)
    case .recorded(.failure(let problem), _): return [.formRefused(problem)]
    }
    return []
  }

  private func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  mutating func refresh() -> [Effect<Message>] {
    guard choice == .requests else { return [page(list.reload())] }
    return [
      .load("requests", "requests") { desk throws(Problem) in
        try await desk.openRequests(limit: RequestDocument.most)
      } then: {
        .requested($0)
      }
    ]
  }

  var reader: ListReader<IncidentRow> {
    let filter = IncidentFilter(
      all: choice == .all, words: narrowing.filter, order: IncidentOrder.allCases[narrowing.order],
      isReversed: narrowing.isReversed)
    return { desk, place, limit throws(Problem) in try await desk.incidents(filter, at: place, limit: limit) }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "incidents") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func load(_ id: Int64, after: Int64) -> [Effect<Message>] {
    asked = id
    return [
      .load("detail", "the incident", after: after) { desk throws(Problem) in
        try await desk.incident(id)
      } then: {
        .detailed($0, id: id)
      }
    ]
  }

  mutating func preview(after: Int64 = 150) -> [Effect<Message>] {
    guard choice != .requests, focus == .list, sight.isWide, let id = list.current?.id, detail?.row.id != id,
      asked != id
    else { return [] }
    return load(id, after: after)
  }

  mutating func open() -> [Effect<Message>] {
    guard let id = list.current?.id else { return [.refuse("No incident is listed.")] }
    if detail?.row.id == id {
      focus = .detail
      return []
    }
    opening = id
    return load(id, after: 0)
  }

  mutating func choose(_ next: Choice) -> [Effect<Message>] {
    choice = next
    return relist()
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    list.clear()
    (detail, requests, drawn) = (nil, nil, nil)
    pane = ReadingPane()
    focus = .list
    return refresh()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return ["trait": rows.flatMap(\.traits), "by": rows.map(\.openedBy), "ticket": rows.compactMap(\.ticket)]
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    let layout = IncidentLayout(size: sight.size, focus: focus)
    if choice == .requests {
      fit(layout.sheet)
      return []
    }
    fitList(layout.rows)
    fit(layout.document)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  private mutating func fit(_ area: Area) {
    guard area.columns > 0, area.rows > 0, choice == .requests ? requests != nil : detail != nil else { return }
    let minute = sight.now.seconds(since: Instant(microseconds: 0)) / 60
    if drawn?.width != sight.reading.layout(in: area) || drawn?.minute != minute {
      let columns = sight.reading.columns(in: area)
      var document = Document(columns: columns)
      if choice == .requests, let requests {
        document = RequestDocument.document(requests, columns: columns, now: sight.now)
      } else if let detail {
        document = IncidentDocument.document(detail, columns: columns, now: sight.now)
      }
      if pane.document.lines.isEmpty { pane.open(document) } else { pane.replace(document) }
      drawn = (sight.reading.layout(in: area), minute)
    }
    pane.fit(height: area.rows, style: sight.reading)
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool {
    guard choice == .requests || detail != nil && focus == .detail else { return false }
    change(&pane)
    return true
  }

  func render(in size: Size) -> Frame { IncidentPicture(screen: self, size: size).frame() }
}
