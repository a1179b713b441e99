import Governance
import Operations
import Terminal

/// What people said of names and data classes, who, when and why; and the links of names that wait for somebody's word.
struct PlaceWordsScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<Page<PlaceWord>, Problem>, PageRequest, PlaceWords)
    case accept, reject, takeBack, judge, map
    case answered(PlaceAct, FormAnswer)
    case recorded(Result<Recorded, Problem>)
  }

  static let name = ScreenName.placeWords
  static let title = "Names and data classes"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("a")], "accept", .accept, unless: \.whyNotNames),
    Binding([.character("x")], "reject", .reject, unless: \.whyNotNames),
    Binding([.character("J")], "judge the data class", .judge, unless: \.whyNotJudge),
    Binding([.character("K")], "the namespace is another's", .map, unless: \.whyNotMap),
    Binding([.character("u")], "take back", .takeBack, unless: \.whyNotTakeBack),
  ])

  var sight: Sight
  var choice = PlaceWords.waiting
  var list = PagedList<PlaceWord>()
  /// Only what is about this dataset.
  var about: LineageNode?

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] {
    Motion.scrolling + [.nextTab, .previousTab, .open] + sidewaysMotions + (about == nil ? [] : [.back])
  }

  var subject: Subject { list.current.map { .shown("\($0.id) \($0.says) \($0.ended == nil)") } ?? .nothing }

  // MARK: Why a key does nothing

  private var current: PlaceWord? { list.current.flatMap { $0.ended == nil ? $0 : nil } }

  var whyNotNames: String? {
    guard let word = current, word.kind == .link || word.kind == .names else {
      return "Choose two names that a producer links: . turns to them."
    }
    return nil
  }

  var whyNotJudge: String? {
    guard let word = list.current, word.kind == .said || word.kind == .judged else {
      return "Choose the class of a place here, or a box on Lineage."
    }
    return nil
  }

  var whyNotMap: String? { list.current?.namespace == nil ? "Choose a line with a namespace first." : nil }

  var whyNotTakeBack: String? {
    guard let word = current, [.said, .judged, .namespace].contains(word.kind) else {
      return "A class or a namespace that holds is taken back; of names, a accepts and x rejects."
    }
    return nil
  }

  // MARK: Changing

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let page), let request, let choice):
      if choice == self.choice { list.take(page, for: request, at: sight.flashTime) }
    case .listed(.failure(let problem), _, _):
      list.giveUp()
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .accept: return list.current.map { ask(.names($0, same: true)) } ?? []
    case .reject: return list.current.map { ask(.names($0, same: false)) } ?? []
    case .takeBack: return list.current.map { ask(.takeBack($0)) } ?? []
    case .judge: return list.current?.place.map { ask(.dataClass($0)) } ?? []
    case .map: return list.current?.namespace.map { ask(.namespace($0)) } ?? []
    case .answered(let act, let answer):
      return [
        .write("what you said") { desk throws(Problem) in
          try await act.record(answer, at: desk)
        } then: {
          .recorded($0)
        }
      ]
    case .recorded(.success(let recorded)): return [.formDone, .say(Notice(recorded))] + refresh()
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    }
    return []
  }

  private func ask(_ act: PlaceAct) -> [Effect<Message>] { [.ask(act.form) { .answered(act, $0) }] }

  mutating func show(_ target: Place.Target) -> [Effect<Message>] {
    guard case .place(.place(let namespace, let name, _)) = target else {
      about = nil
      return refresh()
    }
    about = .dataset(namespace, name)
    return choose(.history)
  }

  mutating func refresh() -> [Effect<Message>] { [page(list.reload())] }

  var reader: ListReader<PlaceWord> {
    let (choice, about) = (choice, about)
    return { desk, place, limit throws(Problem) in
      try await desk.placeWords(choice, about: about, at: place, limit: limit)
    }
  }

  private func page(_ request: PageRequest) -> Effect<Message> {
    let (read, choice) = (reader, choice)
    return .load("list", "names and data classes") { desk throws(Problem) in
      try await read(desk, request.place, request.limit)
    } then: {
      .listed($0, request, choice)
    }
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    let all = PlaceWords.allCases
    switch motion {
    case .nextTab, .previousTab:
      let here = all.firstIndex(of: choice) ?? 0
      return choose(all[(here + (motion == .nextTab ? 1 : all.count - 1)) % all.count])
    case .open:
      guard let topic else { return [.refuse("No place is chosen.")] }
      return [.go(Place(screen: .lineage, target: .place(topic)))]
    case .back:
      about = nil
      list.clear()
      return refresh()
    default:
      _ = list.move(motion)
      return []
    }
  }

  private mutating func choose(_ next: PlaceWords) -> [Effect<Message>] {
    choice = next
    list.clear()
    return refresh()
  }

  var strip: TabStrip {
    TabStrip(
      titles: PlaceWords.allCases.map(\.title), chosen: PlaceWords.allCases.firstIndex(of: choice) ?? 0)
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let before = list.cursor
    let layout = StopsLayout(size: sight.size)
    let place = Position(row: row, column: column)
    if layout.strip.contains(place), let tab = strip.tab(at: column - 1, in: layout.strip.columns - 1) {
      return choose(PlaceWords.allCases[tab])
    }
    guard layout.rows.contains(place) else { return [] }
    list.pick(row: row - layout.rows.row)
    return before == list.cursor ? move(.open) : []
  }

  mutating func stopped() { list.giveUp() }

  mutating func settle() -> [Effect<Message>] {
    fitList(StopsLayout(size: sight.size).rows)
    guard let request = list.missing() else { return [] }
    return [page(request)]
  }

  var topic: LineageRoot? {
    list.current?.place.map { .place(namespace: $0.namespace, name: $0.name, field: nil) }
  }

  func render(in size: Size) -> Frame { PlaceWordsPicture(screen: self, size: size).frame() }
}

extension PlaceWords {
  var title: String {
    switch self {
    case .waiting: "Waiting"
    case .names: "Names"
    case .classes: "Classes"
    case .history: "All that was said"
    }
  }
}
