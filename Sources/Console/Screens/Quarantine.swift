import Governance
import Operations
import Terminal

/// Records that were refused on the way in, kept with the reason.
struct QuarantineScreen: ListingScreen, TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<QuarantineRow>, Problem>, PageRequest)
    case filtered(String)
  }
  static let name = ScreenName.quarantine
  static let title = "Quarantine"
  static let ignores: Set<ChangeKind> = [.review, .lineage]
  static let keys = KeyTable<Self, Message>([])

  var sight: Sight
  var narrowing = Narrowing(.quarantine, orders: ["newest"])
  var list = PagedList<QuarantineRow>()

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    Motion.scrolling + sidewaysMotions + narrowingMotions + (narrowing.filter.isEmpty ? [] : [.back])
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      return []
    case .listed(.failure(let problem), _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .filtered(let text):
      narrowing.take(text)
      return relist()
    }
  }

  static func filtered(_ text: String) -> Message { .filtered(text) }

  mutating func relist() -> [Effect<Message>] {
    list.clear()
    return refresh()
  }

  var seenNames: [String: [String]] {
    let rows = list.rows
    return ["code": rows.map(\.code), "format": rows.map(\.format), "origin": rows.map(\.origin)]
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    if let effects = narrow(motion) { return effects }
    if motion == .back, !narrowing.filter.isEmpty { return update(.filtered("")) }
    _ = list.move(motion)
    return []
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

  private static let foot = 4

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(Self.rows(sight.size))
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    list.pick(row: row - 2)
    return []
  }

  private static func rows(_ size: Size) -> Area {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    return all.split(top: 2).bottom.split(bottom: foot).top.readable
  }

  static let columns: [ListColumn<QuarantineRow>] = [
    ListColumn("when", 12...13, value: \.recordedAt.rfc3339) { row, _ in
      [Piece(TimeWords.stamp(row.recordedAt), .dim)]
    },
    ListColumn("where", 20...40, grows: true) { row in row.origin + (row.line.map { ":\($0)" } ?? "") },
    ListColumn("why", 20...30, value: \.code) { row, _ in
      [Piece(row.state == "kept" ? row.code : "\(row.code), \(row.state)", row.state == "kept" ? .warning : .dim)]
    },
    ListColumn("format", 8...14, as: .dim, value: \.format),
    ListColumn("bytes", 8...9, align: .right, value: { "\($0.bytes)" }) { row, _ in
      [Piece(NumberWords.bytes(row.bytes), .dim)]
    },
    ListColumn("number", 6...9, align: .right, as: .dim) { "\($0.id)" },
    ListColumn("state", 6...9, isUsual: false, value: \.state),
  ]

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (head, rest) = all.split(top: 2)
    let foot = rest.split(bottom: Self.foot).bottom
    let rows = Self.rows(size)
    frame.write(
      [
        Piece(" Refused on the way in, and kept", .title),
        Piece(narrowing.isPlain ? "" : "  \(narrowing.title)", .input),
      ], right: [Piece(list.countWords + " ", .dim)], row: head.row,
      column: 0,
      columns: rows.columns)
    drawList(
      into: &frame, head: Area(row: 1, column: 0, rows: 1, columns: rows.columns), area: rows, focused: true,
      empty: ["Nothing has been refused."])
    guard let row = list.current, foot.rows > 0 else { return frame }
    frame.rule(row: foot.row, from: 0, to: size.columns)
    var document = Document(columns: max(1, size.columns - 2))
    document.paragraph(row.reason)
    document.paragraph("\(row.format), \(NumberWords.bytes(row.bytes)), number \(row.id), \(row.state)", .dim)
    for (place, line) in document.lines.prefix(Self.foot - 1).enumerated() {
      frame.write(line.left, row: foot.row + 1 + place, column: 1, columns: size.columns - 2)
    }
    return frame
  }
}
