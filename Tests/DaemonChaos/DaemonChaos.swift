import Catalog
import Foundation
import Governance
import Operations
import SeededNumbers
import Synchronization
import TestSupport

/// Senders that get an answer or send again, while daemons and Postgres are killed under them: in the end every event that
/// was acknowledged is in the catalog exactly once.
package enum DaemonChaos {
  package struct Outcome: Sendable {
    package var events = 0
    package var committed = 0
    package var spooled = 0
    package var refused = 0
    package var lost = 0
    package var doubled = 0
    package var daemonKills = 0
    package var postgresKills = 0
    package var slowestReturn = 0.0
    package var jobs = 0
    package var leaves = 0
    /// What must not be, in sentences.
    package var faults: [String] = []

    package var summary: String {
      """
      \(events) events acknowledged, \(committed) requests committed and \(spooled) spooled at once, \(refused) told to come again, \
      \(lost) answers lost, \(doubled) sent twice on purpose; \(daemonKills) daemons and \(postgresKills) servers killed; \
      all drained \(Int(slowestReturn)) s after the last; \(jobs) runs of jobs, \(leaves) leaves; \
      \(faults.isEmpty ? "each event once" : "\(faults.count) faults")
      """
    }
  }

  /// - Parameters:
  ///   - program: the path of `countersign`.
  ///   - seconds: for how long things are killed.
  ///   - spoolMiB: how much each spool may hold.
  package static func run(
    program: String, seconds: Double, daemons: Int = 2, senders: Int = 4, spoolMiB: Int, seed: UInt64
  ) async throws -> Outcome {
    let place = try await ChaosPlace(program: program, daemons: daemons, spoolMiB: spoolMiB)
    defer { place.remove() }
    let tally = Kept(Outcome())
    let isOver = Kept(false)
    let acknowledged = Kept<[String]>([])
    let ports = place.ports
    let sending = (0..<senders).map { sender in
      Task {
        await onThread {
          send(sender, ports, seed, until: { isOver.withLock { $0 } }, tally, acknowledged)
        }
      }
    }
    let killed = await onThread { Result { try destroy(place, seconds, seed, tally) } }
    isOver.withLock { $0 = true }
    for task in sending { await task.value }
    try killed.get()
    let acks = acknowledged.withLock { $0 }
    return try await onThread { Result { try settle(place, acks, tally) } }.get().verified(place)
  }

  /// On a thread of its own: those of tasks are few.
  private static func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }

  private static func event(_ id: String) -> String {
    #"{"event_id":"\#(id)","started_at":"2026-03-01T12:00:00Z","model":"m","output_messages":[{"role":"assistant","content":"answer \#(id)"}]}"#
  }

  private static func flag(_ id: String) -> String {
    #"{"flag_id":"f-\#(id)","event_id":"\#(id)","source":"guard","category":"ip","verdict":"flagged"}"#
  }

  /// One request after the other, each until it is acknowledged; now and then one twice, and one whose answer nobody reads.
  private static func send(
    _ sender: Int, _ ports: [Int], _ seed: UInt64, until isOver: () -> Bool, _ tally: Kept<Outcome>,
    _ acknowledged: Kept<[String]>
  ) {
    var random = SplitMix(seed: seed &+ UInt64(sender) &* 7919)
    var number = 0
    while !isOver() {
      number += 1
      let ids = (0..<Int.random(in: 1...20, using: &random)).map { "s\(sender)-\(number)-\($0)" }
      let requests = [
        ("/v1/generations", ids.map(event).joined(separator: "\n")), ("/v1/flags", flag(ids[0])),
      ].shuffled(using: &random)
      for (path, body) in requests {
        var isTaken = false
        // What nobody acknowledged by the end may be there or not.
        while !isTaken {
          let port = ports[Int.random(in: 0..<ports.count, using: &random)]
          let isDropped = Int.random(in: 0..<10, using: &random) == 0
          let answer = ChaosClient.post(path, body, port: port, dropping: isDropped)
          tally.withLock { tally in
            switch answer?.status {
            case 200: tally.committed += 1
            case 202: tally.spooled += 1
            case nil: tally.lost += 1
            case 503: tally.refused += 1
            case let other?: tally.faults.append("\(path) was answered \(other): \(answer?.text.prefix(200) ?? "")")
            }
          }
          isTaken = answer?.status == 200 || answer?.status == 202
          if isTaken, Int.random(in: 0..<8, using: &random) == 0 {
            _ = ChaosClient.post(
              path, body, port: ports[Int.random(in: 0..<ports.count, using: &random)], dropping: false)
            tally.withLock { $0.doubled += 1 }
          }
          if !isTaken {
            if isOver() { break }
            usleep(UInt32.random(in: 5_000...100_000, using: &random))
          }
        }
        if isTaken { acknowledged.withLock { $0 += path == "/v1/flags" ? ["f " + ids[0]] : ids } }
      }
    }
  }

  /// Kills now a daemon, now the server, and starts them again after a while.
  private static func destroy(
    _ place: ChaosPlace, _ seconds: Double, _ seed: UInt64, _ tally: Kept<Outcome>
  ) throws {
    var random = SplitMix(seed: seed)
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      usleep(UInt32.random(in: 500_000...2_500_000, using: &random))
      if Int.random(in: 0..<5, using: &random) == 0 {
        place.killPostgres()
        tally.withLock { $0.postgresKills += 1 }
        usleep(UInt32.random(in: 500_000...4_000_000, using: &random))
        // In the middle of an outage, too.
        if Bool.random(using: &random) {
          place.killDaemon(0)
          tally.withLock { $0.daemonKills += 1 }
        }
        try place.startPostgres()
      } else {
        place.killDaemon(Int.random(in: 0..<place.ports.count, using: &random))
        tally.withLock { $0.daemonKills += 1 }
      }
      usleep(200_000)
      for daemon in place.ports.indices where !place.isRunning(daemon) { try place.startDaemon(daemon) }
    }
  }

  /// Lets everything run until nothing waits any more, and looks what is there.
  private static func settle(
    _ place: ChaosPlace, _ acks: [String], _ tally: Kept<Outcome>
  ) throws -> Outcome {
    var outcome = tally.withLock { $0 }
    let began = Date()
    var isDrained = false
    while !isDrained, Date().timeIntervalSince(began) < 120 {
      for daemon in place.ports.indices where !place.isRunning(daemon) { try place.startDaemon(daemon) }
      usleep(300_000)
      isDrained = place.ports.allSatisfy { ChaosClient.get("/health/ready", port: $0)?.text == #"{"status":"ready"}"# }
    }
    if !isDrained { outcome.faults.append("a spool was not empty within two minutes") }
    let session = try place.superuser()
    func number(_ question: String) throws -> Int { Int(try session.value(question) ?? "") ?? -1 }
    // Flags that came before their events join them.
    try session.run("update countersign_private.flag_waiting set look_at = now()")
    for _ in 0..<100
    where try number(
      "select count(*) from countersign_private.flag_waiting w join countersign_private.generation g on g.producer = w.producer and g.event_id = w.event_id"
    ) > 0 {
      usleep(200_000)
    }
    outcome.slowestReturn = Date().timeIntervalSince(began)
    let events = Set(acks.filter { !$0.hasPrefix("f ") })
    let flags = Set(acks.filter { $0.hasPrefix("f ") }.map { $0.dropFirst(2) })
    outcome.events = events.count
    let stored = Dictionary(
      try session.run("select event_id, count(*) from countersign_private.generation group by 1").map {
        ($0[0] ?? "", Int($0[1] ?? "") ?? 0)
      }, uniquingKeysWith: +)
    let missing = events.filter { stored[$0] == nil }
    if !missing.isEmpty {
      outcome.faults.append("\(missing.count) acknowledged events are missing: \(missing.prefix(3))")
    }
    let twice = stored.filter { $0.value > 1 }
    if !twice.isEmpty { outcome.faults.append("\(twice.count) events are there twice: \(twice.prefix(3))") }
    let flagged = Dictionary(
      try session.run(
        """
        select g.event_id, count(*) from countersign_private.flag f
        join countersign_private.generation g on g.tenant = f.tenant and g.id = f.generation group by 1
        """
      ).map { (Substring($0[0] ?? ""), Int($0[1] ?? "") ?? 0) }, uniquingKeysWith: +)
    let waiting = Set(
      try session.run("select event_id from countersign_private.flag_waiting").map { Substring($0[0] ?? "") })
    let unflagged = flags.filter { flagged[$0] == nil && !waiting.contains($0) }
    if !unflagged.isEmpty { outcome.faults.append("\(unflagged.count) acknowledged flags are missing") }
    let overflagged = flagged.filter { $0.value > 1 }
    if !overflagged.isEmpty { outcome.faults.append("\(overflagged.count) flags are there twice") }
    for kept in try session.run(
      "select count(*), code, min(reason), min(origin) from countersign_private.quarantine group by code")
    {
      outcome.faults.append("records lie in quarantine: \(kept.map { $0 ?? "" }.joined(separator: ", "))")
    }
    outcome.jobs = try number("select count(*) from countersign_private.schedule_run")
    let ranTwice = try number(
      """
      select count(*) from (select from countersign_private.schedule_run where outcome = 'done' group by job, due having count(*) > 1) x
      """)
    if ranTwice > 0 { outcome.faults.append("\(ranTwice) runs of the schedule were done twice") }
    let fenced = try number(
      "select count(*) from (select from countersign_private.schedule_run group by job, fence having count(*) > 1) x")
    if fenced > 0 { outcome.faults.append("\(fenced) fences of the schedule were given twice") }
    return outcome
  }
}

/// A value that threads share.
private final class Kept<Value: Sendable>: Sendable {
  private let value: Mutex<Value>
  init(_ value: Value) { self.value = Mutex(value) }
  func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    value.withLock { kept in body(&kept) }
  }
}

extension DaemonChaos.Outcome {
  /// Seals what is left and lets the log prove itself.
  fileprivate func verified(_ place: ChaosPlace) async throws -> DaemonChaos.Outcome {
    let desk = Workbench(ConnectionSettings(conninfo: place.conninfo("chaosdaemon")))
    while try await !desk.sealsNow() {}
    return told(try await desk.verifyLog())
  }

  private func told(_ report: LogReport) -> DaemonChaos.Outcome {
    var outcome = self
    outcome.leaves = report.size
    if !report.isGood { outcome.faults.append("the log does not verify: \(report.found) findings") }
    return outcome
  }
}

extension Workbench {
  /// False while a daemon seals.
  fileprivate func sealsNow() async throws(Problem) -> Bool {
    do throws(Problem) {
      _ = try await sealLog()
      return true
    } catch {
      guard error.code == "log.led" else { throw error }
      try? await Task.sleep(for: .milliseconds(200))
      return false
    }
  }
}
