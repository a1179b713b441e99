import Governance
import Operations
import Policy
import Terminal

/// Policies: the bundles and where they decide, what they ask for and why, every decision they took, and what another
/// bundle would have made of those.
struct PoliciesScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<PolicyLine>, Problem>, PageRequest, Choice)
    case outlined(Result<PolicyReading?, Problem>)
    case kept(Result<[GatekeeperRow], Problem>)
    case detailed(Result<DecisionDetail, Problem>, id: String)
    case filtered(String)
    case verify
    case verified(Result<DecisionReplay, Problem>)
    case whatIf
    case wished(FormAnswer)
    case began(Result<any PolicyRehearsal, Problem>, source: String)
    case came(WhatIf, isOver: Bool)
    case wasStopped
  }
  enum Choice: Int, Sendable, CaseIterable {
    case bundles, requirements, decisions, whatIf
    var title: String {
      switch self {
      case .bundles: "Bundles"
      case .requirements: "Requirements"
      case .decisions: "Decisions"
      case .whatIf: "What if"
      }
    }
  }

  static let name = ScreenName.policies
  static let title = "Policies"
  static let ignores: Set<ChangeKind> = [.review, .generation, .lineage]
  static let keys = KeyTable<Self, Message>([
    Binding([.character("v")], "verify: decide again", .verify, unless: \.whyNotVerify),
    Binding([.character("B")], "what if another bundle decided", .whatIf),
  ])

  var sight: Sight
  var choice = Choice.bundles
  var narrowing = Narrowing(.decisions, orders: ["newest"])
  var list = PagedList<PolicyLine>()
  /// The bundle whose requirements are listed; nil: the one that decides.
  var chosen: VersionName?
  var outlined: PolicyReading?
  var keepers: [GatekeeperRow]?
  /// The decision that is open.
  var reading: DecisionReading?
  /// The decision that is on its way, or failed last.
  var asked: String?
  var rehearsal: RehearsalStanding?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    guard reading == nil else {
      return Motion.scrolling + [
        .nextSection, .previousSection, .nextMatch, .previousMatch, .nextItem, .previousItem, .follow, .back,
      ]
    }
    let always = Motion.scrolling + [.nextTab, .previousTab, .open] + sidewaysMotions
    guard choice == .decisions else {
      return always + (choice == .requirements ? [.back] : [.follow])
    }
    return always + [.follow] + narrowingMotions + (narrowing.filter.isEmpty ? [] : [.back])
  }

  // MARK: Why a key does nothing

  var whyNotVerify: String? {
    if reading != nil { return nil }
    return list.current?.decision == nil ? "Choose a decision first: . turns to Decisions." : nil
  }

  // MARK: Changing

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request, let choice):
      if choice == self.choice { list.take(page, for: request, at: sight.flashTime) }
      if choice == self.choice, list.takesOpening() { return move(.open) }
    case .listed(.failure(let problem), _, let choice):
      if choice == self.choice { list.giveUp() }
      return tell(problem)
    case .outlined(.success(let reading)):
      outlined = reading
      return refill(choice: .requirements)
    case .kept(.success(let keepers)): self.keepers = keepers
    case .kept(.failure): break  // the list tells
    case .detailed(.success(let detail), let id):
      guard asked == id else { return [] }
      asked = nil
      reading = DecisionReading(detail, keeping: reading)
    case .outlined(.failure(let problem)), .detailed(.failure(let problem), _): return tell(problem)
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .verify: return verify()
    case .verified(.success(let replay)): return take(replay)
    case .verified(.failure(let problem)): return [.tell(problem)]
    case .whatIf: return [.ask(WhatIfForm.spec(chosenSource)) { .wished($0) }]
    case .wished(let answer): return rehearse(answer)
    case .began(.success(let rehearsal), let source): return begin(rehearsal, source)
    case .began(.failure(let problem), _): return [.formRefused(problem)]
    case .came(let answer, let isOver): return take(answer, isOver: isOver)
    case .wasStopped:
      rehearsal = nil
      return refill(choice: .whatIf)
    }
    return []
  }

  func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  var seenNames: [String: [String]] {
    let rows = list.rows.compactMap { line -> (StoredDecision, [String])? in
      if case .decision(let row, let unmet) = line { (row, unmet) } else { nil }
    }
    return [
      "artifact": rows.map(\.0.artifact), "env": rows.map(\.0.environment), "unmet": rows.flatMap(\.1),
      "policy": rows.compactMap(\.0.policy), "engine": rows.map(\.0.engine), "by": rows.compactMap(\.0.requestedBy),
    ]
  }

  mutating func relist() -> [Effect<Message>] {
    list.clear()
    return refresh()
  }

  // MARK: Reading

  mutating func refresh() -> [Effect<Message>] {
    switch choice {
    case .bundles:
      [
        page(list.reload()),
        .load("keepers", "the gatekeepers") { desk throws(Problem) in
          try await desk.gatekeepers()
        } then: {
          .kept($0)
        },
      ]
    case .requirements: outline()
    case .decisions, .whatIf: [page(list.reload())]
    }
  }

  private func outline() -> [Effect<Message>] {
    let chosen = chosen
    return [
      .load("outline", "the requirements") { desk throws(Problem) in
        try await desk.outline(of: chosen)
      } then: {
        .outlined($0)
      }
    ]
  }

  /// Fills the list from what is here already.
  mutating func refill(choice: Choice) -> [Effect<Message>] {
    self.choice == choice ? [page(list.reload())] : []
  }

  var reader: ListReader<PolicyLine> {
    switch choice {
    case .bundles:
      return { desk, place, limit throws(Problem) in
        try await desk.gateBundles(at: place, limit: limit).map { .bundle($0) }
      }
    case .requirements:
      let lines = (outlined?.outline.entries ?? []).map { PolicyLine.requirement($0) }
      return { _, place, limit throws(Problem) in Page(held: lines, at: place, limit: limit) }
    case .decisions:
      let filter = DecisionFilter(words: narrowing.filter, isReversed: narrowing.isReversed)
      return { desk, place, limit throws(Problem) in
        try await desk.decisions(filter, at: place, limit: limit).map { .decision($0, unmet: $0.unmet) }
      }
    case .whatIf:
      let lines = (rehearsal?.answer.flips ?? []).map { PolicyLine.flip($0) }
      return { _, place, limit throws(Problem) in Page(held: lines, at: place, limit: limit) }
    }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let (read, choice) = (reader, choice)
    return .load("list", "the \(choice.title.lowercased())") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request, choice)
    }
  }

  mutating func stopped() {
    list.giveUp()
    asked = nil
  }

  mutating func settle() -> [Effect<Message>] {
    let layout = PoliciesLayout(size: sight.size, choice: choice)
    fitList(layout.rows)
    reading?.fit(layout.document, style: sight.reading, now: sight.now)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool {
    guard reading != nil else { return false }
    reading?.read(change)
    return true
  }

  var topic: LineageRoot? { (reading?.version ?? list.current?.version).map { .version($0) } }

  var quotation: Quotation? {
    if let id = reading?.detail.decision.id ?? list.current?.decision { return Quotation("the decision's id", id) }
    return topic.map { Quotation($0) }
  }

  func render(in size: Size) -> Frame { PoliciesPicture(screen: self, size: size).frame() }
}

extension Page {
  /// Part of a list that is held whole; cursors are places in it.
  fileprivate init(held rows: [Row], at place: PagePlace, limit: Int) {
    let range: Range<Int>
    switch place {
    case .first: range = 0..<rows.count
    case .last: range = 0..<rows.count
    case .after(let cursor): range = min(rows.count, (Int(cursor) ?? 0) + 1)..<rows.count
    case .before(let cursor): range = 0..<max(0, min(rows.count, Int(cursor) ?? 0))
    }
    let ordered = place.isBackwards ? Array(range.reversed()) : Array(range)
    self = Page<Int>(read: Array(ordered.prefix(limit + 1)), at: place, limit: limit) { "\($0)" }.map { rows[$0] }
  }
}
