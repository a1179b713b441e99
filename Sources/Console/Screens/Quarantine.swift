import Governance
import Operations
import Terminal

/// Records that were refused on the way in, kept with the reason.
struct QuarantineScreen: ListingScreen {
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

  var motions: [Motion] { Motion.scrolling + narrowingMotions + (narrowing.filter.isEmpty ? [] : [.back]) }

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

  private func page(_ request: PageRequest) -> Effect<Message> {
    let filter = QuarantineFilter(words: narrowing.filter, isReversed: narrowing.isReversed)
    return .load("list", "quarantine") { desk throws(Problem) in
      try await desk.quarantine(filter, at: request.place, limit: request.limit)
    } then: {
      .listed($0, request)
    }
  }

  private static let foot = 4

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    list.fit(height: sight.size.rows - 2 - Self.foot)
    list.fade(at: sight.uptime)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    list.pick(row: row - 2)
    return []
  }

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (head, rest) = all.split(top: 2)
    let (body, foot) = rest.split(bottom: Self.foot)
    let rows = body.readable
    frame.write(
      [
        Piece(" Refused on the way in, and kept", .title),
        Piece(narrowing.isPlain ? "" : "  \(narrowing.title)", .input),
      ], right: [Piece(list.countWords + " ", .dim)], row: head.row,
      column: 0,
      columns: rows.columns)
    frame.write(
      [Piece("  when         where", .dim)], right: [Piece("why ", .dim)], row: 1, column: 0, columns: rows.columns)
    list.draw(into: &frame, area: rows, focused: true, empty: ["Nothing has been refused."]) { row, width in
      let line = row.line.map { ":\($0)" } ?? ""
      let room = max(10, width - 15 - 32)
      return (
        [Piece(Cutting.fit(TimeWords.stamp(row.recordedAt), 13), .dim), Piece(Cutting.fit(row.origin + line, room))],
        [
          Piece(
            Cutting.fit(row.state == "kept" ? row.code : "\(row.code), \(row.state)", 30, right: true) + " ",
            row.state == "kept" ? .warning : .dim)
        ]
      )
    }
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
