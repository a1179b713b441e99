import Governance
import Terminal

extension AuditScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextItem, .previousItem:
      if focus == .list || focus == .card { return step(by: motion == .nextItem ? .down : .up) }
      return shelf.move(by: motion == .nextItem ? 1 : -1) ? stand() : [.refuse("There is no other quarter.")]
    case .follow:
      guard let name = list.current?.name else { return [] }
      return [.go(Place(screen: .registry, target: .artifact(name)))]
    case .nextPane, .previousPane: return turnPane(motion == .nextPane)
    case .back:
      focus = focus == .standing ? .quarters : .list
      return []
    case .open where focus == .quarters:
      focus = .standing
      return stand(after: 0)
    case .open where focus == .list: return open()
    default:
      switch focus {
      case .card: reading?.move(motion)
      case .standing: shelf.scroll(motion)
      case .quarters:
        guard let step = motion.step(page: 4) else { return [] }
        return shelf.move(by: step) ? stand() : []
      case .list: return list.move(motion) ? preview() : []
      }
      return []
    }
  }

  /// Quarters, cards in production, the card: round and round.
  private mutating func turnPane(_ forwards: Bool) -> [Effect<Message>] {
    switch focus {
    case .list: focus = forwards && reading != nil ? .card : .quarters
    case .card: focus = forwards ? .quarters : .list
    case .quarters, .standing: focus = forwards || reading == nil ? .list : .card
    }
    return focus == .quarters ? stand(after: 0) : preview()
  }

  private mutating func open() -> [Effect<Message>] {
    guard let row = list.current, let name = version(of: row) else { return [.refuse("Nothing is in production.")] }
    if reading?.name == name {
      focus = .card
      return []
    }
    opening = name
    return load(name, after: 0)
  }

  private mutating func step(by motion: Motion) -> [Effect<Message>] {
    let before = list.cursor
    _ = list.move(motion)
    guard list.cursor != before else {
      return [.refuse(motion == .down ? "This is the last card." : "This is the first card.")]
    }
    return focus == .card ? open() : preview()
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let layout = AuditLayout(size: sight.size, focus: focus, quarters: shelf.rows.count)
    if layout.quarters.contains(Position(row: row, column: column)) {
      focus = .quarters
      _ = shelf.move(by: row - layout.quarters.row - shelf.cursor)
      return stand(after: 0)
    }
    guard layout.rows.contains(Position(row: row, column: column)) else { return [] }
    let before = list.cursor
    list.pick(row: row - layout.rows.row)
    let isSecond = before == list.cursor && focus == .list
    focus = .list
    return isSecond ? open() : preview()
  }
}
