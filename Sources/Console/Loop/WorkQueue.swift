/// Jobs one after another, as the catalog's connection takes them; a newer load of a slot replaces the older.
///
/// Because one job runs at a time, the query to cancel on the server is always known: never a write.
struct WorkQueue: Sendable {
  struct Entry: Sendable {
    var number: Int
    var job: Job
    /// When it may begin, on the clock that only goes forward.
    var notBefore: Int64
    var startedAt: Int64?
    var isWanted = true
    var repeats = 0
  }

  private(set) var waiting: [Entry] = []
  private(set) var running: Entry?
  private var last = 0

  /// Adds a job; true when the running query is not wanted any more and should be cancelled on the server.
  mutating func add(_ job: Job, at uptime: Int64) -> Bool {
    last += 1
    let entry = Entry(number: last, job: job, notBefore: uptime + job.after)
    guard !job.writes else {
      waiting.insert(entry, at: waiting.firstIndex { !$0.job.writes } ?? waiting.endIndex)
      return false
    }
    waiting.removeAll { Self.replaces($0.job, job) }
    waiting.append(entry)
    guard let now = running, now.isWanted, Self.replaces(now.job, job) else { return false }
    running?.isWanted = false
    return true
  }

  /// The next job to run, if none is running.
  mutating func next(at uptime: Int64) -> Entry? {
    guard running == nil, let place = waiting.firstIndex(where: { $0.notBefore <= uptime }) else { return nil }
    var entry = waiting.remove(at: place)
    entry.startedAt = uptime
    running = entry
    return entry
  }

  enum Finish: Sendable, Equatable { case wanted, dropped, again }

  /// A job came back: whether its answer counts. A query that was hit by a cancellation meant for the one before it
  /// did nothing, and runs again.
  mutating func finish(_ number: Int, wasCancelled: Bool) -> Finish {
    guard let entry = running, entry.number == number else { return .dropped }
    running = nil
    guard entry.isWanted else { return .dropped }
    if wasCancelled, entry.repeats < 5 {
      var again = entry
      again.repeats += 1
      waiting.insert(again, at: 0)
      return .again
    }
    return .wanted
  }

  /// Forgets the loads of an owner; true when the running one is among them.
  mutating func forget(_ owner: Job.Owner) -> Bool {
    waiting.removeAll { !$0.job.writes && $0.job.owner == owner }
    guard let now = running, now.isWanted, !now.job.writes, now.job.owner == owner else { return false }
    running?.isWanted = false
    return true
  }

  /// Forgets the load of one slot; true when it is the running one.
  mutating func forget(_ owner: Job.Owner, slot: String) -> Bool {
    func isMeant(_ job: Job) -> Bool { !job.writes && job.owner == owner && job.slot == slot }
    waiting.removeAll { isMeant($0.job) }
    guard let now = running, now.isWanted, isMeant(now.job) else { return false }
    running?.isWanted = false
    return true
  }

  func isLoading(_ owner: Job.Owner) -> Bool {
    (waiting + (running.map { [$0] } ?? [])).contains { $0.job.owner == owner && $0.isWanted }
  }

  /// Something is being recorded, or waits to be.
  var isWriting: Bool { running?.job.writes == true || waiting.contains { $0.job.writes } }

  /// What an owner is recording in the catalog, or is about to.
  func recording(for owner: Job.Owner) -> Job? {
    ((running.map { [$0] } ?? []) + waiting).first { $0.job.writes && !$0.job.isLocal && $0.job.owner == owner }?.job
  }

  /// When a waiting job may begin at the earliest; nil when none waits or one runs.
  var wakesAt: Int64? { running == nil ? waiting.map(\.notBefore).min() : nil }

  private static func replaces(_ old: Job, _ new: Job) -> Bool {
    !old.writes && old.owner == new.owner && old.slot == new.slot
  }
}
