import Governance
import Operations
import Terminal

/// The console without its terminal and its catalog: screens, layers in front of them, notices, work to do.
///
/// Events and replies go in, pictures and jobs come out; nothing in it waits.
struct Shell: Sendable {
  enum Layer: Sendable {
    case form(Form, owner: ScreenName, answer: @Sendable (FormAnswer) -> any Sendable)
    case line(LinePrompt, owner: ScreenName, answer: @Sendable (String) -> any Sendable)
    case palette(Palette)
    /// The moment to be shown.
    case moment(LinePrompt)
    /// The name under which a view is kept.
    case viewName(LinePrompt)
    /// What is looked for in the text in focus.
    case find(LinePrompt)
    case columns(ColumnChooser)
    case help(HelpView)
    case problem(ProblemView)
  }

  /// What only the loop can do.
  enum Order: Sendable, Equatable {
    case quit, suspend, repaint
    case theme(Theme)
    case mouse(Bool)
    /// Onto the terminal's clipboard.
    case copy(String)
    /// The officer's own editor with this text.
    case edit(String)
  }

  var seats: [any Seat]
  /// The names of the seats, in their order; they never change.
  private let seatNames: [ScreenName]
  let entries: [ScreenIndex.Entry]
  let digits: [Int: ScreenName]
  var front: ScreenName
  /// Where the officer came from, each screen as it stood.
  var trail: [any Seat] = []
  var layers: [Layer] = []
  var notice: Notice?
  var noticeUntil: Int64 = 0
  /// Waits for the line of notices to be free.
  var calmOffer: String?
  var lastProblem: Problem?
  var sight: Sight
  /// What the clock says, whatever moment is shown.
  private(set) var clock: Instant
  var officer: Officer?
  var size: Size
  /// The catalog cannot be reached: since when, how often it was tried, when it is tried again.
  var lost: Lost?
  var work = WorkQueue()
  /// Long work that goes on beside everything else.
  var errand: Errand?
  /// Orders and a cancellation for the loop to take away.
  var orders: [Order] = []
  var wantsCancel = false
  var lastRefresh: Int64 = 0
  /// What others have changed since the screen in front was read.
  var news: Set<ChangeKind> = []
  /// The screen whose loading the officer stopped: it is not read again by itself.
  var halted: ScreenName?
  /// The catalog tells what others change.
  var isListening = false
  let drafts: any DraftStore
  var personal: Personal
  var unsavedDraft = false
  /// What stands on the terminal, for writes to hit nothing else.
  var seen: Seen?
  /// Lines typed before, by what they were asked for, the latest last; Esc puts them here too.
  var typedLines = TypedLines()

  struct Lost: Sendable, Equatable {
    var since: Instant
    var tries: Int
    var retryAt: Int64
  }

  /// What clocks alone change, and what nobody told of, is read again so often.
  static let refreshEvery: Int64 = 5_000
  /// The same while it is told when others change something.
  static let refreshEveryListening: Int64 = 15_000
  /// News are gathered, so that a screen is read again twice a second at the most.
  static let newsEvery: Int64 = 500
  static let spinnerAfter: Int64 = 150

  init(
    size: Size, sight: Sight, first: ScreenName = .office, drafts: any DraftStore = MemoryDrafts(),
    personal: Personal = Personal(), entries: [ScreenIndex.Entry] = ScreenIndex.entries
  ) {
    self.size = size
    self.sight = sight
    clock = sight.now
    self.drafts = drafts
    self.personal = personal
    self.entries = entries
    seats = entries.map { $0.make(sight) }
    seatNames = seats.map(\.name)
    var digits: [Int: ScreenName] = [:]
    for (entry, seat) in zip(entries, seats) {
      if let digit = entry.digit { digits[digit] = seat.name }
    }
    self.digits = digits
    front = seatNames.contains(first) ? first : seatNames.first ?? first
  }

  /// The first thing the loop calls.
  mutating func open() {
    ask(Job.officer())
    look()
    refreshFront()
  }

  // MARK: Screens

  func seat(_ name: ScreenName) -> Int? { seatNames.firstIndex(of: name) }

  var frontSeat: (any Seat)? { seat(front).map { seats[$0] } }

  mutating func refreshFront() {
    lastRefresh = sight.uptime
    news = []
    halted = nil
    guard let index = seat(front) else { return }
    perform(seats[index].refresh(), by: front)
  }

  /// Hands time and room to the screen in front.
  mutating func look() {
    if sight.now != sight.asOf { clock = sight.now }
    if sight.calm { sight.now = sight.now.startOfMinute }
    if let past = sight.asOf { sight.now = past }
    sight.size = bodySize
    sight.officer = officer
    guard let index = seat(front) else { return }
    perform(seats[index].look(sight), by: front)
  }

  mutating func go(_ place: Place) {
    guard let index = seat(place.screen) else { return }
    if let here = frontSeat, place.screen != front || place.target != .asItStands {
      trail.append(here)
      if trail.count > 30 { trail.removeFirst() }
    }
    if front != place.screen { leave() }
    front = place.screen
    look()
    if place.target != .asItStands { perform(seats[index].show(place.target), by: front) }
    refreshFront()
  }

  mutating func comeBack() {
    guard let earlier = trail.popLast(), let index = seat(earlier.name) else {
      say(Notice(.refusal, "There is nothing to go back to."))
      return
    }
    if front != earlier.name { leave() }
    dropLoads(of: earlier.name)
    seats[index] = earlier
    front = earlier.name
    look()
    refreshFront()
  }

