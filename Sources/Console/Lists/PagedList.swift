import Governance

/// What part of a list to read.
struct PageRequest: Sendable, Equatable {
  /// What the answer does to the rows that are here.
  enum Join: Sendable, Equatable {
    /// Takes the place of all.
    case replaces
    /// Takes the place of those from this index on, and reads them again.
    case renews(from: Int)
    case follows, precedes
  }
  var place: PagePlace
  var limit: Int
  var join: Join
  /// Of which filling of the list this is; an answer for another one is not taken.
  var filling = 0

  /// The beginning of a list.
  static let first = PageRequest(place: .first, limit: 100, join: .replaces)
}

/// A list of any length, read by key in both directions: rows around the cursor are kept, those far from it are let go
/// and read again when the cursor comes back. Either end is one question away.
struct PagedList<Row: Identifiable & Equatable & Sendable>: Sendable where Row.ID: Sendable {
  private struct Entry: Sendable {
    var row: Row
    /// Nil where the list cannot be entered.
    var cursor: String?
  }
  /// An end asked for whose rows are still to come, and how far the cursor goes from there.
  private struct Jump: Sendable {
    var place: PagePlace
    var steps: Int
  }
  private var entries: [Entry] = []
  /// Lead past the first and the last row; nil where the list begins and ends.
  private var previous: String?
  private var next: String?
  private var jump: Jump?
  /// What has been asked and not been answered.
  private(set) var asked: PageRequest?
  /// What was asked last has failed, or was not waited for.
  private(set) var hasGivenUp = false
  private var filling = 0
  private(set) var about: Count?
  /// An answer has come at least once.
  private(set) var isLoaded = false
  private(set) var cursor = 0
  /// The first row on the screen.
  private(set) var top = 0
  /// Rows of the list on the screen.
  private(set) var height = 1
  /// Columns that have passed by on the left, and how many can at the most.
  private(set) var aside = 0
  private(set) var mostAside = 0
  /// An opening asked for before the first answer.
  private var opensAhead = false
  /// Rows that have just changed, and until when they are shown so.
  private(set) var changed: Set<Row.ID> = []
  private var changedUntil: Int64 = 0

  static var pageRows: Int { 100 }
  static var keptRows: Int { 2_000 }
  /// How long a changed row is told apart, in milliseconds.
  static var flash: Int64 { 700 }

