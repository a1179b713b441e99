import Governance
import Operations
import Terminal

/// How a model or prompt behaves, day by day, against a reference.
struct DriftScreen: Screen {
  enum Message: Sendable {
    case listed(Result<Page<ArtifactRow>, Problem>, PageRequest)
    case behaved(Result<Behaviour, Problem>, DriftQuestion)
    case judged(Result<Judgements, Problem>, DriftQuestion)
    case evaluated(Result<ArtifactDetail, Problem>, DriftQuestion)
    case sampled(Result<DriftSample, Problem>, DriftQuestion)
    case measured(Result<[OutsideDays], Problem>, DriftQuestion)
    case meant(Result<VectorComparison?, Problem>, DriftQuestion)
    case begins(Result<String?, Problem>)
    case filtered(String)
    case other, histogram, reference
    case referred(String)
    case export
    case answered(FormAnswer, DriftFile)
    case written(Result<String, Problem>, CardFile)
    case replace(CardFile)
    case watched(Result<[Monitor], Problem>, DriftQuestion)
    case sliced(Result<[SliceFigure], Problem>, DriftQuestion, String)
    case mute, watch, fleet, slices, incident
    case opening(Int64, FormAnswer)
    case muted(Monitor, FormAnswer)
    case previewed(Result<RulePreview?, Problem>, MonitorTerms, String)
    case set(MonitorTerms, String, FormAnswer)
    case recorded(Result<Recorded, Problem>)
  }

