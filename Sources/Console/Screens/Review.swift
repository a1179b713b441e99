import Governance
import Operations
import Terminal

/// The review queue: claim, read, decide.
struct ReviewScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case queues(Result<[QueueSummary], Problem>)
    case listed(Result<Page<ReviewRow>, Problem>, PageRequest)
    case opened(Result<ReviewDetail, Problem>, item: Int64)
    case found(Result<Int64, Problem>)
    case claim
    case claimed(Result<Claim?, Problem>)
    case decide(Decision)
    case answered(Decision, DecisionBasis, FormAnswer)
    case recorded(Result<Recorded, Problem>, Decision, item: Int64)
    case undo
    case undone(Result<(claim: Claim?, recorded: Recorded), Problem>, item: Int64)
    case corrected(Result<Recorded, Problem>)
    case answeredCorrection(item: Int64, revision: Int64, FormAnswer)
    case takeOver
    case takenOver(Result<Recorded, Problem>, item: Int64)
    case comment
    case commented(Result<Recorded, Problem>, item: Int64)
    case answeredAbout(item: Int64, isTakeOver: Bool, FormAnswer)
    case reveal
    case answeredReveal(item: Int64, FormAnswer)
    case revealed(Result<Recorded, Problem>, item: Int64)
    case incident
    case answeredIncident(HarmDone, FormAnswer)
    case incidentOpened(Result<Recorded, Problem>)
    case similar(Result<[SimilarReview], Problem>, item: Int64)
    case burned(Result<[BurnHour], Problem>, queue: String)
    case putBack
    case released(Result<Recorded, Problem>)
    case renew
    case renewed(Result<Claim, Problem>)
    /// A renewal nobody asked for.
    case kept(Result<Claim, Problem>)
    case filtered(String)
  }
  static let name = ScreenName.review
  static let title = "Review"
  static let ignores: Set<ChangeKind> = [.lineage]
  static let keys = KeyTable<Self, Message>([
    Binding([.character("c")], "claim next", .claim, unless: \.whyNotClaim),
    Binding([.character("a")], "accept", .decide(.accept), unless: \.whyNotDecide),
    Binding([.character("x")], "block", .decide(.block), unless: \.whyNotDecide),
    Binding([.character("m")], "mask & accept", .decide(.mask), unless: \.whyNotDecide),
    Binding([.character("e")], "escalate", .decide(.escalate), unless: \.whyNotDecide),
    Binding([.character("u")], "undo or correct", .undo, unless: \.whyNotUndo),
    Binding([.character("z")], "put back", .putBack, unless: \.whyNotHolding),
    Binding([.character("r")], "renew the claim", .renew, unless: \.whyNotHolding),
    Binding([.character("C")], "comment or ask", .comment, unless: \.whyNotComment),
    Binding([.character("T")], "take over", .takeOver, unless: \.whyNotTakeOver),
    Binding([.character("V")], "reveal what is masked", .reveal, unless: \.whyNotReveal),
    Binding([.character("I")], "incident", .incident, unless: \.whyNotIncident),
  ])

  enum Focus: Sendable, Equatable { case list, text, side }
  /// Which part of the waiting items the list shows.
  enum Choice: Sendable, Equatable {
    case all, queue(String), mine
    /// What waits for a lead: escalated, disagreed on, or past its due time.
    case lead
  }

  var sight: Sight
  var queues: [QueueSummary] = []
  var choice = Choice.all
  var narrowing = Narrowing(.review, orders: ReviewOrder.allCases.map(\.rawValue))
  var list = PagedList<ReviewRow>()
  var focus = Focus.list
  var item: ReviewItem?
  /// The item being opened, so that an answer for another is not shown.
  var opening: Int64?
  /// The claim held as it was when it came, and how many seconds it was to last.
  var lease: (claim: Claim, seconds: Int64)?
  /// The item decided last, and until when (by the machine's clock) its verdict can be taken back.
  var undoable: (item: Int64, until: Int64)?
  /// What the last verdict blocked although people had it already, until another item is opened.
  var harmDone: HarmDone?
  /// When a renewal was asked for last.
  var renewedAt: Int64?
  /// Where the officer was sent before the queues were known.
  var wantedTier: Tier?
  /// The last 24 hours of a queue, beside its list while no item is open.
  var burnDown: (queue: String, hours: [BurnHour])?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    let always = Motion.scrolling + [.nextTab, .previousTab]
    guard let item, focus != .list else {
      return always + [.open] + sidewaysMotions + narrowingMotions
        + (item == nil ? [] : [.nextPane, .previousPane, .back])
    }
    var motions = always + [.nextItem, .previousItem, .nextPane, .previousPane, .follow, .back]
    if item.tab == .conversation { motions.append(.open) }
    if item.tab != .response { motions += [.nextSection, .previousSection] }
    if item.hasFlaggedText { motions += [.nextMatch, .previousMatch] }
    return motions
  }

  // MARK: Why a key does nothing

  var whyNotClaim: String? { sight.officer?.whyNoClaim }

  var whyNotDecide: String? {
    guard let item else { return "Open an item first: Enter, or \(sight.key("c")) claims the next." }
    guard focus != .list else { return "Enter goes to the item; decisions are made there." }
    if item.detail.row.state == .done { return "This item is decided already." }
    if basis == nil { return "Claim it first: \(sight.key("c"))." }
    if let claim = item.detail.claim, claim.until < sight.now {
      return "Your claim has run out: \(sight.key("r")) renews it."
    }
    guard item.hasBeenSeen(at: sight.uptime) else { return "It has only just come up. Read it, then decide." }
    return nil
  }

  var subject: Subject {
    if let opening, opening != item?.detail.row.id { return .coming }
    guard let row = item?.detail.row, focus != .list else { return .nothing }
    return .shown("item \(row.id) \(row.revision)")
  }

  /// What a verdict would name: the claim with its fence, or for a lead the item with its revision.
  var basis: DecisionBasis? {
    guard let row = item?.detail.row else { return nil }
    if let claim = item?.detail.claim { return .claim(claim) }
    return isLead && (row.state == .disagreed || row.state == .escalated)
      ? .adjudication(item: row.id, revision: row.revision) : nil
  }

  var whyNotHolding: String? {
    guard let item, focus != .list else { return "Open an item you have claimed first." }
    guard item.detail.claim != nil else { return "You have not claimed this item." }
    return item.hasBeenSeen(at: sight.uptime) ? nil : "It has only just come up."
  }

  // MARK: Changing

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .queues(.success(let answer)):
      queues = answer
      if let tier = wantedTier { return choose(tier: tier) }
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      if list.takesOpening() { return move(.open) }
      if let item, item.detail.row.id != list.current?.id, focus != .list { list.pick(id: item.detail.row.id) }
    case .listed(.failure(let problem), _):
      list.giveUp()
      return tell(problem)
    case .queues(.failure(let problem)):
      return tell(problem)
    case .opened(.success(let detail), let id):
      guard opening == id else { return [] }
      opening = nil
      let again = item?.detail.row.id == id ? item : nil
      item = ReviewItem(detail, keeping: again)
      harmDone = nil
      if focus == .list { focus = .text }
      list.pick(id: id)
    case .found(.success(let item)):
      leaveItem()
      return open(item)
    case .found(.failure(let problem)): return tell(problem)
    case .opened(.failure(let problem), _):
      opening = nil
      return tell(problem)
    case .claim: return claim()
    case .claimed(.success(let claim)):
      guard let claim else { return [.refuse(nothingWaits)] }
      return open(claim.item) + [.say(Notice(.word, "Claimed for you until \(claim.until.clock) UTC."))] + refresh()
    case .decide(let decision):
      guard let item, let basis else { return [] }
      if case .adjudication = basis, decision == .escalate {
        return [.refuse("It is with you as a lead: accept, mask or block it.")]
      }
      return [.ask(DecisionForm.spec(decision, item.detail, basis)) { .answered(decision, basis, $0) }]
    case .answered(let decision, let basis, let answer):
      let harm = answer["harm"].isEmpty ? nil : answer["harm"]
      let reason = answer["reason"]
      let attention = attention(to: basis.item)
      return [
        .write("the verdict") { desk throws(Problem) in
          let recorded =
            switch basis {
            case .claim(let claim): try await desk.decide(claim, decision, reason: reason, harm: harm)
            case .adjudication(let item, let revision):
              try await desk.adjudicate(item, revision: revision, decision, reason: reason, harm: harm)
            }
          // The verdict stands, whether or not its reading could be kept.
          if let attention { try? await desk.noteAttention(on: basis.item, attention) }
          return recorded
        } then: {
          .recorded($0, decision, item: basis.item)
        }
      ]
    case .recorded(.success(let recorded), let decision, let id):
      undoable = (id, sight.uptime + Workbench.undoSeconds * 1000)
      if decision == .block, let detail = item?.detail, detail.row.id == id, detail.generation.wasDelivered {
        harmDone = HarmDone(detail)
      }
      leaveItem()
      return [.formDone, .say(Notice(recorded, offering: harmDone.map(offer)))] + refresh()
    case .recorded(.failure(let problem), _, _), .corrected(.failure(let problem)):
      return [.formRefused(problem)]
    case .undo: return undo()
    case .takeOver: return takeOver()
    case .comment: return comment()
    case .answeredAbout(let id, let isTakeOver, let answer): return answered(id, isTakeOver, answer)
    case .takenOver(.success(let recorded), let id), .commented(.success(let recorded), let id),
      .revealed(.success(let recorded), let id):
      return [.formDone, .say(Notice(recorded))] + open(id) + refresh()
    case .takenOver(.failure(let problem), _), .commented(.failure(let problem), _),
      .revealed(.failure(let problem), _):
      return [.formRefused(problem)]
    case .incident: return askIncident()
    case .answeredIncident(let subject, let answer): return openIncident(subject, answer)
    case .incidentOpened(.success(let recorded)):
      harmDone = nil
      return [.formDone, .say(Notice(recorded))]
    case .incidentOpened(.failure(let problem)): return [.formRefused(problem)]
    case .reveal: return reveal()
    case .answeredReveal(let id, let answer): return revealed(id, answer)
    case .similar(.success(let rows), let id):
      if item?.detail.row.id == id { item?.take(similar: rows) }
    case .burned(.success(let hours), let queue): burnDown = (queue, hours)
    case .similar(.failure(let problem), _), .burned(.failure(let problem), _): return tell(problem)
    case .undone(.success(let answer), let id):
      undoable = nil
      return [.say(Notice(answer.recorded))] + (answer.claim == nil ? [] : open(id)) + refresh()
    case .answeredCorrection(let id, let revision, let answer): return correct(id, revision, answer)
    case .corrected(.success(let recorded)):
      leaveItem()
      return [.formDone, .say(Notice(recorded))] + refresh()
    case .putBack:
      guard let claim = item?.detail.claim else { return [] }
      return [
        .write("the item put back") { desk throws(Problem) in
          try await desk.release(claim)
        } then: {
          .released($0)
        }
      ]
    case .released(.success(let recorded)):
      leaveItem()
      return [.say(Notice(recorded))] + refresh()
    case .renew:
      guard let claim = item?.detail.claim else { return [] }
      return [
        .write("the claim") { desk throws(Problem) in
          try await desk.renew(claim)
        } then: {
          .renewed($0)
        }
      ]
    case .renewed(.success(let claim)):
      if item?.detail.row.id == claim.item { item?.detail.claim = claim }
      return [.say(Notice(.word, "Yours until \(claim.until.clock) UTC."))]
    case .kept(.success(let claim)):
      if item?.detail.row.id == claim.item { item?.detail.claim = claim }
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .undone(.failure(let problem), _): return tell(problem)
    case .claimed(.failure(let problem)), .released(.failure(let problem)), .renewed(.failure(let problem)),
      .kept(.failure(let problem)):
      return tell(problem)
    }
    return []
  }

  private mutating func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  private var nothingWaits: String {
    switch choice {
    case .queue(let id) where queues.contains { $0.id == id && $0.waiting != .exactly(0) }:
      "What waits in this queue is with others, decided by you, or kept for who reads its language."
    case .queue: "Nothing is waiting in this queue."
    case .all, .mine: "Nothing is waiting."
    case .lead: "Nothing waits for a lead: nobody escalates or disagrees, and all is in time."
    }
  }

  /// The open item when it is free to be claimed, else the next of the queue chosen.
  private mutating func claim() -> [Effect<Message>] {
    if let item, focus != .list, item.detail.claim == nil, item.detail.row.state == .open {
      let id = item.detail.row.id
      return [
        .write("the claim") { desk throws(Problem) -> Claim? in
          try await desk.claim(id)
        } then: {
          .claimed($0)
        }
      ]
    }
    let queue = queues.first { choice == .queue($0.id) }
    let (tier, id) = (queue?.tier, queue?.id)
    return [
      .write("the claim") { desk throws(Problem) in
        try await desk.claimNext(tier: tier, queue: id)
      } then: {
        .claimed($0)
      }
    ]
  }

  /// Opening is a read that the office records, so it happens on request only.
  mutating func open(_ id: Int64) -> [Effect<Message>] {
    opening = id
    return [
      .load("item", "the item") { desk throws(Problem) in
        try await desk.openReview(id)
      } then: {
        .opened($0, item: id)
      }
    ]
  }

  mutating func leaveItem() {
    item = nil
    opening = nil
    focus = .list
  }

  mutating func refresh() -> [Effect<Message>] {
    [
      page(list.reload()),
      .load("queues", "the queues") { desk throws(Problem) in
        try await desk.queues()
      } then: {
        .queues($0)
      },
    ] + burning()
  }

  /// Only of a queue that is looked at, where there is room for it.
  private func burning() -> [Effect<Message>] {
    guard case .queue(let queue) = choice, item == nil, sight.isWide else { return [] }
    return [
      .load("burn-down", "how the queue empties") { desk throws(Problem) in
        try await desk.burnDown(of: queue)
      } then: {
        .burned($0, queue: queue)
      }
    ]
  }

  var reader: ListReader<ReviewRow> {
    var filter = ReviewFilter(
      words: narrowing.filter, order: ReviewOrder.allCases[narrowing.order], isReversed: narrowing.isReversed,
      isCounted: !list.isJumping)
    switch choice {
    case .all: break
    case .mine: filter.mine = true
    case .lead: filter.forLead = true
    case .queue(let id): filter.queue = id
    }
    let asked = filter
    return { desk, place, limit throws(Problem) in try await desk.reviewItems(asked, at: place, limit: limit) }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "the queue") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    switch target {
    case .tier(let tier?): return choose(tier: tier)
    case .tier(nil): return choose(.all)
    case .mine: return choose(.mine)
    case .lead: return choose(.lead)
    case .item(let id):
      leaveItem()
      return open(id)
    case .generation(let id):
      return [
        .load("item", "the review of a generation") { desk throws(Problem) in
          try await desk.reviewItem(of: id)
        } then: {
          .found($0)
        }
      ]
    default: return []
    }
  }

  private mutating func choose(tier: Tier) -> [Effect<Message>] {
    wantedTier = tier
    guard let queue = queues.first(where: { $0.tier == tier }) else { return [] }
    wantedTier = nil
    return choose(.queue(queue.id))
  }

  mutating func choose(_ next: Choice) -> [Effect<Message>] {
    leaveItem()
    guard next != choice else { return [] }
    choice = next
    list.clear()
    return refresh()
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    leaveItem()
    list.clear()
    return [page(list.reload())] + burning()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return [
      "queue": queues.map(\.id), "model": rows.map(\.model), "with": rows.flatMap(\.claimedBy),
      "text": rows.flatMap(\.reasons),
    ]
  }

  var choices: [Choice] { [.all] + queues.map { .queue($0.id) } + [.mine] + (isLead ? [.lead] : []) }

  var isLead: Bool { sight.officer?.roles.contains("lead") == true }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    let layout = ReviewLayout(size: sight.size, hasItem: item != nil, focus: focus, tab: item?.tab ?? .response)
    fitList(layout.rows)
    item?.fit(text: layout.text, side: layout.side, style: sight.reading)
    return renewal() + (list.missing().map { [page($0)] } ?? [])
  }

  mutating func shown() {
    let layout = ReviewLayout(size: sight.size, hasItem: item != nil, focus: focus, tab: item?.tab ?? .response)
    item?.shown(at: layout.text.rows > 0 || layout.side.rows > 0 ? sight.uptime : nil)
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool {
    guard item != nil, focus != .list else { return false }
    item?.read(inText: focus == .text, change)
    return true
  }

  var wakesAt: Int64? { item?.readyAt(after: sight.uptime) }

  func render(in size: Size) -> Frame { ReviewPicture(screen: self, size: size).frame() }
}
