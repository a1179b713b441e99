import Cards
import Governance
import Operations
import Terminal

/// Who owes what: fields of cards and forms that are missing, wait for a second person or went stale.
struct FactsScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<Debt>, Problem>, PageRequest)
    case mark, ask, onlyMine
    case filtered(String)
    case asked(FormAnswer, [Debt])
    case stated(FormAnswer, Debt)
    case confirmed(FormAnswer, FactRow)
    case recorded(Result<String, Problem>)
  }
  enum Focus: Sendable, Equatable { case list, detail }

  static let name = ScreenName.facts
  static let title = "Facts"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("C")], "ask the owner", .ask, unless: \.whyNotAsk),
    Binding([.character("*")], "mark for asking together", .mark, unless: \.whyNotMark),
    Binding([.character("M")], "only what you owe", .onlyMine),
  ])

  var sight: Sight
  /// What is owed comes in one order: what is due first, then what nobody was asked about.
  var narrowing = Narrowing(.facts, orders: ["due"])
  var list = PagedList<Debt>()
  var focus = Focus.list
  var onlyMine = false
  /// Marked lines by their id, in no order.
  var marked: [String: Debt] = [:]
  var pane = ReadingPane()
  /// What the pane shows, and how wide.
  var shownDebt: Debt?
  var shownWidth = 0

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    Motion.scrolling + [.open, .follow, .nextPane, .previousPane, .filter] + (focus == .list ? sidewaysMotions : [])
      + (focus == .detail || !narrowing.filter.isEmpty ? [.back] : [])
  }

  var whyNotAsk: String? { list.current == nil && marked.isEmpty ? "Nothing is owed." : nil }
  var whyNotMark: String? { list.current == nil ? "Nothing is owed." : nil }

  var subject: Subject {
    list.current.map { .shown("\($0.id) \($0.state) \($0.fact?.answer?.id ?? 0)") } ?? .nothing
  }

  /// What an ask is about: the marked lines, else the one under the cursor.
  var chosen: [Debt] {
    if marked.isEmpty { return list.current.map { [$0] } ?? [] }
    return marked.values.sorted { $0.id < $1.id }
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
    case .listed(.failure(let problem), _):
      list.giveUp()
      return tell(problem)
    case .mark:
      guard let debt = list.current else { return [] }
      if marked.removeValue(forKey: debt.id) == nil { marked[debt.id] = debt }
      _ = list.move(.down)
    case .onlyMine:
      onlyMine.toggle()
      return relist()
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .ask:
      let debts = chosen
      return [.ask(FactForms.ask(debts)) { .asked($0, debts) }]
    case .asked(let answer, let debts):
      guard let days = Int64(answer["due"].filter { !$0.isWhitespace }) else { return [.formDone] }
      let due = sight.now.advanced(bySeconds: days * 86_400)
      return [
        .write("the question") { desk throws(Problem) in
          try await desk.ask(debts, question: answer["question"], due: due)
        } then: {
          .recorded($0.map { "\(NumberWords.of($0.count, "fact")) asked for, due \(due.day)." })
        }
      ]
    case .stated(let answer, let debt):
      return [
        .write("the answer") { desk throws(Problem) in
          try await desk.state(debt, value: answer["value"], reason: answer["reason"])
        } then: {
          .recorded($0.map(\.what))
        }
      ]
    case .confirmed(let answer, let fact):
      return [
        .write("the confirmation") { desk throws(Problem) in
          try await desk.confirm(fact, reason: answer["reason"])
        } then: {
          .recorded($0.map(\.what))
        }
      ]
    case .recorded(.success(let what)):
      marked = [:]
      return [.formDone, .say(Notice(.recorded, what))] + refresh()
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    }
    return []
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    focus = .list
    list.clear()
    return refresh()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return [
      "artifact": rows.map(\.artifact), "owner": rows.map(\.owner), "key": rows.map(\.key),
      "team": rows.compactMap(\.fact?.team),
    ]
  }

  private func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  mutating func refresh() -> [Effect<Message>] {
    return [page(list.reload())]
  }

  var reader: ListReader<Debt> {
    let (onlyMine, filter) = (onlyMine, narrowing.filter)
    return { desk, place, limit throws(Problem) in
      let owner = onlyMine ? try await desk.officer().person ?? "" : nil
      return try await desk.debts(owner: owner, filter, at: place, limit: limit)
    }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "who owes what") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    let layout = FactsLayout(size: sight.size, focus: focus)
    fitList(layout.rows)
    fitPane(layout.document)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  private mutating func fitPane(_ area: Area) {
    guard area.columns > 0, area.rows > 0 else { return }
    if shownDebt != list.current || shownWidth != sight.reading.layout(in: area) {
      let isSame = shownDebt?.id == list.current?.id
      shownDebt = list.current
      shownWidth = sight.reading.layout(in: area)
      let document =
        shownDebt.map { FactDocuments.debt($0, columns: sight.reading.columns(in: area), now: sight.now) }
        ?? Document(columns: area.columns)
      if isSame, !pane.document.lines.isEmpty { pane.replace(document) } else { pane.open(document) }
    }
    pane.fit(height: area.rows, style: sight.reading)
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool {
    guard focus == .detail else { return false }
    change(&pane)
    return true
  }

  func render(in size: Size) -> Frame { FactsPicture(screen: self, size: size).frame() }
}
