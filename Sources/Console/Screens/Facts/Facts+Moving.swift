import Cards
import Governance
import Terminal

extension FactsScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextPane, .previousPane: focus = focus == .list ? .detail : .list
    case .filter: return narrow(motion) ?? []
    case .back where focus == .list && !narrowing.filter.isEmpty: return update(.filtered(""))
    case .back: focus = .list
    case .follow:
      guard let debt = list.current else { return [] }
      return [.go(Place(screen: .registry, target: .artifact(debt.artifact)))]
    case .open: return settleDebt()
    default:
      if focus == .detail { _ = pane.move(motion) } else { _ = list.move(motion) }
    }
    return []
  }

  /// Answers, or confirms what someone else has answered.
  private func settleDebt() -> [Effect<Message>] {
    guard let debt = list.current else { return [.refuse("Nothing is owed.")] }
    if debt.state == .answered, let fact = debt.fact {
      return [.ask(FactForms.confirm(debt, fact)) { .confirmed($0, fact) }]
    }
    guard debt.asks != nil else {
      return [.refuse("\(debt.label) is read from what happens: \(debt.artifact) needs the act itself.")]
    }
    return [.ask(FactForms.state(debt)) { .stated($0, debt) }]
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let layout = FactsLayout(size: sight.size, focus: focus)
    guard layout.rows.contains(Position(row: row, column: column)) else { return [] }
    list.pick(row: row - layout.rows.row)
    focus = .list
    return []
  }
}
