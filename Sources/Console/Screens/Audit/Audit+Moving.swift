import Governance
import Terminal

extension AuditScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextItem, .previousItem: return step(by: motion == .nextItem ? .down : .up)
    case .follow:
      guard let name = list.current?.name else { return [] }
      return [.go(Place(screen: .registry, target: .artifact(name)))]
    case .nextPane, .previousPane:
      if focus == .card {
        focus = .list
      } else if reading != nil {
        focus = .card
      }
      return []
    case .back:
      focus = .list
      return []
    case .open where focus == .list: return open()
    default:
      if focus == .card {
        reading?.move(motion)
        return []
      }
      return list.move(motion) ? preview() : []
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
    let layout = AuditLayout(size: sight.size, focus: focus)
    guard layout.rows.contains(Position(row: row, column: column)) else { return [] }
    let before = list.cursor
    list.pick(row: row - layout.rows.row)
    let isSecond = before == list.cursor && focus == .list
    focus = .list
    return isSecond ? open() : preview()
  }
}
