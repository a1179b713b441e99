import Governance
import Operations
import Terminal

/// What waits for a second person, what is stopped, and every use there was.
struct StopsScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<ServingAct>, Problem>, PageRequest, Choice)
    case act(Act)
    case answered(Act, ServingAct, FormAnswer)
    case recorded(Result<Recorded, Problem>)
    case named(String)
    case reached(Result<StopReach, Problem>, Stopped)
    case stop(Stopped, FormAnswer)
  }
  enum Act: String, Sendable { case sign, refuse, resume }
  enum Choice: Int, Sendable, CaseIterable {
    case waiting, stops, waivers, earlier
    var title: String {
      switch self {
      case .waiting: "Waiting"
      case .stops: "Stops"
      case .waivers: "Waivers"
      case .earlier: "Every use"
      }
    }
  }
  /// What is about to be stopped; nil: every version.
  struct Stopped: Sendable, Equatable {
    var artifact: String
    var label: String?
  }

  static let name = ScreenName.stops
  static let title = "Stops and roll backs"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("s")], "sign", .act(.sign), unless: \.whyNotConfirm),
    Binding([.character("x")], "reject", .act(.refuse), unless: \.whyNotRefuse),
    Binding([.character("u")], "undo the stop", .act(.resume), unless: \.whyNotResume),
  ])

  var sight: Sight
  var choice = Choice.waiting
  var list = PagedList<ServingAct>()

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + [.nextTab, .previousTab, .open] + sidewaysMotions }

  var subject: Subject {
    switch list.current {
    case .confirmation(let row): .shown("confirmation \(row.id) \(row.state)")
    case .stop(let row): .shown("stop \(row.id) \(row.isLifted)")
    case .waiver(let row): .shown("waiver \(row.id) \(row.state)")
    case nil: .nothing
    }
  }

  // MARK: Why a key does nothing

  private var confirmation: ConfirmationRow? {
    if case .confirmation(let row)? = list.current { row } else { nil }
  }

  var whyNotConfirm: String? {
    if case .waiver(let row)? = list.current { return whyNotAnswer(row) }
    guard let row = confirmation else { return "Only an act that waits for a second person is signed." }
    return row.state == .open ? row.refusal : "It is \(row.state.rawValue) already."
  }

  private func whyNotAnswer(_ row: WaiverRow) -> String? {
    guard row.state == .asked else { return "It is \(row.state.rawValue) already." }
    return [row.askedBy, row.owner].contains(sight.officer?.person ?? "")
      ? "You asked for it or answer for it: someone else must grant it." : nil
  }

  var whyNotRefuse: String? {
    if case .waiver(let row)? = list.current { return whyNotAnswer(row) }
    guard let row = confirmation else { return "Only an act that waits for a second person is rejected." }
    guard row.state == .open else { return "It is \(row.state.rawValue) already." }
    return row.askedBy == sight.officer?.person && row.act != "rollback" ? nil : row.refusal
  }

  var whyNotResume: String? {
    guard case .stop(let row)? = list.current else { return "Choose a stop first: . turns to Stops." }
    return row.isLifted ? "Stop \(row.id) is lifted already." : nil
  }

  // MARK: Changing

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request, let choice):
      if choice == self.choice { list.take(page, for: request, at: sight.flashTime) }
    case .listed(.failure(let problem), _, _):
      list.giveUp()
      return tell(problem)
    case .reached(.failure(let problem), _): return tell(problem)
    case .act(let act):
      guard let row = list.current else { return [] }
      return [.ask(StopForms.answer(act, row)) { .answered(act, row, $0) }]
    case .answered(let act, let row, let answer):
      let reason = answer["reason"]
      return [
        .write("the answer") { desk throws(Problem) in
          switch (act, row) {
          case (.sign, .confirmation(let row)): try await desk.confirmAct(row.id, reason: reason)
          case (_, .confirmation(let row)): try await desk.refuseAct(row.id, reason: reason)
          case (let act, .waiver(let row)):
            try await desk.answerWaiver(row.id, act == .sign ? .granted : .refused, reason: reason)
          case (_, .stop(let row)): try await desk.askResume(row.id, reason: reason)
          }
        } then: {
          .recorded($0)
        }
      ]
    case .recorded(.success(let recorded)): return [.formDone, .say(Notice(recorded))] + refresh()
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    case .named(let text): return count(Stopped(text))
    case .reached(.success(let reach), let subject):
      return [.ask(StopForms.stop(subject, reach)) { .stop(subject, $0) }]
    case .stop(let subject, let answer):
      let (reason, environment) = (answer["reason"], answer["environment"])
      let label = answer["versions"] == "all" ? nil : subject.label
      return [
        .write("the stop") { desk throws(Problem) in
          try await desk.stop(
            subject.artifact, label: label, in: environment == "everywhere" ? nil : environment, reason: reason)
        } then: {
          .recorded($0)
        }
      ]
    }
    return []
  }

  private func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  /// What it reaches is counted before the form comes up.
  private func count(_ subject: Stopped) -> [Effect<Message>] {
    [
      .load("reach", "what a stop reaches") { desk throws(Problem) in
        try await desk.stopReach(subject.artifact, label: subject.label, in: nil)
      } then: {
        .reached($0, subject)
      }
    ]
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .stopping(let name) = target else { return [] }
    if let name { return count(Stopped(name)) }
    return [
      .line(
        LineSpec(label: "stop", text: "", question: { NameQuestion(kind: .artifact, letters: $0) }) {
          $0.allSatisfy(\.isWhitespace) ? LineFault(at: 0, words: "ARTIFACT or ARTIFACT@VERSION") : nil
        }
      ) {
        .named($0)
      }
    ]
  }

  mutating func refresh() -> [Effect<Message>] {
    return [page(list.reload())]
  }

  var reader: ListReader<ServingAct> {
    let choice = choice
    return { desk, place, limit throws(Problem) in
      switch choice {
      case .stops: try await desk.stops(at: place, limit: limit).map { ServingAct.stop($0) }
      case .waivers: try await desk.waivers(at: place, limit: limit).map { ServingAct.waiver($0) }
      case .waiting, .earlier:
        try await desk.confirmations(closedToo: choice == .earlier, at: place, limit: limit)
          .map { ServingAct.confirmation($0) }
      }
    }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let (read, choice) = (reader, choice)
    return .load("list", "stops and roll backs") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request, choice)
    }
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextTab, .previousTab:
      let count = Choice.allCases.count
      let next = (choice.rawValue + (motion == .nextTab ? 1 : count - 1)) % count
      return choose(Choice(rawValue: next) ?? .waiting)
    case .open:
      guard let artifact = list.current?.artifact else { return [.refuse("Nothing is listed.")] }
      return [.go(Place(screen: .registry, target: .artifact(artifact)))]
    default:
      _ = list.move(motion)
      return []
    }
  }

  private mutating func choose(_ next: Choice) -> [Effect<Message>] {
    choice = next
    list.clear()
    return refresh()
  }

  /// The tabs above the list.
  var strip: TabStrip { TabStrip(titles: Choice.allCases.map(\.title), chosen: choice.rawValue) }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let before = list.cursor
    let layout = StopsLayout(size: sight.size)
    let place = Position(row: row, column: column)
    if layout.strip.contains(place), let tab = strip.tab(at: column - 1, in: layout.strip.columns - 1),
      let chosen = Choice(rawValue: tab)
    {
      return choose(chosen)
    }
    guard layout.rows.contains(place) else { return [] }
    list.pick(row: row - layout.rows.row)
    return before == list.cursor ? move(.open) : []
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(StopsLayout(size: sight.size).rows)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  var topic: LineageRoot? {
    switch list.current {
    case .stop(let row)?: row.label.map { .version(VersionName(artifact: row.artifact, selector: .label($0))) }
    case .confirmation(let row)? where row.act == "rollback":
      .version(VersionName(artifact: row.artifact, selector: .label(row.subject)))
    case .waiver(let row)?: .version(VersionName(artifact: row.artifact, selector: .label(row.label)))
    default: nil
    }
  }

  func render(in size: Size) -> Frame { StopsPicture(screen: self, size: size).frame() }
}

/// A line of the screen.
enum ServingAct: Sendable, Equatable, Identifiable {
  case confirmation(ConfirmationRow)
  case stop(StopRow)
  case waiver(WaiverRow)

  var id: String {
    switch self {
    case .confirmation(let row): "confirmation \(row.id)"
    case .stop(let row): "stop \(row.id)"
    case .waiver(let row): "waiver \(row.id)"
    }
  }

  var artifact: String {
    switch self {
    case .confirmation(let row): row.artifact
    case .stop(let row): row.artifact
    case .waiver(let row): row.artifact
    }
  }
}

extension StopsScreen.Stopped {
  /// `ARTIFACT` or `ARTIFACT@VERSION`.
  init(_ text: String) {
    if let name = try? VersionName(text) {
      self.init(name)
    } else {
      self.init(artifact: text, label: nil)
    }
  }

  init(_ name: VersionName) {
    artifact = name.artifact
    if case .label(let label) = name.selector { self.label = label }
  }
}