  static let name = ScreenName.drift
  static let title = "Drift"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("t")], "table or charts", .other, unless: \.whyNoBoard),
    Binding([.character("h")], "histogram now and before", .histogram, unless: \.whyNoHistogram),
    Binding([.character("b")], "reference window", .reference, unless: \.whyNoBoard),
    Binding([.character("E")], "export the figures", .export, unless: \.whyNoBoard),
    Binding([.character("m")], "mute its monitor", .mute, unless: \.whyNoMonitor),
    Binding([.character("+")], "watch this figure", .watch, unless: \.whyNotWatched),
    Binding([.character("I")], "incident of its alarm", .incident, unless: \.whyNoAlarm),
    Binding([.character("F")], "the fleet", .fleet),
  ])

  var sight: Sight
  var filterText = ""
  var list = PagedList<ArtifactRow>()
  /// Whether the first artifact has been chosen, by the catalog or by the officer.
  var hasBegun = false
  /// What the board is of, and what has come of it.
  var asked: DriftQuestion?
  var answers = DriftAnswers()
  var board: DriftBoard?
  /// Chosen by the officer; nil for the usual reference.
  var referenceDays: (first: Instant, last: Instant)?
  var loadedAt: Int64 = 0
  /// Something of the board did not come: it is asked for again.
  var hasMissed = false
  /// Nil until somebody chooses: charts where they have room.
  var wantsTable: Bool?
  /// The figure under the cursor.
  var cursor = 0
  /// The first line of charts, or of the table, on the screen.
  var top = 0
  /// One figure fills the screen.
  var isOpen = false
  var showsHistogram = false
  /// The difference of the distribution functions, in the place of the histogram.
  var showsGaps = false
  var showsSlices = false
  /// Of the figure in front; nil until they are there.
  var slices: (id: String, rows: [SliceFigure])?
  var monitors: [Monitor] = []
  var dayPlace = ListPlace()

  static let refreshEvery: Int64 = 60_000

  init(sight: Sight) { self.sight = sight }

  var isTable: Bool { wantsTable ?? (sight.size.columns < 100 || sight.size.rows < 26) }
  var measure: Measure? { board.flatMap { $0.measures.indices.contains(cursor) ? $0.measures[cursor] : nil } }

  var whyNoBoard: String? { board == nil ? "Nothing has been loaded yet." : nil }
  var whyNoHistogram: String? {
    guard let measure else { return whyNoBoard }
    guard measure.isComparedByDistribution else {
      return "\(measure.title) is a rate or a mean: h works on lengths, latency and cost."
    }
    return measure.stability == nil ? "There are too few values on a side for bins, or they are being read." : nil
  }

  var motions: [Motion] {
    let always = Motion.scrolling + [.left, .right, .nextItem, .previousItem, .follow, .filter]
    return always + (isOpen ? [.nextTab, .previousTab, .back] : [.open] + (filterText.isEmpty ? [] : [.back]))
  }

  var topic: LineageRoot? {
    guard let row = list.current, let label = row.production ?? row.latest else { return nil }
    return .version(VersionName(artifact: row.name, selector: .label(label)))
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      return hasBegun || !filterText.isEmpty ? ask(after: 0) : begin()
    case .begins(let answer):
      // Meanwhile the officer may have gone somewhere.
      if !hasBegun, case .success(let name?) = answer { _ = list.pick(id: name) }
      hasBegun = true
      return ask(after: 0)
    case .behaved(.success(let behaviour), let question): take(question) { $0.behaviour = behaviour }
    case .judged(.success(let judgements), let question): take(question) { $0.judgements = judgements }
    case .evaluated(.success(let detail), let question): take(question) { $0.evaluations = detail.evaluations }
    case .sampled(.success(let sample), let question):
      take(question) { $0.samples[sample.figure] = (sample.reference, sample.window) }
    case .measured(.success(let days), let question): take(question) { $0.outside = days }
    case .meant(.success(let meaning), let question): take(question) { $0.meaning = meaning }
    case .listed(.failure(let problem), _), .measured(.failure(let problem), _), .behaved(.failure(let problem), _),
      .judged(.failure(let problem), _),
      .evaluated(.failure(let problem), _), .sampled(.failure(let problem), _), .meant(.failure(let problem), _):
      list.giveUp()
      // What fails by its own fault would fail again.
      if problem.kind == .unreachable { hasMissed = true }
      return tell(problem)
    case .filtered(let text):
      filterText = text
      list.clear()
      return refresh()
    case .other:
      guard isOpen else {
        wantsTable = !isTable
        break
      }
      showsSlices.toggle()
      dayPlace = ListPlace()
      showsHistogram = false
      return showsSlices ? askSlices() : []
    case .histogram:
      isOpen = true
      showsSlices = false
      dayPlace = ListPlace()
      (showsHistogram, showsGaps) = showsHistogram ? (!showsGaps, !showsGaps) : (true, false)
    case .watched(.success(let found), let question):
      if question == asked {
        monitors = found
        alarmsFirst()
      }
    case .sliced(.success(let rows), let question, let id):
      if question == asked { slices = (id, rows) }
    case .watched(.failure(let problem), _), .sliced(.failure(let problem), _, _),
      .previewed(.failure(let problem), _, _):
      return tell(problem)
    case .mute, .watch, .fleet, .slices, .incident, .opening, .muted, .previewed, .set, .recorded:
      return monitorUpdate(message)
    case .reference: return askReference()
    case .referred(let text):
      referenceDays = ReferenceWords.parse(text)
      return ask(after: 0, again: true)
    case .export: return export()
    case .answered(let answer, let file):
      guard let paper = CardFile(answer, of: file.papers) else { return [.formDone] }
      return write(paper, replacing: false)
    case .written(.success(let path), let file):
      return [
        .formDone, .say(Notice(.recorded, "The figures went to \(path) (\(NumberWords.bytes(file.bytes.count))).")),
      ]
    case .written(.failure(let problem), let file):
      guard problem.code == CardFile.existsCode else { return [.formRefused(problem)] }
      return [.formDone, .ask(file.replaceForm) { _ in .replace(file) }]
    case .replace(let file): return write(file, replacing: true)
    }
    return []
  }

  /// By name the first is seldom worth a look: the one with an alarm, or called most, is opened.
  private func begin() -> [Effect<Message>] {
    [
      .load("begin", "where to look first") { desk throws(Problem) in
        try await desk.busiest()
      } then: {
        .begins($0)
      }
    ]
  }

  private mutating func take(_ question: DriftQuestion, _ change: (inout DriftAnswers) -> Void) {
    guard question == asked else { return }
    change(&answers)
    board = answers.board(of: question)
    alarmsFirst()
    loadedAt = sight.uptime
    cursor = min(cursor, max(0, (board?.measures.count ?? 1) - 1))
  }

  private func askReference() -> [Effect<Message>] {
    guard let frame = board?.frame else { return [] }
    let text = referenceDays == nil ? "" : ReferenceWords.text(frame.reference)
    return [
      .line(
        LineSpec(label: "reference, two days (now \(ReferenceWords.text(frame.reference)))", text: text) {
          ReferenceWords.fault(in: $0, for: frame)
        }
      ) { .referred($0) }
    ]
  }

  private func export() -> [Effect<Message>] {
    guard let board else { return [] }
    do throws(Problem) {
      let file = try DriftFile(board)
      return [.ask(file.exportForm) { .answered($0, file) }]
    } catch {
      return [.tell(error)]
    }
  }

  private func write(_ file: CardFile, replacing: Bool) -> [Effect<Message>] {
    [
      .local("the figures") { () async throws(Problem) -> String in
        try file.write(replacing: replacing)
      } then: {
        .written($0, file)
      }
    ]
  }

  private func tell(_ problem: Problem) -> [Effect<Message>] {
    problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
  }

  mutating func refresh() -> [Effect<Message>] {
    if list.isLoaded, board != nil || hasMissed, filterText.isEmpty, answers.asOf == sight.asOf {
      return hasMissed || sight.uptime - loadedAt >= DriftScreen.refreshEvery ? ask(after: 0, again: true) : []
    }
    return [page(list.reload())]
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let words = filterText.isEmpty ? nil : filterText
    return .load("list", "models and prompts") { desk throws(Problem) in
      try await desk.watched(words, at: request.place, limit: request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .artifact(let name) = target else { return [] }
    hasBegun = true
    return list.pick(id: name) ? ask(after: 0) : update(.filtered(name))
  }

  mutating func stopped() {
    list.giveUp()
    hasMissed = true
  }

  mutating func settle() -> [Effect<Message>] {
    settleRows()
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  func render(in size: Size) -> Frame { DriftPicture(screen: self, size: size).frame() }
}
