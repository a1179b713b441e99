import Governance
import Operations
import Terminal

/// The people with their rights and who signs for whom; rights that wait for a second person; and keys.
struct PeopleScreen: Screen {
  enum Message: Sendable {
    case listed(Result<Page<PeopleLine>, Problem>, PageRequest, Choice)
    case act(Act)
    case answered(Act, PeopleLine, FormAnswer)
    case recorded(Result<Recorded, Problem>)
  }
  enum Act: String, Sendable { case delegate, end, give, take, sign, reject }
  enum Choice: Int, Sendable, CaseIterable {
    case people, requests, keys
    var title: String {
      switch self {
      case .people: "People"
      case .requests: "Rights asked for"
      case .keys: "Keys"
      }
    }
  }

  static let name = ScreenName.people
  static let title = "People"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("s")], "sign", .act(.sign), unless: \.whyNotSign),
    Binding([.character("x")], "reject", .act(.reject), unless: \.whyNotReject),
    Binding([.character("+")], "give a right", .act(.give), unless: \.whyNotGive),
    Binding([.character("-")], "take a right back", .act(.take), unless: \.whyNotTake),
    Binding([.character("D")], "let them sign for you", .act(.delegate), unless: \.whyNotDelegate),
    Binding([.character("u")], "end the delegation", .act(.end), unless: \.whyNotEnd),
  ])

  var sight: Sight
  var choice = Choice.people
  var list = PagedList<PeopleLine>()
  /// Whom the officer came for, until they are here.
  var wanted: String?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + [.nextTab, .previousTab] }

  var subject: Subject { list.current.map { .shown($0.standing) } ?? .nothing }

  // MARK: Why a key does nothing

  private var person: PersonRow? { if case .person(let row)? = list.current { row } else { nil } }
  private var request: RightRequestRow? { if case .request(let row)? = list.current { row } else { nil } }
  private var key: KeyRow? { if case .key(let row)? = list.current { row } else { nil } }
  private func has(_ roles: String...) -> Bool { roles.contains { sight.officer?.roles.contains($0) == true } }

  private static let choosePerson = "Choose a person first: , turns to People."

  var whyNotDelegate: String? {
    guard let row = person else { return PeopleScreen.choosePerson }
    guard has("approver") else { return "You have no signature to pass on." }
    if row.person == sight.officer?.person { return "Nobody signs for themselves." }
    return row.roles.contains("approver") ? "They can sign themselves: a delegation never adds a vote." : nil
  }

  var whyNotEnd: String? {
    guard let row = person else { return PeopleScreen.choosePerson }
    return row.delegation == nil ? "They are in no delegation." : nil
  }

  var whyNotGive: String? {
    guard let row = person else { return PeopleScreen.choosePerson }
    guard has("admin") else { return "Only an administrator asks for a right." }
    return row.person == sight.officer?.person ? "Nobody grants a right to themselves." : nil
  }

  var whyNotTake: String? {
    guard let row = person else { return PeopleScreen.choosePerson }
    guard has("admin") else { return "Only an administrator takes a right back." }
    if row.roles.isEmpty { return "They have no right." }
    return row.person == sight.officer?.person ? "Nobody takes a right from themselves." : nil
  }

  var whyNotSign: String? {
    if let row = request { return row.state == .asked ? row.refusal : "It was \(row.state.rawValue) already." }
    guard let row = key else { return "Only a right that was asked for or a key is signed: . turns to them." }
    if row.state == .revoked { return "A revoked key never comes back." }
    if row.person == sight.officer?.person { return "Nobody trusts a key of their own." }
    switch row.proof {
    case .shown: break
    case .none: return "Its owner has not shown that they hold it: countersign key prove."
    case .broken: return "What should show that its owner holds it is false. Reject the key."
    }
    return has("lead", "admin") ? nil : "Only a lead or an administrator trusts a key."
  }

  var whyNotReject: String? {
    if let row = request {
      guard row.state == .asked else { return "It was \(row.state.rawValue) already." }
      return row.askedBy == sight.officer?.person ? nil : row.refusal
    }
    guard let row = key else { return "Only a right that was asked for or a key is rejected: . turns to them." }
    if row.state == .revoked { return "It is revoked already." }
    return row.person == sight.officer?.person || has("lead", "admin")
      ? nil : "Only its owner, a lead or an administrator revokes a key."
  }

  // MARK: Changing

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request, let choice):
      guard choice == self.choice else { return [] }
      list.take(page, for: request)
      if let wanted, list.pick(id: "person \(wanted)") { self.wanted = nil }
    case .listed(.failure(let problem), _, _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .act(let act):
      guard let line = list.current, let spec = PeopleForms.spec(act, line, now: sight.now) else { return [] }
      return [.ask(spec) { .answered(act, line, $0) }]
    case .answered(let act, let line, let answer): return record(act, line, answer)
    case .recorded(.success(let recorded)): return [.formDone, .say(Notice(recorded))] + refresh()
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    }
    return []
  }

  private func record(_ act: Act, _ line: PeopleLine, _ answer: FormAnswer) -> [Effect<Message>] {
    let reason = answer["reason"]
    let until = Int64(answer["days"]).map { sight.now.advanced(bySeconds: $0 * 86_400) }
    let (login, right) = (answer["login"], answer["right"])
    let (own, now) = (sight.officer?.person, sight.now)
    return [
      .write(PeopleForms.what(act)) { desk throws(Problem) in
        switch (act, line) {
        case (.delegate, .person(let row)):
          try await desk.delegate(to: row.person, until: until ?? now, reason: reason)
        case (.end, .person(let row)): try await desk.endDelegation(row.delegation ?? 0, reason: reason)
        case (.take, .person): try await desk.revokeRight(right, of: login, reason: reason)
        case (_, .person(let row)): try await desk.askRight(right, for: login, of: row.person, reason: reason)
        case (.sign, .request(let row)): try await desk.answerRight(row.id, .granted, reason: reason)
        case (_, .request(let row)):
          try await desk.answerRight(row.id, row.askedBy == own ? .withdrawn : .refused, reason: reason)
        case (.sign, .key(let row)): try await desk.trustKey(row.fingerprint, until: until, reason: reason)
        case (_, .key(let row)): try await desk.revokeKey(row.fingerprint, reason: reason)
        }
      } then: {
        .recorded($0)
      }
    ]
  }

  mutating func refresh() -> [Effect<Message>] { [page(list.reload())] }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let choice = choice
    return .load("list", "the people") { desk throws(Problem) in
      switch choice {
      case .people: Page(try await desk.people(), next: nil, isFirst: true).map { PeopleLine.person($0) }
      case .requests:
        try await desk.rightRequests(after: request.place.following, limit: request.limit).map {
          PeopleLine.request($0)
        }
      case .keys:
        try await desk.keys(after: request.place.following, limit: request.limit).map { PeopleLine.key($0) }
      }
    } then: {
      .listed($0, request, choice)
    }
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .person(let name) = target else { return [] }
    choice = .people
    wanted = name
    list.clear()
    return refresh()
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextTab, .previousTab:
      let count = Choice.allCases.count
      choice = Choice(rawValue: (choice.rawValue + (motion == .nextTab ? 1 : count - 1)) % count) ?? .people
      list.clear()
      return refresh()
    default:
      _ = list.move(motion)
      return []
    }
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let rows = PeopleLayout(size: sight.size, choice: choice).rows
    if rows.contains(Position(row: row, column: column)) { list.pick(row: row - rows.row) }
    return []
  }

  mutating func settle() -> [Effect<Message>] {
    list.fit(height: PeopleLayout(size: sight.size, choice: choice).rows.rows)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  func render(in size: Size) -> Frame { PeoplePicture(screen: self, size: size).frame() }
}
