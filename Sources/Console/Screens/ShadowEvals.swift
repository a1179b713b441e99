import Governance
import Operations
import Terminal

/// Shadow-evals: runs, the matrix of the one under the cursor, and the pairs behind it side by side.
struct ShadowEvalsScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<ShadowRunRow>, Problem>, PageRequest)
    case detailed(Result<ShadowRunDetail, Problem>, id: Int64)
    case paired(Result<ShadowCellPair?, Problem>, ShadowCell)
    case alarm(AlarmMessage)
  }
  static let name = ScreenName.shadow
  static let title = "Shadow-evals"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("R")], "roll back", .alarm(.rollBack), unless: \.whyNotRollBack),
    Binding([.character("X")], "close the alarm", .alarm(.close), unless: \.whyNotClose),
  ])

  var sight: Sight
  var list = PagedList<ShadowRunRow>()
  /// The run whose matrix is shown.
  var detail: ShadowRunDetail?
  /// Its number while it is on its way.
  var asked: Int64?
  /// The cell of the matrix whose pairs are read; nil: the first.
  var cell: ShadowCell?
  /// The pair that is read; nil shows the list.
  var reading: ShadowPairReading?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    reading == nil
      ? Motion.scrolling + [.open, .nextTab, .previousTab] + sidewaysMotions
      : Motion.scrolling + [.nextItem, .previousItem, .nextTab, .previousTab, .back]
  }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request):
      list.take(page, for: request, at: sight.flashTime)
      return preview(again: true)
    case .detailed(.success(let detail), let id):
      if asked == id { self.detail = detail }
    case .paired(.success(nil), _):
      return [.refuse(reading == nil ? "No pair stands behind it." : "There are no more.")]
    case .paired(.success(let found?), let cell):
      (self.cell, reading) = (cell, ShadowPairReading(found, of: cell, in: detail))
    case .alarm(let message): return answer(message)
    case .listed(.failure(let problem), _), .detailed(.failure(let problem), _), .paired(.failure(let problem), _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    }
    return []
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    guard let reading else {
      switch motion {
      case .open: return open(chosen, from: nil, by: 0)
      case .nextTab: turn(1)
      case .previousTab: turn(-1)
      default:
        _ = list.move(motion)
        return preview(again: false)
      }
      return []
    }
    switch motion {
    case .back: self.reading = nil
    case .nextItem: return open(chosen, from: reading.prompt, by: 1)
    case .previousItem: return open(chosen, from: reading.prompt, by: -1)
    case .nextTab, .previousTab:
      turn(motion == .nextTab ? 1 : -1)
      // The same prompt, by another figure or beside another version.
      return open(chosen, from: reading.prompt, by: 0)
    default: self.reading?.move(motion, page: sight.size.rows - 2)
    }
    return []
  }

  /// Cells in the order of the matrix.
  private var cells: [ShadowCell] {
    guard let detail else { return [] }
    return detail.arms.filter { $0.role == .baseline }.flatMap { arm in
      detail.metrics.map { ShadowCell(arm: arm.arm, metric: $0.name) }
    }
  }

  var chosen: ShadowCell? { cells.first { $0 == cell } ?? cells.first }

  private mutating func turn(_ step: Int) {
    guard let chosen, let place = cells.firstIndex(of: chosen) else { return }
    cell = cells[min(max(0, place + step), cells.count - 1)]
  }

  private func open(_ cell: ShadowCell?, from prompt: Int?, by step: Int) -> [Effect<Message>] {
    guard let run = detail?.row.id, let cell else { return [.refuse("There is no run to open.")] }
    return [
      .load("pair", "the pair") { desk throws(Problem) in
        try await desk.openShadowPair(run, cell, from: prompt, by: step)
      } then: {
        .paired($0, cell)
      }
    ]
  }

  private mutating func preview(again: Bool) -> [Effect<Message>] {
    guard let id = list.current?.id, again || detail?.row.id != id else { return [] }
    asked = id
    return [
      .load("run", "the run", after: again ? 0 : 120) { desk throws(Problem) in
        try await desk.shadowRun(id)
      } then: {
        .detailed($0, id: id)
      }
    ]
  }

  mutating func refresh() -> [Effect<Message>] {
    return [page(list.reload())]
  }

  var reader: ListReader<ShadowRunRow> {
    { desk, place, limit throws(Problem) in try await desk.shadowRuns(at: place, limit: limit) }
  }

  static let columns: [ListColumn<ShadowRunRow>] = [
    ListColumn("version", 20...34, grows: true, value: { "\($0.artifact)@\($0.candidate)" }) { row, _ in
      [Piece("\(row.artifact) \(row.candidate)")]
    },
    ListColumn("when", 12...13, value: \.recordedAt.rfc3339) { row, sight in
      [Piece(TimeWords.stamp(row.recordedAt, now: sight.now), .dim)]
    },
    ListColumn("pairs", 6...8, align: .right, as: .dim) { $0.pairs.map { NumberWords.grouped($0) } ?? "" },
    ListColumn("verdict", 12...12, value: { $0.verdict?.rawValue ?? $0.state.rawValue }) { row, _ in
      let verdict = ShadowWords.verdict(row.verdict?.rawValue ?? row.state.rawValue)
      return [Piece(verdict.words, verdict.role)]
    },
    ListColumn("run by", 14...16, as: .dim, value: \.runBy),
    ListColumn("reason", 16...40, grows: true, isUsual: false, as: .dim, value: \.reason),
    ListColumn("number", 6...8, align: .right, isUsual: false, as: .dim) { "\($0.id)" },
  ]

  private func page(_ request: PageRequest) -> Effect<Message> {
    let read = reader
    return .load("list", "shadow runs") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request)
    }
  }

  /// Rows of the list: the matrix gets the rest.
  private static func rows(_ size: Size) -> Area {
    Area(row: 2, column: 0, rows: max(3, min(8, size.rows / 3)) - 1, columns: size.columns)
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(Self.rows(sight.size))
    // Side by side where there is room, unless the officer turned it; `|` turns it.
    reading?.layOut(columns: sight.size.columns, sideBySide: (sight.size.columns >= 100) != sight.reading.sideBySide)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    guard reading == nil else { return [] }
    list.pick(row: row - Self.rows(sight.size).row)
    return preview(again: false)
  }

  func render(in size: Size) -> Frame {
    if let reading { return reading.render(in: size) }
    var frame = Frame(size)
    frame.write(
      [Piece(" Live prompts on the versions before it", .title)], right: [Piece(list.countWords + " ", .dim)], row: 0,
      column: 0, columns: size.columns)
    let rows = Self.rows(size)
    drawList(
      into: &frame, head: Area(row: 1, column: 0, rows: 1, columns: size.columns), area: rows, focused: true,
      empty: ["No shadow-eval was run. Begin one: countersign shadow run ARTIFACT --reason …"])
    let area = Area(row: rows.endRow, column: 0, rows: max(0, size.rows - rows.endRow), columns: size.columns)
    guard let detail, area.rows > 2 else { return frame }
    ShadowMatrix(
      detail: detail, chosen: chosen,
      history: list.rows.filter { $0.artifact == detail.row.artifact && $0.verdict != nil }
    )
    .draw(into: &frame, area: area)
    return frame
  }
}

extension ScreenName {
  static let shadow = ScreenName(rawValue: "shadow")
}
