import Drift
import Governance
import Operations
import Terminal

extension DriftScreen {
  /// Asks for the figures of the artifact under the list's cursor, unless they are on their way.
  mutating func ask(after: Int64, again: Bool = false) -> [Effect<Message>] {
    guard let row = list.current, let kind = Watched.Kind(rawValue: row.kind.rawValue) else {
      board = nil
      asked = nil
      return []
    }
    var frame = DriftFrame(until: sight.moment)
    if let days = referenceDays, let chosen = frame.against(first: days.first, last: days.last) { frame = chosen }
    let question = DriftQuestion(watched: Watched(name: row.name, kind: kind), frame: frame)
    guard again || question != asked || answers.asOf != sight.asOf else { return [] }
    if question.watched != asked?.watched {
      board = nil
      cursor = 0
      top = 0
      isOpen = false
      showsHistogram = false
      showsSlices = false
      slices = nil
      monitors = []
    }
    if question != asked || answers.asOf != sight.asOf { answers = DriftAnswers(asOf: sight.asOf) }
    asked = question
    hasMissed = false
    let (watched, whole) = (question.watched, frame.whole)
    let (before, now) = (frame.reference, frame.window)
    var effects: [Effect<Message>] = [
      .load("behaviour", "calls by day", after: after) { desk throws(Problem) in
        try await desk.behaviour(of: watched, in: whole)
      } then: {
        .behaved($0, question)
      },
      .load("evaluations", "evaluations", after: after) { desk throws(Problem) in
        try await desk.artifact(watched.name)
      } then: {
        .evaluated($0, question)
      },
      .load("outside", "figures from outside", after: after) { desk throws(Problem) in
        try await desk.outside(of: watched, in: whole)
      } then: {
        .measured($0, question)
      },
      .load("meaning", "vectors of answers", after: after) { desk throws(Problem) in
        try await desk.meaning(of: watched, slice: "", in: question.frame)
      } then: {
        .meant($0, question)
      },
      .load("monitors", "monitors", after: after) { desk throws(Problem) in
        try await desk.monitors(of: watched.name)
      } then: {
        .watched($0, question)
      },
      .load("judgements", "flags and scores by day", after: after) { desk throws(Problem) in
        try await desk.judgements(of: watched, in: whole)
      } then: {
        .judged($0, question)
      },
    ]
    for figure in DriftAnswers.sampled {
      effects.append(
        .load("values-\(figure)", "values of calls", after: after) { desk throws(Problem) in
          DriftSample(
            figure: figure, reference: try await desk.values(of: figure, watched, in: before),
            window: try await desk.values(of: figure, watched, in: now))
        } then: {
          .sampled($0, question)
        })
    }
    return effects
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    switch motion {
    case .nextItem, .previousItem: return stepArtifact(motion == .nextItem ? .down : .up)
    case .filter:
      return [.line(LineSpec(label: "/", text: filterText) { _ in nil }) { .filtered($0) }]
    case .follow where isOpen: return followCalls()
    case .follow:
      guard let name = list.current?.name else { return [] }
      return [.go(Place(screen: .registry, target: .artifact(name)))]
    case .back: return goBack()
    case .right, .nextTab: step(by: 1)
    case .left, .previousTab: step(by: -1)
    case .open: if measure != nil { isOpen = true }
    default: moveAmongFigures(motion)
    }
    return []
  }

  /// To the calls behind the day, slice or bin under the cursor.
  private func followCalls() -> [Effect<Message>] {
    guard let measure, let question = asked else { return [] }
    guard OutsideName(measure.id) == nil else {
      return [.refuse("No call of ours is behind a figure that others measured.")]
    }
    var calls = CallsQuestion(watched: question.watched, figure: metric(of: measure), period: question.frame.window)
    if showsSlices {
      guard let rows = slices?.rows, rows.indices.contains(dayPlace.cursor) else {
        return [.refuse("There is no slice to open.")]
      }
      calls.slice = rows[dayPlace.cursor].slice
    } else if showsHistogram {
      guard !showsGaps, case .edges(let edges, _)? = measure.stability?.binning,
        edges.indices.contains(dayPlace.cursor + 1)
      else { return [.refuse("h shows bins, and o opens one.")] }
      calls.lowest = edges[dayPlace.cursor].isFinite ? edges[dayPlace.cursor] : nil
      calls.highest = edges[dayPlace.cursor + 1].isFinite ? edges[dayPlace.cursor + 1] : nil
    } else {
      let days = question.frame.days
      guard days.indices.contains(days.count - 1 - dayPlace.cursor) else { return [] }
      let day = days[days.count - 1 - dayPlace.cursor]
      calls.period = Period(since: day, until: day.advanced(bySeconds: 86_400))
    }
    return [.go(Place(screen: .calls, target: .calls(calls)))]
  }

