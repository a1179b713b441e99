import Governance
import Operations
import Terminal

/// Promotions: the gate, then the signature.
struct PromotionsScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<PromotionRow>, Problem>, PageRequest)
    case detailed(Result<PromotionDetail, Problem>, id: Int64)
    case filtered(String)
    case decide(Act)
    case answered(Act, id: Int64, revision: Int64, FormAnswer)
    case recorded(Result<Recorded, Problem>, id: Int64)
    case serving(ServingMessage)
    case batch(BatchMessage)
  }
  enum Act: String, Sendable { case sign, reject }
  enum Choice: Int, Sendable, CaseIterable {
    case open, mine, closed
    var title: String {
      switch self {
      case .open: "Open"
      case .mine: "Waiting for you"
      case .closed: "Closed"
      }
    }
  }
  enum Focus: Sendable, Equatable { case list, detail, set }

  static let name = ScreenName.promotions
  static let title = "Promotions"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("s")], "sign", .decide(.sign), unless: \.whyNotSign),
    Binding([.character("*")], "mark for signing together", .batch(.mark), unless: \.whyNotMark),
    Binding([.character("x")], "reject", .decide(.reject), unless: \.whyNotReject),
    Binding([.character("w")], "waive", .serving(.waive), unless: \.whyNotWaive),
    Binding([.character("t")], "traffic", .serving(.traffic), unless: \.whyNotShift),
    Binding([.character("R")], "roll back", .serving(.rollBack), unless: \.whyNotRollBack),
  ])

  var sight: Sight
  var choice = Choice.open
  var narrowing = Narrowing(.promotions, orders: ["newest"])
  var list = PagedList<PromotionRow>()
  var focus = Focus.list
  var reading: PromotionReading?
  /// The promotion whose detail is on its way, or refused last.
  var asked: Int64?
  /// Open it as soon as it is here.
  var opening: Int64?
  /// What is marked to be signed together, and that set while it is read.
  var marked: Set<Int64> = []
  var set: BatchReading?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    if focus == .set {
      return Motion.scrolling + [.nextSection, .previousSection, .nextMatch, .previousMatch, .back]
    }
    let always = Motion.scrolling + [.nextTab, .previousTab, .follow]
    guard focus == .detail else {
      return always + [.open] + sidewaysMotions + narrowingMotions + (marked.isEmpty ? [] : [.back])
    }
    return always + [
      .nextItem, .previousItem, .nextPane, .previousPane, .nextSection, .previousSection, .nextMatch, .previousMatch,
      .back,
    ]
  }

  // MARK: Why a key does nothing

  private var whyNotAct: String? {
    guard let reading, focus == .detail else { return "Open the promotion first: Enter." }
    guard reading.detail.row.state == .open else { return "It is \(reading.detail.row.state.rawValue) already." }
    return nil
  }

  var whyNotSign: String? {
    if let why = whyNotSignSet { return why }
    if let why = whyNotAct ?? reading?.detail.refusal { return why }
    let unmet = (reading?.detail.requirements ?? []).filter { $0.state == .unmet }.map(\.id)
    guard unmet.isEmpty else { return "It cannot be signed while \(unmet.joined(separator: ", ")) is unmet." }
    if case .missing(let because)? = reading?.detail.means { return because }
    if reading?.isTextRead == false {
      return "Read the text that you sign to its end first: Tab to it, then Space or G."
    }
    return whyNotYet
  }

  var whyNotReject: String? { whyNotAct ?? whyNotYet }

  private var whyNotYet: String? {
    reading?.hasBeenSeen(at: sight.uptime) == true ? nil : "It has only just come up. Read it, then decide."
  }

  var subject: Subject {
    if focus == .set, let set { return .shown("set \(set.batch.digest)") }
    if focus == .list, marked.count > 1 { return .shown("marked \(marked.sorted())") }
    if let opening, opening != reading?.detail.row.id { return .coming }
    guard let row = reading?.detail.row, focus == .detail else { return .nothing }
    return .shown("promotion \(row.id) \(row.revision)")
  }

  // MARK: Changing

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      if list.takesOpening() { return move(.open) }
      return preview(after: 0)
    case .listed(.failure(let problem), _):
      list.giveUp()
      return tell(problem)
    case .detailed(.success(let detail), let id):
      guard asked == id else { return [] }
      asked = nil
      let before = reading?.detail
      reading = PromotionReading(detail, keeping: reading)
      if opening == id {
        opening = nil
        focus = .detail
        list.pick(id: id)
      }
      if focus == .detail, detail.row.state == .open, let old = before?.text, before?.row.id == id,
        old.digest != detail.text?.digest
      {
        return [
          .say(Notice(.word, "What this promotion rests on has changed. What is new stands first: read it again."))
        ]
      }
    case .detailed(.failure(let problem), let id):
      if opening == id { opening = nil }
      return tell(problem)
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .decide(.sign) where focus == .set || focus == .list && marked.count > 1: return signSet()
    case .batch(let message): return sign(message)
    case .decide(let act):
      guard let detail = reading?.detail else { return [] }
      let (id, revision) = (detail.row.id, detail.row.revision)
      return [.ask(SignatureForm.spec(act, detail)) { .answered(act, id: id, revision: revision, $0) }]
    case .answered(let act, let id, let revision, let answer):
      let (reason, passphrase) = (answer["reason"], answer.values["passphrase"])
      return [
        .write(act == .sign ? "the signature" : "the rejection") { desk throws(Problem) in
          switch act {
          case .sign: try await desk.sign(id, revision: revision, reason: reason, passphrase: passphrase)
          case .reject: try await desk.reject(id, revision: revision, reason: reason)
          }
        } then: {
          .recorded($0, id: id)
        }
      ]
    case .recorded(.success(let recorded), let id):
      return [.formDone, .say(Notice(recorded))] + refresh() + load(id, after: 0)
    case .recorded(.failure(let problem), let id):
      return [.formRefused(problem)] + (problem.kind == .conflict ? load(id, after: 0) : [])
    case .serving(let message): return serve(message)
    }
    return []
  }

  private mutating func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  mutating func refresh() -> [Effect<Message>] {
    var effects = [page(list.reload())]
    if opening == nil, let id = reading?.detail.row.id, focus == .detail { effects += load(id, after: 0) }
    if focus == .set { effects += readSet() }
    return effects
  }

  var reader: ListReader<PromotionRow> {
    var filter = PromotionFilter(words: narrowing.filter, isReversed: narrowing.isReversed)
    switch choice {
    case .open: filter.states = [.open]
    case .mine:
      filter.states = [.open]
      filter.waitingForMe = true
    case .closed: filter.states = [.promoted, .rejected, .withdrawn, .expired]
    }
    let wanted = filter
    return { desk, place, limit throws(Problem) in try await desk.promotions(wanted, at: place, limit: limit) }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "promotions") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func load(_ id: Int64, after: Int64) -> [Effect<Message>] {
    asked = id
    return [
      .load("detail", "the promotion", after: after) { desk throws(Problem) in
        try await desk.promotion(id)
      } then: {
        .detailed($0, id: id)
      }
    ]
  }

  /// The promotion under the cursor, beside the list, once the cursor rests.
  mutating func preview(after: Int64 = 150) -> [Effect<Message>] {
    guard focus == .list, sight.isWide, let id = list.current?.id, reading?.detail.row.id != id, asked != id else {
      return []
    }
    return load(id, after: after)
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .promotion(let id) = target else { return [] }
    opening = id
    return load(id, after: 0)
  }

  mutating func choose(_ next: Choice) -> [Effect<Message>] {
    choice = next
    marked = []
    return relist()
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    leaveSet()
    list.clear()
    reading = nil
    return refresh()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return [
      "artifact": rows.map(\.artifact), "env": rows.map(\.environment), "by": rows.map(\.requestedBy),
    ]
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    let layout = PromotionLayout(size: sight.size, focus: focus, tab: reading?.tab ?? .gate)
    fitList(layout.rows)
    reading?.fit(layout, now: sight.now, style: sight.reading)
    if focus == .set, let area = layout.documents[.text] { set?.fit(area, style: sight.reading) }
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func shown() {
    reading?.shown(at: focus == .detail ? sight.uptime : nil)
    set?.shown(at: focus == .set ? sight.uptime : nil)
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool {
    if focus == .set, set != nil {
      set?.read(change)
      return true
    }
    guard reading != nil, focus == .detail else { return false }
    reading?.read(change)
    return true
  }

  var wakesAt: Int64? {
    focus == .set ? set?.readyAt(after: sight.uptime) : reading?.readyAt(after: sight.uptime)
  }

  func render(in size: Size) -> Frame { PromotionPicture(screen: self, size: size).frame() }
}
