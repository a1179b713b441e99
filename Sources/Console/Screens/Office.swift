import Governance
import Terminal

/// What needs this officer, and what is on fire.
struct OfficeScreen: Screen {
  enum Message: Sendable {
    case answered(Result<OfficeSummary, Problem>)
    case claimNext
    case claimed(Result<Claim?, Problem>)
  }
  static let name = ScreenName.office
  static let title = "Office"
  static let ignores: Set<ChangeKind> = [.lineage]
  static let keys = KeyTable<Self, Message>([
    Binding([.character("c")], "claim next high", .claimNext, unless: \.whyNotClaim)
  ])

  var sight: Sight
  var summary: OfficeSummary?
  var cursor = 0

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { [.open, .nextPane, .previousPane, .down, .up, .top, .bottom] }

  var whyNotClaim: String? { sight.officer?.whyNoClaim }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .answered(.success(let answer)):
      let here = lines.indices.contains(cursor) ? lines[cursor].place : nil
      summary = answer
      if let here, let place = lines.firstIndex(where: { $0.place == here }) { cursor = place }
    case .answered(.failure(let problem)), .claimed(.failure(let problem)):
      return problem.kind == .unreachable ? [] : [.tell(problem)]
    case .claimNext:
      return [
        .write("the claim") { desk throws(Problem) in
          try await desk.claimNext(tier: .high, queue: nil)
        } then: {
          .claimed($0)
        }
      ]
    case .claimed(.success(let claim)):
      guard let claim else { return [.refuse("No high-tier item is waiting.")] }
      return [.go(Place(screen: .review, target: .item(claim.item)))]
    }
    return []
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    let lines = lines
    let places = OfficePicture(lines: lines, size: sight.size).reachable
    guard let here = places.firstIndex(of: cursor) else { return [.refuse("There is nothing to open here.")] }
    switch motion {
    case .open: return [.go(lines[cursor].place)]
    case .nextPane, .previousPane:
      let firsts = places.indices.filter { $0 == 0 || lines[places[$0]].pane != lines[places[$0 - 1]].pane }
      let now = firsts.lastIndex { $0 <= here } ?? 0
      let step = motion == .nextPane ? 1 : firsts.count - 1
      cursor = places[firsts[(now + step) % firsts.count]]
    case .top: cursor = places.first ?? 0
    case .bottom: cursor = places.last ?? 0
    default: if let step = motion.step(page: 5) { cursor = places[min(max(0, here + step), places.count - 1)] }
    }
    return []
  }

  mutating func settle() -> [Effect<Message>] {
    let places = OfficePicture(lines: lines, size: sight.size).reachable
    if !places.contains(cursor) { cursor = places.last { $0 < cursor } ?? places.first ?? 0 }
    return []
  }

  mutating func refresh() -> [Effect<Message>] {
    [
      .load("summary", "the office") { desk throws(Problem) in
        try await desk.office()
      } then: {
        .answered($0)
      }
    ]
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    guard let line = OfficePicture(lines: lines, size: sight.size).line(row: row, column: column) else { return [] }
    if line == cursor { return move(.open) }
    cursor = line
    return []
  }

  /// Everything on the screen that can be opened, in the order the arrows take.
  var lines: [OfficeLine] {
    summary.map { OfficeLine.all(of: $0, sight: sight) } ?? []
  }

  func render(in size: Size) -> Frame {
    var frame = Frame(size)
    OfficePicture(lines: lines, size: size).draw(into: &frame, cursor: cursor, isOpen: summary != nil)
    return frame
  }
}
