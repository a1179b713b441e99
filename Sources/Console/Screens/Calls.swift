import Governance
import Operations
import Terminal

/// The calls behind a figure of the drift screen, newest first; without what they said.
struct CallsScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<CallRow>, Problem>, PageRequest)
    case filtered(String)
  }
  static let name = ScreenName.calls
  static let title = "Calls"
  static let keys = KeyTable<Self, Message>([])

  var sight: Sight
  var list = PagedList<CallRow>()
  /// Nil before a figure led here.
  var question: CallsQuestion?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + [.open, .back, .filter] + sidewaysMotions }

  /// The version that answered.
  var topic: LineageRoot? {
    guard let question, let row = list.current, !row.version.isEmpty else { return nil }
    return .version(VersionName(artifact: question.watched.name, selector: .label(row.version)))
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      return []
    case .listed(.failure(let problem), _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .filtered(let version):
      question?.version = version.isEmpty ? nil : version
      list.clear()
      return refresh()
    }
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .back: return [.back]
    case .filter:
      return [.line(LineSpec(label: "only version", text: question?.version ?? "") { _ in nil }) { .filtered($0) }]
    case .open:
      guard let row = list.current else { return [.refuse("There is nothing to open.")] }
      guard let item = row.item else {
        return [.refuse("Nobody was asked to review this call: L shows what its version is made of.")]
      }
      return [.go(Place(screen: .review, target: .item(item)))]
    default:
      _ = list.move(motion)
      return []
    }
  }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .calls(let asked) = target else { return [] }
    question = asked
    list.clear()
    return refresh()
  }

  mutating func refresh() -> [Effect<Message>] { question == nil ? [] : [page(list.reload())] }

  var reader: ListReader<CallRow> {
    let question = question
    return { desk, place, limit throws(Problem) in
      guard let question else { return Page(rows: []) }
      return try await desk.calls(behind: question, at: place, limit: limit)
    }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "calls") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(Self.rows(sight.size))
    guard question != nil, let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    list.pick(row: row - 2)
    return []
  }

  private static func rows(_ size: Size) -> Area {
    Area(row: 0, column: 0, rows: size.rows, columns: size.columns).split(top: 2).bottom.readable
  }

  static let columns: [ListColumn<CallRow>] = [
    ListColumn("when", 12...13, value: \.at.rfc3339) { row, sight in
      [Piece(TimeWords.stamp(row.at, now: sight.now), .dim)]
    },
    ListColumn("generation", 12...36, grows: true, value: \.id),
    ListColumn("version", 8...16) { NameWords.version($0.version) },
    ListColumn("tier", 6...8, value: \.tier.rawValue) { row, _ in
      [Piece("\(row.tier.mark) \(row.tier.rawValue)", row.tier.role)]
    },
    ListColumn("value", 8...12, align: .right) { $0.value.map { NumberWords.score($0, places: 3) } ?? "" },
    ListColumn("service", 8...16, as: .dim) { $0.service ?? "" },
    ListColumn("language", 4...8, as: .dim) { $0.language ?? "" },
    ListColumn("ms", 6...8, align: .right, as: .dim) { $0.latencyMicros.map { "\($0 / 1000)" } ?? "" },
    ListColumn("review", 8...12) { $0.state ?? "–" },
  ]

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    let rows = Self.rows(size)
    var words = "No figure was chosen: o on a figure of the drift screen leads here."
    if let question {
      words = "\(question.watched.name) · \(question.figure) · \(DriftWords.days(question.period))"
      if !question.slice.isEmpty { words += " · \(question.slice)" }
      if let version = question.version { words += " · version \(NameWords.version(version))" }
      if question.lowest != nil || question.highest != nil {
        words +=
          " · " + (question.lowest.map { "from \(NumberWords.score($0, places: 2))" } ?? "")
          + (question.highest.map { " under \(NumberWords.score($0, places: 2))" } ?? "")
      }
    }
    frame.write(
      [Piece(" Calls behind ", .title), Piece(words, .text)], right: [Piece(list.countWords + " ", .dim)], row: 0,
      column: 0, columns: size.columns)
    drawList(
      into: &frame, head: Area(row: 1, column: 0, rows: 1, columns: rows.columns), area: rows, focused: true,
      empty: ["No call that you may see stands behind it."])
    return frame
  }
}
