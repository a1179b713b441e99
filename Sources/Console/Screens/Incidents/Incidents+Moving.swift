import Governance
import Terminal

extension IncidentsScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextTab, .previousTab:
      let count = Choice.allCases.count
      let next = (choice.rawValue + (motion == .nextTab ? 1 : count - 1)) % count
      return Choice(rawValue: next).map { choose($0) } ?? []
    case _ where choice == .requests:
      _ = pane.move(motion)
      return []
    case .filter, .reorder, .turnRound: return focus == .list ? narrow(motion) ?? [] : []
    case .back where focus == .list && !narrowing.filter.isEmpty: return update(.filtered(""))
    case .back:
      focus = .list
      return []
    case .open where focus == .list: return open()
    case .nextItem, .previousItem:
      let before = list.cursor
      _ = list.move(motion == .nextItem ? .down : .up)
      guard list.cursor != before else {
        return [.refuse(motion == .nextItem ? "This is the last incident." : "This is the first incident.")]
      }
      return focus == .detail ? open() : preview()
    default:
      if focus == .detail {
        _ = pane.move(motion)
        return []
      }
      return list.move(motion) ? preview() : []
    }
  }

  /// The tabs above the list.
  var strip: TabStrip { TabStrip(titles: Choice.allCases.map(\.title), chosen: choice.rawValue) }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let layout = IncidentLayout(size: sight.size, focus: focus)
    let place = Position(row: row, column: column)
    if focus == .list, layout.strip.contains(place),
      let tab = strip.tab(at: column - 1, in: layout.strip.columns - 1), let chosen = Choice(rawValue: tab)
    {
      return choose(chosen)
    }
    guard choice != .requests, layout.rows.contains(place) else { return [] }
    let before = list.cursor
    list.pick(row: row - layout.rows.row)
    return before == list.cursor ? open() : preview()
  }
}