  /// Rows that are here.
  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }
  /// The list is here from its beginning to its end.
  var isComplete: Bool { isLoaded && previous == nil && next == nil }
  var current: Row? { row(at: cursor) }
  var rows: [Row] { entries.map(\.row) }

  func row(at index: Int) -> Row? { entries.indices.contains(index) ? entries[index].row : nil }

  /// Forgets everything, for another filter.
  mutating func clear() {
    let earlier = filling
    let (height, aside, mostAside) = (height, aside, mostAside)
    self = PagedList()
    filling = earlier + 1
    (self.height, self.aside, self.mostAside) = (height, aside, mostAside)
  }

  // MARK: Asking

  /// Reads again what is on the screen and a little around it.
  mutating func reload() -> PageRequest {
    if let jump { return ask(jump.place, Self.pageRows, .replaces) }
    // A row is read again by the cursor of the one before it.
    var from = max(previous == nil ? 0 : 1, min(top, count) - height)
    while from > 0, from <= count, entries[from - 1].cursor == nil { from -= 1 }
    let limit = min(1000, max(Self.pageRows, top - from + 2 * height + Self.pageRows / 4))
    guard from > 0, from <= count, let cursor = entries[from - 1].cursor else { return ask(.first, limit, .replaces) }
    return ask(.after(cursor), limit, .renews(from: from))
  }

  /// What is missing near the cursor, once; nil while an answer is awaited.
  mutating func missing() -> PageRequest? {
    if let jump {
      guard asked?.place != jump.place || asked?.join != .replaces else { return nil }
      return ask(jump.place, Self.pageRows, .replaces)
    }
    guard isLoaded, asked == nil else { return nil }
    let ahead = 2 * height + Self.pageRows / 4
    if let next, cursor + ahead > count - 1 { return ask(.after(next), Self.pageRows, .follows) }
    if let previous, cursor < ahead { return ask(.before(previous), Self.pageRows, .precedes) }
    return nil
  }

  private mutating func ask(_ place: PagePlace, _ limit: Int, _ join: PageRequest.Join) -> PageRequest {
    let request = PageRequest(place: place, limit: limit, join: join, filling: filling)
    asked = request
    hasGivenUp = false
    return request
  }

  /// No answer will come: it failed, or was not waited for.
  mutating func giveUp() {
    asked = nil
    jump = nil
    hasGivenUp = true
  }

  // MARK: Taking

  /// Takes an answer; the cursor stays on its row, or at its place when the row is gone.
  ///
  /// - Parameter time: of a clock in milliseconds; rows that are not what they were are told apart from then on for a
  ///   moment. Without it none are.
  mutating func take(_ page: Page<Row>, for request: PageRequest, at time: Int64? = nil) {
    guard request.filling == filling else { return }
    if asked == request { asked = nil }
    let new = page.rows.enumerated().map { place, row in
      Entry(
        row: row,
        cursor: page.cursors.indices.contains(place)
          ? page.cursors[place] : place == page.rows.count - 1 ? page.next : nil)
    }
    let held = current?.id
    let isJump = jump != nil && jump?.place == request.place && request.join == .replaces
    switch request.join {
    case .follows:
      entries += new
      next = page.next
    case .precedes:
      entries.insert(contentsOf: new, at: 0)
      cursor += new.count
      top += new.count
      previous = page.previous
    case .replaces:
      if !isJump { note(new, before: entries, at: time) }
      entries = new
      next = page.next
      previous = page.previous
    case .renews(let from):
      guard from <= entries.count else { return }
      note(new, before: Array(entries[from...]), at: time)
      entries.replaceSubrange(from..., with: new)
      next = page.next
    }
    about = page.about ?? about
    if isJump, let jump {
      self.jump = nil
      cursor = (jump.place == .last ? count - 1 : 0) + jump.steps
      top = jump.place == .last ? cursor : 0
      isLoaded = true
    } else {
      isLoaded = true
      hold(held)
    }
    settle()
    letGo()
  }

  /// Rows among these that were here before and said something else, and rows that have come among them.
  private mutating func note(_ new: [Entry], before: [Entry], at time: Int64?) {
    guard let time, isLoaded else { return }
    let earlier = Dictionary(before.map { ($0.row.id, $0.row) }, uniquingKeysWith: { first, _ in first })
    // Past the last row that was here, rows are new to us and not to the list.
    let known = next == nil ? new.count : (new.lastIndex { earlier[$0.row.id] != nil } ?? -1) + 1
    let differing = new.prefix(known).filter { earlier[$0.row.id] != $0.row }.map(\.row.id)
    guard !differing.isEmpty else { return }
    changed = Set(differing)
    changedUntil = time + Self.flash
  }

  /// Ends what is told apart, when its time is over.
  mutating func fade(at time: Int64) {
    if !changed.isEmpty, time >= changedUntil { changed = [] }
  }

  /// Puts the cursor back on its row, which other rows may have moved.
  private mutating func hold(_ id: Row.ID?) {
    guard let id, current?.id != id, let place = entries.firstIndex(where: { $0.row.id == id }) else { return }
    top = max(0, top + place - cursor)
    cursor = place
  }

  // MARK: Moving

  mutating func fit(height: Int) {
    self.height = max(1, height)
    settle()
  }

  /// So many columns can pass by.
  mutating func fit(aside most: Int) {
    mostAside = max(0, most)
    aside = min(aside, mostAside)
  }

  /// Answers a motion; false when it is none of a list's.
  mutating func move(_ motion: Motion) -> Bool {
    switch motion {
    case .left: aside = max(0, aside - 1)
    case .right: aside = min(mostAside, aside + 1)
    case .top: goTo(.first, isHere: isLoaded && previous == nil, row: 0)
    case .bottom: goTo(.last, isHere: isLoaded && next == nil || !canEnterAtEnd, row: count - 1)
    default:
      guard let step = motion.step(page: height - 1) else { return false }
      if jump != nil {
        jump?.steps += step
      } else if isLoaded {
        cursor += step
      } else {
        jump = Jump(place: .first, steps: max(0, step))
      }
    }
    settle()
    return true
  }

  /// Only a list whose rows say where they stand can be read from its end.
  private var canEnterAtEnd: Bool { !isLoaded || entries.first?.cursor != nil }

  private mutating func goTo(_ place: PagePlace, isHere: Bool, row: Int) {
    if isHere {
      // The end that was asked for before is not wanted any more.
      if jump != nil {
        filling += 1
        asked = nil
      }
      jump = nil
      cursor = max(0, row)
    } else {
      jump = Jump(place: place, steps: 0)
    }
  }

  /// An end is on its way.
  var isJumping: Bool { isLoaded && jump != nil }

  /// Notes that the row under the cursor is to be opened as soon as there is one; false when the list has come already.
  mutating func opensWhenLoaded() -> Bool {
    opensAhead = !isLoaded || jump != nil
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

  /// Puts the cursor on a row by its id, when it is here.
  @discardableResult
  mutating func pick(id: Row.ID) -> Bool {
    guard let place = entries.firstIndex(where: { $0.row.id == id }) else { return false }
    cursor = place
    settle()
    return true
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

  /// Lets rows far from the cursor go; the list can be entered again where it was cut.
  private mutating func letGo() {
    guard count > Self.keptRows + Self.pageRows else { return }
    let from = max(0, cursor - Self.keptRows / 2)
    if from > 0, entries[from].cursor != nil {
      previous = entries[from].cursor
      entries.removeFirst(from)
      cursor -= from
      top = max(0, top - from)
    }
    let end = cursor + Self.keptRows / 2
    if end < count, let cut = entries[end - 1].cursor {
      next = cut
      entries.removeSubrange(end...)
    }
  }
}
