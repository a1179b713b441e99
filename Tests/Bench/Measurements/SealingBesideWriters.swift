import Catalog
import Foundation
import Governance
import Operations
import TestSupport

/// 64 sessions that write, overtake each other and roll back for a minute, beside a sealer; at the end the log must hold
/// every row once.
struct SealingBesideWriters: Measurement {
  let name = "sealing"
  let about = "64 writers for a minute beside a sealer, and each row sealed once; beside the same without a sealer"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let alone = try await written(sealing: false, "unsealed", on: cluster)
    let beside = try await written(sealing: true, "sealed", on: cluster)
    report(
      Figure(
        what: "acts a second of 64 writers", ours: Double(beside.acts) / beside.seconds,
        peer: Double(alone.acts) / alone.seconds, unit: .perSecond, goal: .atLeast(0.8), note: "without a sealer"))
    report(
      Figure(
        what: "longest wait for a seal", ours: beside.longest * 1000, unit: .milliseconds,
        note: "\(beside.leaves) leaves, dense, each row once"))
  }

  private struct Outcome: Sendable {
    var acts = 0
    var leaves = 0
    var seconds = 0.0
    var longest = 0.0
  }

  private func written(sealing: Bool, _ database: String, on cluster: BenchCluster) async throws -> Outcome {
    try await cluster.make(database)
    try cluster.psql(
      database,
      [
        "-c",
        "do $$ begin create role bench_sealer login; exception when duplicate_object then null; end $$; grant countersign_sealer to bench_sealer",
        "-c",
        "do $$ begin create role bench_admin login; exception when duplicate_object then null; end $$",
        "-c", "select countersign_private.first_administrator('bench_admin', 'chief', 'Chief')",
      ])
    let settings = cluster.connection(as: "bench_admin", to: database)
    let sealer = Workbench(cluster.connection(as: "bench_sealer", to: database))
    let until = Date().addingTimeInterval(60)
    let began = Stopwatch()
    var outcome = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for writer in 1...64 {
        group.addTask {
          let session = try PlainSession(settings.conninfo)
          var outcome = Outcome()
          while Date() < until {
            try session.run("begin")
            try session.run("select countersign.add_team('w\(writer)-\(outcome.acts)', 'Team')")
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...30)))
            try session.run(Int.random(in: 0..<10) == 0 ? "rollback" : "commit")
            outcome.acts += 1
          }
          return outcome
        }
      }
      if sealing {
        group.addTask {
          var outcome = Outcome()
          while Date() < until {
            let took = Stopwatch()
            outcome.leaves = try await sealer.sealLog().size
            outcome.longest = max(outcome.longest, took.seconds)
          }
          return outcome
        }
      }
      var all = Outcome()
      for try await one in group {
        all.acts += one.acts
        all.leaves = max(all.leaves, one.leaves)
        all.longest = max(all.longest, one.longest)
      }
      return all
    }
    outcome.seconds = began.seconds
    if sealing {
      outcome.leaves = try await sealer.sealLog().size
      let standing = try cluster.psql(
        database,
        [
          "-At", "-c",
          """
          select (select count(*) from countersign_private.log_row), (select count(*) from countersign_private.log_leaf),
            (select max(index) + 1 from countersign_private.log_leaf),
            (select count(*) from countersign_private.log_row r where not exists
              (select from countersign_private.log_leaf l where l.kind = r.kind and l.subject = r.subject))
          """,
        ])
      guard standing == "\(outcome.leaves)|\(outcome.leaves)|\(outcome.leaves)|0" else { throw LogIsBad(findings: 1) }
    }
    try cluster.drop(database)
    return outcome
  }
}
