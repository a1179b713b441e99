import Governance

/// What part of a list to read: the rows after a key.
struct PageRequest: Sendable, Equatable {
  /// Nil for the beginning.
  var after: String?
  var limit: Int
  /// Which page of the window the answer replaces.
  var page: Int
}

/// A list of any length, read by key: pages near the cursor are kept, the ones far behind are let go and read again
/// when the cursor comes back.
struct PagedList<Row: Identifiable & Sendable>: Sendable where Row.ID: Sendable {
  private struct Slot: Sendable {
    var after: String?
    var rows: [Row]?
    var count: Int
  }
  private var slots: [Slot] = []
  /// The first row of each slot, and the row after the last.
  private var starts: [Int] = [0]
  /// Leads past the last slot; nil at the end of the list.
  private var next: String?
  private(set) var about: Count?
  /// An answer has come at least once.
  private(set) var isLoaded = false
  private(set) var cursor = 0
  /// The first row on the screen.
  private(set) var top = 0
  /// Rows of the list on the screen.
  private(set) var height = 1
  /// Steps, and an opening, asked for before the first answer.
  private var stepsAhead = 0
  private var opensAhead = false

  static var pageRows: Int { 100 }
  static var keptPages: Int { 20 }

  /// Rows known so far.
  var count: Int { starts.last ?? 0 }
  var isEmpty: Bool { count == 0 }
  /// The list is known to its end.
  var isComplete: Bool { isLoaded && next == nil }
  var current: Row? { row(at: cursor) }

  /// Nil outside the list and where the page was let go.
  func row(at index: Int) -> Row? {
    guard let (slot, offset) = position(of: index) else { return nil }
    guard let rows = slots[slot].rows, rows.indices.contains(offset) else { return nil }
    return rows[offset]
  }

  /// Forgets everything, for another filter.
  mutating func clear() {
    self = PagedList()
  }

  /// Reads again what is on the screen, from the page that holds its first row to a little below its last.
  func reload() -> PageRequest {
    guard let (slot, offset) = position(of: min(top, max(0, count - 1))) else {
      return PageRequest(after: nil, limit: Self.pageRows, page: 0)
    }
    let limit = max(Self.pageRows, offset + height + Self.pageRows / 4)
    return PageRequest(after: slots[slot].after, limit: min(limit, 1000), page: slot)
  }

  /// The page that is missing near the cursor, if one is.
  func missing() -> PageRequest? {
    guard isLoaded else { return PageRequest(after: nil, limit: Self.pageRows, page: 0) }
    let last = count - 1
    for index in Set([top, min(top + height - 1, last), cursor]).sorted() {
      if let (slot, _) = position(of: index), slots[slot].rows == nil {
        return PageRequest(after: slots[slot].after, limit: slots[slot].count, page: slot)
      }
    }
    guard let next, cursor + 2 * height + Self.pageRows / 4 > last else { return nil }
    return PageRequest(after: next, limit: Self.pageRows, page: slots.count)
  }

  /// Takes an answer; the cursor stays on its row, or at its place when the row is gone.
  mutating func take(_ page: Page<Row>, for request: PageRequest) {
    guard request.page <= slots.count else { return }
    let held = current?.id
    let kept = Slot(after: request.after, rows: page.rows, count: page.rows.count)
    if request.page < slots.count, slots[request.page].rows == nil, page.rows.count == slots[request.page].count {
      slots[request.page] = kept
    } else {
      slots.removeSubrange(request.page...)
      slots.append(kept)
      next = page.next
      starts.removeSubrange((request.page + 1)...)
      starts.append((starts.last ?? 0) + kept.count)
    }
    about = page.about ?? about
    if !isLoaded {
      isLoaded = true
      cursor = stepsAhead
    }
    if let held, current?.id != held, let (slot, _) = position(of: cursor) {
      for near in [slot, slot - 1, slot + 1] where slots.indices.contains(near) {
        if let offset = slots[near].rows?.firstIndex(where: { $0.id == held }) {
          let moved = starts[near] + offset
          top = max(0, top + moved - cursor)
          cursor = moved
          break
        }
      }
    }
    settle()
    letGo()
  }

  mutating func fit(height: Int) {
    self.height = max(1, height)
    settle()
  }

  /// Answers a motion; false when it is none of a list's.
  mutating func move(_ motion: Motion) -> Bool {
    switch motion {
    case .top: cursor = 0
    case .bottom: cursor = max(0, count - 1)
    default:
      guard let step = motion.step(page: height - 1) else { return false }
      if isLoaded { cursor += step } else { stepsAhead = max(0, stepsAhead + step) }
    }
    settle()
    return true
  }

  /// Notes that the row under the cursor is to be opened as soon as there is one; false when the list has come already.
  mutating func opensWhenLoaded() -> Bool {
    opensAhead = !isLoaded
    return opensAhead
  }

  /// Whether an opening was asked for ahead; once.
  mutating func takesOpening() -> Bool {
    defer { opensAhead = false }
    return opensAhead
  }

  /// Puts the cursor on a row on the screen.
  mutating func pick(row: Int) {
    guard row >= 0, row < height, top + row < count else { return }
    cursor = top + row
  }

  /// Puts the cursor on a row by its id, when it is loaded.
  @discardableResult
  mutating func pick(id: Row.ID) -> Bool {
    for (place, slot) in slots.enumerated() {
      if let offset = slot.rows?.firstIndex(where: { $0.id == id }) {
        cursor = starts[place] + offset
        settle()
        return true
      }
    }
    return false
  }

  /// Keeps the cursor inside and on the screen; the window moves by half a page, so that most steps repaint two rows.
  private mutating func settle() {
    let count = count
    cursor = min(max(0, cursor), max(0, count - 1))
    if cursor < top { top = cursor - height / 2 }
    if cursor >= top + height { top = cursor - height + 1 + height / 2 }
    top = min(max(0, top), max(0, count - height))
    if cursor < top { top = cursor }
  }

  private mutating func letGo() {
    guard slots.count > Self.keptPages, let (here, _) = position(of: cursor) else { return }
    for index in slots.indices where abs(index - here) > Self.keptPages / 2 { slots[index].rows = nil }
  }

  private func position(of index: Int) -> (slot: Int, offset: Int)? {
    guard index >= 0, index < count else { return nil }
    var (low, high) = (0, slots.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= index { low = middle } else { high = middle - 1 }
    }
    return (low, index - starts[low])
  }
}
