import Glibc

/// Names a timer, so that it can be cancelled.
package struct TimerID: Hashable, Sendable {
  let number: Int
}

/// Work to do later, by the monotonic clock.
struct TimerList {
  private struct Entry {
    let id: TimerID
    let due: Int
    let work: @Sendable () -> Void
  }

  private var entries: [Entry] = []
  private var count = 0

  /// Milliseconds of the monotonic clock.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  mutating func add(after milliseconds: Int, _ work: @escaping @Sendable () -> Void) -> TimerID {
    count += 1
    let entry = Entry(id: TimerID(number: count), due: TimerList.now() + max(0, milliseconds), work: work)
    entries.insert(entry, at: entries.firstIndex { $0.due > entry.due } ?? entries.count)
    return entry.id
  }

  mutating func cancel(_ id: TimerID) { entries.removeAll { $0.id == id } }

  /// Milliseconds until the first is due; nil when there is none.
  func wait(from now: Int) -> Int? { entries.first.map { max(0, $0.due - now) } }

  /// Takes out what is due.
  mutating func takeDue(at now: Int) -> [@Sendable () -> Void] {
    let due = entries.prefix { $0.due <= now }
    entries.removeFirst(due.count)
    return due.map(\.work)
  }
}
