import Governance
import Terminal

extension ReviewScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextItem: return step(by: 1)
    case .previousItem: return step(by: -1)
    case .nextPane, .previousPane:
      focusNext(motion == .nextPane)
      return []
    case .follow: return follow()
    case .filter, .reorder, .turnRound: return focus == .list ? narrow(motion) ?? [] : []
    default: return focus == .list ? moveInList(motion) : moveInItem(motion)
    }
  }

  private mutating func moveInList(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .open:
      guard let row = list.current else { return list.opensWhenLoaded() ? [] : [.refuse("Nothing is waiting.")] }
      if item?.detail.row.id == row.id {
        focus = .text
        return []
      }
      return open(row.id)
    case .nextTab, .previousTab:
      let all = choices
      let now = all.firstIndex(of: choice) ?? 0
      return choose(all[(now + (motion == .nextTab ? 1 : all.count - 1)) % all.count])
    case .back:
      if item != nil {
        leaveItem()
        return []
      }
      if !narrowing.filter.isEmpty { return update(.filtered("")) }
      return choice == .all ? [] : choose(.all)
    default:
      _ = list.move(motion)
      return []
    }
  }

  private mutating func moveInItem(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .back:
      focus = .list
    case .nextTab, .previousTab:
      item?.turnTab(by: motion == .nextTab ? 1 : -1)
      focus = item?.tab == .response ? .text : .side
      return similarWanted()
    case .open:
      item?.fold()
    default:
      _ = item?.move(motion, inText: focus == .text)
    }
    return []
  }

  /// The item after or before this one, opened when one is open.
  private mutating func step(by count: Int) -> [Effect<Message>] {
    // From the item on its way, so that two presses are two steps.
    if let here = opening ?? item?.detail.row.id { list.pick(id: here) }
    let before = list.cursor
    _ = list.move(count > 0 ? .down : .up)
    guard list.cursor != before else {
      return [.refuse(count > 0 ? "This is the last item." : "This is the first item.")]
    }
    guard item != nil, focus != .list, let row = list.current else { return [] }
    return open(row.id)
  }

  private mutating func focusNext(_ forward: Bool) {
    guard let item else { return }
    var panes: [Focus] = [.list, .text]
    let layout = ReviewLayout(size: sight.size, hasItem: true, focus: .text, tab: item.tab)
    if layout.side.rows > 0 { panes = layout.text.rows > 0 ? [.list, .text, .side] : [.list, .side] }
    let now = panes.firstIndex(of: focus) ?? 0
    focus = panes[(now + (forward ? 1 : panes.count - 1)) % panes.count]
  }

  /// Asks for similar items when their tab is looked at first: comparing texts is not done for who does not ask.
  private func similarWanted() -> [Effect<Message>] {
    guard let item, item.tab == .similar, item.similar == nil else { return [] }
    let id = item.detail.row.id
    return [
      .load("similar", "similar items") { desk throws(Problem) in
        try await desk.similarReviews(to: id)
      } then: {
        .similar($0, item: id)
      }
    ]
  }

  /// From an item to the version that answered, in the registry.
  private func follow() -> [Effect<Message>] {
    guard let generation = item?.detail.generation else { return [.refuse("Open an item first.")] }
    if generation.promptRegistered, let prompt = generation.prompt {
      return [.go(Place(screen: .registry, target: .artifact(prompt)))]
    }
    if generation.modelRegistered {
      return [.go(Place(screen: .registry, target: .artifact(generation.model)))]
    }
    return [.refuse("Neither its model nor its prompt is registered.")]
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let layout = ReviewLayout(size: sight.size, hasItem: item != nil, focus: focus, tab: item?.tab ?? .response)
    let place = Position(row: row, column: column)
    if item == nil || focus == .list && !sight.isWide, layout.strip.contains(place),
      let tab = strip.tab(at: column - 1, in: stripRoom)
    {
      return choose(choices[tab])
    }
    if layout.rows.contains(place) {
      let line = row - layout.rows.row
      let before = list.cursor
      list.pick(row: line)
      let isSecond = focus == .list && list.cursor == before
      focus = .list
      return isSecond ? moveInList(.open) : []
    }
    if layout.tabs.contains(place),
      let tab = item?.tabStrip.tab(at: column - layout.tabs.column, in: layout.tabs.columns)
    {
      item?.show(tab: tab)
      focus = item?.tab == .response ? .text : .side
      return similarWanted()
    } else if layout.text.contains(place) {
      focus = .text
    } else if layout.side.contains(place) {
      focus = .side
    }
    return []
  }
}
