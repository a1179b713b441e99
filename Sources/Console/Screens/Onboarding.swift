import Governance
import Terminal

/// What a team that is brought in has done, and what comes next: ticked by the records.
struct OnboardingScreen: TabularScreen {
  enum Message: Sendable {
    case choose
    case chosen(String)
    case listed(Result<[OnboardingStep], Problem>, PageRequest, String)
  }
  static let name = ScreenName.onboarding
  static let title = "Onboard team"
  static let ignores: Set<ChangeKind> = []
  static let entrance = Place.Target.onboarding(team: nil)
  static let keys = KeyTable<Self, Message>([Binding([.character("t")], "another team", .choose)])

  var sight: Sight
  /// Nil until one was asked for.
  var team: String?
  var list = PagedList<OnboardingStep>()
  /// The cursor stands on what comes next as soon as that is known.
  private var isNew = false

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + [.open] + sidewaysMotions }

  var quotation: Quotation? {
    guard let step = list.current, !step.command.isEmpty else { return nil }
    return Quotation("the command", step.command)
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .choose: return ask()
    case .chosen(let name): return open(name.filter { !$0.isWhitespace })
    case .listed(.success(let steps), let request, let team) where team == self.team:
      list.take(Page(rows: steps), for: request, at: sight.flashTime)
      if isNew, let next = steps.first(where: { $0.state == .missing }) { _ = list.pick(id: next.id) }
      isNew = false
    case .listed(.failure(let problem), _, let team) where team == self.team:
      list.giveUp()
      if problem.kind == .notFound { self.team = nil }
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .listed: break
    }
    return []
  }

  private func ask() -> [Effect<Message>] {
    [
      .line(
        LineSpec(
          label: "team", text: "", hint: "Tab completes", question: { NameQuestion(kind: .team, letters: $0) }
        ) {
          $0.allSatisfy(\.isWhitespace) ? LineFault(at: 0, words: "the key of a team, such as claims") : nil
        }
      ) {
        .chosen($0)
      }
    ]
  }

  private mutating func open(_ team: String) -> [Effect<Message>] {
    self.team = team
    list.clear()
    isNew = true
    return refresh()
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .onboarding(let team) = target else { return [] }
    return team.map { open($0) } ?? ask()
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    guard motion == .open else {
      _ = list.move(motion)
      return []
    }
    guard let step = list.current else { return [.refuse("No team is chosen: t asks for one.")] }
    return [.go(Place(screen: ScreenName(rawValue: step.screen)))]
  }

  mutating func refresh() -> [Effect<Message>] {
    guard let team else { return [] }
    let request = list.reload()
    return [
      .load("list", "what the team has done") { desk throws(Problem) in
        try await desk.onboarding(of: team)
      } then: {
        .listed($0, request, team)
      }
    ]
  }

  private static let top = 2
  private static let foot = 6

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(Self.rows(sight.size))
    return []
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let before = list.cursor
    guard row >= Self.top, row < Self.rows(sight.size).endRow else { return [] }
    list.pick(row: row - Self.top)
    return before == list.cursor ? move(.open) : []
  }

  private static func rows(_ size: Size) -> Area {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    return all.split(top: top).bottom.split(bottom: foot).top.readable
  }

  var reader: ListReader<OnboardingStep> {
    let team = team
    return { desk, _, _ throws(Problem) in
      guard let team else { return Page(rows: []) }
      return Page(rows: try await desk.onboarding(of: team))
    }
  }

  static let columns: [ListColumn<OnboardingStep>] = [
    ListColumn("step", 27...27, value: \.title) { step, _ in
      [mark(step.state), Piece(" " + step.title, step.state == .notApplicable ? .dim : .text)]
    },
    ListColumn("by the records", 24...60, grows: true, value: \.fact) { step, _ in
      [Piece(step.fact, step.state == .missing ? .text : .dim, marks: .named)]
    },
    ListColumn("when", 11...12, align: .right, value: { $0.at?.rfc3339 ?? "" }) { step, sight in
      [Piece(step.at.map { TimeWords.ago($0, now: sight.now) } ?? "", .dim)]
    },
    ListColumn("who", 12...20, isUsual: false, as: .dim) { $0.person ?? "" },
    ListColumn("command", 20...60, isUsual: false, as: .dim) { $0.command },
  ]

  private static func mark(_ state: OnboardingStep.State) -> Piece {
    switch state {
    case .done: Piece("✓", .ok)
    case .missing: Piece("✗", .warning)
    case .notApplicable: Piece("–", .dim)
    }
  }

  private var headWords: String {
    guard let team else { return " Onboard team" }
    return " Team \(team): what is done, and what comes next"
  }

  private var countWords: String {
    let steps = list.rows.filter { $0.state != .notApplicable }
    return steps.isEmpty ? "" : "\(steps.count { $0.state == .done }) of \(steps.count) done "
  }

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (head, rest) = all.split(top: Self.top)
    let foot = rest.split(bottom: Self.foot).bottom
    let rows = Self.rows(size)
    frame.write(
      [Piece(headWords, .title, marks: .named)], right: [Piece(countWords, .dim)], row: head.row, column: 0,
      columns: rows.columns)
    guard team != nil else {
      frame.write([Piece(" No team is chosen: t asks for one.", .dim)], row: rows.row, column: 0, columns: rows.columns)
      return frame
    }
    drawList(
      into: &frame, head: Area(row: 1, column: 0, rows: 1, columns: rows.columns), area: rows, focused: true,
      empty: ["Nothing is known of it yet."])
    guard let step = list.current, foot.rows > 0 else { return frame }
    frame.rule(row: foot.row, from: 0, to: size.columns)
    for (place, line) in about(step, columns: size.columns - 2).lines.prefix(Self.foot - 1).enumerated() {
      frame.write(line.left, row: foot.row + 1 + place, column: 1, columns: size.columns - 2)
    }
    return frame
  }

  private func about(_ step: OnboardingStep, columns: Int) -> Document {
    var document = Document(columns: max(1, columns))
    let recorded = [step.at.map { TimeWords.ago($0, now: sight.now) }, step.person.map { "by \($0)" }].compactMap { $0 }
    let end = recorded.isEmpty ? "" : " (" + recorded.joined(separator: ", ") + ")"
    document.paragraph(step.fact + end, step.state == .missing ? .warning : .text)
    if !step.remedy.isEmpty { document.paragraph(step.remedy) }
    if !step.command.isEmpty { document.paragraph(step.command, .key) }
    return document
  }
}
