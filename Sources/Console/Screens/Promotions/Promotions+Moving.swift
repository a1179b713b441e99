import Governance
import Terminal

extension PromotionsScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .follow where focus == .set, .nextItem where focus == .set, .previousItem where focus == .set: return []
    case .nextItem, .previousItem: return step(by: motion == .nextItem ? .down : .up)
    case .follow:
      guard let name = reading?.detail.row.artifact ?? list.current?.artifact else { return [] }
      return [.go(Place(screen: .registry, target: .artifact(name)))]
    case .filter, .reorder, .turnRound: return focus == .list ? narrow(motion) ?? [] : []
    case .back where focus == .set: leaveSet()
    default:
      if focus == .set { set?.move(motion) } else { return focus == .list ? moveInList(motion) : moveInDetail(motion) }
    }
    return []
  }

  /// The tabs above the list.
  var strip: TabStrip { TabStrip(titles: Choice.allCases.map(\.title), chosen: choice.rawValue) }

  private mutating func moveInList(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .open:
      guard let id = list.current?.id else {
        return list.opensWhenLoaded() ? [] : [.refuse("No promotion is listed.")]
      }
      if reading?.detail.row.id == id {
        focus = .detail
        return []
      }
      opening = id
      return load(id, after: 0)
    case .nextTab, .previousTab:
      let count = Choice.allCases.count
      let next = (choice.rawValue + (motion == .nextTab ? 1 : count - 1)) % count
      return choose(Choice(rawValue: next) ?? .open)
    case .back where !narrowing.filter.isEmpty: return update(.filtered(""))
    case .back where !marked.isEmpty: marked = []
    case .back: return choice == .open ? [] : choose(.open)
    default:
      return list.move(motion) ? preview() : []
    }
    return []
  }

  private mutating func moveInDetail(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .back: focus = .list
    case .nextTab, .nextPane: reading?.turnTab(by: 1)
    case .previousTab, .previousPane: reading?.turnTab(by: -1)
    default: reading?.move(motion)
    }
    return []
  }

  private mutating func step(by motion: Motion) -> [Effect<Message>] {
    let before = list.cursor
    _ = list.move(motion)
    guard list.cursor != before, let id = list.current?.id else {
      return [.refuse(motion == .down ? "This is the last promotion." : "This is the first promotion.")]
    }
    if focus == .detail {
      opening = id
      return load(id, after: 0)
    }
    return preview()
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let layout = PromotionLayout(size: sight.size, focus: focus, tab: reading?.tab ?? .gate)
    let place = Position(row: row, column: column)
    if focus == .list, layout.strip.contains(place),
      let tab = strip.tab(at: column - 1, in: layout.strip.columns - 1), let chosen = Choice(rawValue: tab)
    {
      return choose(chosen)
    }
    guard layout.rows.contains(place) else { return [] }
    let before = list.cursor
    list.pick(row: row - layout.rows.row)
    return before == list.cursor ? moveInList(.open) : preview()
  }
}
