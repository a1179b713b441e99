/// The shortest way from one sequence to another by removing and adding.
enum EditScript {
  enum Step: Equatable {
    /// Indices in the old and the new sequence.
    case same(Int, Int)
    case removed(Int)
    case added(Int)
  }

  /// More removals and additions than this are not searched for: everything counts as replaced.
  static let mostChanges = 1000

  /// Myers' greedy algorithm, O((n + m) · d) time and O(d²) memory, on what is left without common ends.
  static func steps<Element: Hashable>(from old: [Element], to new: [Element]) -> [Step] {
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    let middle = search(Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail])).map { step in
      switch step {
      case .same(let one, let two): Step.same(one + head, two + head)
      case .removed(let index): Step.removed(index + head)
      case .added(let index): Step.added(index + head)
      }
    }
    let begin = (0..<head).map { Step.same($0, $0) }
    let end = (0..<tail).map { Step.same(old.count - tail + $0, new.count - tail + $0) }
    return slid(begin + middle + end, old, new)
  }

  /// Moves a run of additions or removals as far down as it goes without changing its meaning, so that what is new begins
  /// after the sentence before it and not with that sentence's full stop.
  private static func slid<Element: Hashable>(_ steps: [Step], _ old: [Element], _ new: [Element]) -> [Step] {
    var steps = steps
    var start = 0
    for index in steps.indices {
      guard case .same(let oldIndex, let newIndex) = steps[index] else { continue }
      let run = start..<index
      start = index + 1
      guard let first = run.first else { continue }
      switch steps[first] {
      case .added(let place) where newIndex - place == run.count && new[place] == new[newIndex]:
        steps[first] = .same(oldIndex, place)
        for step in run { steps[step + 1] = .added(place + 1 + step - first) }
        start = first + 1
      case .removed(let place) where oldIndex - place == run.count && old[place] == old[oldIndex]:
        steps[first] = .same(place, newIndex)
        for step in run { steps[step + 1] = .removed(place + 1 + step - first) }
        start = first + 1
      default:
        break
      }
    }
    return steps
  }

  private static func search<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Step] {
    let (n, m) = (old.count, new.count)
    if n == 0 || m == 0 { return wholly(n, m) }
    let limit = min(n + m, mostChanges)
    // furthest[k + limit]: how far along `old` the best path on diagonal k has come.
    var furthest = [Int](repeating: 0, count: 2 * limit + 2)
    var history: [[Int]] = []
    for changes in 0...limit {
      history.append(Array(furthest[(limit - changes)...(limit + changes)]))
      for k in stride(from: -changes, through: changes, by: 2) {
        let down = k == -changes || k != changes && furthest[limit + k - 1] < furthest[limit + k + 1]
        var x = down ? furthest[limit + k + 1] : furthest[limit + k - 1] + 1
        while x < n, x - k < m, x - k >= 0, old[x] == new[x - k] { x += 1 }
        furthest[limit + k] = x
        if x >= n, x - k >= m { return walkBack(history, n, m) }
      }
    }
    return wholly(n, m)
  }

  private static func wholly(_ n: Int, _ m: Int) -> [Step] { (0..<n).map(Step.removed) + (0..<m).map(Step.added) }

  private static func walkBack(_ history: [[Int]], _ n: Int, _ m: Int) -> [Step] {
    var steps: [Step] = []
    var (x, y) = (n, m)
    for changes in stride(from: history.count - 1, through: 0, by: -1) {
      // The state before this round, on diagonals -changes ... changes.
      let before = history[changes]
      func at(_ k: Int) -> Int { abs(k) <= changes ? before[k + changes] : -1 }
      let k = x - y
      let down = k == -changes || k != changes && at(k - 1) < at(k + 1)
      let from = down ? k + 1 : k - 1
      let startX = changes == 0 ? 0 : at(from)
      let startY = startX - from
      let (stepX, stepY) = changes == 0 ? (0, 0) : down ? (startX, startY + 1) : (startX + 1, startY)
      while x > stepX, y > stepY {
        steps.append(.same(x - 1, y - 1))
        (x, y) = (x - 1, y - 1)
      }
      if changes > 0 { steps.append(down ? .added(startY) : .removed(startX)) }
      (x, y) = (startX, startY)
    }
    return steps.reversed()
  }
}
