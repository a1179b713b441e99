import Governance
import Terminal

extension AuditScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextItem, .previousItem:
      if focus == .list || focus == .card { return step(by: motion == .nextItem ? .down : .up) }
      if focus == .gaps || isGapOpen {
        return shelf.moveGap(by: motion == .nextItem ? 1 : -1) ? look() : [.refuse("There is no other gap.")]
      }
      return shelf.move(by: motion == .nextItem ? 1 : -1) ? stand() : [.refuse("There is no other quarter.")]
    case .follow:
      if focus == .gaps || isGapOpen, let gap = shelf.gap {
        guard gap.key != nil else { return [.refuse(gap.remedy)] }
        return [.go(Place(screen: .facts, target: gap.owner.map { .owned(by: $0) } ?? .asItStands))]
      }
      guard let name = list.current?.name else { return [] }
      return [.go(Place(screen: .registry, target: .artifact(name)))]
    case .nextPane, .previousPane: return turnPane(motion == .nextPane)
    case .back: return goBack()
    case .open where focus == .quarters:
      focus = sight.isWide ? .gaps : .standing
      return stand(after: 0) + (sight.isWide ? look(after: 0) : [])
    case .open where focus == .gaps:
      focus = .standing
      return look(after: 0)
    case .open where focus == .standing:
      guard !sight.isWide, case .summary = shelf.paper else { return [] }
      focus = .gaps
      return look(after: 0)
    case .open where focus == .list: return open()
    default:
      switch focus {
      case .card: reading?.move(motion)
      case .standing: shelf.scroll(motion)
      case .gaps:
        guard let step = motion.step(page: 10) else { return [] }
        return shelf.moveGap(by: step) ? look() : []
      case .quarters:
        guard let step = motion.step(page: 4) else { return [] }
        return shelf.move(by: step) ? stand() : []
      case .list: return list.move(motion) ? preview() : []
      }
      return []
    }
  }

  private var isGapOpen: Bool {
    if focus == .standing, case .gap = shelf.paper { return true }
    return false
  }

  private mutating func goBack() -> [Effect<Message>] {
    switch (focus, shelf.paper) {
    case (.standing, .gap): focus = .gaps
    case (.gaps, _):
      focus = sight.isWide ? .quarters : .standing
      shelf.show(.summary)
    case (.standing, _):
      focus = .quarters
      shelf.show(.summary)
    default: focus = .list
    }
    return []
  }

  /// Quarters, what is missing in the chosen one, cards in production, the card: round and round.
  private mutating func turnPane(_ forwards: Bool) -> [Effect<Message>] {
    switch focus {
    case .list: focus = forwards && reading != nil ? .card : .quarters
    case .card: focus = forwards ? .quarters : .list
    case .quarters: focus = forwards ? .gaps : reading == nil ? .list : .card
    case .gaps, .standing: focus = forwards ? .list : .quarters
    }
    switch focus {
    case .quarters:
      shelf.show(.summary)
      return stand(after: 0)
    case .gaps: return stand(after: 0) + look(after: 0)
    case .list, .card, .standing: return preview()
    }
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
    if layout.gaps.contains(Position(row: row, column: column)) {
      focus = .gaps
      return look(after: 0)
    }
    guard layout.rows.contains(Position(row: row, column: column)) else { return [] }
    let before = list.cursor
    list.pick(row: row - layout.rows.row)
    let isSecond = before == list.cursor && focus == .list
    focus = .list
    return isSecond ? open() : preview()
  }
}
