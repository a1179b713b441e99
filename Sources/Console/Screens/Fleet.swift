import Governance
import Operations
import Terminal

/// Every model and prompt with calls and how its figures stand, the worst first.
struct FleetScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<FleetBoard, Problem>, PageRequest)
  }
  static let name = ScreenName.fleet
  static let title = "Fleet"
  static let keys = KeyTable<Self, Message>([])

  var sight: Sight
  var list = PagedList<FleetBoard.Row>()
  var frame: DriftFrame?
  /// Nil when figures did not come, or none yet.
  var loadedAt: Int64?

  static let refreshEvery: Int64 = 60_000

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + [.open] + sidewaysMotions }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let board), let request):
      frame = board.frame
      loadedAt = sight.uptime
      list.take(Page(rows: board.rows), for: request, at: sight.flashTime)
      return []
    case .listed(.failure(let problem), _):
      list.giveUp()
      if problem.kind == .unreachable { loadedAt = nil }
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    }
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    if motion == .open {
      guard let row = list.current else { return [.refuse("There is nothing to open.")] }
      return [.go(Place(screen: .drift, target: .artifact(row.watched.name)))]
    }
    _ = list.move(motion)
    return []
  }

  mutating func refresh() -> [Effect<Message>] {
    if list.isLoaded, let loadedAt, sight.uptime - loadedAt < Self.refreshEvery { return [] }
    let request = list.reload()
    let frame = DriftFrame(until: sight.moment)
    return [
      .load("list", "the fleet") { desk throws(Problem) in
        try await desk.fleet(frame)
      } then: {
        .listed($0, request)
      }
    ]
  }

  private static let foot = 3

  mutating func stopped() {
    list.giveUp()
    loadedAt = nil
  }

  mutating func settle() -> [Effect<Message>] {
    fitList(Self.rows(sight.size))
    return []
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    list.pick(row: row - 2)
    return []
  }

  private static func rows(_ size: Size) -> Area {
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    return all.split(top: 2).bottom.split(bottom: foot).top
  }

  var reader: ListReader<FleetBoard.Row> {
    let frame = DriftFrame(until: sight.moment)
    return { desk, _, _ throws(Problem) in Page(rows: try await desk.fleet(frame).rows) }
  }

  static let columns: [ListColumn<FleetBoard.Row>] =
    [
      ListColumn("artifact", 16...26, grows: true, value: \.watched.name),
      ListColumn("state", 8...9, value: FleetWords.state) { row, _ in [FleetWords.stateWords(row)] },
    ]
    + FleetBoard.columns.map { column in
      ListColumn(column.title, 7...8, align: .right, value: { FleetWords.value($0.cells[column.id]) }) { row, _ in
        [FleetWords.cell(row.cells[column.id])]
      }
    } + [ListColumn("calls", 6...7, align: .right, as: .dim) { LineageWords.short($0.calls) }]

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let foot = all.split(bottom: Self.foot).bottom
    let rows = Self.rows(size)
    let days = self.frame.map { "window \(DriftWords.days($0.window)) against \(DriftWords.days($0.reference)) " }
    frame.write(
      [Piece(" What slides, the worst first", .title)],
      right: [Piece(size.columns >= 100 ? (days ?? "") : "", .dim), Piece(list.countWords + " ", .dim)], row: 0,
      column: 0, columns: size.columns)
    drawList(
      into: &frame, head: Area(row: 1, column: 0, rows: 1, columns: rows.columns), area: rows, focused: true,
      empty: ["No call has been added to the figures yet: `countersign serve` does it each minute."])
    guard foot.rows > 0 else { return frame }
    frame.rule(row: foot.row, from: 0, to: size.columns)
    var document = Document(columns: max(1, size.columns - 2))
    if let row = list.current { document.paragraph(FleetWords.sentence(row)) }
    document.paragraph(
      "✗ alarm of a monitor, ≤ 5 % of them false   ! moved, over all cells together   = steady   · too few", .dim)
    for (place, line) in document.lines.prefix(Self.foot - 1).enumerated() {
      frame.write(line.left, row: foot.row + 1 + place, column: 1, columns: size.columns - 2)
    }
    return frame
  }
}

/// A cell of the fleet in words: a mark tells its state without any colour.
enum FleetWords {
  static func cell(_ cell: FleetBoard.Cell?) -> Piece {
    guard let cell else { return Piece("", .dim) }
    return switch cell.state {
    case .alarm: Piece("✗" + change(cell), .failed)
    case .muted: Piece("~" + change(cell), .dim)
    case .moved: Piece("!" + change(cell), .warning)
    case .steady: Piece("=", .dim)
    case .few: Piece("·", .dim)
    case .none: Piece("", .dim)
    }
  }

  /// In points for shares, in per cent for means; of vectors MMD².
  static func change(_ cell: FleetBoard.Cell) -> String {
    if cell.metric == MonitorDefaults.semantic { return cell.now.map { NumberWords.score($0, places: 2) } ?? "" }
    guard let before = cell.before, let now = cell.now else { return "" }
    let sign = now < before ? "−" : "+"
    if cell.isMark { return sign + NumberWords.decimal(abs(now - before) * 100, places: 1) + "pt" }
    guard before != 0 else { return sign }
    let percent = abs((now - before) / before) * 100
    return sign + (percent >= 1000 ? ">999" : NumberWords.decimal(percent, places: 0)) + "%"
  }

  static func value(_ cell: FleetBoard.Cell?) -> String {
    guard let cell, cell.state != .none else { return "" }
    return "\(cell.metric) \(cell.state) \(cell.before.map { "\($0)" } ?? "") \(cell.now.map { "\($0)" } ?? "")"
  }

  @Sendable static func state(_ row: FleetBoard.Row) -> String { stateWords(row).text }

  static func stateWords(_ row: FleetBoard.Row) -> Piece {
    if row.alarms > 0 { return Piece("✗ alarm", .failed) }
    if row.mutes > 0 { return Piece("~ muted", .dim) }
    if row.moved > 0 { return Piece("! moved", .warning) }
    return row.cells.values.contains { $0.state == .steady } ? Piece("= steady", .ok) : Piece("· few", .dim)
  }

  static func sentence(_ row: FleetBoard.Row) -> String {
    let bad = row.cells.values.filter { $0.state >= .moved }.sorted { ($1.state, $0.metric) < ($0.state, $1.metric) }
    let words = bad.prefix(4).map { "\($0.metric) \(change($0))" }.joined(separator: ", ")
    return "\(row.watched.name): " + (words.isEmpty ? "nothing has moved" : words)
      + "  (\(NumberWords.grouped(row.calls)) calls in the window)"
  }
}
