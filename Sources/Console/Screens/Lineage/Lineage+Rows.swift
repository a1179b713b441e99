import Governance
import Operations
import Terminal

extension LineageScreen {
  var whyNoRows: String? {
    if face == .rows { return nil }
    if let whyNoWeb { return whyNoWeb }
    guard let here = web?.current else { return "Choose a box first." }
    switch here.facts.kind {
    case .prompt, .model: return nil
    default: return "Generations name a prompt and a model: go to one of those boxes to see the rows it was given."
    }
  }

  /// The rows that the version under the cursor was given; from there back to the picture.
  mutating func showRows() -> [Effect<Message>] {
    if face == .rows {
      leaveRows()
      return []
    }
    guard let version = web?.current?.node.version else { return [] }
    return ask(.version(version), after: nil)
  }

  private mutating func leaveRows() {
    sheets = []
    face = .web
    settleTable()
  }

  func ask(_ subject: RowSheet.Subject, after cursor: String?) -> [Effect<Message>] {
    [
      .load("rows", "the rows") { desk throws(Problem) -> RowSheet.Content in
        switch subject {
        case .version(let version):
          return .behind(try await desk.usedRows(of: version, after: cursor, limit: RowSheet.generations))
        case .row(let row):
          let reach = cursor == nil ? try await desk.reach(of: row) : RowReach(touches: [], packs: [], uses: 0)
          let uses = try await desk.uses(of: row, after: cursor, limit: RowSheet.page)
          return .reached(reach, uses.rows, next: uses.next)
        case .generation(let id): return .sources(try await desk.sources(ofGeneration: id))
        }
      } then: {
        .rowsCame($0, subject, after: cursor)
      }
    ]
  }

  mutating func takeRows(_ content: RowSheet.Content, of subject: RowSheet.Subject, after cursor: String?) {
    let visible = LineageScreenLayout(size: sight.size, face: .rows).lines.rows - 1
    if let last = sheets.indices.last, sheets[last].subject == subject {
      if cursor == nil { sheets[last].replace(content, visible: visible) } else { sheets[last].append(content) }
    } else if cursor == nil {
      sheets.append(RowSheet(subject, content))
    }
    face = .rows
  }

  mutating func moveInRows(_ motion: Motion) -> [Effect<Message>] {
    guard let last = sheets.indices.last else { return [] }
    let height = LineageScreenLayout(size: sight.size, face: face).lines.rows - 1
    switch motion {
    case .open:
      guard let subject = sheets[last].here else { return [.refuse("No row is listed.")] }
      guard !sheets.contains(where: { $0.subject == subject }) else {
        return [.refuse("That is where you come from: Esc leads back.")]
      }
      return ask(subject, after: nil)
    case .follow:
      guard let version = sheets[last].version, let label = version.label, version.isRegistered else {
        return [.refuse("That version is not registered.")]
      }
      return [.go(Place(screen: .registry, target: .version(artifact: version.artifact, label: label)))]
    case .back:
      sheets.removeLast()
      if sheets.isEmpty { leaveRows() }
      return []
    case .top: sheets[last].place.go(to: 0, count: sheets[last].count, visible: height)
    case .bottom: sheets[last].place.go(to: sheets[last].count - 1, count: sheets[last].count, visible: height)
    default: sheets[last].place.move(by: motion.step(page: height) ?? 0, count: sheets[last].count, visible: height)
    }
    return more(height)
  }

  /// Asks for what comes after the last line when the cursor is near it.
  private mutating func more(_ height: Int) -> [Effect<Message>] {
    guard let last = sheets.indices.last, let next = sheets[last].next, !sheets[last].isAsking,
      sheets[last].place.cursor + 2 * height >= sheets[last].count
    else { return [] }
    sheets[last].isAsking = true
    return ask(sheets[last].subject, after: next)
  }
}
