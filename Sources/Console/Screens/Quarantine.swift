import Governance
import Operations
import Terminal

/// Records that were refused on the way in, kept with the reason, and tried again when somebody asks.
struct QuarantineScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<QuarantineRow>, Problem>, PageRequest)
    case filtered(String)
    case record(Result<QuarantineDetail, Problem>)
    case again
    case answered(FormAnswer, QuarantineRow)
    case asked(Result<Recorded, Problem>)
  }
  static let name = ScreenName.quarantine
  static let title = "Quarantine"
  static let ignores: Set<ChangeKind> = [.review, .lineage]
  static let keys = KeyTable<Self, Message>([
    Binding([.character("A")], "replay: try it again", .again, unless: \.whyNotAgain)
  ])

  var sight: Sight
  var narrowing = Narrowing(.quarantine, orders: ["newest"])
  var list = PagedList<QuarantineRow>()
  /// The record that is open, over the list.
  var reading: RefusedReading?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    if reading != nil { return Motion.scrolling + [.back] }
    return Motion.scrolling + [.open] + sidewaysMotions + narrowingMotions + (narrowing.filter.isEmpty ? [] : [.back])
  }

  private var chosen: QuarantineRow? { reading?.row ?? list.current }

  var subject: Subject { chosen.map { .shown("record \($0.id) \($0.standing)") } ?? .nothing }
  var history: String? { chosen.map { "kind:quarantine subject:\($0.id)" } }

  var whyNotAgain: String? {
    guard let row = chosen else { return "Nothing is chosen." }
    if row.state != "kept" { return "It has gone in." }
    if reading?.isGone == true { return "It is not kept any more." }
    if !row.canBeTried { return "It was refused as a whole: only its sender can send it again." }
    if row.isAsked { return "\(row.askedBy ?? "Somebody") asked for it already: a daemon tries it." }
    guard let officer = sight.officer, !officer.roles.contains(where: ["builder", "lead", "admin"].contains) else {
      return nil
    }
    return "A builder of its team, a lead or an administrator asks for it."
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      if let id = reading?.row.id { reading?.take(list.rows.first { $0.id == id }) }
      return []
    case .listed(.failure(let problem), _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    case .record(.success(let detail)):
      reading = RefusedReading(detail)
      return settle()
    case .record(.failure(let problem)): return [.tell(problem)]
    case .again:
      guard let row = chosen else { return [] }
      return [.ask(QuarantineForms.again(row)) { .answered($0, row) }]
    case .answered(let answer, let row):
      let (alike, reason) = (answer["which"] == QuarantineForms.alike, answer["reason"])
      return [
        .write("the wish") { desk throws(Problem) in
          try await desk.askReplay(row.id, alike: alike, reason: reason)
        } then: {
          .asked($0)
        }
      ]
    case .asked(.success(let recorded)): return [.formDone, .say(Notice(recorded))] + refresh()
    case .asked(.failure(let problem)): return [.formRefused(problem)]
    }
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    list.clear()
    return refresh()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return [
      "code": rows.map(\.code), "format": rows.map(\.format), "origin": rows.map(\.origin),
      "producer": rows.map(\.producer),
    ]
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .refused(let producer) = target else { return [] }
    reading = nil
    return update(.filtered("producer:\"\(producer)\""))
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    if reading != nil {
      if motion == .back { reading = nil } else { reading?.move(motion) }
      return []
    }
    if let effects = narrow(motion) { return effects }
    if motion == .back, !narrowing.filter.isEmpty { return update(.filtered("")) }
    guard motion == .open else {
      _ = list.move(motion)
      return []
    }
    guard let row = list.current else { return [.refuse("There is nothing to open.")] }
    return [
      .load("record", "the record") { desk throws(Problem) in
        try await desk.refusedRecord(row.id)
      } then: {
        .record($0)
      }
    ]
  }

  mutating func refresh() -> [Effect<Message>] {
    return [page(list.reload())]
  }

  var reader: ListReader<QuarantineRow> {
    let filter = QuarantineFilter(words: narrowing.filter, isReversed: narrowing.isReversed)
    return { desk, place, limit throws(Problem) in try await desk.quarantine(filter, at: place, limit: limit) }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "quarantine") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    let layout = QuarantineLayout(sight.size)
    fitList(layout.rows)
    reading?.fit(layout.document, style: sight.reading)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func read(_ change: (inout ReadingPane) -> Void) -> Bool {
    guard reading != nil else { return false }
    reading?.read(change)
    return true
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    guard reading == nil else { return [] }
    list.pick(row: row - QuarantineLayout(sight.size).rows.row)
    return []
  }

  static let columns: [ListColumn<QuarantineRow>] = [
    ListColumn("when", 12...13, value: \.recordedAt.rfc3339) { row, sight in
      [Piece(TimeWords.stamp(row.recordedAt, now: sight.now), .dim)]
    },
    ListColumn("producer", 10...20, value: \.producer),
    ListColumn("where", 12...40, grows: true) { row in row.origin + (row.line.map { ":\($0)" } ?? "") },
    ListColumn("why", 16...30, value: \.code) { row, _ in
      [Piece(row.code, row.state == "kept" ? .warning : .dim)]
    },
    ListColumn("state", 13...13, value: \.standing) { row, _ in
      [Piece(row.standing, row.triedAt != nil && !row.isAsked && row.state == "kept" ? .warning : .dim)]
    },
    ListColumn("bytes", 8...9, align: .right, value: { "\($0.bytes)" }) { row, _ in
      [Piece(NumberWords.bytes(row.bytes), .dim)]
    },
    ListColumn("format", 8...14, isUsual: false, as: .dim, value: \.format),
    ListColumn("number", 6...9, align: .right, as: .dim) { "\($0.id)" },
  ]

  func render(in size: Size) -> Frame { QuarantinePicture(screen: self, size: size).frame() }
}
