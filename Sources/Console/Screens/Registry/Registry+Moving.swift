import Governance
import Terminal

extension RegistryScreen {
  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .filter, .reorder, .turnRound: return narrow(motion) ?? []
    case .nextItem, .previousItem: return step(by: motion == .nextItem ? .down : .up)
    case .nextPane, .previousPane:
      if focus == .detail {
        focus = .list
      } else if reading != nil {
        focus = .detail
      }
      return []
    default: return focus == .list ? moveInList(motion) : moveInDetail(motion)
    }
  }

  private mutating func moveInList(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .open, .follow:
      guard let name = list.current?.name else {
        return list.opensWhenLoaded() ? [] : [.refuse("No artifact is listed.")]
      }
      if reading?.detail.row.name == name {
        focus = .detail
        return []
      }
      opening = name
      return load(name, after: 0)
    case .back:
      guard !narrowing.filter.isEmpty else { return [] }
      return update(.filtered(""))
    case .nextTab, .previousTab:
      turnTab(by: motion == .nextTab ? 1 : -1)
      return []
    default:
      return list.move(motion) ? preview() : []
    }
  }

  private mutating func moveInDetail(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .back: focus = .list
    case .nextTab: turnTab(by: 1)
    case .previousTab: turnTab(by: -1)
    case .nextSection where reading?.tab == .difference: reading?.step(by: 1)
    case .previousSection where reading?.tab == .difference: reading?.step(by: -1)
    case .open where reading?.tab == .usedBy:
      guard let key = reading?.turnBranch() else { return [] }
      return [unfold(key)]
    case .open, .follow:
      guard let chosen = reading?.chosenVersion else { return [] }
      if chosen.artifact != reading?.detail.row.name {
        return [.go(Place(screen: .registry, target: .artifact(chosen.artifact)))]
      }
      reading?.compareChosen()
    default: reading?.move(motion)
    }
    return []
  }

  /// Asks who uses an artifact, or what a version is built on.
  private func unfold(_ key: DependencyTree.Key) -> Effect<Message> {
    .load("branch-\(key.side)-\(key.artifact)@\(key.label)", "what hangs together with \(key.artifact)") {
      desk throws(Problem) in
      switch key.side {
      case .users: try await desk.artifact(key.artifact).usedBy
      case .parts:
        try await desk.version(VersionName(artifact: key.artifact, selector: .label(key.label))).dependsOn
      }
    } then: {
      .branch($0, key)
    }
  }

  private mutating func turnTab(by step: Int) {
    if let asked, asked != reading?.detail.row.name {
      tabsAhead += step
    } else {
      reading?.turnTab(by: step)
    }
  }

  private mutating func step(by motion: Motion) -> [Effect<Message>] {
    let before = list.cursor
    _ = list.move(motion)
    guard list.cursor != before, let name = list.current?.name else {
      return [.refuse(motion == .down ? "This is the last artifact." : "This is the first artifact.")]
    }
    if focus == .detail {
      opening = name
      return load(name, after: 0)
    }
    return preview()
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let layout = RegistryLayout(size: sight.size, focus: focus)
    let place = Position(row: row, column: column)
    if layout.rows.contains(place) {
      let before = list.cursor
      list.pick(row: row - layout.rows.row)
      let isSecond = before == list.cursor && focus == .list
      focus = .list
      return isSecond ? moveInList(.open) : preview()
    }
    if layout.tabs.contains(place), let reading,
      let tab = reading.tabStrip.tab(at: column - layout.tabs.column, in: layout.tabs.columns)
    {
      self.reading?.turnTab(by: tab - reading.tab.rawValue)
      focus = .detail
    }
    return []
  }
}
