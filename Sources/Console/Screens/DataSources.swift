import Governance
import Terminal

/// The programs that report, with what each brought lately and what it failed to.
struct DataSourcesScreen: Screen {
  enum Message: Sendable {
    case listed(Result<SourceSummary, Problem>, PageRequest)
  }
  static let name = ScreenName.dataSources
  static let title = "Data sources"
  static let ignores: Set<ChangeKind> = [.review, .lineage]
  static let keys = KeyTable<Self, Message>([])

  var sight: Sight
  var list = PagedList<DataSource>()
  /// Days on which services counted more calls than came here.
  var gaps: [Completeness] = []

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + [.open] }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let summary), let request):
      list.take(Page(rows: summary.sources), for: request, at: sight.flashTime)
      gaps = summary.completeness.filter { $0.missing > 0 }
      return []
    case .listed(.failure(let problem), _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    }
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    guard motion == .open else {
      _ = list.move(motion)
      return []
    }
    guard list.current.map({ $0.quarantined > 0 }) == true else {
      return [.refuse("Nothing of this producer lies in quarantine.")]
    }
    return [.go(Place(screen: .quarantine))]
  }

  mutating func refresh() -> [Effect<Message>] {
    let request = list.reload()
    return [
      .load("list", "the data sources") { desk throws(Problem) in
        try await desk.dataSources()
      } then: {
        .listed($0, request)
      }
    ]
  }

  private static let foot = 6

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    list.fit(height: sight.size.rows - 2 - Self.foot)
    list.fade(at: sight.uptime)
    return []
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
      [Piece(" Where the data come from", .title)], right: [Piece(list.countWords + " ", .dim)], row: head.row,
      column: 0, columns: rows.columns)
    frame.write(
      [Piece("  producer", .dim)], right: [Piece("last    hour      day  refused  ", .dim)], row: 1, column: 0,
      columns: rows.columns)
    let empty = ["Nobody reports yet.", "Let a program report: countersign producer add."]
    list.draw(into: &frame, area: rows, focused: true, empty: empty) { source, width in
      (
        [
          Piece(Cutting.fit(source.producer, max(8, min(30, width - 52)))),
          Piece(source.team.map { " " + $0 } ?? "", .dim),
        ], figures(source)
      )
    }
    guard let source = list.current, foot.rows > 0 else { return frame }
    frame.rule(row: foot.row, from: 0, to: size.columns)
    var document = Document(columns: max(1, size.columns - 2))
    for (text, role) in about(source) { document.paragraph(text, role) }
    for (place, line) in document.lines.prefix(Self.foot - 1).enumerated() {
      frame.write(line.left, row: foot.row + 1 + place, column: 1, columns: size.columns - 2)
    }
    return frame
  }

  /// When it reported last, what it brought within the hour and the day, and what was refused.
  private func figures(_ source: DataSource) -> [Piece] {
    let last = source.lastAt.map { TimeWords.ago($0, now: sight.now) } ?? "never"
    return [
      Piece(Cutting.fit(last, 11, right: true), .dim),
      Piece(Cutting.fit(NumberWords.grouped(Int(source.takenInHour)), 8, right: true)),
      Piece(Cutting.fit(NumberWords.grouped(Int(source.takenInDay)), 9, right: true)),
      Piece(
        Cutting.fit(NumberWords.grouped(Int(source.refusedInDay)), 9, right: true) + "  ",
        source.refusedInDay > 0 ? .warning : .dim),
    ]
  }

  private func about(_ source: DataSource) -> [(String, Role)] {
    var lines: [(String, Role)] = []
    let may =
      source.tokens == 0
      ? "It has no token: it comes by files, or from this machine."
      : "May send \(source.scopes.joined(separator: ", ")), with \(NumberWords.of(source.tokens, "token"))."
    let lag = source.lag.map { " Its newest event was \(TimeWords.span(Int64($0))) old on arrival." } ?? ""
    lines.append((may + lag, .text))
    if source.waitingTraces > 0 {
      lines.append(("\(NumberWords.of(Int(source.waitingTraces), "trace")) not whole yet.", .dim))
    }
    if source.quarantined > 0 {
      let kept = NumberWords.of(Int(source.quarantined), "record")
      lines.append(("\(kept) in quarantine, the newest: \(source.lastRefusal ?? "")", .warning))
    }
    if let gap = gaps.first(where: { $0.producer == source.producer }) {
      let words = "\(gap.service) counted \(gap.counted) calls on \(gap.day); \(gap.missing) of them never came here."
      lines.append((words, .warning))
    }
    return lines
  }
}
