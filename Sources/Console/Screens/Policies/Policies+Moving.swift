import Governance
import Operations
import Policy
import Terminal

extension PoliciesScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    if reading != nil { return moveInReading(motion) }
    switch motion {
    case .nextTab, .previousTab:
      let count = Choice.allCases.count
      let next = (choice.rawValue + (motion == .nextTab ? 1 : count - 1)) % count
      return choose(Choice(rawValue: next) ?? .bundles)
    case .open: return open()
    case .follow: return follow()
    case .filter, .reorder, .turnRound: return choice == .decisions ? narrow(motion) ?? [] : []
    case .back where choice == .decisions && !narrowing.filter.isEmpty: return update(.filtered(""))
    case .back where choice == .requirements: return choose(.bundles)
    default:
      _ = list.move(motion)
      return []
    }
  }

  mutating func choose(_ next: Choice) -> [Effect<Message>] {
    // Turned to by its tab, the requirements are those in force.
    if next == .requirements { chosen = nil }
    return turn(to: next)
  }

  private mutating func turn(to next: Choice) -> [Effect<Message>] {
    choice = next
    reading = nil
    if next == .requirements { outlined = nil }
    list.clear()
    return refresh()
  }

  private mutating func open() -> [Effect<Message>] {
    guard let line = list.current else { return list.opensWhenLoaded() ? [] : [.refuse("Nothing is listed.")] }
    switch line {
    case .bundle:
      chosen = line.version
      return turn(to: .requirements)
    case .requirement(let row): return [.refuse("\(row.id) is shown whole below the list.")]
    case .decision(let row, _): return open(row.id)
    case .flip(let row): return open(row.decision)
    }
  }

  mutating func open(_ id: String) -> [Effect<Message>] {
    asked = id
    return [
      .load("decision", "the decision") { desk throws(Problem) in
        try await desk.decision(id)
      } then: {
        .detailed($0, id: id)
      }
    ]
  }

  private func follow() -> [Effect<Message>] {
    guard let name = reading?.version ?? list.current?.version else { return [.refuse("No version is chosen.")] }
    return [.go(Place(screen: .registry, target: .artifact(name.artifact)))]
  }

  private mutating func moveInReading(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .back: reading = nil
    case .follow: return follow()
    case .nextItem, .previousItem:
      let before = list.cursor
      _ = list.move(motion == .nextItem ? .down : .up)
      guard list.cursor != before, let id = list.current?.decision else {
        return [.refuse(motion == .nextItem ? "This is the last decision." : "This is the first decision.")]
      }
      return open(id)
    default: reading?.move(motion)
    }
    return []
  }

  /// The tabs above the list.
  var strip: TabStrip { TabStrip(titles: Choice.allCases.map(\.title), chosen: choice.rawValue) }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    guard reading == nil else { return [] }
    let layout = PoliciesLayout(size: sight.size, choice: choice)
    let place = Position(row: row, column: column)
    if layout.strip.contains(place), let tab = strip.tab(at: column - 1, in: layout.strip.columns - 1),
      let chosen = Choice(rawValue: tab)
    {
      return choose(chosen)
    }
    guard layout.rows.contains(place) else { return [] }
    let before = list.cursor
    list.pick(row: row - layout.rows.row)
    return before == list.cursor ? move(.open) : []
  }
}
