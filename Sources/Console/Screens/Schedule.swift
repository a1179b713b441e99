import Governance
import Terminal

/// Work that comes round, and how it ended last.
struct ScheduleScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<[ScheduledJob], Problem>, PageRequest)
    case act(ScheduleAct)
    case answered(ScheduleAct, FormAnswer, ScheduledJob)
    case recorded(Result<Recorded, Problem>)
  }
  enum ScheduleAct: Sendable { case run, pause }

  static let name = ScreenName.schedule
  static let title = "Schedule"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("A")], "run it now", .act(.run), unless: \.whyNotRun),
    Binding([.character("O")], "pause it, or let it go on", .act(.pause), unless: \.whyNotPause),
  ])

  var sight: Sight
  var list = PagedList<ScheduledJob>()

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + sidewaysMotions }

  var subject: Subject { list.current.map { .shown("job \($0.name) \($0.paused)") } ?? .nothing }
  var history: String? { list.current.map { "kind:schedule subject:\($0.name)" } }

  var whyNotPause: String? {
    guard list.current != nil else { return "No job is chosen." }
    guard let officer = sight.officer, !officer.roles.contains(where: ["lead", "admin"].contains) else { return nil }
    return "A lead or an administrator does."
  }

  var whyNotRun: String? { whyNotPause ?? (list.current?.paused == true ? "It is paused." : nil) }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .act(let act):
      guard let job = list.current else { return [] }
      return [.ask(form(act, job)) { .answered(act, $0, job) }]
    case .answered(let act, let answer, let job):
      let reason = answer["reason"]
      return [
        .write(act == .run ? "the wish" : "the pause") { desk throws(Problem) in
          act == .run
            ? try await desk.hastenJob(job.name, reason: reason)
            : try await desk.pauseJob(job.name, paused: !job.paused, reason: reason)
        } then: {
          .recorded($0)
        }
      ]
    case .recorded(.success(let recorded)): return [.formDone, .say(Notice(recorded))] + refresh()
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    case .listed(.success(let jobs), let request):
      list.take(Page(rows: jobs), for: request, at: sight.flashTime)
      return []
    case .listed(.failure(let problem), _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    }
  }

  private func form(_ act: ScheduleAct, _ job: ScheduledJob) -> FormSpec {
    let (verb, sentence) =
      switch act {
      case .run: ("run it", "Makes it due now: the next daemon that looks does it.")
      case .pause where job.paused:
        ("let it go on", "Its next turn comes when it is due; what it missed is made up for once.")
      case .pause: ("pause it", "No daemon does it until somebody lets it go on.")
      }
    return FormSpec(
      id: "\(act)-\(job.name)", title: "\(verb) · \(job.name)", sentence: sentence,
      fields: [FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: []))], verb: verb)
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    _ = list.move(motion)
    return []
  }

  mutating func refresh() -> [Effect<Message>] {
    let request = list.reload()
    return [
      .load("list", "the schedule") { desk throws(Problem) in
        try await desk.schedule()
      } then: {
        .listed($0, request)
      }
    ]
  }

  private static let foot = 4

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(Self.rows(sight.size))
    return []
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    list.pick(row: row - 2)
    return []
  }

  private static func rows(_ size: Size) -> Area {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    return all.split(top: 2).bottom.split(bottom: foot).top.readable
  }

  var reader: ListReader<ScheduledJob> {
    { desk, _, _ throws(Problem) in Page(rows: try await desk.schedule()) }
  }

  static let columns: [ListColumn<ScheduledJob>] = [
    ListColumn("job", 16...18, value: \.name),
    ListColumn("what it does", 20...40, grows: true, as: .dim, value: \.title),
    ListColumn("every", 12...13, align: .right, value: rhythm) { job, _ in
      [Piece(job.paused ? "paused" : rhythm(job), job.paused ? .warning : .text)]
    },
    ListColumn("last ended", 12...14, align: .right, value: { $0.lastEnded?.rfc3339 ?? "" }) { job, sight in
      let last = job.lastEnded.map { TimeWords.ago($0, now: sight.now) } ?? "never"
      return [Piece(last, job.lastOutcome == "failed" ? .failed : .dim)]
    },
    ListColumn("how", 8...10, as: .dim) { $0.lastOutcome ?? "" },
    ListColumn("runs on", 8...20, isUsual: false, as: .dim) { $0.holder ?? "" },
  ]

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (head, rest) = all.split(top: 2)
    let foot = rest.split(bottom: Self.foot).bottom
    let rows = Self.rows(size)
    frame.write(
      [Piece(" Work that comes round", .title)], right: [Piece(list.countWords + " ", .dim)], row: head.row,
      column: 0,
      columns: rows.columns)
    drawList(
      into: &frame, head: Area(row: 1, column: 0, rows: 1, columns: rows.columns), area: rows, focused: true,
      empty: ["There is no work."])
    guard let job = list.current, foot.rows > 0 else { return frame }
    frame.rule(row: foot.row, from: 0, to: size.columns)
    var document = Document(columns: max(1, size.columns - 2))
    document.paragraph(job.title + (job.holder.map { "; runs now on \($0)." } ?? "."))
    let outcome = job.lastOutcome.map { "Last time: \($0)\(job.lastDetail.isEmpty ? "" : ", " + job.lastDetail)." }
    document.paragraph(outcome ?? "It has not run yet.", job.lastOutcome == "failed" ? .failed : .dim)
    for (place, line) in document.lines.prefix(Self.foot - 1).enumerated() {
      frame.write(line.left, row: foot.row + 1 + place, column: 1, columns: size.columns - 2)
    }
    return frame
  }

  @Sendable private static func rhythm(_ job: ScheduledJob) -> String {
    job.atTime.map { "day at \($0)" } ?? TimeWords.span(job.every)
  }
}
