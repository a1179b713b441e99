import Foundation
import Synchronization

/// Many sessions that write and commit in another order than they began, some of them rolling back, beside a sealer and an
/// onlooker who reads the log in snapshots of its own.
package struct CommitRace: Sendable {
  package struct Outcome: Sendable {
    package var commits = 0
    package var rollbacks = 0
    /// Neighbours in the log of which the later one began first.
    package var overtaken = 0
    package var leaves = 0
    package var seals = 0
    /// Seconds that the slowest seal took.
    package var longest = 0.0
    /// What the onlooker saw and must never see, in words.
    package var faults: [String] = []
  }

  private let office: Office
  private let writers: Int
  private let pause: ClosedRange<Int>

  /// - Parameter pause: milliseconds for which a writer keeps its transaction open.
  package init(_ office: Office, writers: Int, pause: ClosedRange<Int> = 0...30) {
    self.office = office
    self.writers = writers
    self.pause = pause
  }

  /// Races for so long, and for at least five seals.
  ///
  /// - Parameter seal: seals what is visible; answers how many leaves the log then has.
  package func run(seconds: Double, seal: @escaping @Sendable () async throws -> Int) async throws -> Outcome {
    // Few logins, many sessions: making logins is what takes time.
    let logins = min(4, writers)
    for number in 1...logins { try office.hire("racer\(number)", "admin") }
    let sessions = try (0..<writers).map { try office.session("racer\($0 % logins + 1)") }
    // What an idle session holds open, nothing waits for.
    let idle = try office.session("racer1")
    try idle.run("begin")
    try idle.run("select countersign.add_team('idle', 'Idle')")
    let isOver = Flag()
    let until = Date().addingTimeInterval(seconds)
    var outcome = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for (number, session) in sessions.enumerated() {
        group.addTask { try await onThread { try write(number, session, isOver) } }
      }
      group.addTask {
        defer { isOver.raise() }
        return try await look(until, seal)
      }
      return try await group.reduce(into: Outcome()) { $0.add($1) }
    }
    let raced = try await seal()
    try idle.run("commit")
    outcome.leaves = try await seal()
    if outcome.leaves != raced + 1 { outcome.faults.append("what an idle session committed at last has no leaf") }
    outcome.overtaken = Int(try office.superuser.value(Self.overtaken) ?? "") ?? 0
    return outcome
  }

  /// Sessions block, and tasks share few threads: each writer has its own.
  private func onThread(_ work: @escaping @Sendable () throws -> Outcome) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
  }

  private func write(_ number: Int, _ session: PlainSession, _ isOver: Flag) throws -> Outcome {
    var outcome = Outcome()
    while !isOver.isRaised {
      try session.run("begin")
      try session.run("select countersign.add_team('w\(number)-\(outcome.commits)-\(outcome.rollbacks)', 'Team')")
      Thread.sleep(forTimeInterval: Double(Int.random(in: pause)) / 1000)
      if Int.random(in: 0..<10) == 0 {
        try session.run("rollback")
        outcome.rollbacks += 1
      } else {
        try session.run("commit")
        outcome.commits += 1
      }
    }
    return outcome
  }

  /// Seals again and again; before each seal notes what is visible and has no leaf, after it looks what became of that.
  private func look(_ until: Date, _ seal: @Sendable () async throws -> Int) async throws -> Outcome {
    var outcome = Outcome()
    let onlooker = try PlainSession(office.database.conninfo())
    try onlooker.run("set search_path = pg_catalog, countersign_private, pg_temp")
    try onlooker.run("create temp table visible (kind text, subject text)")
    var last = 0
    while Date() < until || outcome.seals < Self.leastSeals {
      try onlooker.run(
        """
        truncate visible; insert into visible select r.kind, r.subject from log_row r
          where not exists (select from log_leaf l where l.kind = r.kind and l.subject = r.subject)
        """)
      let began = Date()
      let size = try await seal()
      outcome.longest = max(outcome.longest, Date().timeIntervalSince(began))
      outcome.seals += 1
      if size < last { outcome.faults.append("the log shrank from \(last) to \(size)") }
      // One statement is one snapshot.
      let seen = try onlooker.run(Self.seen(from: last, to: size)).first ?? []
      for (words, count) in zip(Self.faults, seen) where count != "0" {
        outcome.faults.append("\(count ?? "?") \(words), between \(last) and \(size)")
      }
      last = size
    }
    return outcome
  }

  /// However slow the machine is, so many seals make a race.
  private static let leastSeals = 5

  private static let faults = [
    "places of a sealed log without a leaf", "leaves without a hash before sealed ones",
    "leaves that were sealed before their row was committed", "rows that were visible before a seal and left out of it",
  ]

  private static func seen(from: Int, to: Int) -> String {
    """
    select \(to - from) - (select count(*) from log_leaf where index >= \(from) and index < \(to)),
      (select count(*) from log_leaf where index < \(to) and hash is null),
      (select count(*) from log_leaf l where l.index >= \(from) and l.index < \(to) and not exists
        (select from log_row r where r.kind = l.kind and r.subject = l.subject)),
      (select count(*) from visible v where not exists
        (select from log_leaf l where l.kind = v.kind and l.subject = v.subject and l.index < \(to) and l.hash is not null))
    """
  }

  private static let overtaken = """
    select count(*) from (
      select l.subject::bigint < lag(l.subject::bigint) over (order by l.index) as is_earlier
      from countersign_private.log_leaf l where l.kind = 'activity') x
    where is_earlier
    """
}

/// Raised once, from any thread.
private final class Flag: Sendable {
  private let raised = Mutex(false)
  var isRaised: Bool { raised.withLock { $0 } }
  func raise() { raised.withLock { $0 = true } }
}

extension CommitRace.Outcome {
  fileprivate mutating func add(_ other: CommitRace.Outcome) {
    commits += other.commits
    rollbacks += other.rollbacks
    seals += other.seals
    longest = max(longest, other.longest)
    faults += other.faults
  }
}
