import Catalog
import Foundation
import Glibc
import Terminal
import TestSupport
import TestTerminal

/// From exec to the first whole screen of the office, beside the shortest question psql can be started with.
struct ConsoleStart: Measurement {
  let name = "start"
  let about = "exec to the settled first screen, beside `psql -c 'select 1'` to its last byte"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("small")
    try await Crowd(artifacts: 40, openPromotions: 6, generations: 4000).fill(
      Connection(cluster.connection(to: "small")))
    try await measure("4000 generations", in: "small", report, place, cluster)
    try await measure("\(place.generations) generations", in: try await cluster.crowd(place), report, place, cluster)
  }

  private func measure(
    _ size: String, in database: String, _ report: @Sendable (Figure) -> Void, _ place: BenchPlace,
    _ cluster: BenchCluster
  ) async throws {
    try await cluster.officer("vera", person: "p9", in: database)
    let conninfo = cluster.settings.conninfo(user: "vera", database: database)
    let screen = Size(rows: 40, columns: 120)
    var first: [Double] = []
    var settled: [Double] = []
    var peer: [Double] = []
    var memory = 0.0
    for _ in 0..<place.runs {
      let console = try TimedProgram(
        BuiltProgram.path("countersign"), ["--catalog", conninfo], environment: ["XDG_STATE_HOME": cluster.folder],
        size: screen)
      let times = try await console.settled()
      guard await console.terminal.text().contains("high") else {
        throw ConsoleNotSeen(screen: await console.terminal.text())
      }
      first.append(times.first)
      settled.append(times.last)
      memory = await console.memory
      await console.terminal.shutDown()
      let psql = try TimedProgram(
        BenchCluster.psqlPath, ["-X", "-P", "pager=off", "-d", conninfo, "-c", "select 1"], size: screen)
      peer.append(await psql.finished())
      await psql.terminal.shutDown()
    }
    report(Figure(what: "first byte, \(size)", ours: first.median, peer: peer.median, unit: .milliseconds))
    report(
      Figure(
        what: "settled office, \(size)", ours: settled.median, peer: peer.median, unit: .milliseconds, goal: .atMost(4))
    )
    report(Figure(what: "resident memory, \(size)", ours: memory, unit: .mebibytes))
  }
}

struct ConsoleNotSeen: Error { var screen: String }
