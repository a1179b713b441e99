import Governance
import Terminal

/// The programs that report, with what each brought lately and what it failed to.
struct DataSourcesScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<SourceSummary, Problem>, PageRequest)
  }
  static let name = ScreenName.dataSources
  static let title = "Data sources"
  static let ignores: Set<ChangeKind> = [.review, .lineage]
  static let keys = KeyTable<Self, Message>([])

  var sight: Sight
  var list = PagedList<DataSource>()
  /// As it was told last; nil before.
  var summary: SourceSummary?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + [.open] + sidewaysMotions }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let summary), let request):
      list.take(Page(rows: summary.sources), for: request, at: sight.flashTime)
      self.summary = summary
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
    guard let source = list.current, source.quarantined > 0 else {
      return [.refuse("Nothing of this producer lies in quarantine.")]
    }
    return [.go(Place(screen: .quarantine, target: .refused(of: source.producer)))]
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
  /// The title, whether everything flows in, and the names of the columns.
  private static let top = 3

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(Self.rows(sight.size))
    return []
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    list.pick(row: row - Self.top)
    return []
  }

  private static func rows(_ size: Size) -> Area {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    return all.split(top: top).bottom.split(bottom: foot).top.readable
  }

  var reader: ListReader<DataSource> {
    { desk, _, _ throws(Problem) in Page(rows: try await desk.dataSources().sources) }
  }

  static let columns: [ListColumn<DataSource>] = [
    ListColumn("producer", 18...30, grows: true, value: \.producer),
    ListColumn("team", 12...14, as: .dim) { $0.team ?? "" },
    ListColumn("last", 11...12, align: .right, value: { $0.lastAt?.rfc3339 ?? "" }) { row, sight in
      [Piece(row.lastAt.map { TimeWords.ago($0, now: sight.now) } ?? "never", .dim)]
    },
    ListColumn("hour", 7...8, align: .right, value: { "\($0.takenInHour)" }) { row, _ in
      [Piece(NumberWords.grouped(Int(row.takenInHour)))]
    },
    ListColumn("day", 8...9, align: .right, value: { "\($0.takenInDay)" }) { row, _ in
      [Piece(NumberWords.grouped(Int(row.takenInDay)))]
    },
    ListColumn("refused", 8...9, align: .right, value: { "\($0.refusedInDay)" }) { row, _ in
      [Piece(NumberWords.grouped(Int(row.refusedInDay)), row.refusedInDay > 0 ? .warning : .dim)]
    },
    ListColumn("kept back", 9...9, align: .right, value: { "\($0.quarantined)" }) { row, _ in
      [Piece(NumberWords.grouped(Int(row.quarantined)), row.quarantined > 0 ? .warning : .dim)]
    },
    ListColumn("format", 8...14, isUsual: false, as: .dim) { $0.format ?? "" },
    ListColumn("tokens", 6...6, align: .right, isUsual: false, as: .dim) { "\($0.tokens)" },
  ]

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (head, rest) = all.split(top: Self.top)
    let foot = rest.split(bottom: Self.foot).bottom
    let rows = Self.rows(size)
    frame.write(
      [Piece(" Where the data come from", .title)], right: [Piece(list.countWords + " ", .dim)], row: head.row,
      column: 0, columns: rows.columns)
    if let summary {
      let (words, role) = InflowWords.line(summary, now: sight.now, columns: rows.columns - 2)
      frame.write([Piece(" " + words, role)], row: 1, column: 0, columns: rows.columns)
    }
    drawList(
      into: &frame, head: Area(row: 2, column: 0, rows: 1, columns: rows.columns), area: rows, focused: true,
      empty: ["Nobody reports yet.", "Let a program report: countersign producer add."])
    guard let source = list.current, foot.rows > 0 else { return frame }
    frame.rule(row: foot.row, from: 0, to: size.columns)
    var document = Document(columns: max(1, size.columns - 2))
    for (text, role) in about(source) { document.paragraph(text, role) }
    for (place, line) in document.lines.prefix(Self.foot - 1).enumerated() {
      frame.write(line.left, row: foot.row + 1 + place, column: 1, columns: size.columns - 2)
    }
    return frame
  }

  private func about(_ source: DataSource) -> [(String, Role)] {
    var lines: [(String, Role)] = []
    let followed = summary?.syncs.first { $0.name == source.producer }
    if let followed { lines += SyncWords.about(followed, now: sight.now) }
    let token = source.certificates.isEmpty ? "token" : "bound token"
    let may =
      source.tokens == 0
      ? "It has no token: it comes by files, or from this machine."
      : "May send \(source.scopes.joined(separator: ", ")), with \(NumberWords.of(source.tokens, token))."
    let lag = source.lag.map { " Its newest event was \(TimeWords.span(Int64($0))) old on arrival." } ?? ""
    if followed == nil { lines.append((may + lag, .text)) }
    if source.waitingTraces > 0 {
      lines.append(("\(NumberWords.of(Int(source.waitingTraces), "trace")) not whole yet.", .dim))
    }
    if source.quarantined > 0 {
      let kept = NumberWords.of(Int(source.quarantined), "record")
      lines.append(("\(kept) in quarantine, the newest: \(source.lastRefusal ?? "")", .warning))
    }
    if let gap = summary?.completeness.first(where: { $0.missing > 0 && $0.producer == source.producer }) {
      let words = "\(gap.service) counted \(gap.counted) calls on \(gap.day); \(gap.missing) of them never came here."
      lines.append((words, .warning))
    }
    if let flags = summary?.flags.first(where: { $0.producer == source.producer }) {
      let reports = NumberWords.of(Int(flags.reports), "report of flags", "reports of flags")
      lines.append(("\(reports) without the event, the oldest \(TimeWords.ago(flags.since, now: sight.now)).", .dim))
    }
    return lines
  }
}