  /// Lines of the open figure that the cursor moves over.
  private var openLines: Int {
    if showsSlices { return slices?.rows.count ?? 0 }
    if showsHistogram { return measure?.stability?.binning.count ?? 0 }
    return board?.frame.days.count ?? 0
  }

  private mutating func goBack() -> [Effect<Message>] {
    dayPlace = ListPlace()
    if showsHistogram {
      showsHistogram = false
    } else if showsSlices {
      showsSlices = false
    } else if isOpen {
      isOpen = false
    } else if !filterText.isEmpty {
      return update(.filtered(""))
    }
    return []
  }

  private mutating func stepArtifact(_ motion: Motion) -> [Effect<Message>] {
    hasBegun = true
    let before = list.cursor
    _ = list.move(motion)
    guard list.cursor != before else {
      return [.refuse(motion == .down ? "This is the last model or prompt." : "This is the first model or prompt.")]
    }
    return ask(after: 150)
  }

  mutating func step(by count: Int) {
    let last = max(0, (board?.measures.count ?? 1) - 1)
    let next = min(max(0, cursor + count), last)
    if next != cursor {
      cursor = next
      showsHistogram = false
      showsSlices = false
      dayPlace = ListPlace()
    }
    settleRows()
  }

  private mutating func moveAmongFigures(_ motion: Motion) {
    let layout = DriftLayout(self)
    if isOpen {
      let count = openLines
      switch motion {
      case .top: dayPlace.go(to: 0, count: count, visible: layout.dayRows)
      case .bottom: dayPlace.go(to: count, count: count, visible: layout.dayRows)
      default: dayPlace.move(by: motion.step(page: layout.dayRows) ?? 0, count: count, visible: layout.dayRows)
      }
      return
    }
    let line = isTable ? 1 : layout.across
    switch motion {
    case .top: step(by: -cursor)
    case .bottom: step(by: board?.measures.count ?? 0)
    case .down, .up:
      // Down from the last full line of charts goes to the last chart.
      let count = board?.measures.count ?? 0
      let goesOn = motion == .down && (cursor / line) < (count - 1) / line
      step(by: motion == .up ? (cursor >= line ? -line : 0) : goesOn ? min(line, count - 1 - cursor) : 0)
    default: step(by: (motion.step(page: max(1, layout.lines)) ?? 0) * line)
    }
  }

  /// Keeps the line of the figure under the cursor on the screen.
  mutating func settleRows() {
    let layout = DriftLayout(self)
    let line = isTable ? cursor : cursor / layout.across
    let shown = max(1, isTable ? layout.tableRows : layout.lines)
    if line < top { top = line }
    if line >= top + shown { top = line - shown + 1 }
    let count = board?.measures.count ?? 0
    let lines = isTable ? count : (count + layout.across - 1) / layout.across
    top = min(max(0, top), max(0, lines - shown))
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    guard let board, !isOpen else { return [] }
    let layout = DriftLayout(self)
    let place = Position(row: row, column: column)
    let index: Int
    if isTable {
      guard layout.body.contains(place), row > layout.body.row else { return [] }
      index = top + row - layout.body.row - 1
    } else {
      guard let found = (0..<board.measures.count).first(where: { layout.panel($0, top: top).contains(place) }) else {
        return []
      }
      index = found
    }
    guard board.measures.indices.contains(index) else { return [] }
    if index == cursor { isOpen = true } else { step(by: index - cursor) }
    return []
  }
}