  /// What was said here is not said of the next screen; what failed still is.
  private mutating func leave() {
    dropLoads(of: front)
    if notice?.kind != .failure { notice = nil }
  }

  mutating func dropLoads(of name: ScreenName) {
    if work.forget(.screen(name)) { wantsCancel = true }
  }

  // MARK: Doing what screens ask for

  mutating func perform(_ acts: [Act], by name: ScreenName) {
    for act in acts {
      switch act {
      case .work(let job): ask(job)
      case .say(let notice): say(notice)
      case .go(let place): go(place)
      case .back: comeBack()
      case .ask(let spec, let answer):
        layers.append(
          .form(
            Form(spec, draft: drafts.draft(draftName(spec)), earlier: earlierWords(spec)), owner: name, answer: answer))
      case .line(let spec, let answer):
        layers.append(.line(LinePrompt(spec, earlier: typedLines[spec.label]), owner: name, answer: answer))
      case .formDone: closeForm(of: name)
      case .formRefused(let problem): refuseForm(of: name, problem)
      case .begin(let errand): begin(errand, for: name)
      }
    }
  }

  mutating func ask(_ job: Job) {
    if job.writes, !job.isLocal, let past = sight.asOf, case .screen(let name) = job.owner {
      refuseForm(of: name, .pastIsFixed(past))
      return
    }
    if work.add(job, at: sight.uptime) { wantsCancel = true }
  }

  mutating func say(_ notice: Notice) {
    self.notice = notice
    if let problem = notice.problem { lastProblem = problem }
    noticeUntil = sight.uptime + notice.milliseconds
    // Over what is being typed it would take the keys meant for that.
    if notice.problem?.kind == .fault, let problem = notice.problem, !isTyping {
      layers.append(.problem(ProblemView(problem: problem)))
    }
  }

  /// Words given before in forms of the kind, by field name.
  private func earlierWords(_ spec: FormSpec) -> [String: [String]] {
    Dictionary(spec.fields.map { ($0.name, typedLines["\(spec.verb) \($0.name)"]) }) { first, _ in first }
  }

  /// Whether keys are letters just now.
  private var isTyping: Bool {
    switch layers.last {
    case .form, .line, .moment, .viewName, .find, .palette: true
    case .columns, .help, .problem, nil: false
    }
  }

  private mutating func closeForm(of name: ScreenName) {
    guard let place = formLayer(of: name), case .form(let form, _, _) = layers[place] else { return }
    drafts.discard(draftName(form.spec))
    unsavedDraft = false
    layers.remove(at: place)
  }

  private mutating func refuseForm(of name: ScreenName, _ problem: Problem) {
    lastProblem = problem
    guard let place = formLayer(of: name), case .form(var form, let owner, let answer) = layers[place] else {
      say(Notice(problem))
      return
    }
    form.refused(problem)
    layers[place] = .form(form, owner: owner, answer: answer)
  }

  private func formLayer(of name: ScreenName) -> Int? {
    layers.lastIndex {
      if case .form(_, let owner, _) = $0 { return owner == name }
      return false
    }
  }

  func draftName(_ spec: FormSpec) -> DraftName {
    let place = (officer?.isDemo == true ? "demo " : "") + (officer?.catalog ?? "")
    return DraftName(catalog: place, login: officer?.login ?? "", form: spec.id)
  }

  /// Keeps the words of the form in front; called when it closes and from time to time.
  mutating func keepDraft() {
    unsavedDraft = false
    for case .form(let form, _, _) in layers {
      let words = form.draft
      if words.isEmpty { drafts.discard(draftName(form.spec)) } else { drafts.keep(draftName(form.spec), words) }
    }
  }
}

extension Job {
  /// Who sits here; asked once, and again after the connection was lost.
  static func officer() -> Job {
    Job(owner: .console, slot: "officer", what: "who you are", writes: false, after: 0) { desk in
      do throws(Problem) {
        return Reply(message: ConsoleMessage.officer(try await desk.officer()))
      } catch {
        return Reply(message: ConsoleMessage.failed(error), problem: error)
      }
    }
  }

  /// Artifacts and people whose name has the letters, for the palette.
  static func artifacts(named letters: String) -> Job {
    Job(owner: .console, slot: "palette", what: "names", writes: false, after: 120) { desk in
      do throws(Problem) {
        var filter = ArtifactFilter()
        filter.text = letters
        let rows = try await desk.artifacts(filter, at: .first, limit: 8).rows
        let owners = try await desk.owners(letters, limit: 8)
        let people = try await desk.names(.person, with: letters, limit: 8)
        return Reply(message: ConsoleMessage.named(rows, owners: owners, people: people))
      } catch {
        return Reply(message: ConsoleMessage.failed(error), problem: error)
      }
    }
  }
}

/// Answers to the console's own questions.
enum ConsoleMessage: Sendable {
  /// Every answer is of this moment from here on; nil is the present.
  case shows(Instant?)
  case officer(Officer)
  case named([ArtifactRow], owners: [String], people: [String])
  case offered([String], for: NameQuestion)
  case said(Notice)
  case progressed(Errand.Progress)
  case errandFailed(Problem)
  /// For the terminal's clipboard, now that the reading is recorded.
  case copies(String, Notice)
  case failed(Problem)
}
