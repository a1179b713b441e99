import Governance
import Operations
import Terminal

/// Who did or read what, how far that is sealed, and the proof of any line by one key.
struct ActivityScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<ActivityRow>, Problem>, PageRequest)
    case stands(Result<LogOverview, Problem>)
    case filtered(String)
    case readings
    case prove
    case proved(Int64, Result<LeafProof, Problem>)
  }
  static let name = ScreenName.activity
  static let title = "Activity"
  static let ignores: Set<ChangeKind> = []
  static let keys = KeyTable<Self, Message>([
    Binding([.character("v")], "verify the line", .prove, unless: \.whyNotProve),
    Binding([.character("t")], "all or readings alone", .readings),
  ])

  var sight: Sight
  var narrowing = Narrowing(.activity, orders: ["newest"])
  var list = PagedList<ActivityRow>()
  var overview: LogOverview?
  /// Only what was read or taken out.
  var onlyReadings = false
  /// Of the line it was asked for.
  var proof: (row: Int64, proof: LeafProof)?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    Motion.scrolling + sidewaysMotions + narrowingMotions + (narrowing.filter.isEmpty ? [] : [.back])
  }

  static let columns: [ListColumn<ActivityRow>] = [
    ListColumn("when", 12...13, value: \.at.rfc3339) { row, sight in
      [Piece(TimeWords.stamp(row.at, now: sight.now), .dim)]
    },
    ListColumn("who", 14...20, value: \.who),
    ListColumn("did", 18...24, value: \.act),
    ListColumn("to what", 20...60, grows: true) { "\($0.subjectKind) \($0.subject)" },
    ListColumn("said via", 8...9, align: .right, as: .dim, value: \.channel),
  ]

  var subject: Subject { list.current.map { .shown("activity \($0.id)") } ?? .nothing }

  var whyNotProve: String? {
    guard list.current != nil else { return "No line is chosen." }
    guard let officer = sight.officer, officer.roles.contains("auditor") else {
      return "Proofs show leaves, which an auditor may read: they would tell a second reviewer the first verdict."
    }
    return nil
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request): list.take(page, for: request, at: sight.flashTime)
    case .listed(.failure(let problem), _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .stands(.success(let overview)): self.overview = overview
    case .stands(.failure): break  // the list tells
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .readings:
      onlyReadings.toggle()
      return relist() + [.say(Notice(.word, onlyReadings ? "What was read or taken out." : "All acts."))]
    case .prove:
      guard let row = list.current else { return [] }
      return [
        .load("proof", "the proof") { desk throws(Problem) in
          try await desk.proof(ofActivity: row.id)
        } then: {
          .proved(row.id, $0)
        }
      ]
    case .proved(let row, .success(let proof)):
      self.proof = (row, proof)
      return settle()
    case .proved(_, .failure(let problem)): return [.tell(problem)]
    }
    return []
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    list.clear()
    return refresh()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return [
      "act": rows.map(\.act), "by": rows.map(\.who), "kind": rows.map(\.subjectKind), "subject": rows.map(\.subject),
    ]
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    if case .acts(let filter) = target { return update(.filtered(filter)) }
    return []
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    if let effects = narrow(motion) { return effects }
    if motion == .back, !narrowing.filter.isEmpty { return update(.filtered("")) }
    _ = list.move(motion)
    return []
  }

  mutating func refresh() -> [Effect<Message>] {
    let standing: Effect<Message> = .load("log", "the log") { desk throws(Problem) in
      try await desk.logOverview()
    } then: {
      .stands($0)
    }
    return [page(list.reload()), standing]
  }

  var reader: ListReader<ActivityRow> {
    let filter = ActivityFilter(words: narrowing.filter, readings: onlyReadings, isReversed: narrowing.isReversed)
    return { desk, place, limit throws(Problem) in try await desk.activity(filter, at: place, limit: limit) }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "the activity") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(ActivityPicture(screen: self, size: sight.size).rows)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    list.pick(row: row - ActivityPicture(screen: self, size: sight.size).rows.row)
    return []
  }

  func render(in size: Size) -> Frame { ActivityPicture(screen: self, size: size).frame() }
}
